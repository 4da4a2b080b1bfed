"""The year of an autonomous county: letters, two names, two rounds, adjusted and corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from govreport_desktop.collect import adjust, deciding, roster
from govreport_desktop.collect.asked import questions
from govreport_desktop.collect.overview import Overview, overview
from govreport_desktop.collect.returns import Sender, by_hand
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.seal import ALL
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs import handing_up
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from govreport_desktop.jobs.looking import look
from govreport_desktop.jobs.next_year import lessons
from govreport_desktop.jobs.returning import prepared, second_version, send_back
from tests import collect_autonomous as county
from tests.collect_folder import Received, changed, write

LICENCES = CellAddress("proactive", "licences", "decisions")
RECEIVED = CellAddress("requests", "received", "natural_person")


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Received:
    return county.first_round(tmp_path_factory.mktemp("县") / "收件")


@pytest.fixture
def made(made_once: Received, tmp_path: Path) -> Received:
    """A copy to work on."""
    return made_once.copied(tmp_path / "收件")


@pytest.fixture
def task(made: Received, tmp_path: Path) -> Iterator[CollectTask]:
    path = tmp_path / "汇总.govtask"
    offices = roster.from_text(county.ROSTER, county.PARENT)
    new_task(NewTask(path, county.PARENT, county.YEAR, made.folder, offices))
    with CollectTask.open(path) as task:
        scan(task)
        yield task


def wrong(made: Received, view: Overview) -> dict[CellAddress, object]:
    sums = made.sums()
    assert len(sums) == 200
    found = {a: (view.sums.values[a], value) for a, value in sums.items()}
    return {a: pair for a, pair in found.items() if pair[0] != pair[1]}


def check_roles(made: Received, view: Overview) -> None:
    found = {one.path: str(one.role) for one in view.files}
    assert found == {path: str(role) for path, role in made.roles.items()}
    assert sum(view.roles.values()) == len(made.roles)


def test_the_first_round(made: Received, task: CollectTask) -> None:
    view = overview(task)
    check_roles(made, view)
    assert wrong(made, view) == {}
    states = {row.office.name: row.state for row in view.rows if row.office.due}
    clean = {name for name, state in states.items() if state is OfficeState.PASSED}
    assert clean == made.clean
    assert sum(view.counters.values()) == len(county.OFFICES)
    assert [one for one in view.findings if one.is_alarm_for(one.office)] == []
    asked = questions(view.sums.form, view.rows, task.body, task.state, view.last)
    assert [one.kind for one in asked] == []
    (open_,) = view.sums.provisional
    assert f"{len(county.MISSING)} 个单位没有收到能读的报告" in open_


def test_the_year_to_its_end(made: Received, task: CollectTask, tmp_path: Path) -> None:
    view = overview(task)
    row = next(row for row in view.rows if row.office.name == county.HEALTH)
    task.decide(deciding.verdict(row, OfficeState.RETURNED, "请核对"))
    sender = Sender(county.PARENT, date(2026, 1, 16))
    said = [by_hand("请补上台账")]
    send_back(task, [prepared(task, view, row, sender, said)], tmp_path / "退回")
    county.second_round(made)
    scan(task)
    view = overview(task)
    check_roles(made, view)
    assert wrong(made, view) == {}
    row = view.row(row.office.id)
    second = second_version(task, view, row)
    assert second is not None
    assert len(second.unsure) == 1
    owing = {r.office.name for r in view.rows if r.office.owes(county.YEAR) and not r.counted}
    assert owing == {name for name in county.OFFICES if name not in made.counted}
    assert len(owing) == 3

    amounts = {LICENCES: -12, RECEIVED: 3, RECEIVED._replace(row="granted"): 3}
    draft = adjust.draft(view.sums.form, "9", amounts, "两家重复", sums=view.sums.values)
    task.decide(draft)
    view, sums = overview(task), made.sums()
    for address, value in sums.items():
        more = view.sums.values[address] or 0
        assert more - value == _adjusted(view, address, amounts)

    handing_up.seal(task, view, {ALL: "限期补报"})
    finance = f"{county.WHOLE}财政局"
    made.reports[finance] = changed(made.reports[finance], 2)
    write(made.reports[finance], made.folder / "财政局更正.docx")
    scan(task)
    task.decide(deciding.choose(overview(task), "财政局更正.docx"))
    correction = handing_up.changed_since(task, overview(task), 1)
    assert {one.address for one in correction.cells} >= {RECEIVED}
    learned = {one.office.name: one for one in lessons(task)}
    assert all(learned[name].past.absent for name in owing)


def _adjusted(view: Overview, address: CellAddress, amounts: dict[CellAddress, int]) -> object:
    """What the adjustments come to at a cell, by hand: its own, or those a total is made of."""
    form = view.sums.form
    spec = form.cell(address)
    if spec.formula is None:
        return amounts.get(address, 0)
    return sum(int(str(_adjusted(view, source, amounts))) for source in spec.formula.sources)


def test_without_a_roster_the_sums_are_those_of_the_offices(made: Received) -> None:
    found, _ = look(made.folder)
    with found:
        view = overview(found)
        assert found.parent == county.PARENT
        assert wrong(made, view) == {}
        assert view.sums.provisional
        files = {one.path: one.role for one in view.files}
        assert files["残联.docx"] is Role.OFF_ROSTER
        assert files[f"{county.CITY}住房和城乡建设局.docx"] is Role.OFF_ROSTER
