"""One file of an office, read and checked: what the task keeps of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from govreport_desktop.checks import CheckSettings, Problem, check, tally
from govreport_desktop.checks.remarks import RULE as SENT_BACK
from govreport_desktop.checks.sheet.reading import sheet_of
from govreport_desktop.collect import alike
from govreport_desktop.collect.appendix import explained, read_appendix
from govreport_desktop.collect.contents import most_named
from govreport_desktop.collect.one_level_up import UnsealedError, is_task, read_task
from govreport_desktop.collect.raised import raised
from govreport_desktop.collect.reading import Body, Head, Trouble, typed_cells, words_digest
from govreport_desktop.collect.zero_report import zero_report
from govreport_desktop.errors import FileError, ReadError
from govreport_desktop.jobs.bring_in import left_over
from govreport_desktop.matching.into import match_new
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.matching.several import Meant, SeveralReportsError, without_choice
from govreport_desktop.patterns import regex
from govreport_desktop.readers.detect import MAX_BYTES, kind_of, read_source
from govreport_desktop.report import Address, Content, Report
from govreport_desktop.report.edit import ExplanationAddress, FieldAddress
from govreport_desktop.report.explanations import explanation_content
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.report.open_points import ADDRESS as OPEN_POINTS
from govreport_desktop.report.open_points import OpenPoint, read_points
from govreport_desktop.report.shape import to_shape
from govreport_desktop.shown import shown
from govreport_desktop.source import Source, SourceParagraph

_YEAR = regex(r"20\d\d(?=年)")
# What cannot be read is asked for again in a form that can.
_ASK = {
    "zip": "请把压缩包里的报告直接报送",
    "packed": "请把压缩包里的报告直接报送",
    "image": "请报送可编辑的原稿（Word、Excel 或本程序的文件），不要拍照或扫描",
    "pdf": "请报送可编辑的原稿（Word、Excel 或本程序的文件）",
    "mail": "请把邮件里的附件直接报送",
    "damaged": "收到的文件不完整，请重新报送一份",
    "empty": "收到的是空文件，请重新报送一份",
}
_ASK_LOCKED = "请去掉密码后重新报送"
_ASK_ELSE = "请另存为 .docx 或 .xlsx 后重新报送"
# Kinds that never are a report, as against those that are one nobody can read.
_NEVER = ("pptx", "govtask")


def read_one(path: Path, key: str, rules: str = "", year: int = 0) -> tuple[Head, Body]:
    """The head and the body of the file at ``path``, whose contents have the hash ``key``.

    ``rules`` is the check sheet of the office that collects, "" without one, ``year`` the year
    it collects, 0 where that is not known yet: of several reports in a file that of this year
    is read.

    What cannot be read and what is no report are heads with their ``trouble``.
    """
    kind = _kind(path)
    try:
        source = read_task(path) if kind == "govtask" else read_source(path)
    except UnsealedError as error:
        ask = "请先签发，再报送签发后的任务文件"
        return Head(key, kind, "unreadable", shown(str(error)), ask, shown(error.parent)), Body()
    except (ReadError, FileError) as error:
        trouble: Trouble = "no_report" if kind in _NEVER else "unreadable"
        return _without(key, kind, trouble, str(error)), Body()
    try:
        proposal = _matched(source, year)
    except SeveralReportsError as error:
        return _several(key, kind, path.name, error), Body()
    except ReadError as error:
        return _no_table(key, kind, source, error), Body()
    if proposal.empty:
        words = f"从“{path.name}”里没有读出任何数和文字。"
        return _without(key, kind, "no_report", words), Body()
    if source.pictures and not proposal.values and proposal.form.cells:
        words = "表格是图片，读不出数来，只读出了文字。"
        return _without(key, kind, "unreadable", words), Body()
    return _read(key, kind, source, proposal, rules, year)


def _matched(source: Source, year: int) -> Proposal:
    try:
        found = match_new(source, chosen=Meant("", year or None))
    except SeveralReportsError:
        # None of that year, or of several offices: asked as if no year were looked for.
        found = match_new(source)
    points = tuple(one._replace(words=without_choice(one.words)) for one in found.points)
    return replace(found, points=points, notes=tuple(map(without_choice, found.notes)))


def _no_table(key: str, kind: str, source: Source, error: ReadError) -> Head:
    """The head of a file that holds no table of a report: a notice, a picture, 零报告."""
    if source.pictures:
        return _without(key, kind, "unreadable", str(error))
    zero = zero_report([b.text for b in source.blocks if isinstance(b, SourceParagraph)])
    if zero is None:
        return _without(key, kind, "no_report", str(error))
    return replace(_without(key, kind, "no_report", zero.words), office=shown(zero.office))


def _without(key: str, kind: str, trouble: Trouble, error: str) -> Head:
    # Only the reader's sentence tells a locked file from another of its kind.
    ask = _ASK_LOCKED if "密码" in error else _ASK.get(kind, _ASK_ELSE)
    return Head(key, kind, trouble, shown(error), ask if trouble == "unreadable" else "")


def _several(key: str, kind: str, name: str, error: SeveralReportsError) -> Head:
    """The head of a file with the reports of several offices: each one's part is asked for."""
    offices = tuple(dict.fromkeys(shown(one.office) for one in error.reports if one.office))
    whose = "、".join(offices) if offices else "没有写单位"
    found = f"“{shown(name)}”里有 {len(error.reports)} 份报告（{whose}）"
    words = f"{found}，一个文件只能放一份，没有计入。"
    ask = "请各自报送：一个文件只放本单位的一份报告"
    return Head(key, kind, "unreadable", words, ask, named=offices)


