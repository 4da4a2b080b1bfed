"""R49: a figure that came over with last year's sentence, while the table has moved on.

R9 and R10 read what the prose says by itself, and say nothing where the words leave it open
(收到申请20件: of what?). Here last year's report answers that: the same sentence stood there, and
its table held just that figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.copies import essence
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.claims import Claim, Terms
from govreport_desktop.checks.prose.genre import Term, genre, read_fact, read_terms
from govreport_desktop.checks.prose.numerals import LOOSE_UNITS, Kind, Quantity
from govreport_desktop.checks.prose.scope import is_own, is_this_year
from govreport_desktop.checks.prose.shape import Shape
from govreport_desktop.checks.prose.text import Prose, Reading, Stretch, read
from govreport_desktop.checks.prose.tokens import Tokens
from govreport_desktop.checks.prose_figures import figure_fixes
from govreport_desktop.checks.statements import (
    cells_of,
    document_counts,
    figure_claims,
    total_of,
)
from govreport_desktop.form import FactName
from govreport_desktop.patterns import regex
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.report.figure import difference_in_words, growth_in_words
from govreport_desktop.report.numbers import Number, format_value, is_number
from govreport_desktop.report.report import Report

_DIGITS = regex(r"\d[\d,.]*")
_UNITS = LOOSE_UNITS | {"", "例"}
# 0 and 1 are equal too often to say that it is the same one.
_LEAST = 2


class _Noun(NamedTuple):
    """What figures a word may be the name of; ``term`` is None where the word says it itself."""

    term: Term | None
    column: FactName | None
    needs: Shape | None


class _Words(NamedTuple):
    """``resources/genre/stale.toml``: nouns by their symbol."""

    nouns: dict[str, _Noun]
    unless: Shape
    ends: Shape
    compares: Shape
    turn: Shape


@cache
def _words() -> _Words:
    known = genre()
    file = known.files["stale"]
    found: dict[str, _Noun] = {}
    for number, node in file.each("nouns"):
        where = f"nouns[{number}]"
        file.keys(node, where, {"class": str}, {"column": str, "facts": list, "needs": str})
        facts = tuple(read_terms(file, where, each) for each in node.get("facts", ()))
        found[known.symbols[node["class"]]] = _Noun(
            Term("", facts) if facts else None,
            read_fact(file, where, node["column"]) if "column" in node else None,
            known.compile(file, where, node["needs"]) if "needs" in node else None,
        )
    shapes = {
        key: known.compile(file, key, said)
        for key, said in {**file.data["around"], **file.data["rate"]}.items()
    }
    return _Words(found, **shapes)


def _find(context: Context) -> Iterator[Problem]:
    last = context.report.last_year
    if last is None or last.form.id != context.report.form.id:
        return
    old = {
        _skeleton(reading.of(s)): reading.quantities_in(*s)
        for reading in map(read, expanded_texts(last).values())
        for s in reading.sentences
    }
    claimed = [*context.once(figure_claims), *context.once(document_counts)]
    known = {(p.section, c.quantity.start): c for p, c in claimed if c.quantity}
    for prose in context.proses:
        for sentence in prose.reading.sentences:
            mine = prose.reading.quantities_in(*sentence)
            theirs = old.get(_skeleton(prose.reading.of(sentence)), ()) if mine else ()
            before: Claim | None = None
            for now, then in zip(mine, theirs, strict=False) if len(mine) == len(theirs) else ():
                read_by = known.get((prose.section, now.start))
                same = now.text == then.text and not prose.is_bound(prose.span(now.start, now.end))
                turn = before and _turn(prose.reading, before, now)
                if before and turn:
                    if same:
                        yield from _compared(context.report, last, prose, before, now, turn)
                    continue
                before = read_by or _named(context.report, prose, now, sentence)
                if same and read_by is None and before is not None:
                    yield from _moved_on(context.report, last, prose, before)


@lru_cache(maxsize=4096)
def _skeleton(sentence: str) -> str:
    """What makes it that sentence whatever its figures are."""
    return _DIGITS.sub("#", essence(sentence))


def _named(report: Report, prose: Prose, quantity: Quantity, sentence: Stretch) -> Claim | None:
    """What a figure may count by the words beside it; None where they speak of something else."""
    counts = quantity.unit in _UNITS and quantity.value >= _LEAST
    if quantity.approximate or not (counts or quantity.kind is Kind.MONEY):
        return None
    reading, words = prose.reading, _words()
    if not is_own(reading, quantity.start, report.office):
        return None
    if not is_this_year(reading, quantity.start, report.year):
        return None
    tokens = reading.tokens
    figure = tokens.at(quantity.start)
    first, behind = reading.spots.lead(figure), figure + 1
    ends = words.ends.search(tokens.symbols, behind)
    last = ends.start() if ends else len(tokens.symbols)
    beside = tokens.symbols[first:figure], tokens.symbols[behind:last]
    if any(words.unless.search(stretch) for stretch in beside):
        return None
    for token in (*range(figure - 1, first - 1, -1), *range(behind, last)):
        noun = words.nouns.get(tokens.symbols[token])
        term = noun and (noun.term or tokens.terms.get(token))
        if noun is None or not term or not term.readings:
            continue
        if noun.needs and not noun.needs.search(
            prose.reading.tokens.symbols, *_inside(tokens, sentence)
        ):
            return None
        start, end = (
            min(tokens.starts[token], quantity.start),
            max(tokens.ends[token], quantity.end),
        )
        column = noun.column or term.column
        together = _together(tokens, range(first, figure), column)
        return Claim(
            start, end, quantity.value, reading.plain[start:end], "", column,
            (*together, *term.readings), quantity, RULE.id,
        )  # fmt: skip
    return None


def _together(tokens: Tokens, beside: range, column: FactName | None) -> tuple[Terms, ...]:
    """行政复议、诉讼共6件: what several words of one column come to, as a reading of its own."""
    found: dict[Terms, None] = {}
    for token in beside:
        noun = _words().nouns.get(tokens.symbols[token])
        term = noun and (noun.term or tokens.terms.get(token))
        if noun and term and term.readings and (noun.column or term.column) == column:
            found[term.readings[0]] = None
    return (tuple(fact for terms in found for fact in terms),) if len(found) > 1 else ()


def _inside(tokens: Tokens, sentence: Stretch) -> tuple[int, int]:
    return tokens.at(sentence.start), tokens.at(max(sentence.end - 1, 0)) + 1


def _moved_on(report: Report, last: Report, prose: Prose, claim: Claim) -> Iterator[Problem]:
    """A problem where last year's table held the figure, and this year's holds it nowhere."""
    quantity = claim.quantity
    assert quantity is not None
    meant, now = None, None
    for terms in claim.readings:
        cells, total = cells_of(report.form, claim, terms), total_of(report, claim, terms)
        if not cells or total is None:
            continue
        scale = 10**4 if report.form.cell(cells[0][0]).kind.unit == "万元" else 1
        if quantity.value == total * scale:
            return
        before = total_of(last, claim, terms)
        if meant is None and before is not None and quantity.value == before * scale:
            meant, now = terms, total
    if meant is None or now is None:
        return
    cells = cells_of(report.form, claim, meant)
    words = "与".join(f"“{report.form.cell(cell).words}”" for cell, _ in cells[:2])
    yield RULE.at(
        prose,
        claim.start,
        claim.end,
        f"{prose.title}的“{claim.text}”与上年度报告的这句话相同：上年{words}正是 {quantity.text}，"
        f"本年为 {format_value(now)}，请核对是否没有更新。",
        figures=(quantity.number, now),
        cells=tuple(cell for cell, _ in cells),
        fixes=figure_fixes(report, prose, claim, cells, now),
    )


def _turn(reading: Reading, claim: Claim, by: Quantity) -> str:
    """The symbol of the word by which ``by`` compares the figure before it; "" where none does."""
    quantity, words = claim.quantity, _words()
    if quantity is None or by.kind not in (Kind.PERCENT, Kind.COUNT):
        return ""
    first, end = (reading.tokens.at(place) for place in (quantity.end, by.start))
    turn = words.turn.search(reading.tokens.symbols, first, end)
    return (
        turn.group() if turn and words.compares.search(reading.tokens.symbols, first, end) else ""
    )


def _compared(
    report: Report, last: Report, prose: Prose, claim: Claim, by: Quantity, turn: str
) -> Iterator[Problem]:
    """同比增长20%, 比上年增加5件, behind a figure of the tables: not how both years compare."""
    quantity, percent = claim.quantity, by.kind is Kind.PERCENT
    if quantity is None or by.approximate or not (percent or by.unit == quantity.unit):
        return
    pairs: list[tuple[Number, Number]] = []
    for terms in claim.readings:
        now, then = total_of(report, claim, terms), total_of(last, claim, terms)
        if is_number(now) and is_number(then) and quantity.agrees(Decimal(now)):
            pairs.append((then, now))
    if not pairs or (percent and not all(then for then, _ in pairs)):
        return
    sign = -1 if turn == genre().symbols["fall"] else 1
    for then, now in pairs:
        more = sign * Decimal(now - then)
        if by.agrees(more * 100 / Decimal(then) if percent else more):
            return
    then, now = pairs[0]
    words = growth_in_words(then, now) if percent else difference_in_words(then, now)
    yield RULE.at(
        prose,
        by.start,
        by.end,
        f"{prose.title}的“{by.text}”与上年度报告的这句话相同；按两年的表格，由 "
        f"{format_value(then)} 到 {format_value(now)} 是{words}，请核对是否没有更新。",
        figures=(by.number, then, now),
    )


RULE = Rule(
    id="R49",
    name="随上年文字留下的数字",
    what="文字里的句子与上年度报告相同，其中的数字也没有变：上年表格里正是这个数，而本年表格已经不同；"
    "同比的百分数、比上年增减的件数与两年表格算出的不同。没有上年度报告的不查。",
    basis="国办公开办函〔2021〕30号：数据准确，不得敷衍；与上年度报告比较",
    example="共收到申请20件（上年报告同一句，上年表格为 20，本年为 15）",
    severity=Severity.WARNING,
    find=_find,
)
