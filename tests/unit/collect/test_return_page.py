"""A 退回意见 on paper: one page an office, and where there is too much for one it goes on."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document

from govreport_desktop.collect.letter import Letter
from govreport_desktop.jobs.listing import listing_docx, listing_pdf
from govreport_desktop.jobs.returning import letter_listing
from govreport_desktop.report.remarks import Remark, Stood
from tests.collect_folder import FORM, PARENT, YEAR
from tests.unit.writers.printed import page_texts

RULES = ("表内注明的勾稽关系：第一项加第二项之和，等于第三项加第四项之和", "原表合计应等于各项之和")
OFFICE = "青川县人力资源和社会保障局"


def letter(points: int) -> Letter:
    """Points as long as the checks make them, each about a cell of its own."""
    cells = [cell for cell in FORM.cells if cell.kind.type == "integer"]
    remarks = tuple(
        Remark(
            number,
            f"第 {number} 点：这一列一、二两项共 {number + 30}，三、四两项共 {number}，前者多 30",
            str(number),
            "可能的原因：多打了一位数字，改后这一列相符。" if number % 2 else "",
            RULES[number % 2],
            cells=(Stood(cells[number].address, str(number + 30)),),
        )
        for number in range(1, points + 1)
    )
    sent, due = date(YEAR + 1, 1, 20).isoformat(), date(YEAR + 1, 1, 26).isoformat()
    file = f"邮件附件/{OFFICE}{YEAR}年政府信息公开工作年度报告（定稿）.docx"
    phone = "0839-1234567"
    return Letter(PARENT, OFFICE, YEAR, FORM.id, file, "00", 1, sent, due, phone, remarks)


@pytest.mark.parametrize("points", [1, 12])
def test_a_dozen_points_stand_on_one_page(points: int) -> None:
    (text,) = page_texts(listing_pdf(letter_listing(letter(points))))
    for number in range(1, points + 1):
        assert f"第{number}点" in text
    # What they rest on is said once; until when and whom to ask stand before them.
    for rule in RULES[1:] if points == 1 else RULES:
        assert text.count(rule) == 1
    assert text.index("1月26日前") < text.index("0839-1234567") < text.index("第1点")
    assert text.endswith("20日")


def test_more_go_on_with_their_heads_and_the_office_signs_below_a_sentence() -> None:
    first, *more = page_texts(listing_pdf(letter_listing(letter(40))))
    assert more
    assert all("问题和原因" in text for text in (first, *more[:-1]))
    whole = "".join((first, *more))
    for number in range(1, 41):
        assert whole.count(f"第{number}点") == 1
    assert "标出了各格" in more[-1]
    assert more[-1].endswith("20日")


def test_word_has_the_same_table_in_type_that_can_be_read() -> None:
    opened = Document(io.BytesIO(listing_docx(letter_listing(letter(12)))))
    (table,) = opened.tables
    assert [row.cells[0].text for row in table.rows[1:13]] == [str(n) for n in range(1, 13)]
    assert [row.cells[5].text for row in table.rows[1:3]] == ["①", "②"]
    assert (
        table.rows[13].cells[0].text
        == table.rows[13].cells[5].text
        == (f"依据：①{RULES[1]}；②{RULES[0]}。")
    )
    sizes = {p.style.font.size.pt for row in table.rows for c in row.cells for p in c.paragraphs}
    assert min(sizes) >= 7.5
