"""What a reader can't read is counted all the same, and said."""

from __future__ import annotations

import contextlib
import io
import struct
import unicodedata
from pathlib import Path
from time import process_time
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from govreport_desktop.errors import ReadError
from govreport_desktop.readers import marks
from govreport_desktop.readers.books import Count, shortfall
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.xlsx.boxes import boxes
from govreport_desktop.source import Source, SourceParagraph
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.unit.readers.hostile import xlsx
from tests.unit.readers.words import document, para, run
from tests.unit.readers.zips import archive
from tests.unit.writers.written import written_report

_SAID = "没有读到"
_LOST = "这一段话谁也没有读到过"


def said(path: Path, data: bytes) -> str:
    """The books' sentence on a file; "" where they balance."""
    path.write_bytes(data)
    return next((note for note in read_source(path).notes if note.startswith("文件里还有")), "")


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_books_of_our_own_files_balance(tmp_path: Path, kind: str, form_id: str) -> None:
    path = tmp_path / f"报告.{kind}"
    FORMATS[kind].write(written_report(form_id, 3), path, ExportOptions())
    assert not [note for note in read_source(path).notes if _SAID in note]


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p><w:r><x:text xmlns:x='urn:x'>{_LOST}</x:text></w:r></w:p>",
        f"<w:p><x:new xmlns:x='urn:x'><x:t>{_LOST}</x:t></x:new></w:p>",
    ],
)
def test_an_unknown_element_of_a_document_is_counted(tmp_path: Path, body: str) -> None:
    note = said(tmp_path / "来文.docx", document(para("正文"), body))
    assert _SAID in note
    assert _LOST in note
    assert f"{len(_LOST)} 个字" in note


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("word/charts/chart1.xml", "<c:chart xmlns:c='c'><a:t xmlns:a='a'>{}</a:t></c:chart>"),
        ("word/charts/chart1.xml", "<c:x xmlns:c='c'><c:strCache><c:v>{}</c:v></c:strCache></c:x>"),
        ("word/diagrams/data1.xml", "<dgm:x xmlns:dgm='d'><a:t xmlns:a='a'>{}</a:t></dgm:x>"),
    ],
)
def test_charts_and_diagrams_of_a_document_are_counted(
    tmp_path: Path, name: str, part: str
) -> None:
    with ZipFile(io.BytesIO(document(para("正文")))) as whole:
        parts: dict[str, str | bytes] = {n: whole.read(n) for n in whole.namelist()}
    assert _LOST in said(tmp_path / "来文.docx", archive(parts | {name: part.format(_LOST)}))


def test_what_is_named_is_not_counted_twice(tmp_path: Path) -> None:
    data = document(para(run(_LOST, "<w:strike/>"), "正文"))
    assert said(tmp_path / "来文.docx", data) == ""


def test_an_embedded_object_is_named(tmp_path: Path) -> None:
    with ZipFile(io.BytesIO(document(para("正文")))) as whole:
        parts: dict[str, str | bytes] = {n: whole.read(n) for n in whole.namelist()}
    path = tmp_path / "来文.docx"
    path.write_bytes(archive(parts | {"word/embeddings/sheet1.xlsx": b"PK"}))
    assert any("1 个对象" in note for note in read_source(path).notes)


def book(change: str = "", part: str = "") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (["行政许可", 4213], ["行政处罚", 57]):
        sheet.append(row)
    if change == "chart":
        chart = BarChart()
        chart.title = _LOST
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
        sheet.add_chart(chart, "D2")
    stream = io.BytesIO()
    workbook.save(stream)
    if not part:
        return stream.getvalue()
    with ZipFile(stream) as whole:
        parts: dict[str, str | bytes] = {n: whole.read(n) for n in whole.namelist()}
    return archive(parts | {change: part})


