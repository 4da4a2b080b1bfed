"""What a reader saw and did not take: named in a sentence a reason, and kept for the books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

_MOST_NAMED, _LONGEST_NAMED = 3, 20
_NOT_READ = "没有读入"

# The reasons, as a sentence begins.
STRUCK = f"划了删除线的文字{_NOT_READ}"
DELETED = f"修订中已删除的文字{_NOT_READ}"
HIDDEN = f"隐藏的文字{_NOT_READ}"
READING = f"注音{_NOT_READ}"
UNCHOSEN = f"下拉框里没有选定的各项{_NOT_READ}"
PICTURED = f"表格里的图片{_NOT_READ}"
COMMENT = f"批注{_NOT_READ}"
WRITTEN_TWICE = f"同一格在文件里写了两遍，前面的{_NOT_READ}"
FRAMED = f"嵌在网页里的另一张网页{_NOT_READ}"
TINY = f"小得看不清的数字{_NOT_READ}"
# What speaks against digits that were taken, behind them.
SMALL = "的字比旁边的小得多，算作了同一个数"
FAINT = "的字与底色相同或者太小，看不出来，仍然读入"
DROWNED = "的字与底色相同，看不出来，仍然读入"
COVERED = "上面后画了图形，可能看不见，仍然读入"
HALF_HIDDEN = "的字设成在有的视图里隐藏，仍算作数字"
SQUEEZED = "的字距压得太紧，叠在一起看不清，仍算作数字"
SYMBOLS = "是用符号字体写的，按它显示的数字读入"


@dataclass(slots=True)
class LeftOut:
    """Texts by the reason why they were left out; ``quiet`` ones need no mention."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    quiet: list[str] = field(default_factory=list)
    # Digits that were taken though something speaks against it, by what that is.
    doubted: dict[str, list[str]] = field(default_factory=dict)

    def leave(self, reason: str, text: str) -> None:
        """``text`` was left out; blanks are nothing to speak of."""
        if text.strip():
            self.texts.setdefault(reason, []).append(text)

    def doubt(self, why: str, text: str) -> None:
        """``text`` was taken for digits, though ``why``."""
        self.doubted.setdefault(why, []).append(text.strip())

    def take(self, other: LeftOut) -> None:
        """All of ``other`` too."""
        for mine, its in ((self.texts, other.texts), (self.doubted, other.doubted)):
            for reason, texts in its.items():
                mine.setdefault(reason, []).extend(texts)
        self.quiet += other.quiet

    def pass_over(self, text: str) -> None:
        """``text`` is no part of any report: counted, not named."""
        if text.strip():
            self.quiet.append(text)

    def mark(self) -> dict[str, int]:
        """How much was left out so far, to ask `remark` with."""
        return {r: len(texts) for r, texts in (*self.texts.items(), *self.doubted.items())}

    def remark(self, mark: Mapping[str, int]) -> str:
        """What to say of a cell in which digits were left out or doubted since ``mark``."""
        told = (
            f"“{_short(text)}”（{reason.removesuffix(_NOT_READ)}）"
            for reason, texts in self.texts.items()
            for text in texts[mark.get(reason, 0) :]
            if any(map(str.isdigit, text))
        )
        named = "".join(islice(told, _MOST_NAMED))
        said = [f"这一格里还有{named}，没有算进这个数"] if named else []
        for why, texts in self.doubted.items():
            if since := "”“".join(texts[mark.get(why, 0) :][:_MOST_NAMED]):
                said.append(f"“{since}”{why}")
        return "；".join(said)

    def notes(self) -> list[str]:
        """One sentence a reason, with the first of what it is about."""
        notes = [_sentence(reason, texts) for reason, texts in self.texts.items()]
        doubts = (f"{_named(texts)}{why}，请核对。" for why, texts in self.doubted.items())
        return [*notes, *doubts]

    def everything(self) -> tuple[str, ...]:
        """All that was left out, for whoever counts."""
        return (*(text for texts in self.texts.values() for text in texts), *self.quiet)


def _sentence(reason: str, texts: list[str]) -> str:
    return f"{reason}：{_named(texts)}，请核对。"


def _named(texts: list[str]) -> str:
    shown = "”“".join(_short(text) for text in texts[:_MOST_NAMED])
    return f"“{shown}”" + (f"等 {len(texts)} 处" if len(texts) > _MOST_NAMED else "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_NAMED else f"{words[:_LONGEST_NAMED]}…"
