"""What stands after the text: who signed and when, and what a web page prints below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.web.html import write_html
from govreport_desktop.writers.word.docx import write_docx

_TABLE = "行政许可\t1\n行政处罚\t2\n行政强制\t3"
_HEAD = f"一、总体情况\n好。\n二、主动公开政府信息情况\n{_TABLE}\n六、其他需要报告的事项\n"


def _read(ending: str, title: str = "云岫市水务局2023年政府信息公开工作年度报告") -> Proposal:
    return match(read_text(f"{title}\n{_HEAD}{ending}", "x"))


@pytest.mark.parametrize(
    "signature",
    [
        "云岫市水务局\n2024年1月20日",
        "　　　　云 岫 市 水 务 局\n　　　　2024 年 1 月 20 日",
        "云岫市水务局 2024年1月20日",
        "云岫市水务局2024年01月20日",
        "云岫市水务局（盖章）\n二〇二四年一月二十日",
        "云岫市水务局\n云岫市防汛抗旱指挥部办公室\n2024.1.20",
        "2024-01-20",
        "（2024年1月20日）",
        "2024年1月20日\n云岫市水务局",
    ],
)
def test_a_signature_gives_the_date_and_is_no_text(signature: str) -> None:
    proposal = _read(f"本年度没有其他事项。\n{signature}")
    assert proposal.texts["other"] == "本年度没有其他事项。"
    assert proposal.fields["signed_on"] == "2024-01-20"
    assert proposal.new_report().fields["signed_on"] == "2024-01-20"
    assert sum("署名" in note and "2024-01-20" in note for note in proposal.notes) == 1


def test_a_signature_without_a_date_is_no_text() -> None:
    for signature in ("云岫市水务局", "云岫市水务局\n年　　月　　日"):
        proposal = _read(f"无。\n{signature}")
        assert proposal.texts["other"] == "无。"
        assert "signed_on" not in proposal.fields
        assert any("没有成文日期" in note for note in proposal.notes)


def test_who_signed_is_the_office_where_no_title_says() -> None:
    proposal = _read("无。\n云岫市水务局\n2024年1月20日", title="")
    assert proposal.office == "云岫市水务局"
    other = _read("无。\n云岫市人民政府办公室\n2024年1月20日")
    assert other.office == "云岫市水务局"


@pytest.mark.parametrize(
    "text",
    [
        "本报告由办公室负责解释。\n统计期限自2023年1月1日起，至2023年12月31日",
        "网站改版上线日期：2023年5月6日",
        "责任单位：云岫市人民政府办公室",
        "无。\n云岫市水务局\n2024年13月40日",
        "联系单位：\n云岫市档案馆办公室",
    ],
)
def test_prose_that_names_an_office_or_a_day_stays(text: str) -> None:
    proposal = _read(text)
    assert proposal.texts["other"] == text
    assert "signed_on" not in proposal.fields


def test_what_a_page_prints_below_is_no_text_and_is_named() -> None:
    below = [
        "扫一扫在手机打开当前页",
        "【打印本页】 【关闭窗口】",
        "分享到：",
        "上一篇：云岫市水务局2022年政府信息公开工作年度报告",
        "下一篇：没有了",
        "附件.pdf",
        "国务院部门网站",
        "主办：云岫市人民政府办公室 承办：云岫市大数据中心",
        "云ICP备00000000号 网站标识码：0000000000",
        "版权所有 未经书面授权禁止转载使用。",
    ]
    proposal = _read("\n".join(["无。", "云岫市水务局", "2024年1月20日", *below]))
    assert proposal.texts["other"] == "无。"
    assert proposal.fields["signed_on"] == "2024-01-20"
    assert [item.text for item in proposal.unplaced] == below


def test_explanations_appended_to_our_own_export_are_named_and_no_text() -> None:
    proposal = _read(
        "无。\n云岫市水务局\n2024年1月20日\n审核说明\n1.上年结转不同。\n说明：已核对。"
    )
    assert proposal.texts["other"] == "无。"
    assert proposal.fields["signed_on"] == "2024-01-20"
    assert [item.text for item in proposal.unplaced] == [
        "审核说明",
        "1.上年结转不同。",
        "说明：已核对。",
    ]


def test_sentences_about_pages_and_prints_stay() -> None:
    text = (
        "主办部门和承办部门均已明确。\n上一篇报告所列问题已全部整改完毕。\n"
        "打印本页等功能已经在新网站上线运行。\n扫一扫功能投入使用，全年使用12次。"
    )
    proposal = _read(text)
    assert proposal.texts["other"] == text
    assert proposal.unplaced == ()


def test_furniture_in_the_midst_of_the_text_cuts_nothing() -> None:
    text = "相关链接\n本年度没有收取信息处理费，也没有其他事项。"
    assert _read(text).texts["other"] == text


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
@pytest.mark.parametrize("signed_on", ["2024-01-18", ""])
def test_our_own_signature_comes_back(kind: str, signed_on: str, tmp_path: Path) -> None:
    report = Report(load_form("2021"), "云岫市水务局", 2023)
    other = TextAddress("other")
    report.apply(report.edit([(other, "无。"), (FieldAddress("signed_on"), signed_on)]))
    path = tmp_path / f"a.{kind}"
    if kind == "pdf":
        path.write_bytes(render_pdf(report, signature=True).data)
    else:
        write = write_docx if kind == "docx" else write_html
        write(build_document(report, signature=True), path)
    proposal = match(read_source(path))
    assert proposal.texts["other"] == "无。"
    assert proposal.fields.get("signed_on", "") == signed_on
    assert proposal.unplaced == ()


@pytest.mark.parametrize(
    "link", ["2022年政府信息公开工作年度报告", "· 云岫市水务局2021年度政府信息公开年报 2022-01-20"]
)
def test_a_link_to_another_report_is_no_text(link: str) -> None:
    proposal = _read(f"本年度没有其他事项。\n{link}")
    assert proposal.texts["other"] == "本年度没有其他事项。"
    assert link in [item.text for item in proposal.unplaced]
    named = "详见本机关2022年政府信息公开工作年度报告。"
    assert _read(f"无。\n{named}").texts["other"] == f"无。\n{named}"


def test_the_last_row_of_a_copy_that_ends_in_a_table_is_no_stray_column() -> None:
    own, last = ["3", "0", "0", "0", "0", "0", "3"], ["1", "0", "0", "0", "0", "0", "1"]
    lines = ["云岫市水务局2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    lines += ["一、本年新收政府信息公开申请数量", *own, "四、结转下年度继续办理", *last]
    found = match(read_text("\n".join(lines), "copy.txt"))
    assert [value for a, value in found.values.items() if a.row == "carried_forward"] == [
        1,
        *[0] * 5,
    ]
    assert not found.unplaced
