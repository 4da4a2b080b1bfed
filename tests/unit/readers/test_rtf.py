"""RTF: what a person sees is read, what is not is named, in whatever code page it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.detect import read_source
from govreport_desktop.source import Source, SourceTable
from tests.unit.readers.rtfs import coded, row, rtf
from tests.unit.readers.seen import lines


def _read(data: bytes, tmp_path: Path) -> Source:
    path = tmp_path / "来文.doc"
    path.write_bytes(data)
    return read_source(path)


def _tables(source: Source) -> list[list[list[tuple[str, int, int]]]]:
    return [
        [[(c.text, c.row_span, c.column_span) for c in line] for line in table.rows]
        for table in source.blocks
        if isinstance(table, SourceTable)
    ]


def _escaped(text: str, page: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(page))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (r"\ansicpg936", _escaped("行政许可", "gbk")),
        (r"\ansicpg1252{\fonttbl{\f0\fcharset134 x;}}\f0 ", _escaped("行政许可", "gbk")),
        (r"\ansicpg936{\fonttbl{\f0\fcharset0 Times;}}\f0 ", _escaped("行政许可", "gbk")),
        (
            r"\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 x;}}\f0\dbch\af1 ",
            _escaped("行政许可", "gbk"),
        ),
        (
            r"\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 x;}}\f0\dbch\af1"
            r"\rtlch\fcs1\af0\ltrch\fcs0 ",
            _escaped("行政许可", "gbk"),
        ),
        (r"\ansicpg950", _escaped("行政許可", "big5")),
        (r"\ansicpg65001", _escaped("行政许可", "utf-8")),
        (r"\uc1", coded("行政许可")),
        (r"\uc2", r"\u-30644 \'d0\'d0\u25919 \'d5\'fe\u-29768 \'d0\'ed\u21487 \'bf\'c9"),
        (r"\uc0", r"\u34892 \u25919 \u35768 \u21487 "),
        ("", r"{\upr{????}{\*\ud{" + coded("行政许可") + "}}}"),
    ],
)
def test_chinese_is_read_in_any_code_page(head: str, body: str, tmp_path: Path) -> None:
    data = (r"{\rtf1\ansi" + head + "{" + body + r"}12\par}").encode("ascii")
    (line,) = lines(_read(data, tmp_path))
    assert line == ("行政許可12" if "950" in head else "行政许可12")


def test_a_sign_beyond_16_bits_is_one(tmp_path: Path) -> None:
    assert lines(_read(rtf("𠮷1\\par"), tmp_path)) == ["𠮷1"]


def test_merged_cells_come_with_their_spans(tmp_path: Path) -> None:
    body = row("合并", "3", widths=(1800, 900), said=(r"\clvmgf", ""))
    body += row("", "4", widths=(1800, 900), said=(r"\clvmrg", ""))
    body += row("甲", "乙", "5") + row("丙", "", "6", said=(r"\clmgf", r"\clmrg", ""))
    (table,) = _tables(_read(rtf(body + r"\pard 后\par"), tmp_path))
    assert table == [
        [("合并", 2, 2), ("3", 1, 1)],
        [("4", 1, 1)],
        [("甲", 1, 1), ("乙", 1, 1), ("5", 1, 1)],
        [("丙", 1, 2), ("6", 1, 1)],
    ]


def test_edges_that_nearly_meet_are_one(tmp_path: Path) -> None:
    body = row("一", "2", widths=(905, 900)) + row("三", "4", widths=(895, 908))
    (table,) = _tables(_read(rtf(body), tmp_path))
    assert [[span for _, _, span in line] for line in table] == [[1, 1], [1, 1]]


def test_what_a_row_says_may_stand_behind_its_cells(tmp_path: Path) -> None:
    body = r"\pard\intbl 甲\cell 1\cell\trowd\cellx900\cellx1800\row\pard 后\par"
    source = _read(rtf(body), tmp_path)
    assert _tables(source) == [[[("甲", 1, 1), ("1", 1, 1)]]]
    assert lines(source) == ["后"]


def test_a_table_within_a_cell_follows_the_table(tmp_path: Path) -> None:
    inner = (
        r"\pard\intbl\itap2 内一\nestcell 7\nestcell{\*\nesttableprops\trowd\cellx400\cellx800"
        r"\nestrow}{\nonesttables\par}"
    )
    body = rf"\trowd\cellx900\cellx1800\pard\intbl 外\par {inner * 2}\pard\intbl\cell 8\cell\row"
    source = _read(rtf(body + row("丙", "9")), tmp_path)
    assert _tables(source) == [
        [[("外", 1, 1), ("8", 1, 1)], [("丙", 1, 1), ("9", 1, 1)]],
        [[("内一", 1, 1), ("7", 1, 1)]] * 2,
    ]
    assert [note for note in source.notes if "套着的表格" in note]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (r"\strike", "删除线"),
        (r"\striked1", "删除线"),
        (r"\v", "隐藏的文字"),
        (r"\deleted", "修订中已删除"),
        (r"\cf1", "隐藏的文字"),
        (r"\fs2", "隐藏的文字"),
        (r"\charscalex1", "隐藏的文字"),
    ],
)
def test_what_is_not_seen_is_named_and_no_digit(said: str, reason: str, tmp_path: Path) -> None:
    body = r"{\colortbl;\red255\green255\blue255;}42{" + said + r" 7}\par"
    source = _read(rtf(body), tmp_path)
    assert lines(source) == ["42"]
    assert [note for note in source.notes if reason in note and "“7”" in note]
    assert "7" in source.left_out


@pytest.mark.parametrize("said", [r"\super", r"\up6"])
def test_a_raised_digit_is_no_digit_of_the_number(said: str, tmp_path: Path) -> None:
    assert lines(_read(rtf(rf"42{{{said} 1}}\par"), tmp_path)) == ["42¹"]


def test_a_word_that_is_switched_off_is_off(tmp_path: Path) -> None:
    body = r"\v\strike 隐\v0\strike0 现\super 上\nosupersub 下{\v\plain 平}\par"
    assert lines(_read(rtf(body), tmp_path)) == ["现上下平"]


def test_notes_comments_and_heads_are_named(tmp_path: Path) -> None:
    body = (
        r"{\header\pard 某局内部\par}正文{\super\chftn}"
        r"{\footnote\pard\plain{\super\chftn} 脚注在此}"
        r"{\*\atnid A}{\*\atnauthor 甲}\chatn{\*\annotation{\*\atnref 1}\pard 请核对}。\par"
    )
    source = _read(rtf(body), tmp_path)
    assert lines(source) == ["正文。"]
    for words in ("某局内部", "脚注在此", "请核对"):
        assert [note for note in source.notes if words in note], words
    assert "甲" not in "".join(source.notes)


def test_the_number_of_a_list_is_read(tmp_path: Path) -> None:
    body = r"{\listtext\pard\plain 一、\tab}\ls1 总体情况\par{\pntext\f0 1.\tab}二\par"
    assert lines(_read(rtf(body), tmp_path)) == ["一、总体情况", "1.二"]


def test_a_number_of_a_list_in_a_cell_leaves_the_cell_in_its_table(tmp_path: Path) -> None:
    body = row(r"{\listtext\pard\plain 1.\tab}属于国家秘密", "5")
    assert _tables(_read(rtf(body), tmp_path)) == [[[("1.属于国家秘密", 1, 1), ("5", 1, 1)]]]


def test_fields_boxes_pictures_and_objects(tmp_path: Path) -> None:
    body = (
        r'前{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt 链接}}{\shp{\*\shpinst{\sp{\sn a}'
        r"{\sv 9}}{\shptxt\pard 框里\par}}{\shprslt 框里}}\par"
        r"{\*\shppict{\pict\pngblip 8950}}{\nonshppict{\pict 00}}\par"
        r"{\object\objemb{\*\objdata 0105}{\result 结果}}\par"
    )
    source = _read(rtf(body), tmp_path)
    assert lines(source) == ["前链接", "框里", "结果"]
    assert source.pictures == 1
    assert [note for note in source.notes if "嵌有对象" in note]


def test_signs_that_have_words_of_their_own(tmp_path: Path) -> None:
    body = r"\ldblquote a\rdblquote\emdash b\~c\_d\-e\tab f\\\{\}\line g\par"
    assert lines(_read(rtf(body), tmp_path)) == ["“a”—b\u00a0c-de\tf\\{}", "g"]


def test_bytes_of_a_picture_are_passed_over(tmp_path: Path) -> None:
    data = rtf(r"甲{\pict\bin7 @@@}乙\par").replace(b"@@@}", b"}{\\b }}}")
    assert lines(_read(data, tmp_path))[0].startswith("甲")


def test_a_file_that_is_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    data = rtf(row("甲", "1") + r"\pard 后文")
    assert _tables(_read(data[:-2], tmp_path)) == [[[("甲", 1, 1), ("1", 1, 1)]]]
    (table,) = _tables(_read(data[: data.index(b"\\row")], tmp_path))
    assert table == [[("甲", 1, 1), ("1", 1, 1)]]


@pytest.mark.parametrize("data", [b"{" * 500_000, b"x\\b " * 200_000, b"\\cell" * 300_000])
def test_what_no_report_has_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="多得不正常"):
        _read(b"{\\rtf1" + data, tmp_path)
