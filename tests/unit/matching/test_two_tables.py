"""A second table of the same kind in a source: the one below its part's title is the report's."""

from __future__ import annotations

import pytest

from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.readers.web.html import read_html

_LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（七）总计",
    "四、结转下年度继续办理",
)
_OWN = ((5, 1), (2, 0), (3, 1), (6, 1), (1, 0))
_FOREIGN = ((41, 7), (3, 0), (40, 1), (42, 3), (2, 0))
_PEOPLE = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
_HEAD = (
    "白沙市渔政管理局2023年政府信息公开工作年度报告\n一、总体情况\n有序。\n"
    "二、主动公开政府信息情况\n行政许可\t1\n行政处罚\t2\n行政强制\t3\n"
)
_TAIL = "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n无。\n"
_TITLE = "三、收到和处理政府信息公开申请情况"


def _rows(figures: tuple[tuple[int, int], ...]) -> list[list[str]]:
    rows = [
        [label, str(a), str(b), "0", "0", "0", "0", str(a + b)]
        for label, (a, b) in zip(_LABELS, figures, strict=True)
    ]
    return [["项目", *_PEOPLE], *rows]


def _text(*parts: str | tuple[tuple[int, int], ...]) -> str:
    """Captions and tables, in order, between parts two and four."""
    told = (
        part if isinstance(part, str) else "\n".join("\t".join(row) for row in _rows(part))
        for part in parts
    )
    return _HEAD + "\n".join(told) + "\n" + _TAIL


def _page(*parts: str | tuple[tuple[int, int], ...]) -> bytes:
    body = []
    for line in _text(*parts).split("\n"):
        cells = line.split("\t")
        row = "".join(f"<td>{cell}</td>" for cell in cells)
        body.append(f"<p>{line}</p>" if len(cells) == 1 else f"<tr>{row}</tr>")
    html = (
        "".join(body).replace("</p><tr>", "</p><table><tr>").replace("</tr><p>", "</tr></table><p>")
    )
    return f"<meta charset=utf-8>{html}".encode()


def _both(*parts: str | tuple[tuple[int, int], ...]) -> list[Proposal]:
    return [match(read_text(_text(*parts), "x")), match(read_html(_page(*parts), "x"))]


def _values(proposal: Proposal) -> dict[tuple[str, str], object]:
    wanted = ("received", "carried_over", "granted", "carried_forward")
    return {
        (a.row, a.column): v
        for a, v in proposal.values.items()
        if a.row in wanted and a.column in ("natural_person", "business")
    }


def _expected(figures: tuple[tuple[int, int], ...]) -> dict[tuple[str, str], object]:
    rows = dict(
        zip(("received", "carried_over", "granted", "", "carried_forward"), figures, strict=True)
    )
    return {
        (row, column): value
        for row, pair in rows.items()
        if row
        for column, value in zip(("natural_person", "business"), pair, strict=True)
    }


@pytest.mark.parametrize(
    "caption", ["附：白沙市港务局数据", "上一年对照表", "2022年收到和处理申请情况", ""]
)
def test_the_table_below_the_title_is_taken_and_the_one_above_is_named(caption: str) -> None:
    for proposal in _both(*([caption] if caption else []), _FOREIGN, _TITLE, _OWN):
        assert _values(proposal) == _expected(_OWN)
        assert any("两遍" in note for note in proposal.notes)
        named = {item.text for item in proposal.unplaced}
        assert {"41", "7", "48"} <= named


@pytest.mark.parametrize("caption", ["附：白沙市港务局数据", "2022年对照表"])
def test_a_table_in_prose_or_behind_the_own_one_changes_nothing(caption: str) -> None:
    for proposal in _both(_TITLE, _OWN, caption, _FOREIGN):
        assert _values(proposal) == _expected(_OWN)
        assert any("两遍" in note for note in proposal.notes)


@pytest.mark.parametrize("caption", ["附：白沙市港务局数据", "2022年对照表", "白沙市港务局："])
def test_of_two_tables_below_one_title_the_one_without_a_strange_caption_is_taken(
    caption: str,
) -> None:
    for proposal in _both(_TITLE, caption, _FOREIGN, "本单位情况", _OWN):
        assert _values(proposal) != _expected(_FOREIGN)
        assert all("两遍" in note for note in proposal.notes if "遍" in note)


def test_a_table_without_its_part_is_still_read() -> None:
    for proposal in _both("申请情况表", _OWN):
        assert _values(proposal) == _expected(_OWN)


def test_two_in_one_table_of_the_source_are_told_apart_by_their_rows() -> None:
    head = "| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
    rows = "| 予以公开 | 1 | 0 | 2 | 0 | 0 | 0 | 3 |\n| 重复申请 | {} | 0 | 0 | 0 | 0 | 0 | {} |\n"
    text = f"三、收到和处理政府信息公开申请情况\n{head}{rows.format(4, 4)}{head}{rows.format(5, 5)}"
    (doubt,) = [d for d in match(read_text(text, "来文")).doubts if "有两遍" in d]
    first, second = doubt.split("读入的是")[1].split("的没有读入")[0].split("的，")
    assert first != second
