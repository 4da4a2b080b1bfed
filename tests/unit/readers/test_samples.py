"""The published report and our own sample: every number, every sentence, nothing left over."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.paths import resources
from govreport_desktop.readers.detect import read_source

_SHARED = Path(__file__).resolve().parents[4] / "shared" / "samples" / "published-2023.txt"
_OWN = resources() / "samples" / "published-sample.txt"
_LICENCES = CellAddress("proactive", "licences", "decisions")


def _sections(path: Path, first: str, last: str) -> str:
    """What stands between two titles of a sample, straight from the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(first))
    ends = [i for i, line in enumerate(lines) if last and line.startswith(last)]
    return "\n".join(lines[start + 1 : ends[0] if ends else len(lines)])


def _check_figures(proposal: Proposal) -> None:
    report = proposal.new_report()
    assert len(report.values) == 200
    assert {a: v for a, v in report.values.items() if v != 0} == {_LICENCES: 24380}
    assert (proposal.form.id, proposal.year) == ("2021", 2023)
    assert (proposal.unplaced, proposal.declared, proposal.notes) == ((), (), ())


@pytest.mark.skipif(not _SHARED.is_file(), reason="the published report lies outside the project")
def test_the_published_report_is_read_whole() -> None:
    proposal = match(read_source(_SHARED))
    _check_figures(proposal)
    assert dict(proposal.texts) == {
        "overview": _sections(_SHARED, "一、", "二、"),
        "problems": _sections(_SHARED, "五、", "六、"),
        "other": _sections(_SHARED, "六、", ""),
    }
    assert proposal.office == ""


def test_our_own_sample_is_read_whole() -> None:
    proposal = match(read_source(_OWN))
    _check_figures(proposal)
    assert proposal.office == "云岫市砚湖区政务服务局"
    assert proposal.texts["overview"] == _sections(_OWN, "一、", "二、")
    assert proposal.texts["problems"] == _sections(_OWN, "五、", "六、")
    assert proposal.texts["other"] == _sections(_OWN, "六、", "")
    assert proposal.texts["preamble"] == _OWN.read_text(encoding="utf-8").splitlines()[1]


def test_the_sample_is_read_at_once() -> None:
    match(read_source(_OWN))
    start = time.process_time()
    match(read_source(_OWN))
    assert time.process_time() - start < 0.25  # measured: 0.01 s


def test_reading_twice_gives_the_same() -> None:
    assert match(read_source(_OWN)) == match(read_source(_OWN))
