"""Sources that state their addresses themselves: our workbook, JSON, a ``.govreport``."""

from __future__ import annotations

from govreport_desktop.errors import EditError, ReadError
from govreport_desktop.form import form_for_year, load_form
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.matching.lines import lines
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.report import (
    FIELDS,
    Address,
    ExplanationAddress,
    FieldAddress,
    Report,
    TextAddress,
    format_value,
    parse_number,
)
from govreport_desktop.report.report import read_last_year
from govreport_desktop.source import Source

_OWN_FIELDS = ("office", "year")


def placed_contents(report: Report) -> dict[Address, str]:
    """Everything in ``report`` as the text a source would state; blanks are ""."""
    placed: dict[Address, str] = {a: format_value(v) for a, v in report.values.items()}
    placed |= {TextAddress(section): text for section, text in report.texts.items()}
    placed |= {FieldAddress(name): text for name, text in report.fields.items() if text}
    placed |= {ExplanationAddress(key): text for key, text in report.explanations.items()}
    return placed


def match_placed(source: Source, form_id: str, year: int | None, office: str) -> Proposal:
    """The proposal of a source whose contents are all placed.

    Raises ReadError where ``form_id`` asks for another form than the source is on.
    """
    year = year or source.year or _stated_year(source)
    placing = Placing(form := _form(source, form_id, year), source)
    texts: dict[str, str] = {}
    fields: dict[str, str] = {}
    explanations: dict[str, str] = {}
    for address, text in source.placed.items():
        match address:
            case CellAddress() if form.has(address):
                placing.found[address] = parse_number(text, form.cell(address).kind)
            case TextAddress(section) if section in {s.id for s in form.narratives}:
                texts[section] = text
            case FieldAddress(name) if name in _OWN_FIELDS:
                continue
            case FieldAddress(name) if name in FIELDS:
                fields[name] = text
            case ExplanationAddress(key):
                explanations[key] = text
            case _:
                placing.leave(text, reason=f"{source.name} {address}")
    _leave_blocks(placing, source)
    return Proposal(
        form=form,
        office=office or source.office or source.placed.get(FieldAddress("office"), ""),
        year=year,
        source=source,
        values=placing.typed(),
        texts=texts,
        fields=fields,
        explanations=explanations,
        unplaced=tuple(placing.unplaced),
        declared=placing.declared(),
        notes=(notes := (*source.notes, *_without_unreadable(fields))),
        doubts=notes,
    )


def _without_unreadable(fields: dict[str, str]) -> list[str]:
    """Leave out a report of last year that cannot be read, and say so: the rest is as good."""
    try:
        read_last_year(fields.get("last_year", ""))
    except EditError:
        del fields["last_year"]
        return ["文件里带的上年度报告读不出来，没有读入，请从“工具”菜单重新读入上年度报告。"]
    return []


def _stated_year(source: Source) -> int | None:
    stated = source.placed.get(FieldAddress("year"), "")
    return int(stated) if stated.isdecimal() else None


def _leave_blocks(placing: Placing, source: Source) -> None:
    """Name whatever stands beside the placed contents."""
    for line in lines(source):
        if line.grid is None:
            placing.leave(line.text, line.place)
            continue
        own = (cell for cell in line.grid.rows[line.row] if cell and cell.row == line.row)
        for cell in dict.fromkeys(own):
            placing.leave(cell.text, cell.place)


def _form(source: Source, form_id: str, year: int | None) -> Form:
    if source.form_id and form_id and source.form_id != form_id:
        raise ReadError(
            f"{source.name} 用的是{load_form(source.form_id).name}，"
            f"不能按{load_form(form_id).name}读入。"
        )
    if source.form_id or form_id:
        return load_form(source.form_id or form_id)
    if year is None:
        raise ReadError(f"{source.name} 没有写明格式和年度，请指定年度。")
    return form_for_year(year)
