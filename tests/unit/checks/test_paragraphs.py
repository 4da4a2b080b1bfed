"""Paragraphs are read by themselves: what was kept of them is what reading them anew would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_desktop.checks import check, snapshot
from govreport_desktop.checks.prose import claims as reading
from govreport_desktop.checks.prose import lines
from govreport_desktop.checks.prose.claims import Pattern, claims, parts, patterns
from govreport_desktop.checks.prose.genre import genre
from govreport_desktop.checks.prose.text import read
from govreport_desktop.report import TextAddress
from tests.unit.checks.corpus import passages
from tests.unit.checks.filled import sound_report

TEXTS = [passage.text for passage in passages() if passage.section == "overview"]
KEYS = ["", "1", "。", "\n", "、"]
LINE = genre().symbols["line"]


def anew() -> None:
    """Nothing that was read before is known any more."""
    for kept in (read, claims, parts, reading._part, lines._kept):
        kept.cache_clear()


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.hits[0][:16])
def test_a_pattern_that_goes_on_over_the_end_of_a_line_says_so(pattern: Pattern) -> None:
    for hit in pattern.hits:
        symbols = read(hit).tokens.symbols
        for place in range(1, len(symbols)):
            broken = f"{symbols[:place]}{LINE}{symbols[place:]}"
            for match in pattern.said.finditer(broken):
                crosses = LINE in broken[match.start() + 1 : match.end()]
                assert not crosses or "lines" in pattern.flags


def test_a_list_over_several_lines_is_read_together() -> None:
    whole = claims(read("办理行政许可255件、\n行政处罚14件。"))
    assert [int(claim.value) for claim in whole] == [255, 14]


def test_a_heading_is_of_the_paragraph_below_it() -> None:
    below = claims(read("依申请公开情况\n新收26件，网络申请20件。"))
    assert [claim.value for claim in below][:1] == [26]
    assert claims(read("工作情况\n新收26件，网络申请20件。")) == ()


def test_a_claim_stands_where_it_is_written() -> None:
    text = "\n".join(["", "  共收到政府信息公开申请 12 件。", "", *TEXTS[:40]])
    whole = read(text)
    assert claims(whole)[0].value == 12
    assert all(whole.plain[c.start : c.end] == c.text for c in claims(whole))
    assert [*claims(whole)] == sorted(claims(whole), key=lambda claim: (claim.start, claim.end))


@given(
    st.lists(st.sampled_from(TEXTS), min_size=2, max_size=8),
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 12), st.sampled_from(KEYS)),
        min_size=1,
        max_size=6,
    ),
)
def test_typing_finds_what_reading_all_of_it_anew_finds(
    texts: list[str], edits: list[tuple[int, int, str]]
) -> None:
    report = sound_report()
    text = "\n".join(texts)
    for place, gone, typed in edits:
        text = text[:place] + typed + text[place + gone :]
        report.apply(report.edit([(TextAddress("overview"), text)]))
        typing = check(report)
    anew()
    assert typing == check(snapshot(report))
