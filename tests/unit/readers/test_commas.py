"""Comma-separated tables with one thing wrong in them: it costs its own line at the most."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import Unread
from govreport_desktop.source import Source

_ROWS = (
    "二、主动公开政府信息情况,,",
    "信息内容,本年处理决定数量,",
    "行政许可,4213,",
    "行政处罚,1565,",
    "行政强制,916,",
    "信息内容,本年收费金额（单位：万元）,",
    "行政事业性收费,880.27,",
    "五、存在的主要问题及改进情况,,",
    "一是公开不够深入。,,",
)


def _read(tmp_path: Path, was: str, now: str) -> Source:
    path = tmp_path / "来文.csv"
    path.write_text("\n".join(_ROWS).replace(was, now), encoding="utf-8")
    return read_source(path)


def _decisions(source: Source) -> dict[str, object]:
    values = match(source).values
    return {str(a).split("/")[1]: v for a, v in values.items() if "proactive" in str(a)}


@pytest.mark.parametrize("now", ["4213\t", "\t4213", "4213,\t"])
def test_a_tab_beside_a_number_is_a_blank(now: str, tmp_path: Path) -> None:
    found = _decisions(_read(tmp_path, "4213", now))
    assert (found["licences"], found["penalties"], found["compulsion"]) == (4213, 1565, 916)


def test_a_tab_between_digits_leaves_the_number_open(tmp_path: Path) -> None:
    found = _decisions(_read(tmp_path, "4213", "42\t137"))
    assert not isinstance(found.get("licences"), int)
    assert found["penalties"] == 1565


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("4213", '"4213'),
        ("行政许可", '"行政许可'),
        ("4213", '4213"'),
        ("4213,\n行政处罚,1565", '"4213,\n行政处罚,"1565'),
    ],
)
def test_a_quotation_mark_that_nothing_closes_costs_its_line(
    was: str, now: str, tmp_path: Path
) -> None:
    source = _read(tmp_path, was, now)
    found = _decisions(source)
    assert found["compulsion"] == 916
    assert found.get("licences") in (None, 4213) or isinstance(found["licences"], Unread)
    assert any("引号" in note for note in source.notes)


def test_a_quoted_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    source = _read(tmp_path, "一是公开不够深入。", '"一是公开，\n二是,""甲""。\n三是丙。"')
    assert source.notes == ()
    assert '一是公开，\\n二是,"甲"。\\n三是丙。' in repr(source.blocks).replace("\\'", "'")


def test_a_zero_byte_costs_its_number_and_is_said(tmp_path: Path) -> None:
    source = _read(tmp_path, "4213", "4\x0013")
    found = _decisions(source)
    assert found["penalties"] == 1565
    assert not isinstance(found.get("licences"), int)
    assert any("坏字节" in note for note in source.notes)