def test_text_beside_the_cells_of_a_workbook_is_counted(tmp_path: Path) -> None:
    assert said(tmp_path / "来表.xlsx", book()) == ""
    assert _LOST in said(tmp_path / "来表.xlsx", book("chart"))
    box = f"<xdr:x xmlns:xdr='x'><a:t xmlns:a='a'>{_LOST}</a:t></xdr:x>"
    assert _LOST in said(tmp_path / "来表.xlsx", book("xl/drawings/drawing1.xml", box))


def test_the_text_boxes_of_an_old_workbook_are_found_and_notes_on_cells_are_not() -> None:
    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def shape(kind: int, text: str) -> bytes:
        about = record(0x5D, struct.pack("<HHH", 0x15, 0x12, kind) + bytes(14))
        return about + record(0x1B6, bytes(18)) + record(0x3C, b"\x01" + text.encode("utf-16-le"))

    stream = (
        shape(6, _LOST) + shape(0x19, "批注") + record(0x1B6, b"") + record(0x3C, b"") + b"\x00"
    )
    assert boxes(stream) == [_LOST]


@pytest.mark.parametrize("shared", [False, True])
def test_an_unknown_element_of_a_cell_is_counted(tmp_path: Path, shared: bool) -> None:
    new = f"<x:new xmlns:x='x'>{_LOST}</x:new>"
    inner = "<v>0</v>" if shared else f"<is><t>甲</t>{new}</is>"
    kind = "s" if shared else "inlineStr"
    rows = f"<row r='1'><c t='inlineStr'><is><t>乙</t></is></c><c t='{kind}'>{inner}</c></row>"
    strings = f"<sst><si><t>甲</t>{new}</si></sst>"
    data = xlsx(rows, xl__sharedStrings_xml=strings)
    assert _LOST in said(tmp_path / "来表.xlsx", data)


@pytest.mark.parametrize(
    "markup",
    [f"<svg><text>{_LOST}</text></svg>", f"<table>{_LOST}<tr><td>1</td></tr></table>"],
)
def test_text_of_a_page_that_is_no_paragraph_and_no_cell_is_counted(
    tmp_path: Path, markup: str
) -> None:
    page = f"<html><head><title>题</title></head><body><p>正文</p>{markup}</body></html>"
    assert _LOST in said(tmp_path / "页面.html", page.encode())


def test_what_a_page_hides_or_frames_itself_with_is_not_counted(tmp_path: Path) -> None:
    page = (
        "<html><head><title>题目在此</title></head><nav>首页与导航的许多文字</nav>"
        "<script>var x = '一二三四五六七八九十';</script><!-- 一二三四五六七八九十 -->"
        "<div hidden>看不见的文字一二三四五</div><select><option>选项一二三四五六</option></select>"
        "<p>正文&#20844;&nbsp;开</p></html>"
    )
    assert said(tmp_path / "页面.html", page.encode()) == ""


def test_a_shortfall_is_counted_by_letters_however_they_are_written() -> None:
    source = Source("x", (SourceParagraph("１２ 件、甲¹"),), left_out=("乙",))
    assert shortfall(Count(["12件，", "甲1", "乙"], []), source) == ""
    assert "约 2 个字" in shortfall(Count(["12件甲1乙丙丁"], []), source)
    assert "“图上的字”" in shortfall(Count([], ["图上的字", "甲"]), source)


@pytest.mark.parametrize("flood", ["<title>", "<", "<t", "<!--", "&", "<a b='", "<w:t>"])
def test_counting_takes_no_longer_than_reading(tmp_path: Path, flood: str) -> None:
    start = process_time()
    with contextlib.suppress(ReadError):
        said(tmp_path / "页面.html", b"<html><p>x</p>" + flood.encode() * 60_000)
    assert process_time() - start < 8


def test_the_signs_that_take_no_room_are_those_of_their_category() -> None:
    unseen = {c for c in map(chr, range(0x110000)) if unicodedata.category(c) == "Cf"}
    assert {c for c in map(chr, range(0x110000)) if marks._UNSEEN.search(c)} == unseen
