"""Sentences that reports have every year, made of fields: they follow the tables.

Which numbers they are of is asked of the form by facts; what a form does not name has no
sentence. A number that is 0 is said as 0件: words like 没有收到 would stay when it is 0 no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govreport_desktop.form import FactName
from govreport_desktop.report.fields import expand, field_text
from govreport_desktop.report.figure import (
    Aspect,
    FieldState,
    Figure,
    figure_state,
    last_number,
    this_number,
)
from govreport_desktop.report.report import Report

_APPLICANTS: tuple[tuple[str, FactName], ...] = (
    ("自然人申请", "applicants.natural_person"),
    ("商业企业申请", "applicants.business"),
    ("科研机构申请", "applicants.research"),
    ("社会公益组织申请", "applicants.public_interest"),
    ("法律服务机构申请", "applicants.legal_service"),
)
_RESULTS: tuple[tuple[str, FactName], ...] = (
    ("予以公开", "requests.granted"),
    ("部分公开", "requests.partial"),
    ("不予公开", "requests.denied"),
    ("无法提供", "requests.unavailable"),
    ("不予处理", "requests.declined"),
    ("其他处理", "requests.closed"),
)
_OUTCOMES: tuple[tuple[str, FactName], ...] = (
    ("结果维持", "disputes.upheld"),
    ("结果纠正", "disputes.corrected"),
    ("其他结果", "disputes.other"),
    ("尚未审结", "disputes.pending"),
)
_DECISIONS: tuple[tuple[str, FactName], ...] = (
    ("作出行政许可决定", "decisions.licences"),
    ("作出行政处罚决定", "decisions.penalties"),
    ("作出行政强制决定", "decisions.compulsion"),
)
_DOCUMENTS: tuple[tuple[str, FactName], ...] = (
    ("制发行政规范性文件", "documents.issued"),
    ("废止行政规范性文件", "documents.repealed"),
    ("现行有效行政规范性文件", "documents.in_force"),
)


class Sentence(NamedTuple):
    """A sentence, or a clause of one: what it is about, and its text as stored."""

    name: str
    stored: str

    def printed(self, report: Report) -> str:
        """As it reads now."""
        return expand(self.stored, report).text


def ready_sentences(report: Report) -> list[Sentence]:
    """The sentences that ``report`` has numbers for, in the order of its parts."""
    return list(_sentences(report))


def _sentences(report: Report) -> Iterator[Sentence]:
    yield from _listed(report, "规范性文件", _DOCUMENTS, "documents.normative")
    yield from _decisions(report)
    yield from _requests(report)
    yield from _disputes(report)


def _decisions(report: Report) -> Iterator[Sentence]:
    for words, fact in _DECISIONS:
        figure = _figure(report, fact)
        if figure and _is_filled(report, figure):
            text = f"全年{words}{field_text(figure)}件。"
            yield Sentence(words.removeprefix("作出"), text)
    fees = _figure(report, "fees.amount")
    if fees and _is_filled(report, fees):
        unit = report.form.cell(fees.terms[0].address).kind.unit
        yield Sentence("行政事业性收费", f"行政事业性收费{field_text(fees)}{unit}。")


def _requests(report: Report) -> Iterator[Sentence]:
    received = _figure(report, "requests.received", "applicants.total")
    if received and _is_filled(report, received):
        text = f"本年新收政府信息公开申请{field_text(received)}件{_compared(report, received)}。"
        yield Sentence("本年新收申请", text)
        yield from _listed(report, "申请人情况", _APPLICANTS, "requests.received", lead="其中")
    over = _figure(report, "requests.carried_over", "applicants.total")
    if over and _is_filled(report, over):
        yield Sentence("上年结转申请", f"上年结转政府信息公开申请{field_text(over)}件。")
    done = _figure(report, "requests.total", "applicants.total")
    if done and _is_filled(report, done) and not _is_zero(report, done):
        yield Sentence("办结申请", f"全年办结政府信息公开申请{field_text(done)}件。")
        yield from _listed(report, "办理结果", _RESULTS, "applicants.total", lead="其中")
    forward = _figure(report, "requests.carried_forward", "applicants.total")
    if forward and _is_filled(report, forward):
        yield Sentence("结转下年度", f"结转下年度继续办理{field_text(forward)}件。")


def _disputes(report: Report) -> Iterator[Sentence]:
    review = _figure(report, "disputes.review", "disputes.total")
    suits = _figure(report, "disputes.litigation", "disputes.total")
    known = [figure for figure in (review, suits) if figure and _is_filled(report, figure)]
    if review and suits and len(known) == 2 and all(_is_zero(report, each) for each in known):
        both = f"被申请行政复议{field_text(review)}件、被提起行政诉讼{field_text(suits)}件"
        yield Sentence("行政复议、行政诉讼", f"因政府信息公开{both}。")
        return
    parts: tuple[tuple[str, FactName, Figure | None], ...] = (
        ("被申请行政复议", "disputes.review", review),
        ("被提起行政诉讼", "disputes.litigation", suits),
    )
    for words, fact, figure in parts:
        if figure is None or figure not in known:
            continue
        name = words.removeprefix("被申请").removeprefix("被提起")
        outcomes = _items(report, _OUTCOMES, fact)
        inside = f"，其中{outcomes}" if outcomes else ""
        yield Sentence(name, f"因政府信息公开{words}{field_text(figure)}件{inside}。")


def _listed(
    report: Report,
    name: str,
    items: tuple[tuple[str, FactName], ...],
    fact: FactName,
    lead: str = "",
) -> Iterator[Sentence]:
    if text := _items(report, items, fact):
        yield Sentence(name, f"{lead}{text}。")


def _items(report: Report, items: tuple[tuple[str, FactName], ...], fact: FactName) -> str:
    """自然人申请39件、商业企业申请6件: those of ``items`` that are more than 0."""
    said = []
    for words, column in items:
        figure = _figure(report, fact, column)
        if figure and _is_filled(report, figure) and not _is_zero(report, figure):
            said.append(f"{words}{field_text(figure)}件")
    return "、".join(said)


def _compared(report: Report, figure: Figure) -> str:
    """，同比增长20%; from 0 there is no per cent, but a difference."""
    last = last_number(figure, report)
    if last is None:
        return ""
    if last:
        return f"，同比{field_text(Figure(figure.terms, Aspect.GROWTH))}"
    return f"，比上年{field_text(Figure(figure.terms, Aspect.DIFFERENCE))}件"


def _figure(report: Report, *facts: FactName) -> Figure | None:
    cells = report.form.where(*facts)
    return Figure.sum(report.form, [(1, cell) for cell in cells]) if cells else None


def _is_filled(report: Report, figure: Figure) -> bool:
    return figure_state(figure, report) is FieldState.LIVE


def _is_zero(report: Report, figure: Figure) -> bool:
    return this_number(figure, report) == 0
