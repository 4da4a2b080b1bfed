"""Every label of one form, ready to be looked up by its words."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from govreport_desktop.form import Form, load_form
from govreport_desktop.form.model import CellAddress, Role, Table
from govreport_desktop.matching.labels import is_figure, key, keys, point_number

# What offices put over the labels of rows instead of 信息内容.
_FILLERS = ("信息内容", "项目", "事项", "类别", "信息名称", "信息类别", "名称", "内容", "指标")
# A shortened label is taken for the one label it begins; fewer characters say too little.
_SHORTEST = 4
# How much longer than the form's label a source's may be (行政许可事项).
_LONGER = 6
# Per cent of alike characters from which a slip is assumed (申请数最 for 申请数量), and how
# far the next label must be behind.
_ALIKE, _MARGIN, _LONGEST = 80, 6, 48


class Part(Enum):
    """What a label names."""

    ROW = "row"
    COLUMN = "column"
    GROUP = "group"  # a header cell over several columns
    ROW_GROUP = "row group"  # （三）不予公开: has no numbers of its own
    ARTICLE = "article"  # 第二十条第（一）项
    FILLER = "filler"  # 信息内容 and the note in the corner


class Hit(NamedTuple):
    """A label found: ``row`` and ``column`` are ids, empty where the label leaves them open.

    ``path`` are the keys of the header cells above a column, outermost first; ``words`` is
    the key of a group itself.
    """

    part: Part
    table: str
    row: str = ""
    column: str = ""
    path: tuple[str, ...] = ()
    words: str = ""


class Vocabulary:
    """The labels of ``form`` by key; of one of its tables where ``only`` names it."""

    def __init__(self, form: Form, only: str = "") -> None:
        self.form = form
        self._exact: dict[str, list[Hit]] = {}
        self.columns_of: dict[tuple[str, str], tuple[str, ...]] = {}
        self.leaves_of: dict[str, tuple[CellAddress, ...]] = {}
        for table in form.tables.values():
            if only not in ("", table.id):
                continue
            for text, hit in _hits(table):
                for words in keys(text):
                    known = self._exact.setdefault(words, [])
                    if words and hit not in known:
                        known.append(hit)
            for words in _FILLERS:
                self._exact.setdefault(words, []).append(Hit(Part.FILLER, table.id, words=words))
            self._orders(table)
        # 制发件数 for 本年制发件数: which year is meant, the report says.
        for words in [w for w in self._exact if w.startswith("本年") and len(w) >= 2 + _SHORTEST]:
            self._exact.setdefault(words.removeprefix("本年"), self._exact[words])
        self._long = [words for words in self._exact if len(words) >= _SHORTEST]
        self._alike: dict[str, tuple[tuple[Hit, ...], int]] = {}
        self._longest = max(map(len, self._exact), default=0)

    def find(self, text: str) -> tuple[Hit, ...]:
        """What ``text`` names, word for word; several where a label occurs more than once."""
        for words in keys(text):
            if words in self._exact:
                return tuple(self._exact[words])
        return ()

    def near(self, text: str) -> tuple[Hit, ...]:
        """What ``text`` names if it is a label cut short, or one with a few words more."""
        words = key(text)
        if len(words) < _SHORTEST:
            return ()
        longer = {known for known in self._long if known.startswith(words)}
        found = {hit for known in longer for hit in self._exact[known]}
        if not found:
            heads = [
                known
                for known in self._long
                if words.startswith(known)
                and len(words) <= len(known) + _LONGER
                and not any(sign.isdigit() for sign in words[len(known) :])
            ]
            found = set(self._exact[max(heads, key=len)]) if heads else set()
        return tuple(found) if len({hit[:4] for hit in found}) == 1 else ()

    def alike(self, text: str) -> tuple[tuple[Hit, ...], int]:
        """What ``text`` names if it is a label with a slip in it, and how alike in per cent.

        No hit where nothing is alike enough, or two labels are about as alike.
        """
        words = key(text)
        if not _SHORTEST < len(words) <= _LONGEST or is_figure(text):
            return (), 0
        if words not in self._alike:
            self._alike[words] = self._closest(words)
        return self._alike[words]

    def _closest(self, words: str) -> tuple[tuple[Hit, ...], int]:
        from rapidfuzz import fuzz, process

        found = process.extract(words, self._long, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3)
        best = {known: score for known, score, _ in found if score > found[0][1] - _MARGIN}
        hits = {hit for known in best for hit in self._exact[known]}
        parts = (Part.ROW, Part.COLUMN)
        if len({hit[:4] for hit in hits}) != 1 or not all(hit.part in parts for hit in hits):
            return (), 0
        return tuple(hits), int(found[0][1])

    def slip(self, text: str, table: str, row: str, column: str) -> int:
        """How alike ``text`` and the label of a column are that differ in one sign; 0 else.

        For where place and neighbours say already which column is meant: of two short labels
        much else might be one sign away.
        """
        from rapidfuzz import fuzz
        from rapidfuzz.distance import Levenshtein

        words = key(text)
        for label in self.form.tables[table].column_labels:
            if label.id not in (column, f"{row}/{column}"):
                continue
            for known in (label.text, *label.aliases):
                if len(words) > 1 and Levenshtein.distance(words, key(known)) == 1:
                    return int(fuzz.ratio(words, key(known)))
        return 0

    def is_piece(self, text: str) -> bool:
        """Whether ``text`` stands in a label of the form: half of a broken one."""
        words = key(text)
        return any(words in known for known in self._exact)

    def labels_in(self, text: str) -> list[str]:
        """The labels that were run together in ``text`` (自然人法人或其他组织总计), else []."""
        rest, found = key(text), list[str]()
        while rest:
            lengths = range(min(self._longest, len(rest)), 0, -1)
            head = next((rest[:n] for n in lengths if rest[:n] in self._exact), "")
            if not head:
                return []
            found.append(head)
            rest = rest[len(head) :]
        return found

    def columns_below(self, table: str, words: str) -> frozenset[str]:
        """The columns of ``table`` that stand below the header cell of that key."""
        hits = (hit for known in self._exact.values() for hit in known)
        return frozenset(h.column for h in hits if h.table == table and words in h.path)

    def is_begun(self, text: str, hit: Hit) -> bool:
        """Whether ``text`` rather begins the label of another row than names that of ``hit``.

        2.其他 is no 3.其他 where the form has 2.其他法律行政法规禁止公开: a copy broke it.
        """
        number, words = point_number(text), key(text)
        if hit.part is not Part.ROW or not number or not words:
            return False
        rows = [row for table in self.form.tables.values() for row in table.row_labels]
        own = {point_number(row.text) for row in rows if row.id == hit.row}
        others = (row for row in rows if row.id != hit.row and point_number(row.text) == number)
        return number not in own and any(key(row.text).startswith(words) for row in others)

    def numbers(self, text: str) -> frozenset[str]:
        """The numbers that the form prints before the labels of rows that begin with ``text``."""
        rows = (row.text for table in self.form.tables.values() for row in table.row_labels)
        words = key(text)
        return frozenset(point_number(row) for row in rows if key(row).startswith(words)) - {""}

    @property
    def words(self) -> frozenset[str]:
        """The keys of all labels."""
        return frozenset(self._exact)

    def _orders(self, table: Table) -> None:
        cells = sorted(table.cells.values(), key=lambda cell: (cell.grid_row, cell.grid_column))
        for cell in cells:
            place = (table.id, cell.address.row)
            self.columns_of[place] = (*self.columns_of.get(place, ()), cell.address.column)
        # A table without row labels has one line of numbers that runs through all its rows.
        if not table.row_labels:
            self.leaves_of[table.id] = tuple(cell.address for cell in cells)


def _hits(table: Table) -> Iterator[tuple[str, Hit]]:
    leaves: set[str] = set()
    for label in table.row_labels:
        leaves.add(label.text)
        hit = Hit(Part.ROW, table.id, row=label.id)
        yield from ((text, hit) for text in (label.text, *label.aliases))
        if len(label.path) > 1:
            # 不予公开·属于国家秘密, as a sheet without merged cells says it.
            yield key(label.path[-2]) + key(label.text), hit
            yield table.row_names[label.id], hit
    for label in table.column_labels:
        leaves.add(label.text)
        row, _, column = label.id.rpartition("/")
        path = tuple(key(text) for text in label.path)
        hit = Hit(Part.COLUMN, table.id, row, column, path)
        yield from ((text, hit) for text in (label.text, *label.aliases))
        if row and label.path:
            group = Hit(Part.GROUP, table.id, row=row, path=path[:-1], words=path[-1])
            yield label.path[-1], group
    for text, part in _others(table):
        if text and text not in leaves:
            yield text, Hit(part, table.id, words=key(text))


def _others(table: Table) -> Iterator[tuple[str, Part]]:
    """Printed labels that name neither a row nor a column with numbers."""
    carriers = {label.path[-1] for label in table.column_labels if "/" in label.id and label.path}
    groups = {text for label in table.column_labels for text in label.path} - carriers
    row_groups = {text for label in table.row_labels for text in label.path}
    for cell in table.grid:
        if cell.role is Role.ARTICLE:
            yield cell.text, Part.ARTICLE
        elif cell.text in groups:
            yield cell.text, Part.GROUP
        elif cell.text in row_groups:
            yield cell.text, Part.ROW_GROUP
        elif cell.text not in carriers and cell.role in (Role.HEADER, Role.LABEL):
            yield cell.text, Part.FILLER


@cache
def vocabulary(form_id: str, only: str = "") -> Vocabulary:
    """The vocabulary of the form of that id, or of the one table of it named by ``only``."""
    return Vocabulary(load_form(form_id), only)
