"""A source for a report that is there: what it may change, and what is said about it."""

from __future__ import annotations

from typing import Any

import pytest

from govreport_desktop.errors import EditError, ReadError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.into import match_into, match_new
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Address, FieldAddress, Report
from govreport_desktop.source import Source

LICENCES = CellAddress("proactive", "licences", "decisions")
BOTH = "行政许可\t12\n行政处罚\t3\n行政强制\t0\n"  # rows of either form
OF_2019 = f"{BOTH}上一年项目数量\t本年增/减\t处理决定数量\n行政征收\t0\n"


def placed(**of: Any) -> Source:
    stated: dict[Address, str] = {LICENCES: "12", FieldAddress("contact_name"): "林某"}
    facts = {"form_id": "2021", "office": "甲局", "year": 2023}
    return Source("来文.json", placed=stated, **{**facts, **of})


def report(form: str = "2021", office: str = "甲局", year: int | None = 2023) -> Report:
    return Report(load_form(form), office, year)


def test_ones_own_report_is_taken_whole_and_without_words() -> None:
    proposal = match_into(placed(), report())
    assert proposal.notes == ()
    assert proposal.fields == {"contact_name": "林某"}
    assert proposal.values[LICENCES] == 12


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ({"office": "乙局"}, "来源是“乙局”的报告，这份报告仍记为“甲局”。"),
        ({"year": 2022}, "来源是 2022 年度的报告，这份报告仍记为 2023 年度。"),
    ],
)
def test_anothers_report_gives_its_numbers_only(stated: dict[str, Any], says: str) -> None:
    proposal = match_into(placed(**stated), report())
    assert proposal.notes == (says,)
    assert (proposal.office, proposal.year, dict(proposal.fields)) == ("甲局", 2023, {})
    assert {change.address for change in proposal.edit(report()).changes} == {LICENCES}


def test_an_unnamed_report_takes_the_name_of_its_source() -> None:
    proposal = match_into(placed(), report(office="", year=None))
    assert (proposal.office, proposal.year, proposal.notes) == ("甲局", 2023, ())


def test_a_source_that_shows_no_form_is_read_on_the_reports() -> None:
    source = read_text(BOTH, "粘贴")
    for form in ("2019", "2021"):
        assert match_into(source, report(form)).form.id == form


def test_a_source_of_another_form_is_refused() -> None:
    with pytest.raises(EditError, match="两种格式的数不能直接套用"):
        match_into(placed(form_id="2019"), report())
    with pytest.raises(EditError, match="来源用的是2019年版格式"):
        match_into(read_text(OF_2019, "粘贴"), report())
    with pytest.raises(ReadError, match="用的是2019年版格式，不能按2021年版格式读入"):
        match_new(read_text(OF_2019, "粘贴"), "2021")


def test_a_year_that_cannot_be_is_left_out() -> None:
    proposal = match_new(placed(year=9999))
    assert proposal.year is None
    assert "来源写的年度是 9999" in proposal.notes[0]
    assert match_new(placed(year=9999), year=2024).year == 2024
