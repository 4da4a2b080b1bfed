"""What a reader saw and did not take: named in a sentence a reason, and kept for the books."""

from __future__ import annotations

from dataclasses import dataclass, field

_MOST_NAMED, _LONGEST_NAMED = 3, 20

# The reasons, as a sentence begins.
STRUCK = "划了删除线的文字没有读入"
DELETED = "修订中已删除的文字没有读入"
HIDDEN = "隐藏的文字没有读入"
READING = "注音没有读入"
TINY = "比旁边的数小得多的数字当作注码，没有读入"


@dataclass(slots=True)
class LeftOut:
    """Texts by the reason why they were left out; ``quiet`` ones need no mention."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    quiet: list[str] = field(default_factory=list)

    def leave(self, reason: str, text: str) -> None:
        """``text`` was left out; blanks are nothing to speak of."""
        if text.strip():
            self.texts.setdefault(reason, []).append(text)

    def pass_over(self, text: str) -> None:
        """``text`` is no part of any report: counted, not named."""
        if text.strip():
            self.quiet.append(text)

    def notes(self) -> list[str]:
        """One sentence a reason, with the first of what it is about."""
        return [_sentence(reason, texts) for reason, texts in self.texts.items()]

    def everything(self) -> tuple[str, ...]:
        """All that was left out, for whoever counts."""
        return (*(text for texts in self.texts.values() for text in texts), *self.quiet)


def _sentence(reason: str, texts: list[str]) -> str:
    shown = "”“".join(_short(text) for text in texts[:_MOST_NAMED])
    more = f"等 {len(texts)} 处" if len(texts) > _MOST_NAMED else ""
    return f"{reason}：“{shown}”{more}，请核对。"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_NAMED else f"{words[:_LONGEST_NAMED]}…"
