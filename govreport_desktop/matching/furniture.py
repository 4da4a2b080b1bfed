"""What a printed page or a web page adds to a report and no report says.

Page numbers are known by how they look, or by counting on from page to page. What runs between
the rows of a table (an address, when it was printed, 内部资料, the title once more) is known by
where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from govreport_desktop.matching.labels import is_figure, is_sentence, plain
from govreport_desktop.matching.lines import Cell, Grid, Line
from govreport_desktop.matching.title import find_titles, is_title
from govreport_desktop.matching.tokens import tokens
from govreport_desktop.matching.vocabulary import Vocabulary

# — 12 —, - 3 -, 第 4 页 共 9 页, 4/9, Page 4 of 9: a number alone may be a cell's.
_PAGE = re.compile(
    r"[-—–―－─·•]+\d{1,4}[-—–―－─·•]+|第?\d{1,4}页(?:[,，/]?共\d{1,4}页)?|共\d{1,4}页第\d{1,4}页"
    r"|\d{1,3}/\d{1,3}|[Pp](?:age|\.)?\d{1,4}(?:(?:of|/)\d{1,4})?|[~～∼]\d{1,4}[~～∼]"
)
# So many numbers alone that count on are pages; fewer may be what narrow columns broke off.
_FEWEST_PAGES, _FIRST_PAGES = 4, range(1, 4)
_RUNNING = re.compile(
    r"(?:https?://|www\.)[!-~]+"
    r"|(?:(?:打印|下载|导出|生成|访问)?(?:时间|日期):?)?20\d\d(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?"
    r"(?:T?\d{1,2}:\d{2}(?::\d{2})?)?",
    re.IGNORECASE,
)
_LONGEST_PAGE, _LONGEST_RUNNING, _LONGEST_COUNT = 30, 60, 3
# How far from a row such a line stands: other ones, and a title or an article in between.
_BEFORE, _BEHIND = 3, 4


def without_page_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """``lines`` without those that are a page's number, and these.

    A cell of a table is none, unless nothing else stands in its row: there the page ended.
    """
    return _parted(lines, list(map(is_page_number, lines)))


def without_running_lines(
    lines: Sequence[Line], labels: Vocabulary, titles: Callable[[str], bool]
) -> tuple[list[Line], list[Line]]:
    """``lines`` without what a page prints between the rows of a table, and this.

    An address, a time and the report's title are that at once, other words where they come
    again. ``titles`` says what is the title of a part.
    """
    rows = [_is_row(line, labels) for line in lines]
    begins = _begins_another(lines)
    between: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        near = any(rows[max(0, index - _BEFORE) : index]) and any(rows[index + 1 :][:_BEHIND])
        may = near and not rows[index] and index not in begins
        if may and _may_run(line, labels, titles):
            between.setdefault(_shape(line), []).append(index)
    found: set[int] = set()
    for at in between.values():
        words = plain(lines[at[0]].text)
        at_once = _RUNNING.fullmatch(words) or is_title(lines[at[0]].text)
        if at_once or len(at) > 1:
            found.update(at)
    # Words that run between rows stand on the other pages too.
    shapes = {_shape(lines[n]) for n in found if not _is_by_place(lines[n])}
    for index, line in enumerate(lines):
        if _shape(line) in shapes and _may_run(line, labels, titles):
            found.add(index)
    found.update(_counted_on([pair for pair in enumerate(lines) if pair[0] not in found], rows))
    return _parted(lines, [index in found for index in range(len(lines))])


def _begins_another(lines: Sequence[Line]) -> set[int]:
    """Where a title is not the first one once more: it names another year, or another office."""
    titles = [
        (index, title)
        for index, line in enumerate(lines)
        if is_title(line.text)
        for title in find_titles([line.text])
    ]
    found = set[int]()
    for index, title in titles[1:]:
        first = titles[0][1]
        ends = first.office.endswith(title.office) or title.office.endswith(first.office)
        if title.year != first.year or not ends:
            found.add(index)
    return found


def _parted(lines: Sequence[Line], taken: Sequence[bool]) -> tuple[list[Line], list[Line]]:
    found: tuple[list[Line], list[Line]] = [], []
    for line, out in zip(lines, taken, strict=True):
        found[out].append(line)
    kept, numbers = found
    empty: dict[int, set[int]] = {}
    for line in numbers:
        if line.grid is not None:
            empty.setdefault(id(line.grid), set()).add(line.row)
    if not empty:
        return kept, numbers
    grids = {id(line.grid): line.grid for line in numbers if line.grid is not None}
    cleared = {name: _without(grid, empty[name]) for name, grid in grids.items()}
    return [
        line._replace(grid=cleared[id(line.grid)]) if id(line.grid) in cleared else line
        for line in kept
    ], numbers


def _counted_on(lines: Sequence[tuple[int, Line]], rows: Sequence[bool]) -> set[int]:
    """Where numbers alone, mostly behind rows and sentences, count on from line to line."""
    found: list[tuple[int, int]] = []
    behind = 0
    for (before, above), (index, line) in pairwise(lines):
        words = plain(line.text)
        if len(words) <= _LONGEST_COUNT and words.isdecimal() and _is_alone(line):
            found.append((index, int(words)))
            behind += rows[before] or is_sentence(above.text)
    counts = all(after == number + 1 for (_, number), (_, after) in pairwise(found))
    if len(found) < _FEWEST_PAGES or not counts or 2 * behind <= len(found):
        return set()
    return {index for index, _ in found} if found[0][1] in _FIRST_PAGES else set()


def _is_alone(line: Line) -> bool:
    """Whether a line is a paragraph, or the only cell of its row."""
    if line.flat or not line.text.strip():
        return False
    return line.grid is None or all(
        cell.row == line.grid.first_row + line.row
        for cell in line.grid.rows[line.row]
        if cell is not None and cell.text.strip()
    )


def _is_row(line: Line, labels: Vocabulary) -> bool:
    """Whether a line is a row of a table: several cells, or words with the form's labels."""
    if line.grid is not None:
        cells = {cell for cell in line.grid.rows[line.row] if cell and cell.text.strip()}
        return len(cells) > 1
    words = [] if line.flat else line.text.split()
    if len(words) < 2 or is_figure(words[0]):
        return False
    return any(not cell.figure and labels.find(cell.text) for cell in tokens([line], labels))


def _may_run(line: Line, labels: Vocabulary, titles: Callable[[str], bool]) -> bool:
    text = line.text.strip()
    if not _is_alone(line) or len(text) > _LONGEST_RUNNING or is_sentence(text):
        return False
    if _RUNNING.fullmatch(plain(text)):
        return True
    if is_figure(text) or titles(text) or labels.is_piece(text):
        return False
    return not (labels.find(text) or labels.near(text) or labels.alike(text)[0])


def _is_by_place(line: Line) -> bool:
    """Whether a line runs only where it stands: elsewhere a day or a title says something."""
    return is_title(line.text) or _RUNNING.fullmatch(plain(line.text)) is not None


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", plain(line.text))


def is_page_number(line: Line) -> bool:
    """Whether a line of text, or a row of a table, is nothing but the number of a page."""
    short = len(line.text) < _LONGEST_PAGE
    return short and _is_alone(line) and _PAGE.fullmatch(plain(line.text)) is not None


def _without(grid: Grid, rows: set[int]) -> Grid:
    none: tuple[Cell | None, ...] = ()
    return replace(grid, rows=tuple(none if y in rows else row for y, row in enumerate(grid.rows)))
