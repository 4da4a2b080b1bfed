"""HTML as a person sees it: its paragraphs and tables, from a saved page or the clipboard.

The character set comes from the page; scripts, styles and hidden parts are left out. Links
are never followed. Navigation around the article is dropped by the matcher, which starts at
the report's own title or its first part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from govreport_desktop.matching.labels import has_figure, is_sentence
from govreport_desktop.numbering import ANY
from govreport_desktop.readers.faint import PLAIN, Shade, Shaded, legible
from govreport_desktop.readers.left import (
    FRAMED,
    HIDDEN,
    PICTURED,
    READING,
    SQUEEZED,
    STRUCK,
    UNCHOSEN,
    LeftOut,
)
from govreport_desktop.readers.marks import RAISED, REVERSING, joined, visible
from govreport_desktop.readers.web.exact import exact_number
from govreport_desktop.readers.web.fields import (
    FIELDS,
    chosen,
    content,
    field_text,
    math_sign,
    pictured,
    text_of,
)
from govreport_desktop.readers.web.lists import LISTS, Lists
from govreport_desktop.readers.web.looks import Look, Looks
from govreport_desktop.readers.web.page import decoded_page, parsed, refuse_huge
from govreport_desktop.readers.web.tables import below, is_layout
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

# Attributes of a browser's hands: a table cannot claim more than this.
MAX_SPAN = 100

# Nobody sees these, or they are the page's own furniture.
_SKIPPED = {"script", "style", "noscript", "template", "select", "nav", "iframe", "object"}
_SKIPPED |= {"button", "input", "textarea", "head", "title", "canvas", "audio", "video", "svg"}
_SKIPPED |= {"xml", "datalist"}  # Word's settings; what a field proposes
# Shown where scripts do not run, or once one has put it there.
_KEPT_BACK = {"noscript", "template"}
# Drawn as a bar: what they hold is for browsers that cannot.
_BARS = {"progress", "meter"}
# Before and behind these a line ends, as in browsers; what they do not know ends none. A
# picture is no part of a text either.
_BLOCKS = {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "col"}
_BLOCKS |= {"colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "hr"}
_BLOCKS |= {"figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4"}
_BLOCKS |= {"h5", "h6", "header", "hgroup", "html", "img", "legend", "li", "listing", "main"}
_BLOCKS |= {"menu", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary", "ul"}
_BLOCKS |= {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "xmp"}
_PROSE = 60
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u201c\u201d]"
# Markup is broken into lines anywhere; between Chinese characters no blank is meant by it.
_LINE_END = re.compile(rf"(?<={_WIDE})[ \t\f]*+[\r\n][ \t\r\n\f]*+(?={_WIDE})")
_NUMBERED = re.compile(ANY)

_ALL_HIDDEN = (
    "网页里的表都被样式隐藏着（多半要由脚本显示），仍照其内容读入，请对照浏览器里的网页核对。"
)

Block = SourceParagraph | SourceTable


def read_html(data: bytes, name: str, label: str = "") -> Source:
    """The page in ``data``; ``label`` is the encoding that came with it.

    Raises ReadError where it is too large or holds no text.
    """
    page = decoded_page(data, name, label)
    return _read(page.text, name, page.notes())


def read_markup(text: str, name: str, *, exact: bool = False) -> Source:
    """The page in ``text``, decoded already; ``exact`` is for a block of numbers.

    Cells then give the number a spreadsheet states beside the shown one, and no list's number
    stands before a digit. Raises ReadError as `read_html` does.
    """
    refuse_huge(text, name)
    return _read(text, name, exact=exact)


def _read(text: str, name: str, notes: Sequence[str] = (), *, exact: bool = False) -> Source:
    root = parsed(text, name)
    looks = Looks(root)
    reader, left = _walked(root, looks, exact=exact)
    if reader.hid_tables and not any(isinstance(block, SourceTable) for block in reader.blocks):
        # Whoever saves such a page saw it: a script has shown what its sheet hides at first.
        reader, left = _walked(root, looks, exact=exact, opens=True)
        notes = (*notes, _ALL_HIDDEN)
    return Source(
        name=name,
        blocks=tuple(reader.blocks),
        notes=(*notes, *left.notes(), *looks.notes()),
        pictures=sum(1 for _ in root.iter("img")),
        left_out=left.everything(),
    )


def _walked(
    root: Any, looks: Looks, *, exact: bool, opens: bool = False
) -> tuple[_Reader, LeftOut]:
    left = LeftOut()
    reader = _Reader(looks, left, exact=exact, opens=opens)
    reader.walk(root)
    reader.end_paragraph()
    return reader, left


class _Reader:
    def __init__(
        self,
        looks: Looks,
        left: LeftOut,
        *,
        cell_shade: Shade | None = None,
        exact: bool = False,
        opens: bool = False,
    ) -> None:
        self.blocks: list[Block] = []
        # Whether hidden elements held tables; with ``opens`` these are read all the same.
        self.hid_tables, self._opens = False, opens
        self._looks, self._left, self._exact = looks, left, exact
        self._in_cell = cell_shade is not None
        self._tables = 0
        self._lists = Lists()
        self._number = ""  # what a list draws before its item, until text follows it
        self._preformatted = 0
        # Whether a digit that follows stands in another box, and the boxes that are open.
        self._behind_box = False
        self._boxes: list[Any] = []
        self._pieces: list[Shaded] = []
        # How text looks here, by the elements that state it.
        self._shades: list[tuple[Any, Shade]] = [(None, cell_shade or PLAIN)]
        # How the text being read stands: a level for each raised element it is in.
        self._levels: list[tuple[Any, int]] = []

    def walk(self, root: Any) -> None:
        """Collect what ``root`` shows, in reading order, however deep it is nested."""
        walker = etree.iterwalk(root, events=("start", "end"))
        left: Any = None
        for event, element in walker:
            if event == "start":
                if not self._enters(element, root):
                    walker.skip_subtree()
                    left = element
                continue
            if element is not left:
                self._leave(element)
            left = None
            if element is not root:
                self._add(element.tail)

    def _enters(self, element: Any, root: Any) -> bool:
        """Begin ``element``; False where what it holds is left out or has been read."""
        tag, look = element.tag, self._looks.of(element)
        if element is not root and self._leaves_out(element, look):
            return False
        if tag in _BLOCKS:
            self.end_paragraph()
        elif look.boxed and element is not root:
            self._boxes.append(element)
            self._end_box()
        # What a cell holds is its text, whatever boxes it is put in.
        if tag == "br":
            return False
        if look.said:
            self._shades.append((element, look.said.within(self._shades[-1][1])))
        if tag == "table" and not self._in_cell and not is_layout(element):
            self._table(element)
            self._end_shade(element)
            return False
        level, between = math_sign(element) if str(tag)[:1] == "m" else (0, "")
        if level := level or look.level or self._mark_of_note(element):
            self._levels.append((element, level))
        self._add(between + (REVERSING if look.reversed else ""))
        if look.squeezed and self._in_cell and any(map(str.isdigit, text_of(element))):
            self._left.doubt(SQUEEZED, content(element))
        if tag in LISTS:
            self._lists.open(element, look)
        elif tag == "li":
            self._number = self._lists.number(element, look)
        self._preformatted += tag == "pre"
        self._add(element.text)
        return True

    def _leave(self, element: Any) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.end_paragraph()
        elif self._boxes and self._boxes[-1] is element:
            self._boxes.pop()
            self._end_box()
        if self._levels and self._levels[-1][0] is element:
            self._levels.pop()
        self._end_shade(element)
        if tag in LISTS:
            self._lists.close()
        elif tag == "li":
            self._number = ""
        self._preformatted -= tag == "pre"

    def _end_shade(self, element: Any) -> None:
        if self._shades[-1][0] is element:
            self._shades.pop()

    def _mark_of_note(self, element: Any) -> int:
        """RAISED for digits straight behind a digit that lead down the page or are set small."""
        leads = element.tag == "a" and (element.get("href") or "").startswith("#")
        if not leads and element.tag != "small":
            return 0
        before = self._pieces[-1].text if self._pieces else ""
        return RAISED if before[-1:].isdecimal() and content(element).isdecimal() else 0

    def _leaves_out(self, element: Any, look: Look) -> bool:
        tag = element.tag
        if tag in _SKIPPED and not _is_shadow(element):
            if self._in_cell and tag in FIELDS:
                self._add_field(field_text(element))
                if tag == "select" and not chosen(element):
                    self._left.leave(UNCHOSEN, content(element))
            elif tag in _KEPT_BACK and has_figure(text := content(element)):
                self._left.leave(HIDDEN, text)
            elif framed := element.get("srcdoc"):
                self._left.leave(FRAMED, content(parsed(framed, "")))
            return True
        if look.hidden or tag in _BARS:
            holds_table = not self._in_cell and next(element.iter("table"), None) is not None
            self.hid_tables = self.hid_tables or holds_table
            if self._opens and holds_table:
                return False
            self._hide(element)
        elif look.struck:
            self._left.leave(STRUCK, content(element))
        elif tag in ("rt", "rp", "rtc"):
            self._left.leave(READING, content(element) if tag != "rp" else "")
        else:
            return False
        return True

    def _add_field(self, text: str) -> None:
        """Fields are boxes of their own: 97 and 80 in two of them are not 9780."""
        if self._ends_in_digit() and text[:1].isdigit():
            self.end_paragraph()
        self._add(text)
        self._end_box()

    def _end_box(self) -> None:
        self._behind_box = self._ends_in_digit()

    def _ends_in_digit(self) -> bool:
        told = (piece.text.rstrip() for piece in reversed(self._pieces))
        return next((text for text in told if text), "")[-1:].isdigit()

    def _hide(self, element: Any) -> None:
        """Pages hide menus by the dozen; what a table hides is a number, a sentence prose."""
        text = content(element)
        if (
            self._in_cell
            or len(text) > _PROSE
            or (is_sentence(text) and element.tag not in _BARS)
            or element.tag in ("tr", "td", "th", "tbody", "thead", "tfoot")
        ):
            self._left.leave(HIDDEN, text)
        else:
            self._left.pass_over(text)

    def _table(self, element: Any) -> None:
        self._tables += 1
        where = f"第 {self._tables} 个表"
        self.blocks += (SourceParagraph(text) for text in _captions(element))
        self.blocks.append(SourceTable(tuple(self._rows(element)), where=where))

    def _rows(self, table: Any) -> Iterator[tuple[SourceCell, ...]]:
        for row in below(table, ("tr",)):
            hidden = next((e for e in (row, row.getparent()) if self._looks.of(e).hidden), None)
            if hidden is not None:
                self._left.leave(HIDDEN, content(row))
                continue
            yield tuple(self._cells(row, self._shade_of(row.getparent(), row)))

    def _shade_of(self, *elements: Any, around: Shade | None = None) -> Shade:
        """How text looks in the last of ``elements``, each within the one before."""
        shade = around or self._shades[-1][1]
        for element in elements:
            said = None if element.tag == "table" else self._looks.of(element).said
            shade = said.within(shade) if said else shade
        return shade

    def _cells(self, row: Any, shade: Shade) -> Iterator[SourceCell]:
        row_struck = any(self._looks.of(e).struck for e in (row, row.getparent()))
        for cell in below(row, ("td", "th")):
            look, mark, text = self._looks.of(cell), self._left.mark(), ""
            if look.hidden:
                self._hide(cell)
                # What takes no room moves its neighbours; what is only unseen does not.
                if not look.takes_room:
                    continue
            elif row_struck or look.struck:
                self._left.leave(STRUCK, content(cell))
            else:
                text = self._text(cell, shade)
                text = exact_number(cell, text) if self._exact else text
            yield _spanning(text, cell, self._left.remark(mark))

    def _text(self, cell: Any, shade: Shade) -> str:
        reader = _Reader(self._looks, self._left, cell_shade=shade)
        reader.walk(cell)
        reader.end_paragraph()
        texts = (block.text for block in reader.blocks if isinstance(block, SourceParagraph))
        text = "\n".join(texts)
        if not text and (drawn := pictured(cell)):
            self._left.leave(PICTURED, drawn)
        return text

    def end_paragraph(self) -> None:
        """What has been collected is one paragraph."""
        if not self._pieces:
            return
        text = visible(joined(legible(self._pieces, self._left)))
        text = _BLANKS.sub(" ", _LINE_END.sub("", text)).strip(" \u00a0\u3000")
        self._pieces.clear()
        if text:
            self.blocks.append(SourceParagraph(self._numbered(text)))

    def _numbered(self, text: str) -> str:
        """``text`` behind the number its list draws, unless it has one of its own.

        Then its page draws none, by a sheet we do not have; and 1. before 12 would be 1.12.
        """
        number, self._number = self._number, ""
        if _NUMBERED.match(text) or ((self._in_cell or self._exact) and text[0].isdigit()):
            return text
        return number + text

    def _add(self, text: str | None) -> None:
        if not text:
            return
        first, *others = text.split("\n") if self._preformatted else (text,)
        self._put(first)
        for line in others:
            self.end_paragraph()
            self._put(line)

    def _put(self, text: str) -> None:
        # Blanks before the first word of a line are markup's, and most of a page's texts.
        if text and (self._pieces or not text.isspace()):
            if self._behind_box and text.lstrip()[:1].isdigit():
                self.end_paragraph()
            self._behind_box = self._behind_box and text.isspace()
            level = self._levels[-1][1] if self._levels else 0
            self._pieces.append(Shaded(text, level, self._shades[-1][1]))


def _is_shadow(element: Any) -> bool:
    """A template that a browser shows in place of the element it stands in."""
    return any(element.get(name) is not None for name in ("shadowrootmode", "shadowroot"))


def _captions(table: Any) -> Iterator[str]:
    for child in table:
        if child.tag == "caption" and (text := content(child)):
            yield text


def _spanning(text: str, cell: Any, remark: str) -> SourceCell:
    return SourceCell(text, _span(cell, "rowspan"), _span(cell, "colspan"), remark)


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isdecimal() and len(text) < 6 else 1
