"""The Word document: editable, with real styles, the form's cells, nothing torn apart."""

from __future__ import annotations

from io import BytesIO
from time import gmtime
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hypothesis import given, settings

from govreport_desktop.report import Report
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.word.docx import render_docx
from tests.unit.writers.written import (
    Grid,
    printed_grid,
    printed_lines,
    reports_to_write,
    written_report,
)


def opened(report: Report, **options: bool) -> WordFile:
    return docx.Document(BytesIO(render_docx(build_document(report, **options))))  # type: ignore[arg-type]


def grid_of(table: WordTable) -> Grid:
    """Merged cells once, where they begin; line breaks inside a label do not count."""
    found: Grid = {}
    for row, line in enumerate(table._tbl.tr_lst):
        column = 0
        for cell in line.tc_lst:
            if not cell.xpath("./w:tcPr/w:vMerge[@w:val='continue']"):
                found[row, column] = "".join(t.text or "" for t in cell.iter(qn("w:t")))
            column += cell.grid_span
    return found


@settings(max_examples=15)
@given(reports_to_write)
def test_tables_and_prose_are_those_of_the_report(report: Report) -> None:
    word = opened(report)
    assert len(word.tables) == 3
    for shown, table in zip(word.tables, report.form.tables.values(), strict=True):
        assert grid_of(shown) == printed_grid(report, table)
    assert [p.text.replace("\n", "") for p in word.paragraphs] == printed_lines(report)


def test_headings_are_styles_and_faces_are_named() -> None:
    word = opened(written_report("2021", 11))
    headings = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    faces = {
        name: word.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Title", "Body Text", "Heading 1", "Heading 2", "Heading 3", "表格文字")
    }
    assert faces == {
        "Title": "方正小标宋简体",
        "Body Text": "仿宋",
        "Heading 1": "黑体",
        "Heading 2": "楷体",
        "Heading 3": "仿宋",
        "表格文字": "宋体",
    }


def test_the_page_is_that_of_the_standard() -> None:
    section = opened(written_report("2021", 13)).sections[0]
    lengths = {
        "width": section.page_width,
        "height": section.page_height,
        "top": section.top_margin,
        "left": section.left_margin,
        "right": section.right_margin,
        "bottom": section.bottom_margin,
    }
    assert {name: round(length.mm) for name, length in lengths.items() if length} == {
        "width": 210,
        "height": 297,
        "top": 37,
        "left": 28,
        "right": 26,
        "bottom": 35,
    }


def test_page_numbers_are_fields_between_dashes() -> None:
    section = opened(written_report("2021", 13)).sections[0]
    for footer in (section.footer, section.even_page_footer):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert [e.text for e in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_no_table_is_torn_apart() -> None:
    for table in opened(written_report("2021", 17)).tables:
        rows = table._tbl.tr_lst
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
        for row in rows[:-1]:
            assert all(p.xpath("./w:pPr/w:keepNext") for p in row.xpath(".//w:p"))
    requests = opened(written_report("2021", 17)).tables[1]._tbl.tr_lst
    repeated = [bool(row.xpath("./w:trPr/w:tblHeader")) for row in requests]
    assert repeated == [True] * 3 + [False] * 25


def test_a_draft_says_so_on_every_page() -> None:
    report = written_report("2021", 19)
    section = opened(report, draft=True).sections[0]
    for header in (section.header, section.even_page_header):
        assert 'string="草稿"' in header._element.xml
    assert "草稿" not in opened(report).sections[0].header._element.xml


def test_the_same_report_gives_the_same_bytes() -> None:
    first = render_docx(build_document(written_report("2019", 23), draft=True))
    assert first == render_docx(build_document(written_report("2019", 23), draft=True))
    with ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_clock_before_1980_hinders_no_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    document = build_document(written_report("2021", 1))
    before = render_docx(document)
    monkeypatch.setattr("time.localtime", lambda *_: gmtime(0))
    assert render_docx(document) == before