def _kind(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        return ""  # too large a file is read by nobody
    if not path.stat().st_size:
        return "empty"
    return "govtask" if is_task(path) else kind_of(path.read_bytes())


def _read(
    key: str, kind: str, source: Source, proposal: Proposal, rules: str, year: int
) -> tuple[Head, Body]:
    report = _as_meant(proposal, year)
    # How an office has its own report checked is its own affair; what was sent back is compared
    # with what was sent (`collect.returns`), not with what the office has ticked off.
    sheet = sheet_of(rules) if rules else None
    settings = CheckSettings(off=frozenset({SENT_BACK.id}), sheet=sheet)
    problems = check(report, settings, handed_in=True)
    said, rest = _said(source, problems, report)
    if said:
        problems = check(report, settings, handed_in=True)
    counted = tally(problems)
    titled = _of_title(proposal, year)
    places, blocks = _places(source, proposal)
    head = replace(
        head_of_report(key, kind, report, proposal.office, proposal.year),
        errors=counted.errors + len(titled),
        warnings=counted.warnings,
        places=places,
        blocks=blocks,
        workpaper=source.workpaper,
        sealed=source.sealed,
        raised=raised(map(_problem, problems)),
    )
    if rest:
        head = replace(head, explanations={**head.explanations, "": shown(rest)})
    body = Body(
        shape=_shape(report),
        notes=tuple(map(shown, proposal.notes)),
        left_over=tuple(shown(f"{where}：{texts}") for where, texts in left_over(proposal)),
        declared=tuple(shown(str(one)) for one in proposal.declared),
        problems=(*titled, *map(_problem, problems)),
    )
    return head, body


def _as_meant(proposal: Proposal, year: int) -> Report:
    """The report as the checks see it: of ``year`` where only its title says another one."""
    report = proposal.new_report()
    if not year or proposal.year in (None, year):
        return report
    texts = expanded_texts(report).values()
    named = dict(Counter(int(found) for text in texts for found in _YEAR.findall(text)))
    if most_named(named) != year:
        return report
    return replace(proposal, year=year).new_report()


def _of_title(proposal: Proposal, year: int) -> tuple[Mapping[str, Any], ...]:
    """That the title names another year than the one collected: it matters where somebody has
    decided that the file counts all the same."""
    if not year or proposal.year in (None, year):
        return ()
    words = f"标题写的是 {proposal.year} 年度，应当报 {year} 年度的报告"
    problem = {
        "key": "title year",
        "rule": "R14",
        "severity": "error",
        "section": "",
        "message": words,
        "cells": [],
        "cause": "",
        "basis": "报告标题的年度应是所报告的年度",
        "explanation": "",
        "open": True,
        "figures": [],
    }
    return (problem,)


def _said(source: Source, problems: Sequence[Problem], report: Report) -> tuple[bool, str]:
    """Give the report what its document prints as 审核说明; answers whether that was something,
    and what is said of no one problem. Our own files carry their explanations themselves."""
    if source.placed:
        return False, ""
    texts = [block.text for block in source.blocks if isinstance(block, SourceParagraph)]
    found, rest = explained(read_appendix(texts), problems, report.form)
    figures = {one.key: one.figures for one in problems}
    contents: list[tuple[Address, Content]] = [
        (ExplanationAddress(key), explanation_content(words, figures.get(key, ())))
        for key, words in found.items()
    ]
    report.apply(report.edit(contents))
    return bool(contents), rest


def head_of_report(key: str, kind: str, report: Report, office: str, year: int | None) -> Head:
    """The head of a report as it was read; ``office`` and ``year`` are what its file states."""
    texts = tuple(expanded_texts(report).values())
    points = read_points(report.fields[OPEN_POINTS.name])
    return Head(
        hash=key,
        kind=kind,
        office=office,
        office_id=report.fields["roster_id"],
        year=year,
        form=report.form.id,
        values=tuple(report.values[address] for address in typed_cells(report.form.id)),
        prose=len("".join("".join(texts).split())),
        words=words_digest(texts),
        marks=alike.marks(texts, office),
        mentions=tuple(map(shown, alike.mentions(texts, office))),
        years=dict(Counter(int(found) for text in texts for found in _YEAR.findall(text))),
        signed_on=report.fields["signed_on"],
        explanations=dict(report.explanations),
        open_points=tuple(shown(_point(point)) for point in points),
        missed=tuple(_missed(report, points)),
        totals=tuple(sorted(f"{p.cells[0]} {shown(p.words)}" for p in points if p.is_total)),
    )


def _missed(report: Report, points: Sequence[OpenPoint]) -> Iterator[tuple[int, str]]:
    """The blank cells of rows that were not found while figures in the file have no place."""
    figures = [point for point in points if point.kind == "figure"]
    blank = {c for point in points if point.kind == "rows" for c in point.cells} if figures else ()
    for index, address in enumerate(typed_cells(report.form.id)):
        if address in blank and report.values[address] is None:
            name = report.form.cell(address).row_name
            mine = [point.words for point in figures if f"{name}”" in point.where]
            yield index, shown("、".join(mine))


def _shape(report: Report) -> dict[str, Any]:
    shape = to_shape(report)
    if last := report.fields[FieldAddress("last_year").name]:
        shape["last_year"] = last
    return shape


def _point(point: OpenPoint) -> str:
    kinds = {"figure": "没有认出的数", "total": "原表的合计与各项之和不同", "rows": "没有找到的行"}
    lead = kinds.get(point.kind, "")
    words = f"{lead}：{point.words}" if lead else point.words
    return f"{point.where}{'，' if point.where else ''}{words}"


def _places(source: Source, proposal: Proposal) -> tuple[str, tuple[str, ...]]:
    """Where each typed value stood, as `Head.place_of` reads it, and the names of the blocks."""
    if source.stood:
        return _cells(source, proposal)
    blocks: dict[int, int] = {}
    found = []
    for address in typed_cells(proposal.form.id):
        place = proposal.places.get(address)
        if place is None:
            found.append("")
            continue
        number = blocks.setdefault(place.block, len(blocks))
        block = source.blocks[place.block]
        if isinstance(block, SourceParagraph) or block.flat:
            found.append(str(number))
        else:
            column = "" if place.column is None else f".{place.column + 1}"
            found.append(f"{number}.{place.row + 1}{column}")
    names = tuple(shown(source.blocks[block].where) for block in blocks)
    return (" ".join(found) if blocks else ""), names


def _cells(source: Source, proposal: Proposal) -> tuple[str, tuple[str, ...]]:
    """The same for a workbook of ours: its sheets are the blocks, a cell in one is D12."""
    sheets: dict[str, int] = {}
    found = []
    for address in typed_cells(proposal.form.id):
        sheet, cell = source.stood.get(address, ("", ""))
        number = sheets.setdefault(sheet, len(sheets)) if sheet else ""
        found.append(f"{number}.{cell}" if cell else f"{number}")
    return " ".join(found), tuple(map(shown, sheets))


def _problem(problem: Problem) -> Mapping[str, Any]:
    return {
        "key": problem.key,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "section": problem.section,
        "message": problem.message,
        "cells": [list(cell) for cell in problem.cells],
        "cause": problem.cause,
        "basis": problem.basis,
        "explanation": problem.explanation,
        "open": problem.is_open,
        "figures": [str(n) if isinstance(n, Decimal) else n for n in problem.figures],
    }
