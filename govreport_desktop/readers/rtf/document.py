"""An RTF file as a document of Word's, which Word's reader then reads.

What RTF calls destinations are groups that are no text where they stand: notes, comments, the
number of a list's item, text boxes, heads and feet go to where they belong, all others are
passed over. Nothing is fetched and no object is opened.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.rtf.state import (
    CHANGES,
    NAME,
    SIGNS,
    SYMBOL_SIGNS,
    SYMBOLS,
    Font,
    State,
    Tables,
    decoded,
    page_of,
    set_page,
)
from govreport_desktop.readers.rtf.tables import Level, RowSaid, as_table
from govreport_desktop.readers.rtf.tokens import Token, Tokens
from govreport_desktop.readers.word.build import (
    Built,
    box,
    built,
    element,
    gone,
    paragraph,
    picture,
    run,
)

_DEEPEST, _MOST_TOKENS, _MOST_PARTS = 400, 1_000_000, 100_000
_MOST_LEVELS, _MOST_COLORS, _MOST_CELLS = 5, 1000, 500
_OBJECT = "文件里嵌有对象（如 Excel 表格），里面的内容没有读入，请核对是否需要。"
# Destinations that hold text which stands elsewhere, and what becomes of it.
_CAPTURED = {
    "footnote": "footnote", "annotation": "comment", "listtext": "label", "pntext": "label",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "margin"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "margin"),
    "fonttbl": "fonttbl", "colortbl": "colortbl",
}  # fmt: skip
_BOXED = ("shptxt", "dptxbxtext")
# Destinations that are read though an older reader might ignore them.
_OPENED = ("shpinst", "shppict", "do", "nesttableprops", "ud", "fldrslt", "result", "upr")
_SKIPPED = frozenset(
    (
        *("stylesheet", "info", "sp", "shprslt", "nonshppict", "nonesttables", "xe", "tc", "rxe"),
        *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "filetbl", "template"),
        *("private", "private1", "listtable", "revtbl", "datafield", "txe", "bxe", "comment"),
    )
)
_FLAGS = {"clmgf": "first", "clmrg": "merged", "clvmgf": "restart", "clvmrg": "goes_on"}


def as_word(data: bytes, name: str) -> Built:
    """The RTF in ``data`` with the elements of Word. Raises ReadError for a bomb."""
    reader = _Reader(built(name), Tokens(data))
    reader.read()
    return reader.made


@dataclass(slots=True)
class _Place:
    """Where text goes: blocks that are done, tables that are open, the paragraph begun."""

    blocks: list[Any] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    runs: list[Any] = field(default_factory=list)
    label: str = ""


@dataclass(slots=True)
class _Reader:
    made: Built
    tokens: Tokens
    tables: Tables = field(default_factory=Tables)
    state: State = field(default_factory=State)
    place: _Place = field(default_factory=_Place)
    # What was last said of a row, and by how deep its table stands.
    row: RowSaid = field(default_factory=RowSaid)
    said: dict[int, RowSaid] = field(default_factory=dict)
    # The states and places that surround the one at hand; what destinations have gathered.
    _around: list[tuple[State, _Place, list[str]]] = field(default_factory=list)
    _caught: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _skip: int = 0
    _high: int = 0
    _fresh: bool = False
    _starred: bool = False
    _parts: int = 0
    _font: int = -1

    def read(self) -> None:
        """Take the file apart from its first sign to its last."""
        for count, token in enumerate(self.tokens):
            if count > _MOST_TOKENS:
                raise self._too_much()
            fresh, self._fresh = self._fresh, False
            if token.kind == "text":
                self._take(token.data)
                continue
            if token.kind == "sign" and token.name in SYMBOL_SIGNS:
                self._take_text(SYMBOL_SIGNS[token.name])
            elif token.kind == "sign" and token.name in "\\{}":
                self._take(token.name.encode())
            elif token.kind == "sign":
                self._starred = self._fresh = token.name == "*" and fresh
            elif token.kind == "word":
                self._word(token, fresh=fresh)
            else:
                self._flush()
                self._open() if token.kind == "{" else self._close()
        self._flush()
        while self._around:
            self._close()
        self._end_paragraph(0)
        self._close_tables(0)
        self.made.body.extend(self.place.blocks)

    # ------------------------------------------------------------ groups
    def _open(self) -> None:
        if len(self._around) >= _DEEPEST:
            raise self._too_much()
        self._around.append((self.state, self.place, self._caught))
        self.state = self.state.copy()
        self._fresh, self._starred, self._skip = True, False, 0

    def _close(self) -> None:
        self._skip = self._high = 0
        if not self._around:
            return
        done, place, caught = self.state, self.place, self._caught
        self.state, self.place, self._caught = self._around.pop()
        if done.destination != self.state.destination:
            self._finish(done.destination, "".join(caught))
        if place is not self.place and not self.state.destination:
            outer, self.place = self.place, place
            self._end_paragraph(0)
            self._close_tables(0)
            self.place = outer
            self._append(box(*place.blocks))

    def _enter(self, name: str) -> bool:
        """Whether ``name`` makes a destination of the group that it begins."""
        starred, self._starred = self._starred, False
        if name in _CAPTURED:
            self.state.destination, self._caught = _CAPTURED[name], []
            if name == "colortbl":
                self.tables.colors = [None]
        elif name in _BOXED:
            self.place = _Place()
        elif name in ("pict", "object"):
            self._drawn(name)
        elif name in _SKIPPED or (starred and name not in _OPENED):
            self.tokens.skip_group()
        elif name == "upr":
            self.state.said_again = len(self.place.runs)
        elif name == "ud":
            # What stands beside it says the same for programs that know no Unicode.
            del self.place.runs[self.state.said_again :]
        elif name == "nesttableprops":
            self.state.nested = True
        else:
            return name in _OPENED
        return True

    def _drawn(self, name: str) -> None:
        if name == "object":
            self.made.said[_OBJECT] = None
            return
        if not self.state.destination:
            self._append(picture())
        self.tokens.skip_group()

    def _finish(self, destination: str, text: str) -> None:
        if destination in ("footnote", "comment") and text.strip():
            self._append(self.made.note(destination, text))
        elif destination == "label":
            self.place.label = text.replace("\t", " ").strip()
        elif destination == "margin":
            around = element("hdr")
            around.append(paragraph(run(text)))
            self.made.margins.append(around)

    # ------------------------------------------------------------ words
    def _word(self, token: Token, *, fresh: bool) -> None:
        name, number = token.name, token.number
        if name == "u" and number is not None:
            self._flush()
            self._unicode(number & 0xFFFF)
            self._skip = self.state.unicode_skip
            return
        if self._skip and name not in ("par", "cell", "row", "nestcell", "nestrow"):
            # One sign for programs that know no Unicode.
            self._skip -= 1
        self._flush()
        if fresh and self._enter(name):
            return
        if name in SIGNS:
            self._take_text(SIGNS[name])
        elif name in CHANGES:
            self.state.look = CHANGES[name](self.state.look, number, self.tables)
            self.state.deleted &= name != "plain"
        elif self.state.destination in ("fonttbl", "colortbl"):
            self._table_word(name, number or 0)
        elif not self._structure(name, number):
            self._setting(name, number)

    def _setting(self, name: str, number: int | None) -> None:
        state = self.state
        if name == "f":
            state.font = state.font if number is None else number
        elif name == "af" and state.east:
            state.east_font = number or 0
        elif name in ("dbch", "loch", "hich", "ltrch", "rtlch"):
            state.east = name == "dbch"
        elif name == "uc":
            state.unicode_skip = min(max(number or 0, 0), 8)
        elif name == "deleted":
            state.deleted = number != 0
        elif name == "ansicpg":
            self.tables.page = page_of(number or 1252)
        elif name == "mac":
            self.tables.page = "mac_roman"
        elif name == "pard":
            state.depth = state.ground = 0
        elif name == "intbl":
            state.depth = max(1, state.depth)
        elif name == "itap":
            state.depth = min(max(number or 0, 0), _MOST_LEVELS)
        elif name == "cbpat":
            state.ground = number or 0

    def _structure(self, name: str, number: int | None) -> bool:
        """Whether the word ends a paragraph, a cell or a row, or speaks of one."""
        if name in ("par", "sect"):
            self._end_paragraph(self.state.depth)
        elif name in ("cell", "nestcell"):
            self._end_cell(1 if name == "cell" else max(2, self.state.depth))
        elif name in ("row", "nestrow"):
            self._end_row(1 if name == "row" else max(2, self.state.depth))
        elif name == "trowd":
            depth = max(2, self.state.depth) if self.state.nested else 1
            self.row = self.said[depth] = RowSaid()
        elif name == "trleft":
            self.row.left = number or 0
        elif name == "cellx":
            self.row.end_at(number or 0)
        elif name in _FLAGS:
            setattr(self.row.next, _FLAGS[name], True)
        elif name == "clcbpat":
            self.row.next.color = number or 0
        else:
            return False
        return True

    # ------------------------------------------------------------ text
    def _take(self, data: bytes) -> None:
        if self._skip:
            left = max(0, self._skip - len(data))
            data, self._skip = data[self._skip :], left
        self._bytes += data

    def _take_text(self, text: str) -> None:
        self._flush()
        self._add(text)

    def _flush(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._add(decoded(data, self.state, self.tables))

    def _unicode(self, code: int) -> None:
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            high, self._high = self._high, 0
            self._add(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "")
        else:
            self._add(chr(code))

    def _add(self, text: str) -> None:
        destination = self.state.destination
        if destination == "fonttbl":
            self._name_font(text)
        elif destination == "colortbl":
            self.tables.colors += [None] * min(text.count(";"), _MOST_COLORS)
        elif destination:
            self._caught.append(text)
        elif text:
            font = self.tables.fonts.get(self.state.font)
            look = replace(self.state.look, face=font.name.lower() if font else "")
            made = run(text, look, deleted=self.state.deleted)
            self._append(gone(made) if self.state.deleted else made)

    def _append(self, made: Any) -> None:
        self._count()
        self.place.runs.append(made)

    def _count(self) -> None:
        """One more run or paragraph."""
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise self._too_much()

    # ------------------------------------------------------------ blocks
    def _end_paragraph(self, depth: int, *, empty: bool = True) -> None:
        place = self.place
        if self.state.destination:
            self._caught.append("\n")
        if self.state.destination or not (place.runs or empty):
            return
        self._count()
        self._close_tables(depth)
        while len(place.levels) < depth:
            self._count()
            place.levels.append(Level())
        known = 0 < self.state.ground < len(self.tables.colors)
        ground = self.tables.colors[self.state.ground] if known else None
        made = paragraph(*place.runs, label=place.label, ground=ground)
        (place.levels[-1].blocks if place.levels else place.blocks).append(made)
        place.runs, place.label = [], ""

    def _end_cell(self, depth: int) -> None:
        self._end_paragraph(depth)
        if len(self.place.levels) == depth and not self.state.destination:
            self.place.levels[-1].end_cell()
            if len(self.place.levels[-1].cells) > _MOST_CELLS:
                raise self._too_much()

    def _end_row(self, depth: int) -> None:
        self._end_paragraph(depth, empty=False)
        if self.state.destination:
            return
        self._close_tables(depth)
        if len(self.place.levels) == depth:
            self.place.levels[-1].end_row(self.said.get(depth, self.row))

    def _close_tables(self, depth: int) -> None:
        """Put the tables that are deeper than ``depth`` where they stand."""
        place = self.place
        while len(place.levels) > depth:
            level = place.levels.pop()
            level.end_row(self.said.get(len(place.levels) + 1, self.row))
            if level.rows:
                into = place.levels[-1].blocks if place.levels else place.blocks
                into.append(as_table(level, self.tables.colors))

    # ------------------------------------------------------------ fonts and colours
    def _table_word(self, name: str, number: int) -> None:
        if name in ("red", "green", "blue") and self.state.destination == "colortbl":
            self._tint(("red", "green", "blue").index(name), min(max(number, 0), 255))
        elif name == "f":
            self._font = number
            self.tables.fonts[number] = Font()
        elif name in ("fcharset", "cpg") and self._font in self.tables.fonts:
            font = self.tables.fonts[self._font]
            font.page = page_of(number) if name == "cpg" else set_page(number)
            font.symbols = name == "fcharset" and number == SYMBOLS

    def _tint(self, at: int, share: int) -> None:
        parts = [*(self.tables.colors[-1] or (0, 0, 0))]
        parts[at] = share
        self.tables.colors[-1] = parts[0], parts[1], parts[2]

    def _name_font(self, text: str) -> None:
        font = self.tables.fonts.get(self._font)
        if font is not None and not font.name:
            font.name = NAME.sub("", text).strip()

    def _too_much(self) -> ReadError:
        return ReadError(f"“{self.made.name}”的内容多得不正常，没有读取；请只保留年度报告部分。")
