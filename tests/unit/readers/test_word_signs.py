"""Digits that Word draws otherwise than they are written: symbols, squeezed ones, framed ones."""

from __future__ import annotations

import pytest

from govreport_desktop.readers.word.docx import read_document
from govreport_desktop.readers.word.package import open_document
from govreport_desktop.source import Source, SourceTable
from tests.unit.readers.words import document, para, row, run, table, whole


def _read(*cells: str, **parts: str) -> Source:
    data = document(table(row("行政处罚", *cells)), parts=parts)
    return read_document(open_document(data, "表.docx"))


def _cell(source: Source) -> str:
    (only,) = (block for block in source.blocks if isinstance(block, SourceTable))
    return only.rows[0][1].text


def _remark(source: Source) -> str:
    (only,) = (block for block in source.blocks if isinstance(block, SourceTable))
    return only.rows[0][1].remark


def _symbol(char: str, face: str) -> str:
    return f'<w:r><w:sym w:font="{face}" w:char="{char}"/></w:r>'


def _faced(text: str, face: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}"/>')


@pytest.mark.parametrize(
    "piece", [_symbol("F035", "Symbol"), _symbol("0035", "宋体"), _faced("\uf035", "Symbol")]
)
def test_a_digit_of_a_face_of_symbols_is_read_and_named(piece: str) -> None:
    source = _read(para(run("81"), piece))
    assert _cell(source) == "815"
    assert "“5”是用符号字体写的" in _remark(source)
    assert any("“5”是用符号字体写的" in note for note in source.notes)


@pytest.mark.parametrize(
    "piece",
    [
        _symbol("F035", "Wingdings"),
        _symbol("F0FC", "Wingdings"),
        _faced("5", "Wingdings 2"),
        _faced("\uf035", "Webdings"),
        _faced("\uf035", "宋体"),
        _symbol("zz", "Symbol"),
    ],
)
def test_a_picture_in_a_cell_is_no_digit_and_stays(piece: str) -> None:
    assert _cell(_read(para(run("81"), piece))) == "81□"


@pytest.mark.parametrize(("size", "spacing"), [(21, -200), (21, -90), (32, -140)])
def test_digits_drawn_one_upon_the_other_are_a_doubt(size: int, spacing: int) -> None:
    squeezed = f'<w:spacing w:val="{spacing}"/><w:sz w:val="{size}"/>'
    source = _read(para(run("81"), run("5", squeezed)))
    assert _cell(source) == "815"
    assert "字距压得太紧" in _remark(source)


@pytest.mark.parametrize("spacing", [-20, 0, 10, 40])
def test_ordinary_spacing_is_none(spacing: int) -> None:
    source = _read(para(run("815", f'<w:spacing w:val="{spacing}"/>')))
    assert (_cell(source), source.notes) == ("815", ())


def test_a_number_framed_by_a_table_of_one_cell_is_the_cells() -> None:
    once, twice = table(row("815")), table(row(table(row("815")) + para()))
    for frame in (once, twice):
        source = _read(frame + para())
        assert (_cell(source), len(source.blocks), source.notes) == ("815", 1, ())


def test_digits_beside_a_frame_make_two_lines_and_no_number() -> None:
    assert _cell(_read(para("81") + table(row("5")) + para())) == "81\n5"


def test_a_table_of_several_cells_in_a_cell_follows_its_table() -> None:
    source = _read(para("815") + table(row("其中", "5")))
    assert len(source.blocks) == 2
    assert any("套着的表格" in note for note in source.notes)


_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def _fill(inner: str) -> str:
    return f"<w14:textFill {_W14}><w14:solidFill>{inner}</w14:solidFill></w14:textFill>"


