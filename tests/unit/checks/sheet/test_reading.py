"""A check sheet is read as it is written; whatever is wrong in it is one sentence with its line."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest

from govreport_desktop.checks import Severity
from govreport_desktop.checks.sheet.lines import line_at, lines_of
from govreport_desktop.checks.sheet.reading import LARGEST, read_sheet
from govreport_desktop.checks.sheet_strict import read_strictly
from govreport_desktop.checks.sheet_words import lines_of_sheet
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.form.organs import MonthDay

SHEET = """\
schema = 1
title = "青禾县2025年度检查单"
office = "青禾县人民政府办公室"
deadline = "01-15"
blank = "0"

[levels]
R10 = "error"
R17.length = "off"
"R20.sums" = "提示"

[thresholds]
problems_length = 120
copied_share = 0.3

[[required]]
id = "interpretation"
name = "政策解读的数量"
words = ["政策解读", "解读材料"]
section = "overview"

[[required]]
id = "licences"
name = "行政许可的处理决定数量"
cells = ["proactive/licences/decisions"]
level = "error"

[[relations]]
id = "no-third-party"
says = "答复的总数不少于予以公开和部分公开的"
formula = "requests/total/* >= requests/granted/* + requests/partial/*"
basis = "青禾县要求"

[tables.requests.rows."denied.*"]
hint = "每件都要附决定书编号。"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "青禾县.govrules"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    with pytest.raises(GovReportError) as caught:
        read_strictly(written(folder, text))
    return str(caught.value)


def test_everything_it_says(tmp_path: Path) -> None:
    sheet = read_strictly(written(tmp_path, SHEET))
    assert sheet.signed == "《青禾县2025年度检查单》（青禾县人民政府办公室）"
    assert sheet.levels == {"R10": Severity.ERROR, "R17.length": None, "R20.sums": Severity.INFO}
    assert sheet.thresholds == {"problems_length": 120, "copied_share": 0.3}
    assert (sheet.deadline, sheet.blank) == (MonthDay(1, 15), "0")
    said, filled = sheet.required
    assert (said.words, said.section, said.level) == (
        ("政策解读", "解读材料"),
        "overview",
        Severity.WARNING,
    )
    assert filled.cells == (CellAddress("proactive", "licences", "decisions"),)
    assert filled.level is Severity.ERROR
    (relation,) = sheet.relations
    assert (relation.level, relation.basis) == (Severity.WARNING, "青禾县要求")
    assert sheet.hints.row("requests", ["denied.internal"]) == "每件都要附决定书编号。"
    assert sheet.hints.office == "青禾县人民政府办公室"


