"""A city's folder as the manual says: counties' tasks and workpapers, under any name."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from govreport_desktop.collect import roster
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.seal import ALL
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.jobs import handing_up
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from govreport_desktop.jobs.looking import look, task_file
from tests.collect_folder import a_report, write

CITY = "望江市人民政府"
LAKE, SHORE = "望江市临湖区人民政府", "望江市沿河县人民政府"


def county(folder: Path, parent: str, *, sealed: bool) -> Path:
    """The task of a county with one office, which has reported."""
    office = f"{parent.removesuffix('人民政府')}民政局"
    write(a_report(office, 2025, random.Random(office)), folder / "民政局.docx")
    path = folder / "汇总.govtask"
    new_task(NewTask(path, parent, 2025, offices=roster.from_text(office, parent)))
    with CollectTask.open(path) as task:
        scan(task)
        if sealed:
            handing_up.seal(task, overview(task), {ALL: "限期补报"})
            handing_up.write_workpaper(task, overview(task), folder / "汇总底稿.xlsx")
    return path


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The city's folder with its own task, and those of a county that sealed and one not."""
    folder = tmp_path / "市"
    folder.mkdir()
    offices = roster.from_text(f"{LAKE}\n{SHORE}", CITY)
    new_task(NewTask(folder / "全市.govtask", CITY, 2025, offices=offices))
    for name, parent in (("区", LAKE), ("县", SHORE)):
        (tmp_path / name).mkdir()
        made = county(tmp_path / name, parent, sealed=parent == LAKE)
        made.rename(folder / f"{name}.govtask")
    return folder


def test_the_folders_task_is_the_one_with_the_others_on_its_roster(city: Path) -> None:
    assert task_file(city) == city / "全市.govtask"
    task, _ = look(city)
    with task:
        view = overview(task)
        assert view.file("区.govtask").role is Role.COUNTS
        waiting = view.file("县.govtask")
        assert (waiting.role, "还没有签发" in waiting.why) == (Role.UNREADABLE, True)
        states = {row.office.name: row.state for row in view.rows}
        assert states[SHORE] is OfficeState.UNREADABLE
        assert "签发" in waiting.ask
    (city / "全市.govtask").unlink()
    with pytest.raises(GovReportError, match="有几个任务"):
        task_file(city)


@pytest.mark.parametrize("name", ["汇总底稿.xlsx", "临湖区底稿.xlsx"])
def test_our_workpaper_is_no_draft(city: Path, name: str) -> None:
    (city / "区.govtask").unlink()
    (city.parent / "区" / "汇总底稿.xlsx").rename(city / name)
    with CollectTask.open(city / "全市.govtask") as task:
        scan(task)
        assert overview(task).file(name).role is Role.COUNTS


def _corrected(path: Path) -> None:
    """The county's office corrects its report, and the county seals again."""
    with CollectTask.open(path) as task:
        (row,) = overview(task).rows
        report = a_report(row.office.name, 2025, random.Random("更正"))
        write(report, path.parent / "民政局.docx")
        scan(task)
        handing_up.seal(task, overview(task), {ALL: "限期补报"}, "民政局更正")


@pytest.mark.parametrize("older", ["旧.govtask", "汇总底稿.xlsx"])
def test_the_state_that_was_sealed_last_is_proposed_whenever_it_was_copied(
    city: Path, older: str
) -> None:
    """A copy of the county's task before its correction, written into the folder later."""
    (city / "区.govtask").unlink()
    county_folder = city.parent / "重签"
    county_folder.mkdir()
    path = county(county_folder, LAKE, sealed=True)
    shutil.copy(path, county_folder / "旧.govtask")
    _corrected(path)
    shutil.copy(path, city / "新.govtask")
    shutil.copy(county_folder / older, city / older)
    os.utime(city / "新.govtask", (1_769_000_000, 1_769_000_000))
    os.utime(city / older, (1_769_900_000, 1_769_900_000))
    with CollectTask.open(city / "全市.govtask") as task:
        scan(task)
        view = overview(task)
        assert view.file("新.govtask").counts
        assert not view.file(older).counts
        assert view.file(older).role is Role.PENDING, "two states with other figures: asked"
