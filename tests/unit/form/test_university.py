"""The form of universities: all prose, of a school year, and for nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.checks import check
from govreport_desktop.errors import FormError
from govreport_desktop.form import form_for_office, form_for_year, load_form, newest_form
from govreport_desktop.form.choose import refuse_foreign_form
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.report.deadline import due_date
from govreport_desktop.writers.document import Heading, build_document

SCHOOL = "青屿海洋大学"
PUBLISHED = f"""{SCHOOL}2024—2025学年信息公开年度报告
本报告根据《高等学校信息公开办法》编制，统计期限自2024年9月1日至2025年8月31日。
一、概述
2024年，学校召开信息公开工作会议2次。
二、主动公开情况
通过学校网站公开信息1200条。
三、依申请公开和不予公开情况
本学年收到信息公开申请3件，均按时答复，没有收费。
四、对信息公开的评议情况
师生员工对信息公开工作总体满意。
五、因学校信息公开工作受到举报、复议、诉讼的情况
没有。
六、信息公开工作的主要经验、问题和改进措施
栏目更新还不够及时，下一步由校长办公室按月检查各单位栏目，逾期未更新的书面提醒并限期整改。
"""


def school_report(text: str = "") -> Report:
    report = Report(load_form("university"), SCHOOL, 2025)
    if text:
        report.load({}, {"problems": text}, dict(report.fields), {})
    return report


def test_it_is_for_universities_alone() -> None:
    assert form_for_office(2025, SCHOOL).id == "university"
    assert form_for_office(2025, "青屿市教育局").id == "2021"
    assert form_for_office(2025, "青屿行政学院", "department").id == "2021"
    assert form_for_year(2025).id == "2021"
    assert newest_form().id == "2021"
    with pytest.raises(FormError, match="从 2018 年度报告开始"):
        form_for_office(2017, SCHOOL)


def test_the_title_is_of_a_school_year() -> None:
    assert school_report().title == f"{SCHOOL}2024—2025学年信息公开年度报告"
    assert Report(load_form("university"), SCHOOL).title == f"{SCHOOL}信息公开年度报告"
    assert Report(load_form("2021"), "某局", 2025).title == "某局2025年政府信息公开工作年度报告"
    assert Report(load_form("2021"), "某局").title == "某局政府信息公开工作年度报告"


def test_it_is_due_at_the_end_of_october() -> None:
    due = due_date(school_report())
    assert due is not None
    assert (due.year, due.month, due.day) == (2025, 10, 31)


def test_a_published_report_is_known_by_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(PUBLISHED, encoding="utf-8")
    proposal = match(read_source(path))
    assert proposal.form.id == "university"
    assert (proposal.office, proposal.year) == (SCHOOL, 2025)
    assert not proposal.unplaced
    report = proposal.new_report()
    assert report.texts["disputes"] == "没有。"
    assert "9月1日" in report.texts["preamble"]
    # Two calendar years are in a school year: neither of them is the wrong one.
    assert [problem.rule for problem in check(report)] == []


def test_what_is_wanting_is_asked_for_here_too() -> None:
    (found,) = check(school_report("无。"))
    assert (found.rule, found.section) == ("R17", "problems")
    assert found.message.startswith("六、信息公开工作的主要经验")


def test_a_report_of_an_office_is_not_taken_for_it(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    text = "青屿市档案局2023年政府信息公开工作年度报告\n一、概述\n公开信息3条。\n"
    rows = (
        "本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n"
    )
    path.write_text(text + "三、收到和处理政府信息公开申请情况\n" + rows, encoding="utf-8")
    assert match(read_source(path)).form.id == "2021"


def test_an_optional_part_is_printed_where_something_is_in_it() -> None:
    report = Report(load_form("university"), SCHOOL, 2025)
    optional = [section for section in report.form.sections if section.optional and section.number]
    headings = [b.text for b in build_document(report).blocks if isinstance(b, Heading)]
    assert optional
    assert not {section.title for section in optional} & set(headings)
    report.apply(report.edit([(TextAddress(optional[0].id), "无。")]))
    headings = [b.text for b in build_document(report).blocks if isinstance(b, Heading)]
    assert optional[0].title in headings


def test_it_is_refused_for_an_office_that_is_no_university() -> None:
    form, general = load_form("university"), load_form("2021")
    with pytest.raises(FormError, match="只供高等学校使用，“青屿市教育局”是政府部门"):
        refuse_foreign_form(form, "青屿市教育局")
    with pytest.raises(FormError, match="用自己的格式报告"):
        refuse_foreign_form(general, SCHOOL)
    refuse_foreign_form(form, SCHOOL)
    refuse_foreign_form(general, "青屿市教育局")
    refuse_foreign_form(form, "某某")
    refuse_foreign_form(form, "青屿市教育局", "university")
    refuse_foreign_form(general, "青屿行政学院", "department")
