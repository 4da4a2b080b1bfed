"""The text of a paragraph of an OpenDocument file, as Word's runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from govreport_desktop.readers.odf.package import DRAW, OFFICE, SVG, TEXT
from govreport_desktop.readers.odf.styles import Styles
from govreport_desktop.readers.word.build import Built, box, element, gone, picture, run
from govreport_desktop.readers.word.styles import Look

_MOST_BLANKS = 200
_BLANK = re.compile(r"[ \t\r\n]+")
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
# What is drawn beside the text and may hold some.
DRAWN = tuple(
    f"{DRAW}{name}"
    for name in (
        *("frame", "g", "custom-shape", "rect", "ellipse", "circle", "line", "polygon", "polyline"),
        *("path", "regular-polygon", "connector", "caption", "measure", "a"),
    )
)
_SETTINGS = (f"{OFFICE}forms", f"{OFFICE}annotation-end", f"{SVG}title", f"{SVG}desc")

# What makes Word's blocks of a box's contents.
Blocks = Callable[[Any, Look], Iterable[Any]]


@dataclass(slots=True)
class Inline:
    """Reads paragraphs into runs of ``made``; ``blocks`` reads what a text box holds."""

    styles: Styles
    made: Built
    # What tracked changes deleted, by the id of the change.
    deleted: dict[str, str]
    blocks: Blocks

    def runs(self, paragraph: Any, base: Look) -> list[Any]:
        """The runs of ``paragraph``; ``base`` is what its surroundings say of its text."""
        style = paragraph.get(f"{TEXT}style-name") or ""
        look = base.over(self.styles.look("paragraph", style))
        look = look.over(self.styles.default("paragraph"))
        if paragraph.get(f"{TEXT}is-hidden") == "true":
            look = replace(look, hidden=True)
        return list(self._runs(paragraph, look))

    def _runs(self, parent: Any, look: Look) -> Iterator[Any]:
        if parent.text:
            yield run(_BLANK.sub(" ", parent.text), look)
        for child in parent:
            if isinstance(child.tag, str):
                yield from self._run(child, look)
            if child.tail:
                yield run(_BLANK.sub(" ", child.tail), look)

    def _run(self, child: Any, look: Look) -> Iterator[Any]:
        tag = child.tag
        if tag == f"{TEXT}span":
            named = self.styles.look("text", child.get(f"{TEXT}style-name") or "")
            yield from self._runs(child, named.over(look))
        elif tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            blanks = int(count) if count.isdecimal() and len(count) < 4 else 1
            yield run(" " * min(blanks, _MOST_BLANKS), look)
        elif tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            yield run("\t" if tag == f"{TEXT}tab" else "\n", look)
        elif tag == f"{TEXT}note":
            body = child.find(f"{TEXT}note-body")
            yield self.made.note("footnote", "" if body is None else plain(body))
        elif tag == f"{OFFICE}annotation":
            yield self.made.note("comment", plain(child))
        elif tag == f"{TEXT}ruby":
            yield self._ruby(child, look)
        elif (changed := child.get(f"{TEXT}change-id")) is not None:
            if words := self.deleted.pop(changed, ""):
                yield gone(run(words, look, deleted=True))
        elif tag == f"{TEXT}placeholder":
            yield _prompt(list(self._runs(child, look)))
        elif tag == f"{TEXT}hidden-text":
            unseen = child.get(f"{TEXT}is-hidden") != "false"
            text = child.get(f"{TEXT}string-value") or plain(child)
            yield run(text, replace(look, hidden=True) if unseen else look)
        elif tag in DRAWN:
            yield from self.drawn(child, look)
        elif tag not in _SETTINGS:
            yield from self._runs(child, look)

    def drawn(self, shape: Any, look: Look) -> Iterator[Any]:
        """The runs that stand for a frame or a shape: boxes with text, pictures."""
        inner = replace(look, level=None)
        for child in shape:
            tag = child.tag
            if tag == f"{DRAW}text-box":
                yield box(*self.blocks(child, inner))
            elif tag == f"{DRAW}image" and shape.find(f"{DRAW}text-box") is None:
                said = (shape.findtext(f"{SVG}{name}") for name in ("desc", "title"))
                yield picture(next(filter(None, said), "") or "")
                break  # the same again for programs that cannot show the first
            elif tag in (f"{DRAW}object", f"{DRAW}object-ole"):
                yield picture()
                break
            elif tag in DRAWN:
                yield from self.drawn(child, look)
            elif tag in PARAGRAPHS or tag == f"{TEXT}list":
                yield box(*self.blocks(shape, inner))
                break

    def _ruby(self, ruby: Any, look: Look) -> Any:
        found, held = run("", look), element("ruby")
        for child in ruby:
            is_base = child.tag == f"{TEXT}ruby-base"
            part = element("rubyBase" if is_base else "rt")
            part.extend(self._runs(child, look) if is_base else [run(plain(child))])
            held.append(part)
        found.append(held)
        return found


def plain(element_: Any) -> str:
    """All text below an element, its paragraphs on lines of their own."""
    paragraphs = list(element_.iter(*PARAGRAPHS))
    texts = ("".join(one.itertext()) for one in paragraphs or [element_])
    return "\n".join(_BLANK.sub(" ", text).strip() for text in texts)


def _prompt(runs: list[Any]) -> Any:
    """Words that wait for somebody to write others over them."""
    found, said = element("sdt"), element("sdtPr")
    said.append(element("showingPlcHdr"))
    found.append(said)
    found.extend(runs)
    return found
