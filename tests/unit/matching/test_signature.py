"""Signatures, seals and distribution lines are no prose, wherever in the last part they stand."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest

from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.readers.web.html import read_html
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable

_TABLE = ("行政许可\t1", "行政处罚\t2", "行政强制\t3")
_HEAD = (
    "白沙市渔政管理局2023年政府信息公开工作年度报告",
    "一、总体情况",
    "好。",
    "二、主动公开政府信息情况",
    *_TABLE,
    "六、其他需要报告的事项",
    "本年度没有其他事项。",
)


def _text(lines: tuple[str, ...]) -> Source:
    return read_text("\n".join(lines), "x")


def _web(lines: tuple[str, ...]) -> Source:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split(chr(9)))}</tr>" for row in _TABLE
    )
    told = [f"<p>{escape(line)}</p>" if line not in _TABLE else "" for line in lines]
    told[lines.index(_TABLE[0])] = f"<table>{rows}</table>"
    return read_html(f"<meta charset=utf-8>{''.join(told)}".encode(), "x")


def _sheet(lines: tuple[str, ...]) -> Source:
    rows = [[SourceCell(cell) for cell in line.split("\t")] for line in lines]
    wide = tuple((*row, *[SourceCell("")] * (4 - len(row))) for row in rows)
    return Source("x", (SourceTable(wide, where="表格"),))


def _word(lines: tuple[str, ...]) -> Source:
    first = lines.index(_TABLE[0])
    table = SourceTable(tuple(tuple(map(SourceCell, row.split("\t"))) for row in _TABLE))
    before, after = lines[:first], lines[first + len(_TABLE) :]
    return Source("x", (*map(SourceParagraph, before), table, *map(SourceParagraph, after)))


_MADE = {"text": _text, "web": _web, "sheet": _sheet, "word": _word}
made = pytest.mark.parametrize("source", _MADE.values(), ids=_MADE)
Maker = Callable[[tuple[str, ...]], Source]


def _read(source: Maker, *ending: str) -> Proposal:
    proposal = match(source((*_HEAD, *ending)))
    assert proposal.account.balances
    return proposal


@made
@pytest.mark.parametrize(
    "ending",
    [
        ("（盖章）", "白沙市渔政管理局", "2024年1月18日"),
        ("白沙市渔政管理局（加盖公章）", "2024年1月18日"),
        ("白沙市渔政管理局", "2024年1月18日", "（公章）"),
        ("单位（盖章）：白沙市渔政管理局", "2024年1月18日"),
        ("白沙市渔政管理局", "日期：2024年1月18日"),
        ("白沙市渔政管理局", "2024年1月18日", "抄送：市农业农村局，市档案馆。"),
        (
            "白沙市渔政管理局",
            "2024年1月18日",
            "抄送：市农业农村局，市档案馆。",
            "白沙市渔政管理局办公室　2024年1月19日印发",
        ),
        ("白沙市渔政管理局", "2024年1月18日", "（共印15份）"),
        ("白沙市渔政管理局", "2024年1月18日", "分送：各科室。", "印发日期：2024年1月19日"),
    ],
)
def test_seals_and_distribution_lines_leave_the_last_part(
    source: Maker, ending: tuple[str, ...]
) -> None:
    proposal = _read(source, *ending)
    assert proposal.texts["other"] == "本年度没有其他事项。"
    assert proposal.fields.get("signed_on") == "2024-01-18"


@made
@pytest.mark.parametrize(
    "ending",
    [
        ("抄送：市农业农村局，市档案馆。", "白沙市渔政管理局办公室　2024年1月19日印发"),
        ("抄报：市委办。", "白沙市渔政管理局办公室 2024年1月19日印"),
        ("印发单位：白沙市渔政管理局办公室", "印发日期：2024年1月19日"),
    ],
)
def test_distribution_lines_alone_are_named_and_no_date_of_signing(
    source: Maker, ending: tuple[str, ...]
) -> None:
    proposal = _read(source, *ending)
    assert proposal.texts["other"] == "本年度没有其他事项。"
    assert "signed_on" not in proposal.fields
    named = " ".join(item.text for item in proposal.unplaced)
    assert all("".join(line.split()) in "".join(named.split()) for line in ending)


@made
@pytest.mark.parametrize(
    "signature",
    [
        ("白沙市渔政管理局", "2024年1月18日"),
        ("白沙市渔政管理局　2024年1月18日",),
        ("白沙市渔政管理局（盖章）", "二〇二四年一月十八日"),
        ("（盖章）", "白沙市渔政管理局", "2024年1月18日"),
    ],
)
def test_a_sentence_behind_the_signature_stays_one(
    source: Maker, signature: tuple[str, ...]
) -> None:
    tail = "另：渔港监控平台于11月启用，覆盖泊位860个。"
    proposal = _read(source, *signature, tail)
    assert proposal.texts["other"] == f"本年度没有其他事项。\n{tail}"
    assert proposal.fields["signed_on"] == "2024-01-18"
    assert any("署名" in note and "另：渔港监控平台" in note for note in proposal.notes)


def test_a_signature_that_runs_into_the_last_sentence_is_named() -> None:
    proposal = _read(_text, "全年无收费事项。白沙市渔政管理局 2024年1月18日")
    assert proposal.texts["other"] == "本年度没有其他事项。\n全年无收费事项。"
    assert proposal.fields["signed_on"] == "2024-01-18"
    assert [item.text for item in proposal.unplaced] == ["白沙市渔政管理局 2024年1月18日"]


@pytest.mark.parametrize(
    "text",
    [
        "白沙市渔政管理局\n承担渔船检验工作。",
        "2024年1月18日\n召开座谈会一次。",
        "培训通知由办公室于2024年1月18日印发",
        "申请表须加盖公章后提交。",
        "所有答复文书均加盖公章",
        "抄送工作按规定办理，共抄送12件。",
    ],
)
def test_prose_that_only_looks_like_one_stays(text: str) -> None:
    proposal = _read(_text, text, "以上。")
    assert proposal.texts["other"] == f"本年度没有其他事项。\n{text}\n以上。"