@pytest.mark.parametrize(
    "properties",
    [
        _fill('<w14:srgbClr w14:val="FFFFFF"/>'),
        _fill('<w14:schemeClr w14:val="bg1"/>'),
        _fill('<w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'),
        '<w:fitText w:val="1"/>',
        '<w:highlight w:val="black"/>',
        '<w:shd w:val="solid" w:color="000000" w:fill="auto"/>',
    ],
)
def test_what_nobody_sees_is_no_digit_of_the_number(properties: str) -> None:
    source = _read(para(run("815"), run("3", properties)))
    assert _cell(source) == "815"
    assert "“3”" in _remark(source)


def test_a_fill_that_is_seen_hides_nothing() -> None:
    fill = _fill('<w14:srgbClr w14:val="1F4E79"><w14:alpha w14:val="40000"/></w14:srgbClr>')
    source = _read(para(run("815", fill)))
    assert (_cell(source), source.notes) == ("815", ())


def _math(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def _m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        (_math(f"<m:f><m:num>{_m('81')}</m:num><m:den>{_m('5')}</m:den></m:f>"), "81/5"),
        (_math(f"<m:rad><m:deg/><m:e>{_m('815')}</m:e></m:rad>"), "√815"),
        (_math(f"<m:m><m:mr><m:e>{_m('81')}</m:e><m:e>{_m('5')}</m:e></m:mr></m:m>"), "81\t5"),
        ("<w:bdo w:val='rtl'><w:r><w:t>815</w:t></w:r></w:bdo>", "\u202e815"),
        ("<w:r><w:t>81</w:t><w:pgNum/></w:r>", "81□"),
        (
            "<w:r><w:t>815</w:t></w:r><w:hyperlink w:anchor='_ftn1'><w:r><w:t>2</w:t></w:r>"
            "</w:hyperlink>",
            "815²",
        ),
    ],
)
def test_what_is_drawn_otherwise_is_no_plain_number(piece: str, text: str) -> None:
    assert _cell(_read(para(piece))).strip() == text


@pytest.mark.parametrize(
    "unseen",
    [
        '<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>{}</m:e></m:phant>',
        "<m:borderBox><m:borderBoxPr><m:strikeH m:val='1'/></m:borderBoxPr>"
        "<m:e>{}</m:e></m:borderBox>",
    ],
)
def test_parts_of_a_formula_that_are_not_seen_are_named(unseen: str) -> None:
    source = _read(para(_math(unseen.format(_m("3"))), run("815")))
    assert _cell(source) == "815"
    assert "“3”" in _remark(source)


def test_what_is_chosen_in_a_list_of_a_form_is_the_cells() -> None:
    entries = '<w:listEntry w:val="7"/><w:listEntry w:val="815"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    assert _cell(_read(para(begin, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))) == "815"


def test_a_picture_in_place_of_a_number_is_named() -> None:
    drawing = '<w:r><w:drawing><a descr="815"/></w:drawing></w:r>'
    source = _read(para(drawing))
    assert _cell(source) == ""
    assert any("图片没有读入" in note and "815" in note for note in source.notes)
    assert _read(para(run("815"), drawing)).notes == ()


def test_a_comment_on_a_number_is_named_at_it() -> None:
    comments = whole("comments", f'<w:comment w:id="4">{para("应为 999 件")}</w:comment>')
    marked = para("815", '<w:r><w:commentReference w:id="4"/></w:r>')
    source = _read(marked, comments=comments)
    assert _cell(source) == "815"
    assert "999" in _remark(source)
    assert any("批注" in note for note in source.notes)


@pytest.mark.parametrize("setting", ["webHidden", "specVanish"])
def test_digits_hidden_in_some_views_are_a_doubt(setting: str) -> None:
    source = _read(para(run("9", f"<w:{setting}/>"), run("4000")))
    assert _cell(source) == "94000"
    assert "“9”" in _remark(source)


def test_a_white_sentence_is_a_doubt() -> None:
    source = _read(para(run("另有白字七件。", '<w:color w:val="FFFFFF"/>')))
    assert any("与底色相同" in note for note in source.notes)
