"""The parts of a report as an import would leave them, old and new in one sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from govreport_desktop.form.model import CellAddress, CellSpec, GridCell, Role, Table
from govreport_desktop.matching.proposal import Declared, Proposal
from govreport_desktop.report import Report, TextAddress, Value, format_value
from govreport_desktop.report.edit import Change, same
from govreport_desktop.report.totals import compute_all
from govreport_desktop.source import place_words
from ui.dialogs.sheet import Ground, SheetCell

ARROW = "→"
_GROUNDS = {Role.ARTICLE: Ground.ARTICLE, Role.HEADER: Ground.LABEL, Role.LABEL: Ground.LABEL}


@dataclass(slots=True)
class Outlook:
    """The report before and after: ``take`` says what is ticked just now."""

    report: Report
    proposal: Proposal
    new: bool
    after: dict[CellAddress, Value] = field(init=False)
    texts: dict[str, str] = field(init=False)
    declared: dict[CellAddress, Declared] = field(init=False)

    def __post_init__(self) -> None:
        self.declared = {item.address: item for item in self.proposal.declared}
        self.take(())

    def take(self, changes: Iterable[Change]) -> None:
        """What the report would hold after ``changes``, totals included."""
        self.after = dict(self.report.values)
        self.texts = dict(self.report.texts)
        for change in changes:
            match change.address, change.new:
                case CellAddress() as cell, new if not isinstance(new, str):
                    self.after[cell] = new
                case TextAddress(section), str(text):
                    self.texts[section] = text
        compute_all(self.report.form, self.after)

    # ------------------------------------------------------------ tables
    def table(self, table: Table) -> list[SheetCell]:
        """The printed table with ``old → new`` where a number changes."""
        return [self._cell(cell, table) for cell in table.grid]

    def _cell(self, cell: GridCell, table: Table) -> SheetCell:
        place = (cell.row, cell.column)
        spans = (cell.row_span, cell.column_span)
        if cell.address is None:
            ground = _GROUNDS.get(cell.role, Ground.PLAIN)
            # A heading over one column is broken where the form breaks it, as in print.
            header = cell.role is Role.HEADER
            broken = header and cell.column_span == 1 and len(cell.lines) == 2
            text = "\n".join(cell.lines) if broken else cell.text
            return SheetCell(
                *place, text, *spans, ground, tip=cell.text, fill=cell.fill, centred=header
            )
        spec = table.cells[cell.address]
        text, ground = self._said(spec)
        return SheetCell(*place, text, *spans, ground, number=True, tip=self.tip(spec))

    def _said(self, spec: CellSpec) -> tuple[str, Ground]:
        old, new = self.report.values.get(spec.address), self.after.get(spec.address)
        changed = not same(old, new)
        text = format_value(new)
        if changed and not self.new:
            text = f"{format_value(old)} {ARROW} {format_value(new, blank='空')}".strip()
        if spec.address in self.declared:
            return f"! {text}", Ground.UNSURE
        if changed and spec.address in self.proposal.confidence:
            return f"? {text}", Ground.UNSURE
        if changed and not spec.formula:
            return text, Ground.CHANGED
        return text, Ground.COMPUTED if spec.formula else Ground.PLAIN

    def tip(self, spec: CellSpec) -> str:
        """One cell in words: what it holds, what it would, how sure, and where it stood."""
        old, new = self.report.values.get(spec.address), self.after.get(spec.address)
        shown = format_value(new, blank="空白")
        if not same(old, new) and not self.new:
            shown = f"{format_value(old, blank='空白')} 改为 {shown}"
        lines = [f"{spec.words}：{shown}"]
        if spec.formula:
            lines.append("由程序计算")
        if spec.address in self.declared:
            lines.append(str(self.declared[spec.address]))
        if spec.address in self.proposal.confidence:
            lines.append(
                f"按相近的名称认出，相似度 {self.proposal.confidence[spec.address]}%，请核对"
            )
        if where := place_words(self.proposal.source, self.proposal.places.get(spec.address)):
            lines.append(f"来自{where}")
        return "\n".join(lines)

    # ------------------------------------------------------------ prose
    def prose(self, section: str) -> list[SheetCell]:
        """Paragraphs side by side: as they are, and as they would be."""
        old, new = _paragraphs(self.report.texts, section), _paragraphs(self.texts, section)
        if self.new:
            return [SheetCell(row, 0, text) for row, text in enumerate(new)]
        cells = [_head(0, "现有内容"), _head(1, "导入后")]
        for row, (left, right) in enumerate(_beside(old, new), 1):
            differs = left != right
            ground = Ground.CHANGED if differs else Ground.PLAIN
            cells.append(SheetCell(row, 0, f"－ {left}" if differs and left else left))
            text = f"＋ {right}" if differs and right else right
            cells.append(SheetCell(row, 1, text, ground=ground))
        return cells


def facts(changes: Iterable[Change], words: Callable[[Change], str]) -> list[SheetCell]:
    """Facts about the report, each in a row: what it is, old and new."""
    cells = [_head(0, "项目"), _head(1, "现有内容"), _head(2, "导入内容")]
    for row, change in enumerate(changes, 1):
        cells.append(SheetCell(row, 0, words(change), ground=Ground.LABEL))
        cells.append(SheetCell(row, 1, str(change.old or "")))
        cells.append(SheetCell(row, 2, str(change.new or ""), ground=Ground.CHANGED))
    return cells


def _head(column: int, text: str) -> SheetCell:
    return SheetCell(0, column, text, ground=Ground.LABEL)


def _paragraphs(texts: Mapping[str, str], section: str) -> list[str]:
    return [line for line in texts.get(section, "").split("\n") if line.strip()]


def _beside(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of paragraphs; "" where one side has none."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        count = max(end - start, last - first)
        left = old[start:end] + [""] * (count - (end - start))
        right = new[first:last] + [""] * (count - (last - first))
        yield from zip(left, right, strict=True)
