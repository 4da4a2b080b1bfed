"""A table of contents before the text: named, but neither preamble nor parts."""

from __future__ import annotations

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.matching.match import match
from govreport_desktop.readers.text.text import read_text

_TITLES = [section.title for section in load_form("2021").sections if section.number]
_TITLE = "云岫市水务局2023年政府信息公开工作年度报告"
_TABLE = "行政许可\t1\n行政处罚\t2\n行政强制\t3"
_BODY = f"一、总体情况\n好。\n二、主动公开政府信息情况\n{_TABLE}\n六、其他需要报告的事项\n无。"
_LEADERS = [f"{title}……………………{page}" for page, title in enumerate(_TITLES, 1)]
_PAGES = [f"{title}  {page}" for page, title in enumerate(_TITLES, 1)]
_INNER = [*_LEADERS[:1], "（一）主动公开情况......2", *_LEADERS[1:], "附件......9"]


@pytest.mark.parametrize(
    "contents",
    [["目  录", *_TITLES], ["目录", *_LEADERS], ["目次", *_PAGES], ["目录", *_INNER], _TITLES],
)
def test_a_table_of_contents_is_no_preamble(contents: list[str]) -> None:
    listed = "\n".join(contents)
    for text in (
        f"{_TITLE}\n{listed}\n根据条例编制本报告。\n{_BODY}",
        f"{listed}\n{_TITLE}\n根据条例编制本报告。\n{_BODY}",
    ):
        proposal = match(read_text(text, "x"))
        assert dict(proposal.texts) == {
            "preamble": "根据条例编制本报告。",
            "overview": "好。",
            "other": "无。",
        }
        assert proposal.office == "云岫市水务局"
        assert [item.text for item in proposal.unplaced] == contents


def test_a_preamble_that_lists_the_parts_in_a_sentence_stays() -> None:
    preamble = "本报告由总体情况、主动公开政府信息情况、其他需要报告的事项等六部分组成。"
    proposal = match(read_text(f"{_TITLE}\n{preamble}\n{_BODY}", "x"))
    assert proposal.texts["preamble"] == preamble
    assert proposal.unplaced == ()


def test_empty_parts_are_no_table_of_contents() -> None:
    table = "行政许可\t12\n行政处罚\t3\n行政强制\t0"
    parts = [*_TITLES[:2], table, *_TITLES[2:5], "解读形式单一。", _TITLES[5], "无。"]
    text = "\n".join([_TITLE, *parts])
    proposal = match(read_text(text, "x"))
    assert (proposal.texts["problems"], proposal.texts["other"]) == ("解读形式单一。", "无。")
    assert proposal.unplaced == ()
