"""What a person sees on a page of a PDF, and what is on it without being part of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from govreport_desktop.readers.pdf.document import read_pdf
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable
from tests.unit.readers.pdfs import built, drawn, stream

_FONT, _SIZE = "Helvetica", 10


def read(draw: Callable[[Canvas], None]) -> Source:
    return read_pdf(drawn(draw), "a.pdf")


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, SourceParagraph)]


def rows(source: Source) -> list[list[str]]:
    return [
        [cell.text for cell in row]
        for block in source.blocks
        if isinstance(block, SourceTable)
        for row in block.rows
    ]


def number(canvas: Canvas, x: float = 100, y: float = 700, text: str = "4213") -> float:
    canvas.setFont(_FONT, _SIZE)
    canvas.drawString(x, y, text)
    return x + canvas.stringWidth(text, _FONT, _SIZE)


@pytest.mark.parametrize(("off", "mark"), [(4.0, "¹²"), (-2.0, "₁₂"), (0.0, "12")])
@pytest.mark.parametrize("by_rise", [False, True])
def test_raised_digits_are_no_digits_of_the_number(off: float, mark: str, by_rise: bool) -> None:
    def draw(canvas: Canvas) -> None:
        end = number(canvas)
        text = canvas.beginText(end, 700 if by_rise else 700 + off)
        text.setFont(_FONT, 6)
        text.setRise(off if by_rise else 0)
        text.textOut("12")
        canvas.drawText(text)

    assert texts(read(draw)) == [f"4213{mark}"]


@pytest.mark.parametrize("as_bar", [False, True])
def test_a_line_through_digits_takes_them_out_and_says_so(as_bar: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([90, 300], [690, 720])
        end = number(canvas, text="88")
        number(canvas, end)
        if as_bar:
            canvas.rect(100, 703, end - 100, 0.6, stroke=0, fill=1)
        else:
            canvas.line(100, 703, end, 703)

    source = read(draw)
    assert "88" not in repr(source.blocks)
    assert "4213" in repr(source.blocks)
    assert any("删除线" in note and "“88”" in note for note in source.notes)


@pytest.mark.parametrize("y", [698.5, 708.5])
def test_a_line_below_or_above_takes_nothing_out(y: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(100, y, number(canvas), y)

    assert texts(read(draw)) == ["4213"]


def test_a_rule_of_a_table_takes_nothing_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([90, 200, 300], [660, 703, 740])
        number(canvas)

    assert "4213" in repr(read(draw).blocks)


def test_two_rows_without_the_rule_between_are_no_one_number() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([90, 115, 140, 200], [660, 720])
        for x, texts_ in ((92, ("4213", "57")), (117, ("6", "0"))):
            for row, text in enumerate(texts_):
                number(canvas, x, 700 - 14 * row, text)

    assert rows(read(draw)) == [["4213\n57", "6\n0", ""]]


def test_rows_far_apart_are_no_one_number() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([90, 115, 200], [640, 720])
        number(canvas, 92, 700, "4213")
        number(canvas, 92, 660, "57")

    assert rows(read(draw)) == [["4213\n57", ""]]


def test_a_figure_too_wide_for_its_cell_keeps_its_last_digits() -> None:
    """They stand in the next cell, on top of what is there, or outside the table."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([90, 130, 170, 210], [640, 680, 720])
        number(canvas, 92, 700, "126047964")
        number(canvas, 133, 700, "0")
        number(canvas, 172, 700, "59237.2449")
        for x, text in ((92, "12"), (118, "34"), (172, "6")):
            number(canvas, x, 660, text)

    # 12 and 34 were drawn one by one, with room between them: nothing ran over.
    assert rows(read(draw)) == [["126047964", "0", "59237.2449"], ["12 34", "", "6"]]
    assert texts(read(draw)) == []


def test_text_across_and_text_not_drawn_are_named() -> None:
    def draw(canvas: Canvas) -> None:
        number(canvas)
        canvas.saveState()
        hidden = canvas.beginText(100, 600)
        hidden.setTextRenderMode(3)
        hidden.textLine("777")
        canvas.drawText(hidden)
        canvas.restoreState()
        canvas.drawString(700, 650, "999")
        canvas.rotate(45)
        canvas.drawString(500, 100, "555")

    source = read(draw)
    assert texts(source) == ["4213"]
    for word, text in (("斜排", "555"), ("隐藏", "777"), ("边缘之外", "999")):
        assert any(word in note and text in note for note in source.notes), word


