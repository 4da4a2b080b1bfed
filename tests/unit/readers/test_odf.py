"""OpenDocument texts and spreadsheets: what a person sees is read, what is not is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.source import Source, SourceTable
from tests.unit.readers.opened import flat, packed, sheet
from tests.unit.readers.seen import lines, read
from tests.unit.readers.zips import archive

_STRUCK = '<style:style style:name="S" style:family="text"><style:text-properties '
_STRUCK += 'style:text-line-through-style="solid"/></style:style>'


def _styled(name: str, said: str, family: str = "text", kind: str = "text") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}">'
        f"<style:{kind}-properties {said}/></style:style>"
    )


def _rows(source: Source) -> list[list[tuple[str, int, int]]]:
    (table,) = [block for block in source.blocks if isinstance(block, SourceTable)]
    return [[(c.text, c.row_span, c.column_span) for c in row] for row in table.rows]


def _row(*cells: str, said: str = "") -> str:
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


def _cell(text: str, said: str = "") -> str:
    return f"<table:table-cell {said}><text:p>{text}</text:p></table:table-cell>"


def _value(number: str, said: str = "", shown: str = "") -> str:
    return _cell(shown or number, f'office:value-type="float" office:value="{number}" {said}')


_COVERED = "<table:covered-table-cell/>"


# ---------------------------------------------------------------- texts
@pytest.mark.parametrize("pack", [bytes, packed])
def test_paragraphs_and_spans_come_as_they_stand(pack: type[bytes], tmp_path: Path) -> None:
    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    rows = _row(_cell("合并", wide), _COVERED, _cell("3"))
    rows += _row("<table:covered-table-cell table:number-columns-repeated='2'/>", _cell("4"))
    rows += _row(_cell("0", 'table:number-columns-repeated="3"'))
    body = f"<text:h>一、总体情况</text:h><table:table>{rows}</table:table><text:p>完。</text:p>"
    source = read(pack(flat(body)), tmp_path)
    assert lines(source) == ["一、总体情况", "完。"]
    assert _rows(source) == [[("合并", 2, 2), ("3", 1, 1)], [("4", 1, 1)], [("0", 1, 1)] * 3]
    assert source.notes == ()


def test_blanks_tabs_and_lines_are_read(tmp_path: Path) -> None:
    body = "<text:p>甲<text:s text:c='3'/>乙\n   丙<text:tab/>丁<text:line-break/>戊</text:p>"
    assert lines(read(flat(body), tmp_path)) == ["甲   乙 丙\t丁", "戊"]


def test_a_blank_between_two_spans_keeps_two_numbers_apart(tmp_path: Path) -> None:
    body = "<text:p><text:span>12</text:span> <text:span>34</text:span></text:p>"
    assert lines(read(flat(body), tmp_path)) == ["12 34"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('style:text-line-through-style="solid"', "删除线"),
        ('style:text-line-through-type="single"', "删除线"),
        ('text:display="none"', "隐藏的文字"),
        ('loext:opacity="0%" fo:color="#000000"', "隐藏的文字"),
        ('style:text-scale="1%"', "隐藏的文字"),
        ('fo:font-size="1pt"', "隐藏的文字"),
        ('fo:color="#ffffff"', "隐藏的文字"),
    ],
)
def test_what_is_not_seen_is_named_and_no_digit(said: str, reason: str, tmp_path: Path) -> None:
    body = '<text:p>42<text:span text:style-name="S">7</text:span></text:p>'
    source = read(flat(body, _styled("S", said)), tmp_path)
    assert lines(source) == ["42"]
    assert [note for note in source.notes if reason in note and "“7”" in note]
    assert "7" in source.left_out


@pytest.mark.parametrize("position", ["super 58%", "33% 58%"])
def test_a_raised_digit_is_no_digit_of_the_number(position: str, tmp_path: Path) -> None:
    body = '<text:p>42<text:span text:style-name="S">1</text:span></text:p>'
    styles = _styled("S", f'style:text-position="{position}"')
    assert lines(read(flat(body, styles), tmp_path)) == ["42¹"]


def test_a_style_says_what_the_one_it_is_based_on_says(tmp_path: Path) -> None:
    styles = _STRUCK + '<style:style style:name="T" style:family="text" '
    styles += 'style:parent-style-name="S"/>'
    body = '<text:p>5<text:span text:style-name="T">6</text:span></text:p>'
    assert lines(read(flat(body, styles), tmp_path)) == ["5"]


def test_notes_comments_readings_and_prompts_are_named(tmp_path: Path) -> None:
    body = (
        "<text:p>正文<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>脚注在此</text:p></text:note-body></text:note><office:annotation><dc:creator>甲"
        "</dc:creator><text:p>请核对</text:p></office:annotation><text:ruby><text:ruby-base>字"
        "</text:ruby-base><text:ruby-text>zi</text:ruby-text></text:ruby>"
        "<text:placeholder>点此输入</text:placeholder></text:p>"
    )
    source = read(flat(body), tmp_path)
    assert lines(source) == ["正文字"]
    for words in ("脚注在此", "请核对", "zi", "点此输入"):
        assert [note for note in source.notes if words in note]


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<office:change-info><dc:creator>甲</dc:creator></office:change-info><text:p>9</text:p></text:deletion>"
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/>'
        "</text:changed-region></text:tracked-changes><text:p>收到1"
        '<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>2件'
        '<text:change-end text:change-id="c2"/></text:p>'
    )
    source = read(flat(body), tmp_path)
    assert lines(source) == ["收到12件"]
    assert [note for note in source.notes if "修订中已删除" in note and "“9”" in note]


@pytest.mark.parametrize("said", ['text:display="none"', 'text:is-hidden="true"'])
def test_a_hidden_section_is_named(said: str, tmp_path: Path) -> None:
    body = f"<text:p>看得见</text:p><text:section {said}><text:p>看不见</text:p></text:section>"
    source = read(flat(body), tmp_path)
    assert lines(source) == ["看得见"]
    assert [note for note in source.notes if "看不见" in note]


def test_lists_and_headings_are_numbered_as_they_are_shown(tmp_path: Path) -> None:
    level = '<text:list-level-style-number text:level="{}" style:num-format="{}" {}/>'
    styles = "<text:list-style style:name='L'>" + level.format(
        1, "一, 二, 三, ...", 'style:num-suffix="、"'
    )
    styles += level.format(2, "1", 'style:num-prefix="(" style:num-suffix=")"')
    styles += level.format(3, "1", 'text:display-levels="2" style:num-suffix="."')
    styles += "</text:list-style>"
    inner = "<text:list><text:list-item><text:p>丙</text:p><text:list><text:list-item><text:p>丁"
    inner += "</text:p></text:list-item></text:list></text:list-item></text:list>"
    body = (
        '<text:list text:style-name="L"><text:list-item><text:p>甲</text:p></text:list-item>'
        f"<text:list-item><text:p>乙</text:p>{inner}</text:list-item></text:list><text:p>间</text:p>"
        '<text:list text:style-name="L" text:continue-numbering="true"><text:list-header><text:p>'
        "无号</text:p></text:list-header><text:list-item><text:p>戊</text:p><text:p>续</text:p>"
        '</text:list-item></text:list><text:list text:style-name="L"><text:list-item '
        'text:start-value="7"><text:p>己</text:p></text:list-item></text:list>'
    )
    found = lines(read(flat(body, styles), tmp_path))
    assert found == [
        *("一、甲", "二、乙", "(1)丙", "1.1.丁", "间", "无号", "三、戊", "续", "七、己"),
    ]


def test_text_boxes_pictures_heads_and_objects_are_said(tmp_path: Path) -> None:
    body = (
        "<text:p>前<draw:frame><draw:text-box><text:p>框里</text:p></draw:text-box></draw:frame>"
        "<draw:custom-shape><text:p>形里</text:p></draw:custom-shape></text:p>"
        "<draw:frame><draw:image/><svg:desc>图</svg:desc></draw:frame>"
        '<text:p><draw:frame><draw:object xlink:href="x"/><draw:image/></draw:frame></text:p>'
    )
    master = "<style:master-page><style:header><text:p>某局内部</text:p></style:header>"
    source = read(flat(body, masters=f"{master}</style:master-page>"), tmp_path)
    assert lines(source) == ["前", "框里", "形里"]
    assert source.pictures == 2
    assert [note for note in source.notes if "某局内部" in note]
    assert [note for note in source.notes if "嵌有 1 个对象" in note]


def test_an_index_is_read_without_the_pattern_it_is_made_by(tmp_path: Path) -> None:
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>目录样式"
        "</text:index-title-template></text:table-of-content-source><text:index-body><text:p>目录"
        "</text:p></text:index-body></text:table-of-content>"
    )
    assert lines(read(flat(body), tmp_path)) == ["目录"]


def test_hidden_rows_and_covered_text_of_a_table_are_named(tmp_path: Path) -> None:
    hidden = "<table:covered-table-cell><text:p>盖住</text:p></table:covered-table-cell>"
    rows = _row(_cell("甲", 'table:number-columns-spanned="2"'), hidden)
    rows += _row(_cell("隐行"), _cell("5"), said='table:visibility="collapse"')
    rows += _row(_cell("乙"), _cell("6"))
    source = read(flat(f"<table:table>{rows}</table:table>"), tmp_path)
    assert _rows(source) == [[("甲", 1, 2)], [("乙", 1, 1), ("6", 1, 1)]]
    for words in ("盖住", "隐行"):
        assert [note for note in source.notes if words in note]


def test_a_table_within_a_cell_follows_the_table(tmp_path: Path) -> None:
    inner = f"<table:table>{_row(_cell('一'), _cell('二')) * 2}</table:table>"
    rows = _row(f"<table:table-cell><text:p>外</text:p>{inner}</table:table-cell>", _cell("3"))
    source = read(
        flat(f"<table:table>{rows}{_row(_cell('丙'), _cell('4'))}</table:table>"), tmp_path
    )
    assert len(source.blocks) == 2
    assert [note for note in source.notes if "套着的表格" in note]


# ---------------------------------------------------------------- spreadsheets
def test_numbers_merges_and_repetitions_of_a_sheet(tmp_path: Path) -> None:
    spans = 'office:value-type="string" table:number-columns-spanned="2" '
    spans += 'table:number-rows-spanned="1"'
    rows = _row(_cell("合并", spans), _COVERED, _value("0", 'table:number-columns-repeated="2"'))
    rows += _row(_value("59237.2449", shown="59,237.24"), _cell("乙", 'office:value-type="string"'))
    rows += _row('<table:table-cell table:number-columns-repeated="16384"/>')
    assert _rows(read(sheet(rows), tmp_path)) == [
        [("合并", 1, 2), ("0", 1, 1), ("0", 1, 1)],
        [("59237.2449", 1, 1), ("乙", 1, 1), ("", 1, 1), ("", 1, 1)],
    ]


def _format(inner: str, kind: str = "number") -> str:
    style = '<style:style style:name="c" style:family="table-cell" style:data-style-name="N"/>'
    return f'<number:{kind}-style style:name="N">{inner}</number:{kind}-style>{style}'


@pytest.mark.parametrize(
    ("inner", "kind", "stored", "text", "said"),
    [
        ('<number:number number:decimal-places="2" number:grouping="true"/>', "number", "1234.5",
         "1234.5", ""),
        ('<number:number number:decimal-places="0" number:min-integer-digits="1"/>', "number",
         "12.6", "12.6", "显示为 13，按存着的 12.6 读入"),
        ('<number:number number:decimal-places="1" number:min-integer-digits="1" '
         'number:display-factor="1000"/>', "number", "12345", "12.3（存着的是 12345）", ""),
        ('<number:number number:decimal-places="0" number:min-integer-digits="1"/>'
         "<number:text>%</number:text>", "percentage", "0.5", "50%", ""),
        ('<number:number number:decimal-places="0" number:min-integer-digits="1"/>'
         "<number:text>万元</number:text>", "number", "12", "12万元", ""),
        ('<number:currency-symbol>$</number:currency-symbol><number:number '
         'number:decimal-places="2" number:min-integer-digits="1"/>', "currency", "12", "$12.00",
         "不是人民币"),
        ('<number:number number:min-integer-digits="1"/><number:text>9</number:text>', "number",
         "12", "129（存着的是 12）", "没有认作数"),
    ],
)  # fmt: skip
def test_a_number_is_what_its_format_shows(
    inner: str, kind: str, stored: str, text: str, said: str, tmp_path: Path
) -> None:
    rows = _row(_cell("标签", 'office:value-type="string"'), _value(stored, 'table:style-name="c"'))
    rows += _row(_cell("另", 'office:value-type="string"'), _value("1"))
    source = read(sheet(rows, _format(inner, kind)), tmp_path)
    assert _rows(source)[0][1][0] == text
    assert said in "".join(source.notes)


def test_days_are_days_and_truth_is_truth(tmp_path: Path) -> None:
    rows = _row(
        _cell("3/5", 'office:value-type="date" office:date-value="2023-03-05"'), _value("1")
    )
    rows += _row(
        _cell("真", 'office:value-type="boolean" office:boolean-value="true"'), _value("2")
    )
    source = read(sheet(rows), tmp_path)
    assert [row[0][0] for row in _rows(source)] == ["2023年3月5日", "TRUE"]
    assert [note for note in source.notes if "A1 是日期" in note]


def test_hidden_rows_columns_and_sheets_are_named(tmp_path: Path) -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = columns + _row(_value("1"), _value("2"), _value("3"))
    rows += _row(_value("4"), _value("5"), _value("6"), said='table:visibility="filter"')
    rows += _row(_value("7"), _value("8"), _value("9"))
    source = read(sheet(rows), tmp_path)
    assert [[c[0] for c in row] for row in _rows(source)] == [["1", "3"], ["7", "9"]]
    assert [note for note in source.notes if "1 个隐藏行" in note]
    assert [note for note in source.notes if "有隐藏列" in note]
    said = 'table:style-name="ta"'
    hidden = _styled("ta", 'table:display="false"', "table", "table")
    with pytest.raises(ReadError):
        from govreport_desktop.matching.match import match

        match(read(sheet(rows, hidden, said), tmp_path))
    assert [n for n in read(sheet(rows, hidden, said), tmp_path).notes if "是隐藏的" in n]


def test_what_cells_hold_besides_is_named(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>请核对7</text:p></office:annotation>"
    struck = '<text:p>8<text:span text:style-name="S">9</text:span></text:p>'
    box = "<draw:frame><draw:text-box><text:p>框里</text:p></draw:text-box></draw:frame>"
    cell = f'<table:table-cell office:value-type="string">{note}{struck}{box}</table:table-cell>'
    source = read(
        sheet(_row(cell, _value("1")) + _row(_value("2"), _value("3")), _STRUCK), tmp_path
    )
    assert _rows(source)[0][0][0] == "8"
    for words in ("请核对7", "“9”", "框里"):
        assert [note for note in source.notes if words in note], words


def test_a_formula_without_a_result_is_named(tmp_path: Path) -> None:
    cell = '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>'
    source = read(sheet(_row(_value("1"), cell) + _row(_value("2"), _value("3"))), tmp_path)
    assert [note for note in source.notes if "没有保存计算结果" in note]


# ---------------------------------------------------------------- refused
_MANIFEST = "<manifest><encryption-data/></manifest>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed(flat("<text:p>x</text:p>"), **{"META-INF__manifest_xml": _MANIFEST}), "密码"),
        (archive({"encrypted-package": b"x", "META-INF/manifest.xml": _MANIFEST}), "密码"),
        (archive({"content.xml": "<x/>"}), "已损坏"),
        (archive({"content.xml": '<x xmlns="http://openoffice.org/2000/office"/>'}), "旧格式"),
        (packed(flat("", kind="presentation")), "演示文稿"),
        (flat("", kind="drawing"), "图形"),
        (flat("<text:p>x"), "已损坏"),
        (flat("", kind="spreadsheet"), "没有工作表"),
        (flat("&u;", head='<!DOCTYPE x [<!ENTITY u "1">]>'), "文档类型"),
    ],
)
def test_what_is_not_read_is_said(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        read(data, tmp_path)
    assert str(caught.value).endswith("。")


def test_cells_that_are_meant_a_million_times_are_bounded(tmp_path: Path) -> None:
    said = 'table:number-columns-repeated="16000" table:number-rows-repeated="1000000"'
    many = _row(_value("1", 'table:number-columns-repeated="16000"'), said=said)
    assert [n for n in read(sheet(many * 3), tmp_path).notes if "只读了前面的部分" in n]
    text = flat(f"<table:table>{many}</table:table><text:p>后</text:p>")
    assert [n for n in read(text, tmp_path).notes if "只读了前面的部分" in n]
