"""R35: what the prose says of last year's applications, against last year's report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity, Span
from govreport_desktop.checks.prose.claims import Claim, Less, Terms
from govreport_desktop.checks.prose.numerals import Kind
from govreport_desktop.checks.prose.sayings import said
from govreport_desktop.checks.prose.scope import is_own
from govreport_desktop.checks.prose.text import Prose, Reading
from govreport_desktop.checks.statements import application_claims, is_meant, total_of
from govreport_desktop.form import FactName
from govreport_desktop.patterns import regex
from govreport_desktop.report.numbers import Number, format_value, is_number
from govreport_desktop.report.report import Report

# 上年结转 is a row of this year's table.
_LAST = regex(r"(?:上|去)(?:一)?年(?:度|同期)?(?!结转|转入|度?末)")
# 比上年增加21件 is no figure of last year's.
_AGAINST = regex(r"[比较于对同]")
_CARRIED: frozenset[FactName | Less] = frozenset(
    {"requests.carried_over", "requests.carried_forward"}
)


def _find(context: Context) -> Iterator[Problem]:
    report, last = context.report, context.report.last_year
    if last is None or report.year is None or last.form.id != report.form.id:
        return
    told: set[Span] = set()
    for prose, claim in context.once(application_claims):
        if _is_last_year(prose.reading, claim, report):
            found = list(_compare(prose, claim, (last,)))
            told |= {span for problem in found for span in problem.spans}
            yield from found
        elif _is_of_both(prose.reading, claim, report):
            yield from _compare(prose, claim, (report, last))
    for prose, claim in _bases(context, report.year):
        span = prose.span(claim.start, claim.end)
        if not any(one.section == span.section and one.end == span.end for one in told):
            yield from _compare(prose, claim, (last,))


def _bases(context: Context, year: int) -> Iterator[tuple[Prose, Claim]]:
    """收到申请30件，较上年的21件增长……: what this year's figure is held against, as a claim."""
    for prose in context.proses:
        known = context.once(application_claims)
        of = {claim.quantity.start: claim for p, claim in known if p is prose and claim.quantity}
        for place in said(prose.reading, "growth"):
            new, old = place.figure("new"), place.figure("old")
            claim = of.get(new.start) if new else None
            if new is None or old is None or claim is None or old.unit != new.unit:
                continue
            start = max(prose.reading.clause_at(old.start).start, min(new.end, old.start))
            if _is_of(prose.reading, start, old.start, year) and is_meant(
                context.report, prose, claim
            ):
                text = prose.plain[old.start : old.end]
                base = claim._replace(start=old.start, end=old.end, text=text, quantity=old)
                if _is_counted(base):
                    yield prose, base


def _is_of(reading: Reading, start: int, end: int, year: int) -> bool:
    """Whether the words between name the year before ``year`` and no other."""
    named = [int(q.value) for q in reading.quantities_in(start, end) if q.kind is Kind.YEAR]
    return named == [year - 1] or (not named and bool(_LAST.search(reading.plain, start, end)))


def _is_last_year(reading: Reading, claim: Claim, report: Report) -> bool:
    """Whether the clause names last year, and no other, before the figure of the office's own.

    上年结转 is a row of this year's table, whatever year it names.
    """
    quantity = claim.quantity
    if quantity is None or not _is_counted(claim) or report.year is None:
        return False
    clause = reading.clause_at(quantity.start)
    if _LAST.search(reading.plain, clause.start, quantity.start):
        against = _AGAINST.search(reading.plain, clause.start, quantity.start)
        last = not against and _is_of(reading, clause.start, quantity.start, report.year)
        return last and is_own(reading, quantity.start, report.office)
    named = [
        int(q.value)
        for q in reading.quantities_in(clause.start, quantity.start)
        if q.kind is Kind.YEAR
    ]
    if named != [report.year - 1] or not is_own(reading, quantity.start, report.office):
        return False
    sentence = reading.sentence_at(quantity.start)
    years = [
        int(q.value)
        for q in reading.quantities_in(sentence.start, quantity.start)
        if q.kind is Kind.YEAR and not reading.quoted[q.start]
    ]
    return years[-1:] == named


def _is_counted(claim: Claim) -> bool:
    """Whether it states an exact number of what a year by itself has."""
    exact = claim.quantity is not None and not claim.quantity.approximate
    return exact and _CARRIED.isdisjoint(claim.readings[0])


def _is_of_both(reading: Reading, claim: Claim, report: Report) -> bool:
    """Whether the words before the figure name both years, and say that it is of both."""
    quantity = claim.quantity
    if quantity is None or report.year is None:
        return False
    clause = reading.clause_at(quantity.start)
    if "两年" not in reading.plain[clause.start : quantity.start]:
        return False
    sentence = reading.sentence_at(quantity.start)
    years = {
        int(q.value)
        for q in reading.quantities_in(sentence.start, quantity.start)
        if q.kind is Kind.YEAR
    }
    return (
        _is_counted(claim)
        and years <= {report.year - 1, report.year}
        and is_own(reading, quantity.start, report.office)
    )


def _compare(prose: Prose, claim: Claim, reports: tuple[Report, ...]) -> Iterator[Problem]:
    totals = [_total(reports, claim, terms) for terms in claim.readings]
    first = totals[0]
    quantity = claim.quantity
    if not is_number(first) or quantity is None:
        return
    if any(quantity.agrees(Decimal(total)) for total in totals if total is not None):
        return
    named, of_which = (
        ("两年的合计数", "两年报告之和") if reports[1:] else ("上年数", "上年度报告的")
    )
    yield RULE.at(
        prose,
        claim.start,
        claim.end,
        f"{prose.title}写的{named}是“{claim.text}”，{of_which}“{claim.name}”为 "
        f"{format_value(first)}，请核对。",
        figures=(quantity.number, first),
        anchor=f"{claim.name}{claim.text}",
    )


def _total(reports: tuple[Report, ...], claim: Claim, terms: Terms) -> Number | None:
    values = [total_of(report, claim, terms) for report in reports]
    return None if None in values else sum(value for value in values if value is not None)


RULE = Rule(
    id="R35",
    name="文字里的上年数与上年度报告一致",
    what="文字里写明上一年度的申请数，与上年度报告第三部分相同；写明两年合计的，等于两份报告之和。"
    "没有上年度报告的不查。",
    basis="报告数据前后一致（国办公开办函〔2021〕30号要求数据准确）；与上年度报告比较",
    example="2022年收到政府信息公开申请31件（上年度报告为 28）",
    severity=Severity.WARNING,
    find=_find,
)
