"""What only the office above can see, and no alarm where nothing is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport_desktop.checks.problem import Severity
from govreport_desktop.collect import deciding
from govreport_desktop.collect.across import Finding
from govreport_desktop.collect.alike import alike, marks
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.side_by_side import in_words, side_by_side
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.collecting import scan
from govreport_desktop.report import Content, TextAddress
from govreport_desktop.report.shape import to_shape
from tests.collect_folder import COUNTY, FEES, Received, _put, changed, of

NAME, OTHER = f"{COUNTY}商务局", f"{COUNTY}审计局"
PENALTIES = CellAddress("proactive", "penalties", "decisions")
RULES = CellAddress("proactive", "rules", "in_force")

Change = tuple[CellAddress | TextAddress, Content]


def after(made: Received, task: CollectTask, *change: Change) -> list[Finding]:
    """What is found after the office's file holds what ``change`` says."""
    ids = {office.name: office.id for office in task.roster}
    task.decide(*(Draft(Subject.LAST, ids[name], to_shape(one)) for name, one in made.last.items()))
    report = changed(made.reports[NAME], 0)
    report.apply(report.edit(change))
    (made.folder / of(made, "商务局")).unlink()
    _put(made, of(made, "商务局"), report, Role.COUNTS, 21)
    scan(task)
    return list(overview(task).findings)


def added(made: Received, sentence: str) -> Change:
    """The office's part five with ``sentence`` behind it."""
    return TextAddress("problems"), made.reports[NAME].texts["problems"] + sentence


def test_nothing_is_found_in_a_folder_where_nothing_is_wrong(task: CollectTask) -> None:
    assert overview(task).findings == ()


def test_prose_of_another_office_with_the_name_replaced(made: Received, task: CollectTask) -> None:
    texts = made.reports[OTHER].texts
    copied = [(TextAddress(k), t.replace(OTHER, NAME)) for k, t in texts.items()]
    mine, theirs = after(made, task, *copied)
    assert (mine.office.name, mine.rule, mine.others) == (NAME, "copied", (OTHER,))
    assert mine.severity is Severity.WARNING
    assert "%" in mine.words
    assert mine.basis
    assert (theirs.office.name, theirs.severity) == (OTHER, Severity.INFO)
    states = {row.office.name: row.state for row in overview(task).rows}
    assert (states[NAME], states[OTHER]) == (OfficeState.TO_VERIFY, OfficeState.PASSED)
    row = overview(task).row(mine.office.id)
    task.decide(deciding.verdict(row, OfficeState.PASSED, "同一起草人，已核实"))
    assert overview(task).row(mine.office.id).state is OfficeState.PASSED


@pytest.mark.parametrize(
    "sentence",
    [
        f"2025年，{OTHER}认真贯彻落实条例。",
        "审计局高度重视政府信息公开工作。",
        f"由{COUNTY}石桥镇人民政府专人负责落实。",
        f"\n{OTHER}将继续努力。",
        "存在的主要问题：审计局在平台巡检方面形式单一。",
        f"另外，{OTHER}尚有差距，今后{OTHER}要更加努力。",
        f"工作中还有差距。{OTHER}要更加努力。",
    ],
)
def test_the_name_of_another_office_where_its_own_should_stand(
    made: Received, task: CollectTask, sentence: str
) -> None:
    (one,) = after(made, task, added(made, sentence))
    assert (one.office.name, one.rule) == (NAME, "left_over")


@pytest.mark.parametrize(
    "sentence",
    [
        "与县审计局联合印发政策解读3篇。",
        "全年向县审计局、石桥镇人民政府转送申请2件。",
        "会同县财政局认真梳理收费事项，按照县政府办公室要求全面公开。",
        f"{NAME}认真贯彻落实条例，县政府高度重视。",
        f"与{OTHER}联合发文1件，会同{OTHER}开展检查，向{OTHER}转送申请2件。",
        f"依托{OTHER}的平台公开。",
    ],
)
def test_offices_are_named_rightly(made: Received, task: CollectTask, sentence: str) -> None:
    assert after(made, task, added(made, sentence)) == []


@pytest.mark.parametrize(
    ("cell", "times", "rule"),
    [(FEES, 10_000, "unit"), (FEES, 10, "digit"), (PENALTIES, 10, "digit")],
)
def test_a_figure_beside_last_years(
    made: Received, task: CollectTask, cell: CellAddress, times: int, rule: str
) -> None:
    was = made.last[NAME].values[cell]
    assert isinstance(was, int | Decimal)
    (one,) = after(made, task, (cell, was * times))
    assert (one.office.name, one.rule, one.address) == (NAME, rule, cell)


def test_an_amount_in_yuan_beside_the_other_offices(made: Received, task: CollectTask) -> None:
    report = changed(made.reports[NAME], 0)
    report.apply(report.edit([(FEES, Decimal("38400000"))]))
    (made.folder / of(made, "商务局")).unlink()
    _put(made, of(made, "商务局"), report, Role.COUNTS, 21)
    scan(task)
    (one,) = overview(task).findings
    assert (one.office.name, one.rule) == (NAME, "unit")


def test_rules_without_the_power_until_it_is_answered(made: Received, task: CollectTask) -> None:
    (one,) = after(made, task, (RULES, 2))
    assert (one.rule, one.address) == ("power", RULES)
    task.decide(deciding.answer("asked:rules", "已改为规范性文件", [f"{one.office.id}=2"]))
    assert overview(task).findings == ()


def test_what_all_offices_have_in_common_is_nobodys() -> None:
    common = "".join(chr(0x4E00 + number) for number in range(600))

    def own(seed: int) -> str:
        codes = ((seed * 7919 + n * 31 * (seed + 3)) % 20000 for n in range(400))
        return "".join(chr(0x4E00 + code) for code in codes)

    offices = tuple((str(n), marks([common, own(n)], "")) for n in range(12))
    assert alike(offices) == ()
    pair = (*offices, ("x", marks([common, own(3)], "")))
    assert {(one.office, one.other) for one in alike(pair)} == {("3", "x"), ("x", "3")}


def test_the_sentences_stand_beside_the_warning(made: Received, task: CollectTask) -> None:
    texts = made.reports[OTHER].texts
    copied = [(TextAddress(k), t.replace(OTHER, NAME)) for k, t in texts.items()]
    mine, _ = after(made, task, *copied)
    found = side_by_side(task, overview(task), mine)
    assert found
    assert all(pair.share == 1 for pair in found)
    assert NAME not in "".join(pair.theirs for pair in found)
    assert in_words(found).startswith("，如“")
