"""A small county: six offices on the roster, seven files in the folder, one task about them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from govreport_desktop.collect import roster
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from govreport_desktop.report import Report
from tests.collect_folder import PARENT, YEAR, a_report, changed, write
from tests.gui.conftest import cell
from ui.collect.session import CollectSession
from ui.collect.view import CollectView
from ui.settings import Settings
from ui.window.main_window import MainWindow

COUNTY = "青川县"
BUREAUS = ("教育局", "公安局", "应急管理局", "审计局", "统计局", "水利局")
ROSTER = "\n".join(
    [
        "全称\t简称\t是否报送",
        *(f"{COUNTY}{b}\t{b}\t" for b in BUREAUS),
        "青川县税务局\t税务局\t不报",
    ]
)


@dataclass
class Place:
    """Where everything lies, and the reports that are in the files."""

    task: Path
    folder: Path
    reports: dict[str, Report]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Made once; every test has a copy.

    教育局 and 水利局 are in order, 公安局 has two versions, 应急管理局 an error, 审计局 cannot be
    read, 统计局 has sent nothing, and one file is a notice.
    """
    base = tmp_path_factory.mktemp("collect")
    folder, dice = base / "收件", random.Random(3)
    reports = {bureau: a_report(f"{COUNTY}{bureau}", YEAR, dice) for bureau in BUREAUS}
    wrong = changed(reports["应急管理局"], 0)
    received: CellAddress = cell("received")
    wrong.load({received: 999}, {}, {}, {})
    reports["应急管理局"] = wrong
    for bureau in ("教育局", "水利局", "公安局", "应急管理局"):
        write(reports[bureau], folder / f"{bureau}.govreport")
    write(changed(reports["公安局"], 2), folder / "公安局第二稿.govreport")
    (folder / "审计局.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "通知.txt").write_text("请各单位于1月15日前报送。", "utf-8")
    task = base / "汇总.govtask"
    offices = roster.from_text(ROSTER, PARENT)
    new_task(NewTask(task, PARENT, YEAR, folder, offices))
    with CollectTask.open(task) as opened:
        scan(opened)
    return Place(task, folder, reports)


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    """A task and its folder that are this test's own."""
    shutil.copytree(made.folder, tmp_path / "收件")
    shutil.copy2(made.task, tmp_path / "汇总.govtask")
    reports = {bureau: changed(report, 0) for bureau, report in made.reports.items()}
    return Place(tmp_path / "汇总.govtask", tmp_path / "收件", reports)


@pytest.fixture
def session(place: Place, qtbot: QtBot) -> Iterator[CollectSession]:
    session = CollectSession(CollectTask.open(place.task))
    yield session
    session.close()


@pytest.fixture
def view(session: CollectSession, settings: Settings, qtbot: QtBot) -> Iterator[CollectView]:
    view = CollectView(session, settings)
    qtbot.addWidget(view)
    view.resize(1300, 700)
    view.show()
    yield view
    view.put_away()


@pytest.fixture
def window(place: Place, settings: Settings, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with the task open, its folder looked at."""
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 738)
    window.show()
    assert window.files.open_path(place.task)
    assert window.task is not None
    task = window.task
    qtbot.waitUntil(lambda: not task.scanning, timeout=30_000)
    yield window
    window.close()
