"""The Word document: editable, with real styles, the form's cells, nothing torn apart."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from time import gmtime
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hypothesis import given, settings
from lxml import etree

from govreport_desktop.form import load_form
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.writers.document import TableBlock, build_document
from govreport_desktop.writers.faces import machine_faces
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.table import lay_out_table, tallest
from govreport_desktop.writers.typeset.type import Compositor
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


def test_a_heading_ends_its_line_by_sense_without_a_break_in_its_words() -> None:
    title = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
    paragraphs = opened(written_report("2019", 5)).paragraphs
    heading = next(one for one in paragraphs if one.text == title)
    right = heading.paragraph_format.right_indent
    assert right is not None
    room = (page.MEASURE - right.pt) / page.CELL - 2
    assert title.index("提") < room < title.index("提") + 0.5
    others = [one for one in paragraphs if one.style == heading.style and one is not heading]
    assert others
    assert {one.paragraph_format.right_indent for one in others} == {None}


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


def test_no_size_is_set_but_by_a_style() -> None:
    document = opened(written_report("2021", 11), signature=True).element
    assert not list(document.iter(qn("w:sz"), qn("w:rFonts"), qn("w:b")))


def test_a_page_takes_22_lines_of_28_characters() -> None:
    with ZipFile(BytesIO(render_docx(build_document(written_report("2021", 11))))) as archive:
        document, styles = (
            etree.fromstring(archive.read(f"word/{n}.xml")) for n in ("document", "styles")
        )

    def length(root: etree._Element, path: str) -> int:
        found: Any = root.xpath(path, namespaces={"w": qn("w:t")[1:-2]})
        assert len(found) == 1
        return int(found[0])

    paper = {n: length(document, f"//w:pgSz/@w:{n}") for n in ("w", "h")}
    edge = {n: length(document, f"//w:pgMar/@w:{n}") for n in ("top", "bottom", "left", "right")}
    style = "//w:style[@w:styleId='{}']"
    pitch = length(styles, style.format("Normal") + "/w:pPr/w:spacing/@w:line")
    assert 22 * pitch <= paper["h"] - edge["top"] - edge["bottom"] < 23 * pitch
    character = 320 + length(styles, style.format("Normal") + "/w:rPr/w:spacing/@w:val")
    measure = paper["w"] - edge["left"] - edge["right"]
    assert 28 * character <= measure < 29 * character
    # Word counts the two characters of an indent without what each of them gives up.
    indent = length(styles, style.format("BodyText") + "/w:pPr/w:ind/@w:firstLine")
    assert max(indent, 640) + 26 * character <= measure
    assert length(document, "//w:docGrid[@w:type='lines']/@w:linePitch") == pitch


def test_columns_and_title_lines_are_those_of_the_page() -> None:
    report = Report(load_form("2021"), "湖北省恩施土家族苗族自治州来凤县绿水镇人民政府办公室", 2026)
    document = build_document(report)
    word = opened(report)
    assert tuple(word.paragraphs[0].text.split("\n")) == document.title_lines
    blocks = [block for block in document.blocks if isinstance(block, TableBlock)]
    for table, block in zip(word.tables, blocks, strict=True):
        edges = lay_out_table(
            block, Compositor(machine_faces()), page.MEASURE, tallest(block)
        ).edges
        shown = [int(col.get(qn("w:w"), "0")) / 20 for col in table._tbl.tblGrid.gridCol_lst]
        printed = [right - left for left, right in pairwise(edges)]
        assert shown == pytest.approx(printed, abs=1.0)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_labels_of_groups_break_where_the_page_breaks_them(form: str) -> None:
    report = written_report(form, 3)
    text = "\n".join(cell.text for row in opened(report).tables[1].rows for cell in row.cells)
    for label in ("（三）\n不予\n公开", "（四）\n无法\n提供", "（五）\n不予\n处理"):
        assert label in text


def test_the_last_line_before_a_signature_stays_with_it() -> None:
    report = written_report("2021", 11)
    word = opened(report, signature=True)
    last, *signed = word.paragraphs[-3:]
    assert last.paragraph_format.keep_with_next
    assert signed[0].text == report.office
    assert all(p.style and p.style.name == "Signature" for p in signed)


def test_nothing_but_ours_is_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    data = render_docx(build_document(written_report("2021", 11)))
    with ZipFile(BytesIO(data)) as archive:
        said = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not [name for name in said if "thumbnail" in name or "theme" in name]
    assert not re.search("Macintosh|ja-JP|python-docx", "".join(said.values()))
    assert '"compatibilityMode"' in said["word/settings.xml"]
    for name in ("created", "modified"):
        assert f">2027-01-15T08:00:00Z</dcterms:{name}>" in said["docProps/core.xml"]
    used = set(re.findall('w:(?:p|r|tbl)Style w:val="([^"]+)"', "".join(said.values())))
    known = set(re.findall('w:styleId="([^"]+)"', said["word/styles.xml"]))
    assert used <= known
    assert len(known) < 30


def test_a_first_level_inside_a_part_is_set_in_heiti() -> None:
    report = Report(load_form("2021"), "某县档案局", 2026)
    report.apply(report.edit([(TextAddress("overview"), "一、主动公开\n全年公开信息。")]))
    paragraph = next(p for p in opened(report).paragraphs if p.text == "一、主动公开")
    assert paragraph.style
    assert paragraph.style.element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert paragraph.style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"


def test_no_line_is_stretched_before_a_word_as_long_as_a_line() -> None:
    report = Report(load_form("2021"), "青屿市海洋渔业局", 2023)
    address = "https://www.example.gov.cn/zwgk/zfxxgkzl/fdzdgknr/2025/202601/t20260120_1234.html"
    prose = {TextAddress("overview"): f"网址{address}。\n本年度公开信息。"}
    report.apply(report.edit(prose.items()))
    body = {p.text: p for p in opened(report).paragraphs}
    found = [body[text].alignment for text in (f"网址{address}。", "本年度公开信息。")]
    assert found == [WD_ALIGN_PARAGRAPH.LEFT, None]
