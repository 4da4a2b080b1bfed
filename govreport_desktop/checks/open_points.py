"""R24: what an import could not read for certain, until somebody has looked it up."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2s

from govreport_desktop.checks.causes import cause_of
from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.evidence import printed
from govreport_desktop.checks.problem import Fix, Problem, Severity
from govreport_desktop.report.numbers import Number, format_value, is_number, parse_number
from govreport_desktop.report.open_points import ADDRESS, OpenPoint, read_points, written
from govreport_desktop.report.report import Report


def _find(context: Context) -> Iterator[Problem]:
    report = context.report
    points = read_points(report.fields[ADDRESS.name])
    for point in points:
        cells = tuple(cell for cell in point.cells if report.form.has(cell))
        told = _told(report, point._replace(cells=cells))
        if told is None:
            continue
        message, figures = told
        rest = written(other for other in points if other != point)
        problem = Problem(
            key=f"{RULE.id}:{_digest(point)}",
            rule=RULE.id,
            severity=RULE.severity,
            section=report.form.tables[cells[0].table].section if cells else "",
            message=message,
            cells=cells,
            basis=RULE.basis,
            fixes=(Fix("已核对", ((ADDRESS, rest),)),),
            figures=figures,
        )
        yield problem.due_to(cause_of(context, printed(cells[0]))) if point.is_total else problem


def _told(report: Report, point: OpenPoint) -> tuple[str, tuple[Number, ...]] | None:
    """What to say of a point, with its figures; None where the report has settled it since."""
    where = f"（{point.where}）" if point.where else ""
    match point.kind:
        case "figure":
            return f"导入时“{point.words}”没有认出该填在哪里{where}，请对照原件填写。", ()
        case "rows":
            if any(report.values[cell] is not None for cell in point.cells):
                return None
            return f"导入时没有读到“{point.words}”的数，请核对原件是否有这几行。", ()
        case "total":
            return _total(report, point, where)
    return f"导入时：{point.words}", ()


def _total(report: Report, point: OpenPoint, where: str) -> tuple[str, tuple[Number, ...]] | None:
    if not point.cells:
        return None
    spec = report.form.cell(point.cells[0])
    printed, computed = parse_number(point.words, spec.kind), report.values[spec.address]
    if printed == computed:
        return None
    now = format_value(computed, blank="空白")
    figures = tuple(number for number in (printed, computed) if is_number(number))
    said = f"{spec.words}：原件印的是 {point.words}{where}，按各项相加是 {now}，请对照原件核对。"
    return said, figures


def _digest(point: OpenPoint) -> str:
    words = "\n".join((point.kind, point.words, point.where, *map(str, point.cells)))
    return blake2s(words.encode("utf-8", "replace"), digest_size=4).hexdigest()


RULE = Rule(
    id="R24",
    name="导入时没有读准的地方",
    what="没有认出的数、与各项之和不等的印出总计、没有读到的行、按相近名称认出的行列，"
    "一直列出，直到改对或点“已核对”。",
    basis="来源里的数要么读入，要么指明",
    example="导入的 PDF 里“（七）总计”印的是 12，读入的各项相加是 11",
    severity=Severity.WARNING,
    find=_find,
)
