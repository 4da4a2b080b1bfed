"""A text (.odt, .fodt) as a document of Word's, which Word's reader then reads.

Tracked changes are taken as accepted; notes, comments, hidden and deleted text are handed on as
such, for the reader to name. Rows and cells that are written once and meant many times are
written out, no more of them than any report has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from govreport_desktop.readers.odf.inline import DRAWN, PARAGRAPHS, Inline, plain
from govreport_desktop.readers.odf.lists import Counted, Lists, depth_of, read_lists
from govreport_desktop.readers.odf.package import OFFICE, STYLE, TABLE, TEXT, OpenDocument
from govreport_desktop.readers.odf.styles import Styles, read_styles
from govreport_desktop.readers.word.build import (
    Built,
    built,
    cell,
    element,
    gone,
    paragraph,
    row,
    run,
)
from govreport_desktop.readers.word.styles import Look

# How often rows and cells may be meant again, and how many columns a table may have.
_MOST_AGAIN, _MOST_ACROSS = 10_000, 200
_CUT = "表格里重复的行列多得不正常，只读了前面的部分。"
_PLAIN = Look()
_LISTED = (f"{TEXT}list-item", f"{TEXT}list-header")
_HEADS = tuple(
    f"{STYLE}{name}{page}" for name in ("header", "footer") for page in ("", "-left", "-first")
)
# What arranges rows and says nothing itself.
_ROWS = tuple(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
# What holds no text of the document, or the patterns that an index is made by.
_SETTINGS = (
    *(f"{TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "variable-decls")),
    *(f"{TEXT}{name}" for name in ("user-field-decls", "dde-connection-decls")),
    *(f"{TABLE}{name}" for name in ("table-column", "table-columns", "table-source", "shapes")),
    *(f"{OFFICE}forms", f"{OFFICE}annotation-end", f"{TABLE}table-column-group"),
)


def as_word(document: OpenDocument) -> Built:
    """``document``, a text, with the elements of Word."""
    made = built(document.name)
    styles = read_styles(document.roots)
    writer = _Writer(made, styles, read_lists(document.roots, styles))
    writer.inline = Inline(styles, made, _deleted(document.content), writer.blocks)
    made.body.extend(writer.blocks(document.content, _PLAIN))
    if rest := "\n".join(writer.inline.deleted.values()):
        made.body.append(paragraph(gone(run(rest, deleted=True))))
    for root in document.roots:
        for margin in root.iter(*_HEADS):
            if margin.get(f"{STYLE}display") != "false":
                around = element("hdr")
                around.append(paragraph(run(plain(margin))))
                made.margins.append(around)
    return made


def _deleted(content: Any) -> dict[str, str]:
    """What tracked changes deleted, by their ids."""
    found: dict[str, str] = {}
    for region in content.iter(f"{TEXT}changed-region"):
        words = "\n".join(map(plain, region.iterchildren(f"{TEXT}deletion")))
        if words.strip():
            name = region.get("{http://www.w3.org/XML/1998/namespace}id")
            found[name or region.get(f"{TEXT}id") or f" {len(found)}"] = words
    return found


@dataclass(slots=True)
class _Writer:
    made: Built
    styles: Styles
    lists: Lists
    inline: Inline = field(init=False)
    again: int = _MOST_AGAIN

    def blocks(self, parent: Any, base: Look) -> Iterator[Any]:
        """The paragraphs and tables below ``parent``."""
        for child in parent:
            tag = child.tag
            if tag in PARAGRAPHS:
                yield self._paragraph(child, base, self._heading(child))
            elif tag == f"{TEXT}list":
                yield from self._list(child, self.lists.begun(child), 1, base)
            elif tag == f"{TABLE}table":
                yield self._table(child, base)
            elif tag in DRAWN:
                yield paragraph(*self.inline.drawn(child, base))
            elif isinstance(tag, str) and tag not in _SETTINGS and not tag.endswith("-source"):
                unseen = child.get(f"{TEXT}display") == "none"
                unseen |= child.get(f"{TEXT}is-hidden") == "true"
                yield from self.blocks(child, replace(base, hidden=True) if unseen else base)

    def _paragraph(self, child: Any, base: Look, label: str = "") -> Any:
        style = child.get(f"{TEXT}style-name") or ""
        ground = self.styles.ground("paragraph", style)
        return paragraph(*self.inline.runs(child, base), label=label, ground=ground)

    def _heading(self, child: Any) -> str:
        """The number of a heading that is in no list."""
        if child.tag != f"{TEXT}h" or child.get(f"{TEXT}is-list-header") == "true":
            return ""
        depth = depth_of(child, f"{TEXT}outline-level")
        if child.get(f"{TEXT}restart-numbering") == "true":
            self.lists.outline.set_next(depth, child.get(f"{TEXT}start-value") or "1")
        return self.lists.outline.label(depth)

    def _list(self, parent: Any, counted: Counted, depth: int, base: Look) -> Iterator[Any]:
        for item in parent.iterchildren(*_LISTED):
            fresh = item.tag == _LISTED[0]
            counted.set_next(depth, item.get(f"{TEXT}start-value"))
            for child in item:
                if child.tag in PARAGRAPHS:
                    label = counted.label(depth) if fresh else ""
                    fresh = False
                    yield self._paragraph(child, base, label)
                elif child.tag == f"{TEXT}list":
                    yield from self._list(child, counted, depth + 1, base)
                else:
                    yield from self.blocks([child], base)

    def _table(self, table: Any, base: Look) -> Any:
        made = element("tbl")
        above: dict[int, list[int]] = {}
        for line in _lines(table):
            said = line.get(f"{TABLE}visibility") or "visible"
            copies = _count(line, "number-rows-repeated")
            for number in range(copies):
                if number and not self._may_again():
                    return made
                made.append(self._row(line, above, base, hidden=said != "visible"))
        return made

    def _row(self, line: Any, above: dict[int, list[int]], base: Look, *, hidden: bool) -> Any:
        """A row; ``above`` says what reaches down into it: by column, rows left and width."""
        made, column, owner = row(hidden=hidden), 0, None
        reach = 0
        for child in line.iterchildren(*_CELLS):
            covered = child.tag == _CELLS[1]
            for number in range(_count(child, "number-columns-repeated")):
                if column >= _MOST_ACROSS or (number and not self._may_again()):
                    break
                if covered and column < reach and owner is not None:
                    self._hide(child, owner)
                elif covered and column in above:
                    owner, reach = cell(above[column][1], "continue"), column + above[column][1]
                    owner.extend(self.blocks(child, base))
                    made.append(owner)
                    _lower(above, column)
                else:
                    owner = self._cell(child, column, above, base)
                    reach = column + _count(child, "number-columns-spanned")
                    made.append(owner)
                column += 1
        return made

    def _cell(self, child: Any, column: int, above: dict[int, list[int]], base: Look) -> Any:
        width, height = (_count(child, f"number-{way}-spanned") for way in ("columns", "rows"))
        above.pop(column, None)
        if height > 1:
            above[column] = [height - 1, width]
        ground = self.styles.ground("table-cell", child.get(f"{TABLE}style-name") or "")
        made = cell(width, "restart" if height > 1 else "", ground)
        made.extend(self.blocks(child, base))
        return made

    def _may_again(self) -> bool:
        """Whether one more row or cell may be written out that is written once."""
        self.again -= 1
        if self.again < 0:
            self.made.said[_CUT] = None
        return self.again >= 0

    def _hide(self, child: Any, owner: Any) -> None:
        """What stands in a cell that another one covers is stored and not shown."""
        if len(child) and (words := plain(child)).strip():
            owner.append(paragraph(run(words, Look(hidden=True))))


def _lower(above: dict[int, list[int]], column: int) -> None:
    above[column][0] -= 1
    if not above[column][0]:
        del above[column]


def _lines(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _lines(child)


def _count(element_: Any, name: str) -> int:
    """How often, or over how many columns or rows: 1 where nothing sensible is said."""
    text = element_.get(f"{TABLE}{name}") or "1"
    return max(1, min(int(text), _MOST_AGAIN)) if text.isdecimal() and len(text) < 9 else 1
