"""What a Word document shows and what it keeps from being seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.readers.detect import read_source
from govreport_desktop.source import Source, SourceParagraph, SourceTable
from tests.unit.readers.words import MAIN, document, para, row, run, table, whole


def read(tmp_path: Path, *body: str, **parts: str | bytes) -> Source:
    path = tmp_path / "来文.docx"
    path.write_bytes(document(*body, parts=parts))
    return read_source(path)


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, SourceParagraph)]


def cells(source: Source) -> list[list[str]]:
    return [
        [cell.text for cell in cells]
        for block in source.blocks
        if isinstance(block, SourceTable)
        for cells in block.rows
    ]


_UP, _DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((run("4213"), run("1", _UP)), "4213¹"),
        ((run("4213"), run("1", _DOWN)), "4213₁"),
        ((run("4213"), run("12", '<w:position w:val="8"/>')), "4213¹²"),
        ((run("4213"), run("1", '<w:vertAlign w:val="baseline"/>')), "42131"),
        ((run("42", _UP), run("13", _UP)), "4213"),
        ((run("4213①"),), "4213①"),
        ((run("4213"), '<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>'), "4213①"),
        ((run("m"), run("2", _UP)), "m²"),
        (("<m:oMath><m:r><m:t>4213</m:t></m:r></m:oMath>",), "4213"),
    ],
)
def test_raised_digits_are_not_those_of_the_number(
    tmp_path: Path, runs: tuple[str, ...], text: str
) -> None:
    assert cells(read(tmp_path, table(row("行政许可", para(*runs))))) == [["行政许可", text]]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:sz w:val="8"/>',
        '<w:color w:val="FFFFFF"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:w w:val="1"/>',
        '<x:textFill xmlns:x="http://schemas.microsoft.com/office/word/2010/wordml"><x:noFill/>'
        "</x:textFill>",
        '<w:color w:val="FDFDFD" w:themeColor="background1"/>',
        '<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>',
    ],
)
@pytest.mark.parametrize("before", [False, True])
def test_a_tiny_or_unseen_digit_is_none_of_the_number(
    tmp_path: Path, properties: str, before: bool
) -> None:
    runs = [run("4213", '<w:sz w:val="24"/>'), run("1", properties)]
    source = read(tmp_path, table(row("行政许可", para(*(runs[::-1] if before else runs)))))
    assert cells(source) == [["行政许可", "4213"]]
    assert any("没有读入：“1”" in note for note in source.notes)


def test_the_size_of_a_style_counts_as_well(tmp_path: Path) -> None:
    styles = whole(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="character" w:styleId="n">'
        '<w:rPr><w:sz w:val="9"/></w:rPr></w:style>',
    )
    runs = para(run("4213"), run("1", '<w:rStyle w:val="n"/>'))
    assert cells(read(tmp_path, table(row("行政许可", runs)), styles=styles))[0][1] == "4213"


@pytest.mark.parametrize("properties", ['<w:sz w:val="21"/>', '<w:color w:val="0000FF"/>'])
def test_digits_in_another_size_or_colour_are_the_number_s(tmp_path: Path, properties: str) -> None:
    runs = para(run("42", '<w:sz w:val="24"/>'), run("13", properties))
    assert cells(read(tmp_path, table(row("行政许可", runs)))) == [["行政许可", "4213"]]


@pytest.mark.parametrize("sizes", [(32, 15), (10, 21), (15, 32), (11, 24)])
def test_digits_of_any_size_that_can_be_read_are_one_number(
    tmp_path: Path, sizes: tuple[int, int]
) -> None:
    runs = para(*(run("47", f'<w:sz w:val="{size}"/>') for size in sizes))
    assert cells(read(tmp_path, table(row("行政许可", runs)))) == [["行政许可", "4747"]]


def test_white_digits_on_a_dark_cell_are_read(tmp_path: Path) -> None:
    runs = para(run("42", '<w:color w:val="FFFF00"/>'), run("13", '<w:color w:val="FFFFFF"/>'))
    dark = f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>{runs}</w:tc>'
    assert cells(read(tmp_path, table(f"<w:tr>{dark}</w:tr>"))) == [["4213"]]


@pytest.mark.parametrize("property_", ["strike", "dstrike", "vanish"])
@pytest.mark.parametrize("on", ["", ' w:val="1"', ' w:val="true"', ' w:val="on"'])
def test_what_is_struck_out_or_hidden_is_named(tmp_path: Path, property_: str, on: str) -> None:
    source = read(tmp_path, para(run("88", f"<w:{property_}{on}/>"), run("4213")))
    assert texts(source) == ["4213"]
    assert any("没有读入" in note and "“88”" in note for note in source.notes)


@pytest.mark.parametrize("property_", ["strike", "dstrike", "vanish"])
@pytest.mark.parametrize("off", ["0", "false", "off"])
def test_what_is_switched_off_is_seen(tmp_path: Path, property_: str, off: str) -> None:
    source = read(tmp_path, para(run("4213", f'<w:{property_} w:val="{off}"/>')))
    assert texts(source) == ["4213"]
    assert source.notes == ()


def test_a_style_hides_strikes_and_raises_as_well(tmp_path: Path) -> None:
    styles = whole(
        "styles",
        '<w:style w:type="character" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Older"><w:basedOn w:val="Old"/></w:style>'
        f'<w:style w:type="character" w:styleId="Mark"><w:rPr>{_UP}</w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    source = read(
        tmp_path,
        para(
            run("88", '<w:rStyle w:val="Older"/>'),
            run("4213"),
            run("1", '<w:rStyle w:val="Mark"/>'),
        ),
        para("暗", run("明", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Secret"/>'),
        styles=styles,
    )
    assert texts(source) == ["4213¹", "明"]
    assert any("“88”" in note for note in source.notes)
    assert any("“暗”" in note for note in source.notes)


def test_deleted_words_and_rows_are_named(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    source = read(
        tmp_path,
        para(gone, "新"),
        table(row("甲", "1"), row("乙", "2", properties="<w:del/>"), row("丙", "3")),
    )
    assert texts(source) == ["新"]
    assert cells(source) == [["甲", "1"], ["丙", "3"]]
    assert any("已删除" in note and "旧" in note and "乙2" in note for note in source.notes)


def test_a_hidden_row_is_named(tmp_path: Path) -> None:
    source = read(tmp_path, table(row("甲", "1"), row("乙", "2", properties="<w:hidden/>")))
    assert cells(source) == [["甲", "1"]]
    assert any("隐藏" in note and "乙2" in note for note in source.notes)


def test_notes_at_the_foot_are_named_and_make_no_digits(tmp_path: Path) -> None:
    notes = whole(
        "footnotes",
        f'<w:footnote w:id="0">{para("分隔")}</w:footnote>'
        f'<w:footnote w:id="2">{para("含注销数")}</w:footnote>',
    )
    mark = f'<w:r><w:rPr>{_UP}</w:rPr><w:footnoteReference w:id="2"/></w:r>'
    source = read(tmp_path, table(row("行政许可", para("4213", mark))), footnotes=notes)
    assert cells(source) == [["行政许可", "4213"]]
    assert [note for note in source.notes if "脚注" in note and "含注销数" in note]
    assert not any("分隔" in note for note in source.notes)


def test_the_reading_of_a_word_is_not_its_text(tmp_path: Path) -> None:
    ruby = (
        f"<w:r><w:ruby><w:rt>{run('shi')}</w:rt><w:rubyBase>{run('市')}</w:rubyBase></w:ruby></w:r>"
    )
    source = read(tmp_path, para(ruby, "水务局"))
    assert texts(source) == ["市水务局"]


def test_a_prompt_waiting_to_be_filled_in_is_no_text(tmp_path: Path) -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{run('单击此处输入')}</w:sdtContent></w:sdt>"
    )
    source = read(tmp_path, para("共", control, "件"))
    assert texts(source) == ["共件"]
    assert any("单击此处输入" in note for note in source.notes)


def test_spans_of_any_kind_of_rubbish_are_bounded(tmp_path: Path) -> None:
    for said in ("99999999999999999999", "-5", "x", "", "1e9", "٣"):
        span = f'<w:tcPr><w:gridSpan w:val="{said}"/></w:tcPr>'
        before = f'<w:gridBefore w:val="{said}"/>'
        source = read(tmp_path, table(row(f"{span}{para('甲')}", "1", properties=before)))
        (block,) = source.blocks
        assert isinstance(block, SourceTable)
        assert all(1 <= cell.column_span <= 200 for cell in block.rows[0])


def test_a_row_that_begins_further_right_keeps_its_columns(tmp_path: Path) -> None:
    source = read(
        tmp_path, table(row("甲", "1", "2"), row("3", "4", properties='<w:gridBefore w:val="1"/>'))
    )
    assert cells(source) == [["甲", "1", "2"], ["", "3", "4"]]


def test_cells_merged_the_old_way_are_one(tmp_path: Path) -> None:
    first = f'<w:tcPr><w:hMerge w:val="restart"/></w:tcPr>{para("甲")}'
    more = f"<w:tcPr><w:hMerge/></w:tcPr>{para()}"
    (block,) = read(tmp_path, table(row(first, more, "1"))).blocks
    assert isinstance(block, SourceTable)
    assert [(cell.text, cell.column_span) for cell in block.rows[0]] == [("甲", 2), ("1", 1)]


_BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_a_text_box_is_read_once_behind_its_paragraph(tmp_path: Path) -> None:
    box = _BOX.format(para("框里的字"))
    shape = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    source = read(tmp_path, para("前", shape), para("后"))
    assert texts(source) == ["前", "框里的字", "后"]
    assert any("文本框" in note for note in source.notes)


def test_a_frame_around_the_whole_document_is_opened(tmp_path: Path) -> None:
    inner = table(*(row(f"行{n}", str(n)) for n in range(4)))
    framed = para("标题") + inner + para("末尾")
    source = read(tmp_path, table(row(framed)))
    assert texts(source) == ["标题", "末尾"]
    assert cells(source) == [[f"行{n}", str(n)] for n in range(4)]
    long = "".join(para("一段很长的文字。" * 20) for _ in range(3))
    assert len(texts(read(tmp_path, table(row(long))))) == 3


def test_a_table_with_numbers_of_its_own_is_no_frame(tmp_path: Path) -> None:
    inner = table(*(row(f"行{n}", str(n)) for n in range(4)))
    source = read(tmp_path, table(row("甲", "1"), row("乙", "2"), row("丙", "3"), row("注", inner)))
    assert cells(source)[:4] == [["甲", "1"], ["乙", "2"], ["丙", "3"], ["注", ""]]
    assert cells(source)[4:] == [[f"行{n}", str(n)] for n in range(4)]


@pytest.mark.parametrize("page", ["<html><p>内嵌的文字</p></html>", ""])
def test_an_embedded_document_is_read_or_named(tmp_path: Path, page: str) -> None:
    data = page.encode() or b"{\\rtf1 x}"
    source = read(tmp_path, para("外"), '<w:altChunk r:id="rId1"/>', aFChunk__html=data)
    if page:
        assert texts(source) == ["外", "内嵌的文字"]
    else:
        assert any("嵌有另一份文档" in note for note in source.notes)


def test_strict_documents_are_read(tmp_path: Path) -> None:
    path = tmp_path / "严格.docx"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    path.write_bytes(document(para("正文"), table(row("甲", "1")), space=strict))
    source = read_source(path)
    assert (texts(source), cells(source)) == (["正文"], [["甲", "1"]])


def test_one_file_of_xml_is_read(tmp_path: Path) -> None:
    pkg = "http://schemas.microsoft.com/office/2006/xmlPackage"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    body = whole("document", f"<w:body>{para('正文')}</w:body>")
    parts = "".join(
        f'<pkg:part pkg:name="{name}"><pkg:xmlData>{part}</pkg:xmlData></pkg:part>'
        for name, part in (("/_rels/.rels", relations), ("/word/document.xml", body))
    )
    path = tmp_path / "来文.xml"
    path.write_text(
        '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n'
        f'<pkg:package xmlns:pkg="{pkg}">{parts}</pkg:package>',
        "utf-8",
    )
    assert texts(read_source(path)) == ["正文"]


def test_the_xml_of_word_2003_is_read(tmp_path: Path) -> None:
    old = "http://schemas.microsoft.com/office/word/2003/wordml"
    hint = 'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    number = f'<w:listPr {hint}><wx:t wx:val="一、"/></w:listPr>'
    body = para("总体情况", properties=number) + table(
        row("甲", para(run("8", "<w:strike/>"), "1"))
    )
    xml = whole("wordDocument", f"<w:body><wx:sect {hint}>{body}</wx:sect></w:body>")
    path = tmp_path / "来文.doc"
    path.write_text('<?xml version="1.0"?>' + xml.replace(MAIN, old), "utf-8")
    source = read_source(path)
    assert (texts(source), cells(source)) == (["一、总体情况"], [["甲", "1"]])