def test_it_is_said_in_lines(tmp_path: Path) -> None:
    assert lines_of_sheet(read_sheet(written(tmp_path, SHEET))) == (
        "规则 R10（文字与表格的文件数一致）：定为错误",
        "规则 R17.length（第一部分的字数）：不查",
        "规则 R20.sums（文中合计与分项）：定为提示",
        "第五部分最少字数：120",
        "与上年雷同的比例：30%",
        "要写明：政策解读的数量（警告）",
        "要写明：行政许可的处理决定数量（错误）",
        "关系：答复的总数不少于予以公开和部分公开的（警告）",
        "报送期限：1 月 15 日",
        "空白单元格印成：0",
        "填报提示：1 条，按 F1 时显示",
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "schema = 1",
            "schema = 2",
            "第 1 行：schema：是 2，本程序读得懂的是 1；请先更新本程序。",
        ),
        ("R10 =", "R99 =", "第 8 行：levels.R99：没有这条规则，编号见审核规则目录。"),
        (
            'R10 = "error"',
            'R10 = "严重"',
            "levels.R10：应为 error（错误）、warning（警告）、info（提示）、off（关闭）之一。",
        ),
        (
            "copied_share = 0.3",
            "copied_share = 30",
            "第 14 行：thresholds.copied_share：不能是“30”，字数写整数，比例写 0 至 1 的小数。",
        ),
        (
            'section = "overview"',
            'section = "intro"',
            "第 20 行：required[0].section：没有“intro”这一部分。",
        ),
        (
            'section = "overview"',
            'section = "requests"',
            "第 20 行：required[0].section：第三部分是表格，文字可以写在 "
            "preamble、overview、problems、other，表里的数写 cells。",
        ),
        (
            'level = "error"\n\n[[rel',
            'section = "overview"\n\n[[rel',
            "第 26 行：required[1].section：只和 words 一起写，要填的格写 cells 就够了。",
        ),
        ('["政策解读", "解读材料"]', '["  "]', "第 19 行：required[0].words：应为一至 20 个"),
        (
            'R10 = "error"',
            'R1 = "off"',
            "第 8 行：levels.R1：这条不能关闭，可以写 error、warning 或 info。",
        ),
        ('R10 = "error"', 'R24 = "关闭"', "第 8 行：levels.R24：这条不能关闭"),
        ("[[required]]", "[[values]]\na = 1\n[[required]]", "第 16 行：values：不认识这个键"),
        (
            "copied_share = 0.3",
            'required_figures = "解读"',
            "thresholds.required_figures：不能是“解读”，写方括号里的一列词。",
        ),
        (
            "copied_share = 0.3",
            "peers_z = -1",
            "thresholds.peers_z：不能是“-1”，写 0 至 1000 的数。",
        ),
        (
            "proactive/licences/decisions",
            "proactive/licence/decisions",
            "第 25 行：required[1].cells：各格式的"
            "表里都没有 proactive/licence/decisions，请核对标识。",
        ),
        (
            "requests/granted/*",
            "requests/grantd/*",
            "第 31 行：relations[0].formula：各格式的表里都没有 requests/grantd/*，请核对标识。",
        ),
        (
            "requests/total/* >=",
            "requests/total/* / 2 >=",
            "第 31 行：relations[0].formula：公式里不能相除，只能用 + 和 - 相加减，"
            "再用 =、>=、<= 等比较。",
        ),
        (
            "requests/total/* >=",
            "requests/total/* 大于",
            "第 31 行：relations[0].formula：不认识“大”，",
        ),
        ("* >= requests", "* >= (requests", "公式里不用括号"),
        ("* >= requests", "* >= 2 * requests", "公式里不能相乘"),
        ("requests/partial/*", "1 = 2", "只能比较一次"),
        (">= requests/granted/* + requests/partial/*", "", "公式不完整"),
        (
            'id = "licences"',
            'id = "interpretation"',
            "第 23 行：required[1].id：interpretation 出现了两次。",
        ),
        ('deadline = "01-15"', 'deadline = "1月15日"', "第 4 行：deadline：应为月和日，如 01-15。"),
        ('blank = "0"', 'blank = "无"', "第 5 行：blank：空格印成什么只能是"),
        ("denied.*", "refused.*", "各格式里都没有，请核对标识。"),
        ("[levels]", "[level]", "第 7 行：level：不认识这个键"),
        ('title = "', "title = ", "第 2 行：写法不合 TOML"),
        ("R10 =", "R10 = 1\nR10 =", "第 9 行：写法不合 TOML"),
        ('"R20.sums" =', 'R20 = "off"\nR20.sums =', "后者要加引号"),
        (
            'says = "答复',
            'says = "\\u202e答复',
            "第 30 行：relations[0].says：应为 1 至 200 个看得见的字。",
        ),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_line(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    said = refused(tmp_path, SHEET.replace(old, new, 1))
    assert said.startswith("“青禾县.govrules”")
    assert words in said
    assert said.endswith("。")
    assert "\n" not in said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a = " + "[" * 60_000,
        "[" * 1900,
        "a." * 900 + "a = 1",
        "\n".join("a." * 900 + f"b{n} = 1" for n in range(30)),
        'schema = 1\ntitle = "甲"\n' + "x" * LARGEST,
        'schema = 1\ntitle = "甲"\n[thresholds]\noverview_limit = ' + "9" * 1900,
        'schema = 1\ntitle = "甲"\n' + '[[relations]]\nid="a"\nsays="b"\nformula="1=1"\n' * 1300,
        'schema = 1\ntitle = "甲"\nlevels = {' + ", ".join(f"R{n}='off'" for n in range(190)) + "}",
        "schema = true\ntitle = '甲'",
        "schema = 1\ntitle = '甲'\nrelations = 3",
        "schema = 1\ntitle = '甲'\nrelations = [1]",
        "schema = 1\ntitle = '甲'\n[tables]\nrequests = 1",
        "schema = 1\ntitle = '甲'\n[sections]\noverview = 1",
        "schema = 1\ntitle = '甲'\n[[required]]\nid='a'\nname='b'\nwords=[1]",
        "schema = 1\ntitle = '甲'\n[[required]]\nid='a'\nname='b'",
        "schema = 1\ntitle = '甲'\n[levels]\nR1 = {a = {b = 'off'}}",
        "schema = 1\ntitle = ''",
    ],
)
def test_hostile_files_get_a_sentence_at_once(tmp_path: Path, text: str) -> None:
    begun = time.process_time()
    said = refused(tmp_path, text)
    assert time.process_time() - begun < 1
    assert said.startswith("“青禾县.govrules”")
    assert len(said) < 400
    assert said.endswith("。")


def test_relations_without_end_are_bounded(tmp_path: Path) -> None:
    side = " + ".join(["requests/denied.*/*"] * 20)
    many = "".join(f'[[relations]]\nid="r{n}"\nsays="b"\nformula="{side} = 1"\n' for n in range(10))
    said = refused(tmp_path, f'schema = 1\ntitle = "甲"\n{many}')
    assert said == ("“青禾县.govrules”里的关系一共要看 5000 格以上，太多了，请减少带 * 的写法。")


def test_what_is_no_text_and_what_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.govrules"
    path.write_bytes(b"schema = 1\n\xff\xfe\x00")
    with pytest.raises(GovReportError, match="第 2 行：不是 UTF-8"):
        read_strictly(path)
    with pytest.raises(GovReportError, match=r"没有“b\.govrules”这个文件"):
        read_strictly(tmp_path / "b.govrules")
    path.write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(GovReportError, match="超过 64 KB，不像检查单"):
        read_strictly(path)
    with pytest.raises(GovReportError, match="打不开（这是文件夹，不是文件）"):
        read_strictly(tmp_path)


def test_lines_are_found_past_texts_of_several_lines() -> None:
    lines = lines_of('a = """\n[b]\nc = 1\n"""\n[[d]]\nx = 1\n[[d]]\n"y.z" = 2\n')
    assert line_at(lines, "a") == 1
    assert line_at(lines, "d[1].y.z") == 8
    assert line_at(lines, "d[1].unknown") == 7
    assert line_at(lines, "b") == 0
    assert Decimal(lines["d[0].x"]) == 6
