"""What the corpus cannot say: fixes, cells, last year, the parts of a whole report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport_desktop.checks import CheckSettings, Problem, Severity, check
from govreport_desktop.checks.punctuation import full_width
from govreport_desktop.form import CellAddress
from govreport_desktop.report import Report, TextAddress
from tests.unit.checks.corpus import Passage
from tests.unit.checks.filled import proactive, put, requests, sound_report, with_last_year


def the(report: Report, rule: str, settings: CheckSettings | None = None) -> Problem:
    (found,) = (p for p in check(report, settings or CheckSettings()) if p.rule == rule)
    return found


def test_pending_cases_of_last_year_are_a_reminder() -> None:
    pending = CellAddress("disputes", "review", "pending")
    report = with_last_year(sound_report(), {pending: 2})
    put(report, {pending: 1})
    problem = the(report, "R8")
    assert problem.severity is Severity.INFO
    assert "上年度有 2 件尚未审结，本年度总计为 1 件" in problem.message
    put(report, {pending._replace(column="upheld"): 1})
    assert not [p for p in check(report) if p.rule == "R8"]


def test_blanks_of_a_table_half_filled_are_listed_and_can_be_filled() -> None:
    report = put(
        Report(sound_report().form, "青禾县档案局", 2023), {proactive("rules", "issued"): 0}
    )
    problem = the(report, "R18")
    assert problem.section == "proactive"
    assert len(problem.cells) == 9
    assert "等 9 格空着" in problem.message
    assert problem.fix is not None
    put(report, dict(problem.fix.contents))
    assert not [p for p in check(report) if p.rule == "R18"]
    assert report.values[proactive("fees", "amount")] == Decimal(0)


def test_a_table_nobody_has_begun_is_no_oversight() -> None:
    report = Report(sound_report().form, "青禾县档案局", 2023)
    assert not check(report)


def test_the_period_is_put_right_by_its_fix() -> None:
    text = "统计期限自2022年1月1日至2022年12月31日。联系电话不变。"
    report = Passage(file="here", section="preamble", text=text).report()
    fix = the(report, "R14").fix
    assert fix is not None
    put(report, dict(fix.contents))
    assert report.texts["preamble"] == "统计期限自2023年1月1日至2023年12月31日。联系电话不变。"
    assert not [p for p in check(report) if p.rule == "R14"]


def test_half_width_signs_are_put_right_by_one_fix() -> None:
    text = "认真落实条例(试行),共公开1,260条,网址http://a.gov.cn/?x=1,时间8:30;完成!"
    report = Passage(file="here", text=text).report()
    fix = the(report, "R21").fix
    assert fix is not None
    put(report, dict(fix.contents))
    assert not [p for p in check(report) if p.rule == "R21"]
    assert "（试行），共公开1,260条，网址http://a.gov.cn/?x=1" in report.texts["overview"]
    assert "8:30；完成！" in report.texts["overview"]


@pytest.mark.parametrize(
    "text", ["比例为3:1", "v1.0,beta", "{requests/received/total}", "网址a.cn/?x=1;y=2"]
)
def test_signs_that_are_right_stay(text: str) -> None:
    assert full_width(text) == text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("全年没有收费。。", "全年没有收费。"),
        ("认真落实条例，，全年没有收费。", "认真落实条例，全年没有收费。"),
        ("受理申请3件；；办结3件。 。", "受理申请3件；办结3件。"),
        ("认真落实条例，。全年没有收费。", None),
    ],
)
def test_a_doubled_stop_is_told_and_put_right_where_it_is_one_sign(
    text: str, mended: str | None
) -> None:
    report = Passage(file="here", text=text).report()
    (problem,) = [p for p in check(report) if p.key.startswith("R21.doubled")]
    if mended is None:
        assert not problem.fixes
        return
    put(report, dict(problem.fixes[0].contents))
    assert report.texts["overview"] == mended


@pytest.mark.parametrize("text", ["“认真落实。”全年没有收费。", "收费0元……", "第一项；\n第二项。"])
def test_stops_that_stand_alone_stay(text: str) -> None:
    problems = check(Passage(file="here", text=text).report())
    assert not [p for p in problems if p.key.startswith("R21.doubled")]


def test_a_sign_without_its_partner_stands_apart_from_the_words_about_it() -> None:
    problems = check(Passage(file="here", text="全年制发「文件三件。").report())
    (lone,) = (p for p in problems if "配对" in p.message)
    assert "里的 「 只有一边，没有 」 与它配对" in lone.message


def test_both_brackets_of_a_pair_become_full_width() -> None:
    assert full_width("条例(2019)\n印发(IEC 60038)") == "条例（2019）\n印发（IEC 60038）"
    assert full_width("f(x) = 1") == "f(x) = 1"


def test_a_mismatch_names_its_cells_and_says_the_difference() -> None:
    cells = {"requests/received/natural_person": 13, "requests/granted/natural_person": 13}
    text = "全年共收到政府信息公开申请12件。"
    problem = the(Passage(file="here", text=text, cells=cells).report(), "R9")
    assert problem.cells == (requests("received", "total"),)
    assert problem.message == (
        "一、总体情况写的是“收到政府信息公开申请12件”，"
        "第三部分表格的“本年新收”为 13，文字少 1，请核对。"
    )


def test_a_blank_cell_is_not_compared_with_the_prose() -> None:
    report = Report(sound_report().form, "青禾县档案局", 2023)
    put(report, {TextAddress("overview"): "全年共收到政府信息公开申请12件。"})
    assert not [p for p in check(report) if p.rule == "R9"]


def test_aspects_that_part_one_leaves_out_are_named() -> None:
    text = "2023年，我局通过门户网站主动公开政府信息360条，举办培训1期。"
    problem = the(Passage(file="here", text=text).report(), "R17", CheckSettings(
        off=frozenset({"R17.problems", "R17.fees"})
    ))  # fmt: skip
    assert "没有写到依申请公开、政府信息管理，" in problem.message


def test_what_was_not_read_does_not_stop_the_other_checks() -> None:
    for text in (
        "（（（“《",
        "）））”》",
        "，，，。。。",
        "1,2,3,4",
        "其中：",
        "占%",
        "\n\n\n",
        "第",
    ):
        check(Passage(file="here", text=text).report())
