"""The text of a Word paragraph as it is seen once every change is accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from govreport_desktop.readers.faint import WHITE, Color, Shade, Shaded, legible
from govreport_desktop.readers.left import (
    COMMENT,
    DELETED,
    HALF_HIDDEN,
    HIDDEN,
    READING,
    SQUEEZED,
    STRUCK,
    SYMBOLS,
    LeftOut,
)
from govreport_desktop.readers.marks import LOWERED, RAISED, REVERSING, joined, visible
from govreport_desktop.readers.word.package import W
from govreport_desktop.readers.word.styles import Look, Styles, ground_of, is_on, value, whole

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, _CHOICE, _FALLBACK = (
    f"{_MC}{name}" for name in ("AlternateContent", "Choice", "Fallback")
)
TEXT_BOX = f"{W}txbxContent"
_PATH = "{urn:schemas-microsoft-com:vml}textpath"
# Marks and settings: nothing of what they hold is shown here.
SETTINGS = {f"{W}{name}" for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr")}
SETTINGS |= {f"{W}{name}" for name in ("sdtEndPr", "tblGrid", "ffData", "fldData", "rubyPr")}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_BREAKS |= {"footnoteReference": "", "endnoteReference": "", "commentReference": ""}
_GONE = {f"{W}del", f"{W}moveFrom"}
# Wingdings has ① to ⑩ at these places.
_CIRCLED = {0xF081 + number: chr(0x2460 + number) for number in range(10)}
# Faces of symbols put their signs at these places, and pictures where others have digits.
_PRIVATE, _LAST_PRIVATE = 0xF000, 0xF0FF
_PICTURES = ("wingdings", "webdings", "marlett", "zapf dingbats", "zapfdingbats")
_UNKNOWN = "□"

_SCRIPTS = {f"{M}sup": RAISED, f"{M}sub": LOWERED}
_PARTED = {f"{M}den": "/", f"{M}rad": "√"}
# Numbers that Word draws itself: of the page, of the day.
_DRAWN = {"pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"}
_PICKED = f"{W}ffData/{W}ddList"

NOTES_BELOW = "脚注（尾注）没有读入"
_ART = "艺术字没有读入"
_FIELD = "公式域里的文字没有读入"
_PLACEHOLDER = "等待填写的提示文字没有读入"


class _On(NamedTuple):
    """What a paragraph's runs stand in: its style, and the colour behind them."""

    style: str
    ground: Color


