"""Until the folder has been read once, nobody is called one who has not reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from govreport_desktop.collect import chase, roster
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.jobs.chasing import chase_listing
from govreport_desktop.jobs.collecting import NewTask, new_task
from govreport_desktop.writers.listing import listing_text
from tests.collect_folder import PARENT, YEAR
from tests.gui.collect.conftest import ROSTER, Place
from ui.collect.chase_dialog import ChaseDialog
from ui.collect.offices_model import MISSING, Column
from ui.collect.session import CollectSession
from ui.collect.view import CollectView
from ui.settings import Settings


@pytest.fixture
def fresh(place: Place, tmp_path: Path) -> Path:
    """A new task about the same folder, which nobody has looked into."""
    path = tmp_path / "新任务.govtask"
    new_task(NewTask(path, PARENT, YEAR, place.folder, roster.from_text(ROSTER, PARENT)))
    return path


@pytest.fixture
def session(fresh: Path, qtbot: QtBot) -> Iterator[CollectSession]:
    """In place of the task that knows the folder: `view` shows this one."""
    session = CollectSession(CollectTask.open(fresh))
    yield session
    session.close()


def states(view: CollectView) -> list[str]:
    model = view.offices.model
    return [str(model.index(row, Column.STATE).data()) for row in range(model.rowCount())]


def said(view: CollectView) -> tuple[str, str, bool]:
    """The counter of those who have not reported, the line of files, whether one may chase."""
    return (
        view.offices.counters.buttons[MISSING].word,
        view.folder.roles.text(),
        view.folder.chase.isEnabled(),
    )


def test_while_it_is_read_it_says_so(view: CollectView, qtbot: QtBot) -> None:
    session = view.session
    session.scan()
    assert set(states(view)) == {"正在读"}
    assert said(view) == ("正在读", "收件文件夹正在读", False)
    assert "正在读" in view.place_words and "应报" not in view.place_words
    qtbot.waitUntil(lambda: not session.scanning, timeout=30_000)
    assert states(view).count("未报") == 1 and "正在读" not in states(view)
    word, files, may_chase = said(view)
    assert (word, may_chase) == ("未报", True)
    assert files.startswith("收到 7 个文件")
    session.scan()
    assert "正在读" not in states(view), "what is known stays while it is looked at again"
    qtbot.waitUntil(lambda: not session.scanning, timeout=30_000)


def test_no_sum_says_meanwhile_that_nobody_has_reported(view: CollectView, qtbot: QtBot) -> None:
    session = view.session
    view.show_view(1)

    def why_provisional() -> str:
        layout = view.sums.provisional.layout()
        assert layout is not None
        on_card = [item.widget() for i in range(layout.count()) if (item := layout.itemAt(i))]
        return "".join(label.text() for label in on_card if isinstance(label, QLabel))

    session.scan()
    assert "收件文件夹正在读" in why_provisional()
    assert "没有收到" not in why_provisional()
    qtbot.waitUntil(lambda: not session.scanning, timeout=30_000)
    assert "2 个单位没有收到能读的报告" in why_provisional()
    assert "正在读" not in why_provisional()


def test_nor_that_there_is_nothing_to_ask(view: CollectView, qtbot: QtBot) -> None:
    session = view.session
    view.show_view(2)
    session.scan()
    assert view.asked.none.text().startswith("收件文件夹正在读")
    qtbot.waitUntil(lambda: not session.scanning, timeout=30_000)
    assert view.asked.none.text().startswith("眼下没有要问的")


def test_called_off_it_is_not_known_either(view: CollectView, qtbot: QtBot) -> None:
    session = view.session
    session.scan()
    session.cancel_scan()
    qtbot.waitUntil(lambda: not session.scanning, timeout=30_000)
    assert session.unknown == "没有读完"
    assert "没有读完" in states(view) and "未报" not in states(view)
    assert said(view) == ("没有读完", "收件文件夹没有读完", False)
    session.scan()
    qtbot.waitUntil(lambda: not session.scanning, timeout=30_000)
    assert said(view)[0] == "未报" and said(view)[2]


def test_a_list_made_before_everything_is_read_says_so(
    fresh: Path, settings: Settings, qtbot: QtBot
) -> None:
    with CollectTask.open(fresh) as task:
        task.take_in([Seen("教育局.govreport", 1, 1, "00")], [], "0")
    session = CollectSession(CollectTask.open(fresh))
    dialog = ChaseDialog(session, settings, None)
    qtbot.addWidget(dialog)
    assert "还有 1 个文件没有读" in dialog.noted.text()
    view = overview(session.task)
    assert chase.caution(view) in listing_text(
        chase_listing(dialog.found, view, date(YEAR + 1, 1, 20))
    )
    session.close()
