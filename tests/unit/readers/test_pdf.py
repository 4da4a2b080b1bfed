"""PDFs as offices publish them, and those that cannot be read reliably."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.pdf.document import MAX_PAGES, read_pdf
from govreport_desktop.report import Report
from govreport_desktop.source import Source, SourceParagraph, SourceTable
from govreport_desktop.writers.pdf.document import render_pdf
from tests.unit.readers.pdfs import drawn, lines, many_pages, nested_drawings, one_page, stream
from tests.unit.writers.written import assert_comes_back, reports_to_write, written_report

GOLDEN = Path(__file__).parents[2] / "data" / "pdf"
_LONG = "本年度主动公开政府信息若干条，网站访问量若干次，群众满意度有所提升，"


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, SourceParagraph)]


def tables(source: Source) -> list[SourceTable]:
    return [block for block in source.blocks if isinstance(block, SourceTable)]


@settings(max_examples=8)
@given(report=reports_to_write)
def test_our_own_pdf_comes_back_whole(report: Report) -> None:
    assert_comes_back(read_pdf(render_pdf(report).data, "年报.pdf"), report)


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_pdfs_of_other_programs_come_back_whole(name: str) -> None:
    """Tables broken over pages with the header repeated or not, borders left open there."""
    form_id = name.removesuffix(".pdf").rpartition("-")[2]
    assert_comes_back(read_source(GOLDEN / name), written_report(form_id, 7))


def test_lines_are_joined_into_paragraphs() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(112, 700, "第一段" + _LONG[:24])
        canvas.drawString(80, 672, _LONG[:27])
        canvas.drawString(80, 644, "到此为止。")
        canvas.drawString(112, 616, "第二段。")

    assert texts(read_pdf(drawn(draw), "a.pdf")) == [
        "第一段" + _LONG[:24] + _LONG[:27] + "到此为止。",
        "第二段。",
    ]


def test_a_lead_in_after_a_full_last_line_is_a_paragraph() -> None:
    whole = _LONG[:26] + "。"

    def draw(canvas: Canvas) -> None:
        for row, text in enumerate([_LONG[:27], _LONG[:27], whole, "整改措施：", "细化目录。"]):
            canvas.drawString(80, 700 - 28 * row, text)

    assert texts(read_pdf(drawn(draw), "a.pdf")) == [
        _LONG[:27] * 2 + whole,
        "整改措施：",
        "细化目录。",
    ]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    def first(canvas: Canvas) -> None:
        canvas.drawString(112, 140, "段首" + _LONG[:25])
        canvas.drawString(80, 112, _LONG[:27])
        canvas.drawCentredString(297, 50, "— 1 —")

    def second(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "段尾。")
        canvas.drawCentredString(297, 50, "— 2 —")

    expected = ["段首" + _LONG[:25] + _LONG[:27] + "段尾。"]
    assert texts(read_pdf(drawn(first, second), "a.pdf")) == expected


def test_page_numbers_and_running_heads_are_left_out() -> None:
    def draw(number: int) -> Callable[[Canvas], None]:
        def on(canvas: Canvas) -> None:
            canvas.drawString(80, 800, "某市水务局文件")
            canvas.drawString(80, 600, f"第{number}页的话。")
            canvas.drawCentredString(297, 40, f"第 {number} 页 共 3 页")

        return on

    source = read_pdf(drawn(draw(1), draw(2), draw(3)), "a.pdf")
    assert texts(source) == ["第1页的话。", "第2页的话。", "第3页的话。"]
    assert source.notes == ("每页重复的“某市水务局文件”没有读入。",)


def test_merged_cells_span_what_they_cover() -> None:
    def merged(canvas: Canvas) -> None:
        canvas.rect(100, 500, 300, 80)
        canvas.line(200, 500, 200, 580)
        canvas.line(200, 540, 400, 540)
        canvas.line(300, 500, 300, 540)
        for x, y, text in ((110, 535, "甲"), (240, 555, "乙"), (240, 515, "1"), (340, 515, "2")):
            canvas.drawString(x, y, text)

    (table,) = tables(read_pdf(drawn(merged), "a.pdf"))
    shown = [[(c.text, c.row_span, c.column_span) for c in row] for row in table.rows]
    assert shown == [[("甲", 2, 1), ("乙", 1, 2)], [("1", 1, 1), ("2", 1, 1)]]


def test_a_number_too_wide_for_its_cell_stays_one_number() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([100, 150, 300], [500, 560])
        canvas.drawString(103, 540, "12345")
        canvas.drawString(103, 515, "67")
        canvas.drawString(160, 540, "一行")
        canvas.drawString(160, 515, "二行")

    (table,) = tables(read_pdf(drawn(draw), "a.pdf"))
    assert [cell.text for cell in table.rows[0]] == ["1234567", "一行\n二行"]


def test_bold_made_by_printing_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "共11件")
        canvas.drawString(80.3, 700, "共11件")

    assert texts(read_pdf(drawn(draw), "a.pdf")) == ["共11件"]


def test_a_watermark_across_the_page_is_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "正文。")
        canvas.rotate(45)
        canvas.drawString(500, 100, "草稿")

    assert texts(read_pdf(drawn(draw), "a.pdf")) == ["正文。"]


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def scanned_with_text(canvas: Canvas) -> None:
    picture(canvas)
    hidden = canvas.beginText(80, 700)
    hidden.setTextRenderMode(3)
    hidden.textLine("本年新收政府信息公开申请数量 12345")
    canvas.drawText(hidden)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (drawn(picture, picture), "是扫描件"),
        (drawn(scanned_with_text), "识别文字没有人核对过"),
        (drawn(lines("有密码"), lock="secret"), "设有打开密码"),
        (drawn(lines()), "没有文字"),
        (drawn(lines("截断"))[:700], "损坏"),
        (b"%PDF-1.7\n", "损坏"),
        (many_pages(MAX_PAGES + 1), f"超过 {MAX_PAGES} 页"),
        (one_page(stream(b" " * 40_000_000)), "多得不正常"),
        (one_page(stream(b" " * 40_000_000, times=2)), "多得不正常"),
        (nested_drawings(), "多得不正常"),
    ],
    ids=["scan", "ocr", "password", "empty", "cut", "head", "pages", "bomb", "deep", "nested"],
)
def test_what_cannot_be_read_reliably_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        read_pdf(data, "来文.pdf")
    assert "来文.pdf" in str(caught.value)
    assert str(caught.value).endswith("。")


def test_a_single_picture_page_is_told() -> None:
    prose = lines(*[f"这一页有足够的文字，第{number}行。" for number in range(5)])
    source = read_pdf(drawn(prose, prose, picture), "a.pdf")
    assert source.notes == ("第 3 页是图片，没有读入，请核对是否需要。",)


def test_an_owners_password_does_not_hinder_reading() -> None:
    """Published PDFs are often locked against changes; anybody may still read them."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(80, 700, "12345")

    assert texts(read_pdf(drawn(draw, lock=StandardEncryption("", "owner")), "a.pdf")) == ["12345"]