@dataclass(slots=True)
class Inline:
    """Reads runs; what they leave out goes to ``left``, text boxes to whoever asks for them."""

    styles: Styles
    left: LeftOut
    # The ids of notes referred to, in order, by "footnote" and "endnote".
    notes: dict[str, list[str]] = field(default_factory=dict)
    # The texts of comments, by their ids.
    comments: dict[str, str] = field(default_factory=dict)

    def text(self, paragraph: Any) -> str:
        """The text of ``paragraph`` without its number."""
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        on = _On(style, _ground(paragraph))
        shade = self.styles.look(style).over(self.styles.default).shade(on.ground)
        pieces = list(self._pieces(paragraph, on, 0, shade))
        return visible(joined(legible(pieces, self.left)))

    def bare(self, element: Any) -> str:
        """All text below ``element``, whatever becomes of it: for naming what is left out."""
        tags = (f"{W}t", f"{W}delText", f"{M}t")
        return "".join(child.text or "" for child in element.iter(*tags))

    def _pieces(self, element: Any, on: _On, level: int, shade: Shade) -> Iterator[Shaded]:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, on, level)
            elif tag in (f"{W}t", f"{M}t"):
                yield Shaded(child.text or "", level, shade)
            elif tag in _GONE:
                self.left.leave(DELETED, self.bare(child))
            elif tag == ALTERNATIVES:
                yield from self._pieces(chosen(child), on, level, shade)
            elif tag in _SCRIPTS:
                yield from self._pieces(child, on, _SCRIPTS[tag], shade)
            elif tag in _PARTED or (tag == f"{M}e" and child.getparent().tag == f"{M}mr"):
                # 1/2, √2 and what stands side by side in a matrix are no numbers.
                yield Shaded(_PARTED.get(tag, "\t"), level, shade)
                yield from self._pieces(child, on, level, shade)
            elif isinstance(tag, str) and tag not in SETTINGS and tag != TEXT_BOX:
                yield from self._other(child, on, level, shade)

    def _other(self, child: Any, on: _On, level: int, shade: Shade) -> Iterator[Shaded]:
        name = str(child.tag).removeprefix(W)
        if name == "hyperlink" and child.get(f"{W}anchor") and self.bare(child).isdecimal():
            # What leads to another place in the document is the mark of a note.
            level = level or RAISED
        if name == "bdo" and value(child) == "rtl":
            yield Shaded(REVERSING, level, shade)
        if (reason := _crossed(child)) is not None:
            self.left.leave(reason, self.bare(child))
        elif child.tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self.left.leave(_PLACEHOLDER, self.bare(child))
        elif child.tag == f"{W}rt":
            self.left.leave(READING, self.bare(child))
        elif child.tag == _PATH:
            self.left.leave(_ART, child.get("string") or "")
        elif not self._mark(child):
            yield from self._pieces(child, on, level, shade)

    def _run(self, run: Any, on: _On, level: int) -> Iterator[Shaded]:
        look = self.styles.run(run, on.style)
        if look.hidden or look.struck:
            self.left.leave(HIDDEN if look.hidden else STRUCK, self.bare(run))
            return
        shade = look.shade(on.ground)
        half = any(is_on(run.find(f"{W}rPr/{W}{name}")) for name in ("webHidden", "specVanish"))
        if half and any(map(str.isdigit, words := self.bare(run))):
            self.left.doubt(HALF_HIDDEN, words)
        for child in run:
            name = str(child.tag).removeprefix(W)
            if name in _BREAKS:
                self._mark(child)
                yield Shaded(_BREAKS[name], 0, shade)
            elif name in _DRAWN:
                yield Shaded(_UNKNOWN, level, shade)
            elif (picked := child.find(_PICKED)) is not None:
                yield Shaded(_entry(picked), level, shade)
            elif name == "sym":
                face = (child.get(f"{W}font") or look.face).lower()
                yield Shaded(self._sign(_code(child), face), level or look.level or 0, shade)
            else:
                for piece in self._pieces([child], on, level or look.level or 0, shade):
                    yield piece._replace(text=self._seen(piece.text, look))

    def _seen(self, text: str, look: Look) -> str:
        """``text`` as its face draws it; that its digits lie one upon the other is a doubt."""
        if look.squeezed and any(map(str.isdigit, text)):
            self.left.doubt(SQUEEZED, text)
        if not look.face.startswith(_PICTURES) and not _PRIVATE_SIGN.search(text):
            return text
        return "".join(
            self._sign(ord(sign), look.face)
            if sign.isdigit() or _PRIVATE_SIGN.match(sign)
            else sign
            for sign in text
        )

    def _sign(self, code: int, face: str) -> str:
        """What ``face`` draws at ``code``: Symbol has digits where others have pictures."""
        if code in _CIRCLED:
            return _CIRCLED[code]
        if face.startswith(_PICTURES):
            return _UNKNOWN
        private = _PRIVATE <= code <= _LAST_PRIVATE
        sign = chr(code - _PRIVATE if private else code)
        if private and not (face == "symbol" and sign.isdigit()):
            return _UNKNOWN
        if sign.isdigit():
            self.left.doubt(SYMBOLS, sign)
        return sign if sign.isprintable() else _UNKNOWN

    def _mark(self, element: Any) -> bool:
        """Note what ``element`` points to; whether it is a mark that shows no text itself."""
        name = str(element.tag).removeprefix(W)
        if name in ("footnoteReference", "endnoteReference"):
            ids = self.notes.setdefault(name.removesuffix("Reference"), [])
            ids.append(element.get(f"{W}id") or "")
            return True
        if name == "commentReference":
            self.left.leave(COMMENT, self.comments.get(element.get(f"{W}id") or "", ""))
        if name == "instrText" and (element.text or "").strip().lower().startswith("eq "):
            self.left.leave(_FIELD, (element.text or "").strip())
        if name == "delText":
            self.left.leave(DELETED, element.text or "")
        return name in ("instrText", "delText", "delInstrText")


_PRIVATE_SIGN = re.compile(f"[{chr(_PRIVATE)}-{chr(_LAST_PRIVATE)}]")


def _entry(choices: Any) -> str:
    """What is chosen in the list of a form's field."""
    entries = [value(entry) for entry in choices.findall(f"{W}listEntry")]
    chosen_one = choices.find(f"{W}result")
    at = whole(choices.find(f"{W}default") if chosen_one is None else chosen_one, 0, 999, 0)
    return entries[at] if at < len(entries) else ""


def _crossed(element: Any) -> str | None:
    """Why a part of a formula is not seen: drawn as a gap, or crossed out; None where it is."""
    if element.tag == f"{M}phant":
        show = element.find(f"{M}phantPr/{M}show")
        return HIDDEN if show is not None and show.get(f"{M}val") in ("0", "off", "false") else None
    if element.tag == f"{M}borderBox":
        said = element.find(f"{M}borderBoxPr")
        marks = () if said is None else (e for e in said if "strike" in str(e.tag))
        return STRUCK if any(e.get(f"{M}val") not in ("0", "off", "false") for e in marks) else None
    return None


def _code(symbol: Any) -> int:
    """The place of a w:sym in its face; 0 for rubbish."""
    text = symbol.get(f"{W}char") or ""
    return int(text, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", text) else 0


def _ground(paragraph: Any) -> Color:
    """The colour behind ``paragraph``: its own, else its cell's, else the page's."""
    own = ground_of(paragraph.find(f"{W}pPr"))
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    return own or (ground_of(cell.find(f"{W}tcPr")) if cell is not None else None) or WHITE


def chosen(alternatives: Any) -> Any:
    """The first of several ways to write the same: what newer programs show."""
    for tag in (_CHOICE, _FALLBACK):
        if (found := alternatives.find(tag)) is not None:
            return found
    return ()
