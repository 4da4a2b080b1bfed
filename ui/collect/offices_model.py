"""The offices of a task as rows, filtered by state and by words."""

from __future__ import annotations

from enum import IntEnum

from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.report import format_value, is_number
from ui.collect.list_model import ListModel
from ui.collect.words import day_words, file_words, state_words, version_words

_HEADINGS = ("单位", "状态", "收到", "稿次", "错误", "警告", "退回", "文件")


class Column(IntEnum):
    """What stands in which column."""

    OFFICE = 0
    STATE = 1
    RECEIVED = 2
    VERSIONS = 3
    ERRORS = 4
    WARNINGS = 5
    RETURNS = 6
    FILE = 7


# The counters above the list: what each is called, and the states it counts. 应报 has them all.
COUNTERS: tuple[tuple[str, frozenset[OfficeState]], ...] = (
    ("应报", frozenset(OfficeState) - {OfficeState.NOT_DUE}),
    ("通过", frozenset({OfficeState.PASSED})),
    ("请核实", frozenset({OfficeState.TO_VERIFY})),
    ("退回", frozenset({OfficeState.RETURNED, OfficeState.NOT_BACK})),
    ("读不出", frozenset({OfficeState.UNREADABLE})),
    ("待定", frozenset({OfficeState.PENDING})),
    ("未报", frozenset({OfficeState.MISSING})),
    ("不报", frozenset({OfficeState.NOT_DUE})),
)


MISSING = next(n for n, (_, of) in enumerate(COUNTERS) if of == {OfficeState.MISSING})


class OfficesModel(ListModel[OfficeRow]):
    """One row an office, in the order of the roster."""

    def __init__(self, view: Overview) -> None:
        super().__init__(_HEADINGS)
        self._view = view
        self._states = COUNTERS[0][1]
        self._words = ""
        self._unknown = ""  # what stands in place of 未报, where that is not known yet
        self._haystacks: dict[str, str] = {}
        self._rows = self._chosen()

    def show_view(self, view: Overview, unknown: str = "") -> None:
        """Go by another overview; nothing moves where the same offices are left."""
        self._view, self._unknown = view, unknown
        self._haystacks.clear()
        self._refresh()

    def show_states(self, states: frozenset[OfficeState]) -> None:
        """Show only offices in these states."""
        self._states = states
        self._refresh()

    def search(self, words: str) -> None:
        """Show only offices with all of ``words`` in names, files or figures."""
        self._words = words
        self._refresh()

    def key(self, row: OfficeRow) -> str:
        """The id on the roster."""
        return row.office.id

    def texts(self, row: OfficeRow) -> tuple[str, ...]:
        """0 is left out, so that what is there is seen."""
        return (
            row.office.called,
            state_words(row, self._unknown),
            day_words(row.received),
            version_words(row),
            *(str(count or "") for count in (row.errors, row.warnings, row.returns)),
            file_words(row),
        )

    def spoken(self, row: OfficeRow) -> str:
        """Name and state first, counts with what they count."""
        counts = ((row.errors, "个错误"), (row.warnings, "个警告"), (row.returns, "次退回"))
        said = [row.office.name, state_words(row, self._unknown), row.remark]
        said += [f"{count} {words}" for count, words in counts if count]
        return "，".join(filter(None, [*said, file_words(row), *_past(row)]))

    def hint(self, row: OfficeRow, column: int) -> str:
        """What there is no room for in the column."""
        match column:
            case Column.OFFICE:
                return "\n".join(["、".join(row.office.names), *_past(row)])
            case Column.STATE:
                return f"{state_words(row, self._unknown)}\n{row.remark}".strip()
            case Column.FILE:
                return "\n".join(f"{one.path}　{one.role}" for one in row.files) or row.remark
        return ""

    # ------------------------------------------------------------ what is shown
    def _chosen(self) -> list[OfficeRow]:
        rows = [row for row in self._view.rows if row.state in self._states]
        wanted = self._words.split()
        return [row for row in rows if all(word in self._haystack(row) for word in wanted)]

    def _haystack(self, row: OfficeRow) -> str:
        """All that an office is found by: its names, its files, its figures."""
        if row.office.id not in self._haystacks:
            parts = [*row.office.names, *(one.path for one in row.files)]
            if row.counted is not None and row.counted.head is not None:
                parts += [format_value(v) for v in row.counted.head.values if is_number(v) and v]
            self._haystacks[row.office.id] = "\n".join(parts)
        return self._haystacks[row.office.id]

    def _refresh(self) -> None:
        self.put(self._chosen(), self.key)


def _past(row: OfficeRow) -> list[str]:
    return [row.past.words] if row.past is not None else []
