"""The printed report: everything in it, in order, where the standard wants it."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_desktop.form import load_form
from govreport_desktop.report import (
    FieldAddress,
    Report,
    TextAddress,
    Unread,
)
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.report.explanations import Note
from govreport_desktop.writers.document import (
    Heading,
    Paragraph,
    Signature,
    TableBlock,
    build_document,
)
from govreport_desktop.writers.faces import choose_faces
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.typeset import page
from tests.unit.report.reports import reports
from tests.unit.writers.printed import (
    BOTTOM,
    elements,
    fonts,
    lines,
    opened,
    page_texts,
    reading_text,
)
from tests.unit.writers.written import written_report

_TOLERANCE = 1.0


def _expected(report: Report) -> str:
    """Everything the report says, in the order it is read."""
    document = build_document(report, signature=True)
    parts = [*document.title_lines]
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                parts.append(block.text)
            case TableBlock():
                cells = sorted(block.cells, key=lambda pair: (pair[0].row, pair[0].column))
                parts += [text for _, text in cells]
            case Signature():
                parts += [block.office, block.date]
    return "".join("".join(parts).split())


def _with(report: Report, *contents: tuple[Address, Content]) -> Report:
    report.apply(report.edit(contents))
    return report


def _prose(text: str, form_id: str = "2021") -> Report:
    report = Report(load_form(form_id), "青屿市海洋渔业局", 2023)
    return _with(report, (TextAddress("overview"), text))


@settings(max_examples=4)
@given(st.sampled_from(["2019", "2021"]), st.integers(0, 10**6))
def test_every_number_label_and_sentence_is_there_once_and_in_order(form: str, seed: int) -> None:
    report = written_report(form, seed)
    assert reading_text(render_pdf(report, signature=True).data) == _expected(report)


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("largest", [10, 10_000_000, 10**15])
def test_the_table_of_part_three_is_on_one_page(form: str, largest: int) -> None:
    report = written_report(form, 7, largest)
    result = render_pdf(report)
    table = report.form.tables["requests"]
    text = page_texts(result.data)[result.pages["requests"] - 1]
    for cell in table.grid:
        assert cell.text.replace(" ", "") in text
    numbers = [v for a, v in report.values.items() if a.table == "requests" and v is not None]
    assert len(numbers) > 100
    assert all(str(number) in text for number in numbers)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_seven_digits_everywhere_leave_the_labels_at_nine_points(form: str) -> None:
    result = render_pdf(written_report(form, 7, 10_000_000))
    with opened(result.data) as pdf:
        chars = pdf.pages[result.pages["requests"] - 1].chars
    labels = [c for c in chars if "一" <= c["text"] <= "龥"]
    assert min(c["size"] for c in labels) >= 9
    assert min(c["size"] for c in chars) >= 6


def test_no_character_leaves_its_cell() -> None:
    result = render_pdf(written_report("2021", 3, 10_000_000))
    with opened(result.data) as pdf:
        printed = pdf.pages[result.pages["requests"] - 1]
        edges = sorted({round(line["x0"], 1) for line in printed.lines if line["height"] > 1})
        assert len(edges) == 11
        for char in printed.chars:
            if page.TOP + page.PITCH < char["top"] < BOTTOM and char["text"].isdigit():
                inside = [e for e in edges if char["x0"] + 0.2 < e < char["x1"] - 0.2]
                assert not inside, char["text"]


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    with opened(render_pdf(_prose("公开" * 1500)).data) as pdf:
        printed = lines(pdf.pages[1])
    assert len(printed) == 22
    assert {len(line.text) for line in printed} == {28}
    assert printed[0].left == pytest.approx(page.LEFT, abs=_TOLERANCE)
    assert printed[0].right == pytest.approx(page.LEFT + page.MEASURE, abs=_TOLERANCE)
    assert printed[-1].top < BOTTOM
    assert (printed[-1].top - printed[0].top) / 21 == pytest.approx(29, abs=0.1)


def test_page_numbers_stand_outside_below_the_type_area() -> None:
    with opened(render_pdf(_prose("公开" * 1500)).data) as pdf:
        for number, printed in enumerate(pdf.pages, start=1):
            chars = [char for char in printed.chars if char["top"] >= BOTTOM]
            assert "".join(char["text"] for char in chars).replace(" ", "") == f"—{number}—"
            assert {char["size"] for char in chars} == {14}
            if number % 2:
                edge = page.LEFT + page.MEASURE - chars[-1]["x1"]
            else:
                edge = chars[0]["x0"] - page.LEFT
            assert edge == pytest.approx(14, abs=_TOLERANCE)
            dash = page.HEIGHT - chars[0]["matrix"][5] - 0.36 * 14
            assert dash - BOTTOM == pytest.approx(7 * page.MILLIMETRE, abs=_TOLERANCE)


@settings(max_examples=4)
@given(st.lists(st.integers(1, 60), min_size=8, max_size=30))
def test_no_heading_stands_last_on_a_page(lengths: list[int]) -> None:
    text = "\n".join(
        f"（{'一二三四五六七八九十'[n % 10]}）标题\n" + "公开" * length
        for n, length in enumerate(lengths)
    )
    for printed in page_texts(render_pdf(_prose(text)).data)[:-1]:
        assert not printed.endswith("标题")


def test_a_heading_breaks_by_sense_and_is_not_stretched() -> None:
    with opened(render_pdf(written_report("2019", 5)).data) as pdf:
        printed = [line for one in pdf.pages for line in lines(one)]
    above, below = next(p for p in pairwise(printed) if p[0].text.startswith("四、因"))
    assert above.text.endswith("行政复议、")
    assert below.text == "提起行政诉讼情况"
    assert below.left == pytest.approx(page.LEFT, abs=1)
    assert above.left - below.left == pytest.approx(2 * page.CELL, abs=1)


def test_a_table_and_its_heading_stay_together() -> None:
    for filler in range(10, 16):
        result = render_pdf(_prose("\n".join(["公开"] * filler)))
        # With the first group of it at least: a page may end between two articles.
        assert "行政规范性文件" in page_texts(result.data)[result.pages["proactive"] - 1]


def test_blank_cells_print_nothing_or_what_is_asked_for() -> None:
    empty = Report(load_form("2021"), "青屿市海洋渔业局", 2023)
    assert "/" not in reading_text(render_pdf(empty).data)
    assert reading_text(render_pdf(empty, blank="/").data).count("/") == 200


def test_unreadable_and_overlong_entries_are_printed_whole() -> None:
    report = Report(load_form("2021"), "某" * 40, 2023)
    cells = report.form.tables["disputes"].cells.values()
    first, second, third = [cell.address for cell in cells if not cell.formula][:3]
    words = "约三十件（含上年结转的两件，详见附件）" * 5
    _with(
        report, (first, Unread(words)), (second, Unread("12件左右")), (third, 999_999_999_999_999)
    )
    text = reading_text(render_pdf(report).data)
    assert words in text
    assert "12件左右" in text
    assert "999999999999999" in text
    assert "某" * 40 in text


def test_a_table_too_tall_for_a_page_repeats_its_header() -> None:
    report = Report(load_form("2021"), "青屿市海洋渔业局", 2023)
    cells = [c.address for c in report.form.tables["requests"].cells.values() if not c.formula]
    words = "约三十件，含上年结转的两件，详见附件"
    _with(report, *((cell, Unread(words)) for cell in cells))
    result = render_pdf(report)
    first, last = result.pages["requests"], result.pages["disputes"]
    tall = [text for text in page_texts(result.data)[first - 1 : last] if "予以公开" in text]
    shown = [text for text in page_texts(result.data)[first - 1 : last] if words in text]
    assert len(shown) > 1
    assert len(tall) == 1
    assert all("社会公益组织" in text for text in shown)
    assert sum(text.count(words) for text in shown) == len(cells)
    with opened(result.data) as pdf:
        kinds = [kind for kind, _ in elements(pdf)]
    assert kinds.count("TD") == sum(1 for _ in report.form.cells)


def test_markup_emoji_and_control_characters_are_only_text() -> None:
    report = _prose("<b>公开</b>&amp;\x07{不是字段}\u200b（㐂）%PDF (\\)\nBT /F1 Tj ET")
    result = render_pdf(report)
    assert "<b>公开</b>&amp;{不是字段}（㐂）%PDF(\\)BT/F1TjET" in reading_text(result.data)
    assert result.missing == ()


@settings(max_examples=8)
@given(reports(), st.text(max_size=120))
def test_whatever_was_typed_is_printed_or_reported(report: Report, text: str) -> None:
    _with(report, (TextAddress("overview"), text))
    result = render_pdf(report, signature=True, notes=(Note(text, text),))
    printed = reading_text(result.data)
    for paragraph in build_document(report).blocks:
        if isinstance(paragraph, Paragraph):
            kept = (c for c in paragraph.text if unicodedata.category(c) not in ("Cf", "Zs"))
            assert "".join(kept) in "".join(
                c for c in printed if unicodedata.category(c) not in ("Cf", "Zs")
            )


def test_a_character_without_a_glyph_is_reported_and_still_found_by_searching() -> None:
    # Of this machine's own faces any may have them.
    result = render_pdf(_prose("张𠮷\U0001f600先生"), faces=choose_faces([]))
    assert len(result.missing) == 2
    assert "𠮷" in result.missing[0]
    assert "U+20BB7" in result.missing[0]
    assert "一、总体情况" in result.missing[0]
    assert "张𠮷\U0001f600先生" in reading_text(result.data)


def test_the_same_report_gives_the_same_bytes() -> None:
    once, again = (render_pdf(written_report("2021", 5)).data for _ in range(2))
    assert once == again
    assert once != render_pdf(written_report("2021", 6)).data


def test_only_subsets_are_embedded_and_every_font_is() -> None:
    with opened(render_pdf(written_report("2021", 5)).data) as pdf:
        found = fonts(pdf)
        assert len(found) >= 2
        for font in found:
            assert font["BaseFont"].name[6] == "+"
            inner = font["DescendantFonts"][0].resolve()
            file = inner["FontDescriptor"].resolve()["FontFile2"].resolve()
            assert file.get_data()[:4] == b"\x00\x01\x00\x00"
            assert font["ToUnicode"].resolve().get_data()


def test_parts_are_in_the_outline_and_on_the_pages_it_says() -> None:
    report = written_report("2021", 5)
    result = render_pdf(report)
    titles = [section.title for section in report.form.sections if section.number]
    with opened(result.data) as pdf:
        outline = [(level, title) for level, title, *_ in pdf.doc.get_outlines()]
    assert outline == [(1, title) for title in titles]
    texts = page_texts(result.data)
    for section in report.form.sections:
        if section.number:
            assert section.title in texts[result.pages[section.id] - 1]


def test_structure_has_the_tables_with_the_spans_of_the_form() -> None:
    report = written_report("2021", 5)
    with opened(render_pdf(report).data) as pdf:
        found = list(elements(pdf))
    kinds = [kind for kind, _ in found]
    tables = report.form.tables.values()
    assert kinds.count("Table") == 3
    assert kinds.count("TR") == sum(table.row_count for table in tables)
    assert kinds.count("TH") + kinds.count("TD") == sum(len(table.grid) for table in tables)
    assert kinds.count("H1") == 1
    assert kinds.count("H2") >= 6
    spans = [element["A"] for kind, element in found if kind == "TH" and "A" in element]
    assert any(a.get("RowSpan") == 3 and a.get("ColSpan") == 3 for a in spans)
    assert any(a.get("RowSpan") == 22 for a in spans)


def test_two_hundred_pages_of_narrative() -> None:
    paragraph = "本年度认真落实政府信息公开各项要求，公开信息1,286条，" * 20 + "成效明显。"
    result = render_pdf(_prose("\n".join([paragraph] * 220)))
    with opened(result.data) as pdf:
        assert len(pdf.pages) > 200
    assert result.pages["requests"] > 190


def test_a_signature_stands_with_text_and_carries_the_date() -> None:
    for filler in range(1, 24):
        report = _prose("")
        text = "\n".join(["公开"] * filler)
        _with(report, (TextAddress("other"), text), (FieldAddress("signed_on"), "2024-01-18"))
        last = page_texts(render_pdf(report, signature=True).data)[-1]
        assert last.endswith("青屿市海洋渔业局2024年1月18日")
        assert "公开青屿市" in last


def test_without_narrative_the_headings_stand_and_nothing_more() -> None:
    report = Report(load_form("2021"), "", None)
    text = reading_text(render_pdf(report).data)
    assert text.startswith("政府信息公开工作年度报告一、总体情况二、")
    assert text.endswith("五、存在的主要问题及改进情况六、其他需要报告的事项")


def test_a_draft_says_so_on_every_page_and_only_to_the_eye() -> None:
    report = written_report("2021", 5)
    plain, draft = render_pdf(report), render_pdf(report, draft=True)
    assert reading_text(plain.data) == reading_text(draft.data)
    with opened(plain.data) as before, opened(draft.data) as after:
        for one, other in zip(before.pages, after.pages, strict=True):
            assert len(other.curves) > len(one.curves)


def test_explained_warnings_are_appended_on_a_page_of_their_own() -> None:
    report = Report(load_form("2021"), "青屿市海洋渔业局", 2023)
    assert render_pdf(report).data == render_pdf(report, notes=()).data
    result = render_pdf(report, notes=(Note("第五部分只写了“无”。", "本机关为新设机构。"),))
    text = page_texts(result.data)[result.pages["notes"] - 1]
    assert text == (
        "青屿市海洋渔业局2023年政府信息公开工作年度报告审核说明对审核中提示的下列事项，说明如下："
        "1.第五部分只写了“无”。说明：本机关为新设机构。"
    )


def test_write_puts_the_same_bytes_in_the_file(tmp_path: Path) -> None:
    report = written_report("2019", 5)
    FORMATS["pdf"].write(report, tmp_path / "报告.pdf", ExportOptions(blank="/"))
    assert (tmp_path / "报告.pdf").read_bytes() == render_pdf(report, blank="/").data
    assert [entry.name for entry in tmp_path.iterdir()] == ["报告.pdf"]
