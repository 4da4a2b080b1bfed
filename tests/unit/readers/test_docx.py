"""Word documents as offices send them."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.word.docx import read_docx
from govreport_desktop.report import Report
from govreport_desktop.source import Source, SourceParagraph, SourceTable
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.word.docx import render_docx
from tests.unit.writers.written import assert_comes_back, reports_to_write, written_report


def saved(tmp_path: Path, *elements: str) -> Path:
    """A document of those w: elements."""
    word = docx.Document()
    for element in elements:
        word.element.body.insert_element_before(
            parse_xml(element.replace(">", f" {nsdecls('w')}>", 1)), "w:sectPr"
        )
    path = tmp_path / "来文.docx"
    word.save(str(path))
    return path


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, SourceParagraph)]


@settings(max_examples=10)
@given(report=reports_to_write)
def test_our_own_document_comes_back_whole(
    report: Report, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("docx") / "报告.docx"
    path.write_bytes(render_docx(build_document(report)))
    assert_comes_back(read_source(path), report)


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "<w:p><w:r><w:t>收到</w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
        "<w:r><w:t>件</w:t></w:r></w:p>",
    )
    assert texts(read_docx(path)) == ["收到5件"]


def test_hidden_text_and_field_codes_are_left_out(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>明</w:t></w:r></w:p>",
    )
    assert texts(read_docx(path)) == ["明"]


def test_merged_cells_span_what_they_cover(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    path = saved(
        tmp_path,
        "<w:tbl><w:tr>"
        + cell.format('<w:vMerge w:val="restart"/>', "甲")
        + cell.format('<w:gridSpan w:val="2"/>', "乙")
        + "</w:tr><w:tr>"
        + cell.format("<w:vMerge/>", "")
        + cell.format("", "1")
        + cell.format("", "2")
        + "</w:tr></w:tbl>",
    )
    (table,) = read_docx(path).blocks
    assert isinstance(table, SourceTable)
    shown = [[(c.text, c.row_span, c.column_span) for c in row] for row in table.rows]
    assert shown == [[("甲", 2, 1), ("乙", 1, 2)], [("1", 1, 1), ("2", 1, 1)]]


def test_a_table_in_a_cell_and_a_text_box_are_told(tmp_path: Path) -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    path = saved(
        tmp_path,
        f"<w:tbl><w:tr><w:tc>{inner}<w:p><w:r><w:t>外</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r></w:p>",
    )
    source = read_docx(path)
    tables = [b.rows[0][0].text for b in source.blocks if isinstance(b, SourceTable)]
    assert tables == ["外", "内"]
    assert any("文本框" in note for note in source.notes)
    assert any("套着的表格" in note for note in source.notes)


def test_content_controls_are_opened(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的字</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert texts(read_docx(path)) == ["控件里的字"]


def test_the_circulated_template_is_recognised_as_a_blank_form(shared_samples: Path) -> None:
    proposal = match(read_source(shared_samples / "blank-template-2021.docx"), year=2025)
    assert proposal.form.id == "2021"
    assert set(proposal.values.values()) <= {None}
    assert not proposal.unplaced


def bomb(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 200_000_000 + b"</a>")
        archive.writestr("_rels/.rels", "<Relationships/>")


def laughs(path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr(
            "word/document.xml", f'<!DOCTYPE a [<!ENTITY l0 "x">{entities}]><a>&l9;</a>'
        )


def half(path: Path) -> None:
    data = render_docx(build_document(written_report("2021", 1)))
    path.write_bytes(data[: len(data) // 2])


def other_xml(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", "<a><b/></a>")


@pytest.mark.parametrize("make", [bomb, laughs, half, other_xml])
def test_what_is_dangerous_or_broken_is_refused(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = tmp_path / "坏.docx"
    make(path)
    with pytest.raises(ReadError) as caught:
        read_docx(path)
    assert "坏.docx" in str(caught.value)
    assert str(caught.value).endswith("。")


def test_reading_leaves_the_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / "来文.docx"
    data = render_docx(build_document(written_report("2021", 2)))
    path.write_bytes(data)
    read_docx(path)
    assert path.read_bytes() == data


def test_a_footer_that_is_damaged_is_a_sentence(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("一、总体情况")
    word.sections[0].footer.paragraphs[0].text = "第 1 页"
    path = tmp_path / "a.docx"
    word.save(str(path))
    with ZipFile(path) as archive:
        info = next(i for i in archive.infolist() if "footer" in i.filename)
        crc = info.CRC.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(crc, b"\x01\x02\x03\x04"))
    with pytest.raises(ReadError, match="已损坏"):
        read_source(path)
