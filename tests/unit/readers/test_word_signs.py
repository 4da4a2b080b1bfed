"""Digits that Word draws otherwise than they are written: symbols, squeezed ones, framed ones."""

from __future__ import annotations

import pytest

from govreport_desktop.readers.word.docx import read_document
from govreport_desktop.readers.word.package import open_document
from govreport_desktop.source import Source, SourceTable
from tests.unit.readers.words import document, para, row, run, table


def _read(*cells: str) -> Source:
    return read_document(open_document(document(table(row("行政处罚", *cells))), "表.docx"))


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
