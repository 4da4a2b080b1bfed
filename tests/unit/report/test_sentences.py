"""The sentences every report has: as the tables are, and following them."""

from __future__ import annotations

import json

from govreport_desktop.checks import check
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.gestures import blanks_to_zero
from govreport_desktop.report.sentences import ready_sentences
from govreport_desktop.report.shape import to_shape


def cell(row: str, column: str = "natural_person", table: str = "requests") -> CellAddress:
    return CellAddress(table, row, column)


def report(last: int | None = 10) -> Report:
    report = Report(load_form("2021"), "示例局", 2024)
    figures = {
        cell("received"): 9,
        cell("received", "business"): 3,
        cell("granted"): 9,
        cell("denied.internal", "business"): 2,
        cell("carried_forward", "business"): 1,
        cell("review", "upheld", "disputes"): 2,
    }
    report.apply(report.edit(list(figures.items())))
    report.apply(blanks_to_zero(report, [spec.address for spec in report.form.cells]))
    if last is not None:
        before = Report(report.form, "示例局", 2023)
        before.apply(before.edit([(cell("received"), last)]))
        shape = json.dumps(to_shape(before), ensure_ascii=False)
        report.apply(report.edit([(FieldAddress("last_year"), shape)]))
    return report


def texts(report: Report) -> dict[str, str]:
    return {s.name: s.printed(report) for s in ready_sentences(report)}


def test_sentences_say_what_the_tables_say() -> None:
    said = texts(report())
    assert said["本年新收申请"] == "本年新收政府信息公开申请12件，同比增长20%。"
    assert said["申请人情况"] == "其中自然人申请9件、商业企业申请3件。"
    assert said["上年结转申请"] == "上年结转政府信息公开申请0件。"
    assert said["办理结果"] == "其中予以公开9件、不予公开2件。"
    assert said["行政复议"] == "因政府信息公开被申请行政复议2件，其中结果维持2件。"
    assert said["行政诉讼"] == "因政府信息公开被提起行政诉讼0件。"
    assert said["行政事业性收费"] == "行政事业性收费0万元。"


def test_from_nothing_there_is_a_difference_and_no_per_cent() -> None:
    assert texts(report(0))["本年新收申请"].endswith("12件，比上年增加12件。")
    assert texts(report(None))["本年新收申请"].endswith("申请12件。")


def test_a_blank_report_has_no_sentences() -> None:
    assert ready_sentences(Report(load_form("2021"), "示例局", 2024)) == []


def test_they_follow_the_tables() -> None:
    found = report()
    sentence = next(s for s in ready_sentences(found) if s.name == "本年新收申请")
    found.apply(found.edit([(cell("received"), 6)]))
    assert sentence.printed(found) == "本年新收政府信息公开申请9件，同比下降10%。"


def test_what_is_0_is_said_in_words_that_follow() -> None:
    found = Report(load_form("2021"), "示例局", 2024)
    found.apply(blanks_to_zero(found, [spec.address for spec in found.form.cells]))
    zero = {s.name: s for s in ready_sentences(found)}
    assert len(zero) >= 8
    assert all("{" in s.stored for s in zero.values())
    assert zero["行政复议、行政诉讼"].printed(found) == (
        "因政府信息公开被申请行政复议0件、被提起行政诉讼0件。"
    )
    later = [(cell("received"), 4), (cell("carried_over"), 2), (cell("granted"), 6)]
    upheld = found.form.where("disputes.litigation", "disputes.upheld")[0]
    found.apply(found.edit([*later, (upheld, 1)]))
    assert zero["本年新收申请"].printed(found) == "本年新收政府信息公开申请4件。"
    assert zero["上年结转申请"].printed(found) == "上年结转政府信息公开申请2件。"
    assert zero["行政复议、行政诉讼"].printed(found).endswith("被提起行政诉讼1件。")


def test_nothing_is_said_against_sentences_of_0() -> None:
    found = Report(load_form("2021"), "示例局", 2024)
    found.apply(blanks_to_zero(found, [spec.address for spec in found.form.cells]))
    text = "".join(s.stored for s in ready_sentences(found))
    found.apply(found.edit([(TextAddress("overview"), text)]))
    assert [p.rule for p in check(found) if p.spans] == []


def test_the_checks_have_nothing_against_them() -> None:
    found = report()
    text = "".join(s.stored for s in ready_sentences(found))
    found.apply(found.edit([(TextAddress("overview"), text)]))
    rules = {p.rule for p in check(found) if p.spans}
    assert rules & {"R9", "R10", "R20", "R22"} == set()


def test_another_form_has_those_it_has_numbers_for() -> None:
    for form in ("2019", "university"):
        other = Report(load_form(form), "示例", 2020)
        other.apply(blanks_to_zero(other, [spec.address for spec in other.form.cells]))
        assert all(s.printed(other).endswith("。") for s in ready_sentences(other))