def page_with(annotation: bytes) -> bytes:
    return built(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[5 0 R]"
            b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
            stream(b"BT /F1 12 Tf 80 700 Td (88) Tj 20 0 Td (4213) Tj ET"),
            b"<</Type/Annot" + annotation + b">>",
        ]
    )


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (b"/Subtype/Widget/FT/Tx/V(57)/Rect[200 696 260 712]", "88 4213 57"),
        (b"/Subtype/Widget/FT/Tx/V<FEFF00350037>/Rect[200 696 260 712]", "88 4213 57"),
        (b"/Subtype/FreeText/Contents(57)/Rect[200 696 260 712]", "88 4213 57"),
        (b"/Subtype/FreeText/F 2/Contents(57)/Rect[200 696 260 712]", "88 4213"),
        (b"/Subtype/Text/Contents(57)/Rect[200 696 260 712]", "88 4213"),
        (b"/Subtype/StrikeOut/QuadPoints[80 710 93 710 80 698 93 698]/Rect[80 698 93 710]", "4213"),
        (b"/Subtype/StrikeOut/QuadPoints[(x)]/Rect[(x)]", "88 4213"),
        (b"/Subtype/Widget/FT/Tx/V 5/Rect 7", "88 4213"),
    ],
)
def test_fields_and_marks_on_a_page_count_as_they_are_seen(
    annotation: bytes, expected: str
) -> None:
    source = read_pdf(page_with(annotation), "a.pdf")
    assert [text.split() for text in texts(source)] == [expected.split()]


def faint(canvas: Canvas, ground: float, color: float, size: float, *, alone: bool = False) -> None:
    """A ruled cell of ``ground`` with 57 in it, a 3 of ``color`` and ``size`` before it."""
    canvas.setFillGray(ground)
    canvas.rect(90, 660, 110, 40, stroke=0, fill=1)
    canvas.grid([90, 200, 300], [660, 700, 740])
    canvas.setFillGray(color)
    canvas.setFont(_FONT, size)
    canvas.drawString(100, 675, "3")
    if not alone:
        canvas.setFillGray(0 if ground else 1)
        number(canvas, 100 + canvas.stringWidth("3", _FONT, size), 675, "57")
    canvas.setFillGray(0)
    number(canvas, 100, 715)
    number(canvas, 210, 675, "66")


@pytest.mark.parametrize(
    ("ground", "color", "size", "read_as"),
    [
        (1, 1, _SIZE, "57"),
        (0, 0, _SIZE, "57"),
        (0.5, 0.52, _SIZE, "57"),
        (0, 1, _SIZE, "357"),
        (1, 0, _SIZE, "357"),
        (1, 0, 1, "57"),
        (1, 0, 3, "57"),
    ],
)
def test_a_digit_that_is_not_seen_is_no_digit_of_the_number(
    ground: float, color: float, size: float, read_as: str
) -> None:
    source = read(lambda canvas: faint(canvas, ground, color, size))
    cells = [c for b in source.blocks if isinstance(b, SourceTable) for row in b.rows for c in row]
    assert [cell.text for cell in cells] == ["4213", "", read_as, "66"]
    assert ("“3”" in cells[2].remark) == (read_as == "57")
    assert any("“3”" in note for note in source.notes) == (read_as == "57")


def test_a_cell_that_is_all_of_its_grounds_colour_stands_as_a_doubt() -> None:
    source = read(lambda canvas: faint(canvas, 1, 1, _SIZE, alone=True))
    cells = [c for b in source.blocks if isinstance(b, SourceTable) for row in b.rows for c in row]
    assert cells[2].text == "3"
    assert "与底色相同" in cells[2].remark


def over(
    canvas: Canvas, gray: float = 1, alpha: float = 1, *, again: str = "", left: float = 95
) -> None:
    """4213 in a ruled cell with 行政许可's number, a shape painted over it, ``again`` upon that."""
    canvas.grid([90, 200, 300], [660, 700, 740])
    number(canvas, 100, 715)
    number(canvas, 210, 715, "66")
    canvas.setFillAlpha(alpha)
    canvas.setFillGray(gray)
    canvas.rect(left, 705, 60, 30, stroke=0, fill=1)
    canvas.setFillAlpha(1)
    canvas.setFillGray(0)
    if again:
        number(canvas, 104, 716, again)


def _first(draw: Callable[[Canvas], None]) -> SourceCell:
    tables = [block for block in read(draw).blocks if isinstance(block, SourceTable)]
    return tables[0].rows[0][0]


@pytest.mark.parametrize("gray", [1, 0, 0.8])
@pytest.mark.parametrize("left", [95, 115])
def test_a_number_something_was_painted_over_is_a_doubt(gray: float, left: float) -> None:
    cell = _first(lambda canvas: over(canvas, gray, left=left))
    assert cell.text == "4213"
    assert "后画了图形" in cell.remark


def test_of_a_number_written_over_another_the_upper_one_counts() -> None:
    source = read(lambda canvas: over(canvas, again="57"))
    tables = [block for block in source.blocks if isinstance(block, SourceTable)]
    assert [cell.text for cell in tables[0].rows[0]] == ["57", "66"]
    assert any("4213" in note for note in source.notes)


def test_a_shape_that_shines_through_or_lies_below_hides_nothing() -> None:
    assert _first(lambda canvas: over(canvas, alpha=0.4)).remark == ""

    def below(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(90, 660, 210, 80, stroke=0, fill=1)
        canvas.setFillGray(0)
        over(canvas, left=400)

    assert _first(below).remark == ""
