"""Text in the encodings and shapes it comes in."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.text.text import MAX_LINES, decode, read_text
from govreport_desktop.source import MAX_CHARACTERS, SourceParagraph, SourceTable

_TEXT = "二、主动公开政府信息情况\r\n行政许可\t24380\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_the_usual_encodings_are_recognised(encoding: str) -> None:
    assert decode(_TEXT.encode(encoding), "a.txt").removeprefix("\ufeff") == _TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_known_by_its_zeros(encoding: str) -> None:
    text = (
        "一、总体情况\n"
        + "本年度主动公开政府信息若干条，依申请公开若干件。" * 40
        + "\n行政许可\t3\n"
    )
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_bad_byte_in_a_text_costs_itself_and_is_said(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030"):
        text = "一、总体情况\n本年度主动公开政府信息若干条，依申请公开若干件。\n行政许可\t3\n末行"
        data = text.replace("若干件", "若@件").encode(encoding).replace(b"@", b"\xff")
        path = tmp_path / "a.txt"
        path.write_bytes(data)
        source = read_source(path)
        assert any("坏字节" in note for note in source.notes)
        assert "末行" in repr(source.blocks)
        assert "依申请公开若\ufffd件" in repr(source.blocks)


def test_big_endian_utf16_with_its_mark_is_recognised() -> None:
    assert decode(b"\xfe\xff" + _TEXT.encode("utf-16-be"), "a.txt") == _TEXT


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02" * 50, b"\xff\xff\xff"])
def test_rubbish_is_no_text(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"“a\.bin”不是文字文件"):
        decode(data, "a.bin")


def test_commas_between_cells_need_no_padding() -> None:
    prose = "全年公开信息1,286条，其中政策文件32条。"
    text = (
        "云岫市水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
        f'"{prose}"\n{prose}\n一是细化目录,按季更新。\n'
        "二、主动公开政府信息情况\n信息内容,本年制发件数,本年废止件数,现行有效件数\n"
        "规章,1,2,3\n行政规范性文件,4,5,1206\n信息内容,本年处理决定数量,,\n行政许可,17,,\n"
        "信息内容,本年处理决定数量\n行政处罚,262\n行政强制,101\n"
        "六、其他需要报告的事项\n无。\n"
    )
    proposal = match(read_text(text, "a.csv"))
    assert proposal.texts["overview"] == f"{prose}\n{prose}\n一是细化目录,按季更新。"
    assert proposal.texts["other"] == "无。"
    found = {str(address): value for address, value in proposal.values.items()}
    assert found["proactive/rules/issued"] == 1
    assert found["proactive/normative_documents/in_force"] == 1206
    assert found["proactive/penalties/decisions"] == 262
    assert (proposal.office, proposal.unplaced) == ("云岫市水务局", ())


def test_thousands_marks_make_no_cells() -> None:
    lines = ["规章 1,234", "行政许可 12,345", "行政处罚 6,789", "行政强制 1,000", "12,345", "二、"]
    source = read_text("\n".join(lines), "x")
    assert [b.text for b in source.blocks if isinstance(b, SourceParagraph)] == lines


def test_a_flattened_table_keeps_its_cells_and_drops_the_padding() -> None:
    source = read_text("规章 |\n0 |\n|\n3 |\n||\n行政许可 |\n5 |\n|||\n二、标题", "x")
    table, title = source.blocks
    assert isinstance(table, SourceTable)
    assert table.flat
    assert [cell.text for cell in table.rows[0]] == ["规章", "0", "", "3", "行政许可", "5"]
    assert title == SourceParagraph("二、标题", "第 9 行")


def test_bars_between_two_numbers_are_empty_cells() -> None:
    source = read_text("规章 |\n1 |\n||\n3 |\n", "x")
    table = source.blocks[0]
    assert isinstance(table, SourceTable)
    assert [cell.text for cell in table.rows[0]] == ["规章", "1", "", "", "3"]


def test_quoted_cells_hold_line_breaks_tabs_and_quotes() -> None:
    source = read_text('"商业\n企业"\t自然人\r\n"a\tb"\t"说""好"""\r\n\r\n', "x")
    table = source.blocks[0]
    assert isinstance(table, SourceTable)
    assert not table.flat
    texts = [[cell.text for cell in row] for row in table.rows]
    assert texts == [["商业\n企业", "自然人"], ["a\tb", '说"好"']]


def test_a_stray_quote_does_not_swallow_the_rest() -> None:
    source = read_text('规章\t"0\n行政许可\t5\n行政处罚\t7\n', "x")
    table = source.blocks[0]
    assert isinstance(table, SourceTable)
    assert [row[-1].text.strip('"') for row in table.rows][1:] == ["5", "7"]


def test_rows_written_with_bars_are_rows() -> None:
    source = read_text("| 信息内容 | 数量 |\n|---|:--:|\n| 行政许可 | 5 |\n", "x")
    table = source.blocks[0]
    assert isinstance(table, SourceTable)
    assert [[c.text for c in row] for row in table.rows] == [
        ["信息内容", "数量"],
        ["行政许可", "5"],
    ]


def test_an_indented_paragraph_is_no_table() -> None:
    source = read_text("\t第一段。\n\t第二段。\n", "x")
    assert [type(block) for block in source.blocks] == [SourceParagraph, SourceParagraph]


def test_empty_and_oversized_texts_are_refused() -> None:
    with pytest.raises(ReadError, match="是空的"):
        read_text("\ufeff \r\n\t\n", "剪贴板")
    with pytest.raises(ReadError, match="上限"):
        read_text("字" * (MAX_CHARACTERS + 1), "a.txt")
    with pytest.raises(ReadError, match="行的上限"):
        read_text("字\n" * (MAX_LINES + 1), "a.txt")


@pytest.mark.parametrize(
    "line",
    [
        "行政许可 0",
        '"a\t',
        "一,二,三",
        *(pytest.param(line, marks=pytest.mark.slow) for line in ("一、总体情况", "规章", "0")),
    ],
)
def test_the_longest_texts_are_read_in_seconds(line: str) -> None:
    # The work it makes, not what else the machine is doing.
    start = time.process_time()
    with contextlib.suppress(ReadError):
        match(read_text(f"{line}\n" * (MAX_LINES - 1), "a.txt"))
    assert time.process_time() - start < 6
