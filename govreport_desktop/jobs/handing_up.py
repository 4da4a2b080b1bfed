"""Handing up: sign-off, the 汇总底稿, and the 更正说明 of what changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.collect.adjust import Adjustment
from govreport_desktop.collect.asked import Question, questions
from govreport_desktop.collect.correction import Corrected, Correction, correction
from govreport_desktop.collect.decision import Decision, Subject
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.raised import Above
from govreport_desktop.collect.seal import OpenItem, Sealed, draft, open_items, seals
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs.export import refuse_target
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.parents_report import differing
from govreport_desktop.report import Report, format_value
from govreport_desktop.report.numbers import Number
from govreport_desktop.source import SEALED_ON
from govreport_desktop.workbook.layout import SIGNED
from govreport_desktop.writers.listing import Columns, Group, Listing
from govreport_desktop.writers.xlsx.workpaper import AdjustedCell, Workpaper, render_workpaper

_MOST_CAUSES = 6
_BY_CELL = "本程序的文件，按格存放"  # what is read by the ids of its cells
_UNSURELY = "R24"  # what was read unsurely, until it was looked up in the original


# ------------------------------------------------------------ 签发
@dataclass(frozen=True, slots=True)
class SignOff:
    """What stands before whoever signs: what is open, and what was sealed before."""

    open: tuple[OpenItem, ...]
    sealed: tuple[Sealed, ...]


def sign_off(task: CollectTask, view: Overview) -> SignOff:
    """What is open at this moment, and the sealed states."""
    return SignOff(open_items(view, asked_of(task, view)), seals(task.state))


def asked_of(task: CollectTask, view: Overview) -> tuple[Question, ...]:
    """Every question about what may not simply be added."""
    return questions(view.sums.form, view.rows, task.body, task.state, view.last)


def seal(task: CollectTask, view: Overview, reasons: Mapping[str, str], why: str = "") -> Sealed:
    """Seal ``view``. Raises GovReportError, with nothing sealed, where a reason is missing, or
    where nothing has changed since the last sealed state."""
    if task.scratch or task.read_only:
        raise GovReportError("这个任务不能写入，签发没有地方记，请先新建任务或关闭别处打开的窗口。")
    found = sign_off(task, view)
    if found.sealed and not correction(found.sealed[-1], view, task.heads):
        number = found.sealed[-1].number
        raise GovReportError(f"与第 {number} 次签发的完全相同，没有要更正的。")
    task.decide(draft(view, task.decisions, task.files, found.open, reasons, why))
    return seals(task.state)[-1]


def changed_since(task: CollectTask, view: Overview, number: int | None = None) -> Correction:
    """What is another than in a sealed state, the last one where none is named.

    Raises GovReportError where there is none.
    """
    found = seals(task.state)
    if not found:
        raise GovReportError("还没有签发过，用 seal 签发以后才谈得上更正。")
    chosen = next((one for one in found if one.number == number), None) if number else found[-1]
    if chosen is None:
        raise GovReportError(f"没有第 {number} 次签发，共签发过 {len(found)} 次。")
    return correction(chosen, view, task.heads)


def correction_rows(found: Correction) -> tuple[tuple[str, str, str, str, str], ...]:
    """Of each figure that is another: where, as it was, as it is, the difference, and whose."""
    return tuple(
        (one.words, _said(one.before), _said(one.after), f"{one.difference:+}", _causes(one))
        for one in found.cells
    )


def correction_listing(found: Correction, why: str = "") -> Listing:
    """The 更正说明: old and new figures, and the offices that made the difference."""
    sealed, rows = found.sealed, correction_rows(found)
    when = _day(sealed.when)
    lines = [
        f"与 {when}第 {sealed.number} 次签发（校验码 {sealed.digest}）相比，更正 {len(rows)} 格。"
    ]
    if why:
        lines.append(f"更正理由：{why}")
    titles = ("位置", "原报", "更正为", "增减", "原因")
    table = Columns(titles, (46, 14, 14, 12, 44), rows)
    groups = [Group("", tuple(lines), table)]
    if found.files:
        groups.append(Group("各单位报告的变动", found.files))
    if found.adjustments:
        groups.append(Group("调整的变动", found.adjustments))
    title = (sealed.office, f"{sealed.year}年度报告更正说明")
    return Listing(title, sealed.office, tuple(groups))


def _causes(one: Corrected) -> str:
    said = [
        f"{part.office} 由 {_said(part.before)} 改为 {_said(part.after)}"
        for part in one.parts[:_MOST_CAUSES]
    ]
    more = len(one.parts) - len(said)
    said += [f"等 {len(one.parts)} 个单位"] if more > 0 else []
    said += [f"调整 {one.adjusted:+}"] if one.adjusted else []
    return "；".join(said)


def _said(value: Number | None) -> str:
    return format_value(value, blank="空白")


# ------------------------------------------------------------ 汇总底稿
def write_workpaper(
    task: CollectTask, view: Overview, path: Path, report: Path | None = None
) -> None:
    """Write the 汇总底稿 to ``path``; ``report`` is the parent's, which gives prose and facts.

    Raises GovReportError, with what was there before untouched, where that report's figures
    are not the sums, or the place cannot be written.
    """
    refuse_target("xlsx", path, [] if report is None else [report])
    write_atomically(path, render_workpaper(paper_of(task, view, report)))


def paper_of(task: CollectTask, view: Overview, report: Path | None = None) -> Workpaper:
    """What goes into the 汇总底稿."""
    offices = []
    for row in view.rows:
        if row.counted is not None and row.counted.head is not None:
            head = row.counted.head
            amounts = {c.address: head.value(c.address) for c in view.sums.form.cells}
            offices.append((row.office.name, amounts))
    adjusted = [
        AdjustedCell(address, amount, _adjusted_words(view, one))
        for one in view.adjustments
        for address, amount in one.cells.items()
    ]
    sealed = seals(task.state)
    tables = {
        "来源": _sources(view),
        "问题和说明": _problems(task, view),
        "文件清单": _files(task, view),
        SIGNED: _signed(sealed),
    }
    return Workpaper(_report(view, report), offices, adjusted, tables, _cover(view, sealed))


def _report(view: Overview, path: Path | None) -> Report:
    report = view.sums.report(view.year, view.parent)
    if path is None:
        return report
    given = load_report(path)
    if given.form.id != report.form.id or differing(view, given.values):
        raise GovReportError(f"“{path.name}”的数与合计不同，请先用 report --into 改为合计。")
    return given


def _adjusted_words(view: Overview, one: Adjustment) -> tuple[str, ...]:
    names = {row.office.id: row.office.name for row in view.rows}
    when = f"{one.when:%Y-%m-%d %H:%M}"
    return one.id, names.get(one.office, ""), one.reason, one.basis, one.who, when


def _cover(view: Overview, sealed: Sequence[Sealed]) -> tuple[str, ...]:
    sums = view.sums
    lines = [f"本级各表是 {sums.due} 个应报单位中 {sums.counted} 个的合计，加上“调整”各条。"]
    lines.append("各表的数都是公式，指向“分单位”；“来源”写明每个数在哪个文件的哪一处。")
    lines += [f"暂计：{words}。" for words in sums.provisional]
    if sums.in_error:
        lines.append(f"计入而有错误或已退回的单位：{'、'.join(o.called for o in sums.in_error)}。")
    if sealed:
        last = sealed[-1]
        lines.append(f"{_day(last.when)}第 {last.number} 次签发，校验码 {last.digest}。")
    return tuple(lines)


def _sources(view: Overview) -> Columns:
    rows = []
    kinds = {one.path: one.head.kind for one in view.files if one.head is not None}
    for cell in view.sums.form.cells:
        if cell.formula is not None:
            continue
        for one in view.sums.cell(cell.address).contributions:
            if one.amount:
                place = one.place or (_BY_CELL if kinds.get(one.file) else "")
                where = (one.file, place, str(one.state), one.provisional)
                rows.append((cell.words, one.office.name, format_value(one.amount), *where))
    titles = ("位置", "单位", "数", "文件", "在文件里", "状态", "暂计的原因")
    return Columns(titles, (40, 26, 10, 40, 24, 10, 24), tuple(rows))


def _problems(task: CollectTask, view: Overview) -> Columns:
    weights = {"error": "错误", "warning": "警告", "info": "提示"}
    checked = task.state.of(Subject.CHECKED)
    rows = []
    for row in view.rows:
        if row.counted is None:
            if row.remark:
                rows.append((row.office.name, str(row.state), "", row.remark, "", ""))
            continue
        for p in task.body(row.counted.hash).problems:
            weight = weights.get(p["severity"], "")
            answer = p["explanation"]
            if not answer and p["rule"] == _UNSURELY and row.counted.hash in checked:
                answer = _looked_up(checked[row.counted.hash])
            said = (p["message"], answer, row.counted.path)
            rows.append((row.office.name, weight, p["rule"], *said))
        seen = view.above.get(row.office.id, Above())
        explained = (b for b in view.breaks if b.explanation and b.office.id == row.office.id)
        rows += [
            (row.office.name, "警告", b.rule, b.words, b.explanation, b.basis)
            for b in (*seen.breaks, *explained)
        ]
        rows += [
            (row.office.name, f.severity.label, "", f.words, "", f.basis) for f in seen.findings
        ]
    asked = asked_of(task, view)
    rows += [(view.parent, "要问的", q.title, q.words, q.answer, q.basis) for q in asked]
    titles = ("单位", "级别", "规则", "问题", "说明或答复", "文件或依据")
    return Columns(titles, (26, 8, 8, 60, 40, 40), tuple(rows))


def _looked_up(one: Decision) -> str:
    return f"已核对原件（{one.who}，{one.time:%Y-%m-%d}）{f'：{one.why}' if one.why else ''}"


def _files(task: CollectTask, view: Overview) -> Columns:
    names = {row.office.id: row.office.name for row in view.rows}
    rows = []
    for one in view.files:
        seen = task.files.get(one.path)
        office, counts = names.get(one.office, ""), "是" if one.counts else ""
        size = str(seen.size) if seen else ""
        rows.append((one.path, str(one.role), office, counts, one.why, size, one.hash))
    titles = ("文件", "是什么", "单位", "计入", "为什么", "字节", "校验值（BLAKE2b）")
    return Columns(titles, (44, 12, 26, 6, 44, 10, 34), tuple(rows))


def _signed(sealed: Sequence[Sealed]) -> Columns:
    rows = []
    for one in sealed:
        head = (str(one.number), f"{one.when:{SEALED_ON}}", one.who, one.digest)
        what = ("更正", one.why) if one.corrects else ("签发", "")
        rows.append((*head, what[0], "" if one.open else "没有", what[1]))
        rows += [(*head, "", item.words, item.reason) for item in one.open]
    titles = ("次", "时间", "谁", "校验码", "签发或更正", "没有办完的", "理由")
    return Columns(titles, (6, 18, 12, 20, 12, 60, 40), tuple(rows))


def _day(when: datetime) -> str:
    return f"{when.year}年{when.month}月{when.day}日"
