"""What stands around a signature, between the rows of a table, and once more in a source."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.readers.web.html import read_html

_TABLE = "信息内容\t本年处理决定数量\n行政许可\t5\n行政处罚\t6\n行政强制\t7\n"
_BODY = (
    f"一、总体情况\n工作有序。\n二、主动公开政府信息情况\n{_TABLE}"
    "五、存在的主要问题及改进情况\n仍有不足。\n六、其他需要报告的事项\n未收取信息处理费。\n"
)
_TITLE = "青川市水务局2024年政府信息公开工作年度报告\n"
_SIGNED = "青川市水务局\n2025年1月8日\n"


def _read(text: str) -> Proposal:
    return match(read_text(text, "来文"))


def _counts(proposal: Proposal) -> list[object]:
    return [value for value in proposal.values.values() if value is not None]


# ------------------------------------------------------------ around a signature
_WHO, _PHONE = {"contact_name": "张三"}, {"contact_phone": "0838-1234567"}


@pytest.mark.parametrize(
    ("ending", "facts", "left"),
    [
        (f"{_SIGNED}联系人：张三\n联系电话：0838-1234567", _WHO | _PHONE, []),
        (f"联系人：张三，联系电话：0838-1234567\n{_SIGNED}", _WHO | _PHONE, []),
        (f"{_SIGNED}（联系人：张三；电话：0838-1234567）", _WHO | _PHONE, []),
        (f"{_SIGNED}联系人及电话：张三 0838-1234567", _WHO | _PHONE, []),
        (f"{_SIGNED}（此件公开发布）", {}, ["（此件公开发布）"]),
        (f"{_SIGNED}附件：1.统计表\n2.说明", {}, ["附件：1.统计表", "2.说明"]),
        (f"附件：统计表\n{_SIGNED}", {}, ["附件：统计表"]),
    ],
)
def test_contact_and_remarks_are_no_text_of_the_last_part(
    ending: str, facts: dict[str, str], left: list[str]
) -> None:
    proposal = _read(f"{_TITLE}{_BODY}{ending}\n")
    assert proposal.texts["other"] == "未收取信息处理费。"
    assert proposal.fields == {**facts, "signed_on": "2025-01-08"}
    assert [item.text for item in proposal.unplaced] == left
    assert proposal.account.balances


def test_a_date_whose_day_is_open_signs_as_well() -> None:
    proposal = _read(f"{_TITLE}{_BODY}青川市水务局\n二〇二五年一月　日\n")
    assert proposal.texts["other"] == "未收取信息处理费。"
    assert "signed_on" not in proposal.fields


@pytest.mark.parametrize(
    "text",
    [
        "如有疑问，请拨打联系电话：0838-1234567。",
        "联系电话：0838-1234567，欢迎来电。",
        "附件里的数是初步统计，以年报为准。",
    ],
)
def test_a_sentence_stays_in_the_last_part(text: str) -> None:
    assert _read(f"{_TITLE}{_BODY}{text}\n").texts["other"] == f"未收取信息处理费。\n{text}"


# ------------------------------------------------------------ between and beside rows
@pytest.mark.parametrize("page", ["— 3 —", "- 3 -", "第3页", "第 3 页 共 8 页", "3/8"])
def test_the_number_of_a_page_between_rows_of_cells_is_furniture(page: str) -> None:
    proposal = _read(
        "二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n"
        f"行政许可\t5\n{page}\n行政处罚\t6\n{page}\n行政强制\t7\n"
    )
    assert _counts(proposal) == [5, 6, 7]
    assert proposal.unplaced == ()
    assert proposal.account.balances


def test_a_column_that_numbers_the_rows_holds_no_figures() -> None:
    proposal = _read(
        "二、主动公开政府信息情况\n序号\t信息内容\t本年处理决定数量\n1\t行政许可\t5\n"
        "序号\t信息内容\t本年处理决定数量\n1\t行政处罚\t6\n2\t行政强制\t7\n"
        "序号\t信息内容\t本年收费金额（单位：万元）\n1\t行政事业性收费\t8.5\n"
    )
    assert [str(value) for value in _counts(proposal)] == ["5", "6", "7", "8.5"]
    assert proposal.unplaced == ()
    assert proposal.account.balances


# ------------------------------------------------------------ twice
def test_rows_in_the_prose_do_not_win_over_the_table() -> None:
    told = "行政许可 12\n行政处罚 35\n行政强制 3"
    body = _BODY.replace("工作有序。", f"我局公开：\n{told}")
    proposal = _read(f"{_TITLE}{body}")
    assert _counts(proposal) == [5, 6, 7]
    assert proposal.texts["overview"] == f"我局公开：\n{told}"
    assert any("仍作正文" in doubt for doubt in proposal.doubts)
    assert proposal.account.balances


def test_rows_in_the_prose_count_where_no_table_has_them() -> None:
    text = "一、总体情况\n我局公开：\n行政许可 12\n行政处罚 35\n行政强制 3\n"
    assert _counts(_read(text)) == [12, 35, 3]


def test_two_offices_that_only_sign_are_told_apart() -> None:
    title = "政府信息公开工作年度报告\n"
    other = _BODY.replace("\t6", "\t9") + "青川市交通局\n2025年1月9日\n"
    text = f"{title}{_BODY}{_SIGNED}{title}{other}"
    with pytest.raises(ReadError, match=r"两份报告：青川市水务局（.*）、青川市交通局（"):
        _read(text)
    proposal = match(read_text(text, "来文"), office="青川市交通局")
    assert _counts(proposal) == [5, 9, 7]
    assert "青川市水务局" in " ".join(proposal.notes)


@pytest.mark.parametrize("figures", [("242", "60", "280", "158"), ("13", "2")])
def test_a_column_of_figures_behind_the_prose_is_no_prose(figures: tuple[str, ...]) -> None:
    column = "\n\n".join(figures)
    proposal = _read(f"{_TITLE}{_BODY}\n总\n计\n\n{column}\n")
    assert proposal.texts["other"] == "未收取信息处理费。"
    left = " ".join(item.text for item in proposal.unplaced)
    assert all(number in left for number in figures)
    assert proposal.account.balances


def test_reports_without_places_are_told_apart_by_how_they_begin() -> None:
    title = "<p>政府信息公开工作年度报告</p>"
    body = "".join(f"<p>{line}</p>" for line in f"{_BODY}{_SIGNED}".splitlines())
    page = f"<body>{title}{body}{title}{body.replace('水务局', '交通局')}</body>"
    with pytest.raises(ReadError, match="两份报告：青川市水务局（从“政府信息公开工作年度报告”起）"):
        match(read_html(page.encode(), "来文"))


def test_the_day_of_a_signature_is_not_the_year_of_the_report() -> None:
    assert _read(f"政府信息公开工作年度报告\n{_BODY}{_SIGNED}").year is None


@pytest.mark.parametrize(("more", "said"), [(3, "有 1 处不同"), (0, "各数相同")])
def test_copied_sheets_without_titles_are_said(tmp_path: Path, more: int, said: str) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, delta in (("表二", 0), ("表二 (2)", more)):
        sheet = book.create_sheet(name)
        for row in (
            ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
            ("规章", 0, 0, 2),
            ("行政规范性文件", 1, 0, 4),
            ("信息内容", "本年处理决定数量"),
            ("行政许可", 5 + delta),
            ("行政处罚", 6),
            ("行政强制", 7),
        ):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    proposal = match(read_source(tmp_path / "a.xlsx"))
    assert proposal.values[CellAddress("proactive", "licences", "decisions")] == 5
    (doubt,) = (doubt for doubt in proposal.doubts if "有两遍" in doubt)
    assert said in doubt
    assert "工作表“表二 (2)”的没有读入" in doubt


# ------------------------------------------------------------ whose it is
@pytest.mark.parametrize(
    ("preamble", "office"),
    [
        ("按照要求，青川市水务局特编制2024年度政府信息公开工作年度报告。", "青川市水务局"),
        ("根据条例，青川市水务局编制了2024年政府信息公开工作年度报告。", "青川市水务局"),
        ("按照要求，我局特编制2024年度政府信息公开工作年度报告。", ""),
        ("按照要求，特编制2024年度政府信息公开工作年度报告。", ""),
    ],
)
def test_who_draws_the_report_up_is_whose_it_is(preamble: str, office: str) -> None:
    proposal = _read(f"2024年政府信息公开工作年度报告\n{preamble}\n{_BODY}")
    assert (proposal.office, proposal.year) == (office, 2024)
