"""Word's elements for what other programs wrote, whose documents are then read as Word's are.

OpenDocument and RTF know what Word knows, under other names. What is said of a run is written
on the run itself, so that a document made here needs no styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from govreport_desktop.readers.faint import Color
from govreport_desktop.readers.marks import RAISED
from govreport_desktop.readers.package import Package
from govreport_desktop.readers.word.package import Document, W
from govreport_desktop.readers.word.styles import Look

_WX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_PARTS = re.compile(r"([\n\t])")
_BREAKS = {"\n": "br", "\t": "tab"}
# Signs that no XML may hold.
_BARRED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Built(Document):
    """A document made here: what stands beside its text, and ``said``, sentences on it."""

    parts: dict[str, Any] = field(default_factory=dict)
    margins: list[Any] = field(default_factory=list)
    said: dict[str, None] = field(default_factory=dict)

    def beside(self, kind: str) -> Any:
        """The root of the notes or comments."""
        return self.parts.get(kind)

    def around(self) -> Iterator[Any]:
        """What stands at the head and foot of the pages."""
        yield from self.margins

    def note(self, kind: str, text: str) -> Any:
        """The run that refers to ``text``, a "footnote" or "comment"."""
        root = self.parts.setdefault(f"{kind}s", element(f"{kind}s"))
        name = str(len(root))
        kept = element(kind)
        kept.set(f"{W}id", name)
        kept.append(paragraph(run(text)))
        root.append(kept)
        mark = run("")
        pointer = element(f"{kind}Reference")
        pointer.set(f"{W}id", name)
        mark.append(pointer)
        return mark


def built(name: str) -> Built:
    """An empty document."""
    return Built(name, element("body"), Package({}, name), "")


def element(name: str, value: str = "") -> Any:
    """An element of Word's, and the value it states."""
    found = etree.Element(f"{W}{name}")
    if value:
        found.set(f"{W}val", value)
    return found


def paragraph(*runs: Any, label: str = "", ground: Color | None = None) -> Any:
    """A paragraph; ``label`` is the number of a list in front of it."""
    found = element("p")
    if label or ground:
        said = etree.SubElement(found, f"{W}pPr")
        if label:
            told = etree.SubElement(etree.SubElement(said, f"{W}listPr"), f"{_WX}t")
            told.set(f"{_WX}val", clean(label))
        if ground:
            said.append(_shaded(ground))
    found.extend(runs)
    return found


def run(text: str, look: Look | None = None, *, deleted: bool = False) -> Any:
    """A run of ``text``, whose line breaks and tabs become elements."""
    found = element("r")
    if look is not None and look != Look():
        found.append(_properties(look))
    for part in _PARTS.split(text):
        if part in _BREAKS:
            found.append(element(_BREAKS[part]))
        elif part:
            etree.SubElement(found, f"{W}{'delText' if deleted else 't'}").text = clean(part)
    return found


def gone(*runs: Any) -> Any:
    """What a tracked change deleted."""
    found = element("del")
    found.extend(runs)
    return found


def box(*blocks: Any) -> Any:
    """A run on which a text box hangs."""
    found, held = element("r"), element("txbxContent")
    held.extend(blocks)
    found.append(held)
    return found


def picture(said: str = "") -> Any:
    """A run that is a picture; ``said`` is what its writer says it shows."""
    found, drawn = element("r"), element("drawing")
    drawn.set("descr", clean(said))
    found.append(drawn)
    return found


def cell(width: int = 1, merge: str = "", ground: Color | None = None) -> Any:
    """A cell over ``width`` columns; ``merge`` is restart or continue, down a column."""
    found = element("tc")
    said = etree.SubElement(found, f"{W}tcPr")
    if width > 1:
        said.append(element("gridSpan", str(width)))
    if merge:
        said.append(element("vMerge", merge))
    if ground:
        said.append(_shaded(ground))
    return found


def row(*, hidden: bool = False) -> Any:
    """A row without cells."""
    found = element("tr")
    if hidden:
        etree.SubElement(found, f"{W}trPr").append(element("hidden"))
    return found


def clean(text: str) -> str:
    """``text`` without the signs that no XML may hold."""
    return _BARRED.sub("", text)


def _shaded(color: Color) -> Any:
    found = element("shd", "clear")
    found.set(f"{W}fill", _hex(color))
    return found


def _hex(color: Color) -> str:
    return "".join(f"{part:02X}" for part in color)


_known: dict[Look, Any] = {}
# A document has some dozen looks; what has thousands need not be kept.
_MOST_KNOWN = 1000


def _properties(look: Look) -> Any:
    if look not in _known:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[look] = _written(look)
    return deepcopy(_known[look])


def _written(look: Look) -> Any:
    found = element("rPr")
    for name, is_on in (("vanish", look.hidden), ("strike", look.struck)):
        if is_on is not None:
            found.append(element(name, "1" if is_on else "0"))
    if look.level:
        found.append(element("vertAlign", "superscript" if look.level == RAISED else "subscript"))
    if look.half_points:
        found.append(element("sz", str(look.half_points)))
    if look.color:
        found.append(element("color", _hex(look.color)))
    if look.ground:
        found.append(_shaded(look.ground))
    if look.spacing:
        found.append(element("spacing", str(look.spacing)))
    if look.face:
        fonts = element("rFonts")
        fonts.set(f"{W}ascii", clean(look.face))
        found.append(fonts)
    return found
