"""Prose is checked off the window's thread; what is found for an older text is dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import background, catalogue
from govreport_desktop.checks.background import CauseCheck, ProseCheck, Read
from govreport_desktop.checks.context import Context
from govreport_desktop.checks.localise import localise
from govreport_desktop.checks.problem import Severity
from govreport_desktop.checks.settings import CheckSettings
from govreport_desktop.report import TextAddress
from tests.gui.conftest import cell, fill
from ui.problems.dock import ProblemsDock
from ui.session import Session
from ui.window.main_window import MainWindow

# How the prose begins whose checks a `Gate` holds and counts.
GATED = "本报告中，"
SUM = "全年服务共14711次（其中帮办9159件，代办4763件，督办84件，咨询765件）。"


def write(session: Session, text: str) -> None:
    session.put([(TextAddress("overview"), text)], "输入文字")


def keys(session: Session) -> set[str]:
    return {problem.key.partition("/")[0] for problem in session.problems}


def settle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.checking, timeout=5000)


def test_that_nothing_is_wrong_is_said_of_a_report_that_was_read(
    session: Session, qtbot: QtBot
) -> None:
    fill(session)
    again = Session(session.document)
    dock = ProblemsDock()
    qtbot.addWidget(dock)
    dock.follow(again)
    assert dock.line.sentence.accessibleName() == "正在审核"
    assert [b.text().rsplit(" ", 1)[-1] for b in dock.line.filters.values()] == ["-"] * 3
    settle(again, qtbot)
    assert again.checked
    assert dock.line.sentence.accessibleName() != "正在审核"
    shown = [button.text().rsplit(" ", 1)[-1] for button in dock.line.filters.values()]
    assert sum(map(int, shown)) == len(again.problems)
    again._checks._worker.shutdown()  # other tests count the threads


def test_prose_is_read_on_another_thread(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []
    honest = ProseCheck.__call__

    def noted(self: ProseCheck, task: object = None) -> Read:
        threads.append(threading.current_thread())
        return honest(self, task)

    monkeypatch.setattr(background.ProseCheck, "__call__", noted)
    write(session, SUM)
    assert "R20.sums:overview" not in keys(session)
    settle(session, qtbot)
    assert "R20.sums:overview" in keys(session)
    assert threads
    assert threading.main_thread() not in threads


def test_figures_are_checked_at_once_and_prose_problems_stay(
    session: Session, qtbot: QtBot
) -> None:
    write(session, SUM)
    settle(session, qtbot)
    fill(session)
    session.put([(cell("received"), 4)], "输入")
    assert {"R1:requests", "R20.sums:overview"} <= keys(session)


def test_a_key_does_not_wait_for_the_cause_of_what_is_wrong(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def noted(*known: Any) -> Any:
        threads.append(threading.current_thread())
        return localise(*known)

    monkeypatch.setattr("govreport_desktop.checks.causes.localise", noted)
    fill(session)
    session.put([(cell("received"), 3), (cell("granted"), 4)], "输入")
    balance = "R1:requests"
    assert balance in keys(session), "what is wrong is said at once"
    assert not threads
    settle(session, qtbot)
    assert any(problem.cause for problem in session.problems)
    assert threads
    assert threading.main_thread() not in threads
    # Another key that leaves it as it is takes nothing away.
    session.put([(cell("received", "business"), 2), (cell("granted", "business"), 2)], "输入")
    assert any(problem.cause for problem in session.problems)


def test_a_cause_of_older_figures_is_dropped(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, entered = threading.Event(), threading.Event()
    honest = CauseCheck.__call__

    def late(check: CauseCheck) -> Read:
        entered.set()
        assert held.wait(10)
        return honest(check)

    fill(session)
    settle(session, qtbot)
    monkeypatch.setattr(CauseCheck, "__call__", late)
    session.put([(cell("received"), 3), (cell("granted"), 4)], "输入")
    qtbot.waitUntil(entered.is_set)
    session.put([(cell("granted"), 3)], "输入")
    held.set()
    settle(session, qtbot)
    assert not any(problem.rule == "R1" for problem in session.problems)


class Gate:
    """Holds every check of prose until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.entered = threading.Semaphore(0)
        self.runs = 0
        honest = ProseCheck.__call__

        def held(check: ProseCheck, task: object = None) -> Read:
            # A session of another test may still have a check under way.
            if not check._report.texts["overview"].startswith(GATED):
                return honest(check, task)
            self.runs += 1
            self.entered.release()
            assert self.open.wait(10)
            return honest(check, task)

        monkeypatch.setattr(background.ProseCheck, "__call__", held)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(monkeypatch)
    yield gate
    gate.open.set()


def test_what_was_found_for_an_older_text_is_dropped(
    session: Session, qtbot: QtBot, gate: Gate
) -> None:
    write(session, GATED + SUM)
    qtbot.waitUntil(lambda: gate.runs == 1, timeout=5000)
    write(session, f"{GATED}全年平稳。")
    shown: list[set[str]] = []
    session.problems_changed.connect(lambda _: shown.append(keys(session)))
    gate.open.set()
    settle(session, qtbot)
    assert gate.runs == 2
    assert shown
    assert not any("R20.sums:overview" in seen for seen in shown)


def test_only_one_check_runs_at_a_time(session: Session, qtbot: QtBot, gate: Gate) -> None:
    write(session, GATED + SUM)
    qtbot.waitUntil(lambda: gate.runs == 1, timeout=5000)
    write(session, f"{GATED}{SUM}又")
    qtbot.wait(500)  # longer than the pause after which a check would begin
    assert gate.runs == 1
    gate.open.set()
    settle(session, qtbot)
    assert gate.runs == 2


def test_figures_rules_never_read_prose(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_: Context) -> None:
        pytest.fail("a rule of the figures reads prose")

    write(session, SUM)
    session.put([(cell("received"), 4)], "输入")
    monkeypatch.setattr(Context, "proses", property(forbidden))
    context = Context(session.report, CheckSettings())
    found = [p for rule in catalogue.FIGURES for p in rule.find(context)]
    assert found
    assert not any(p.spans for p in found)


def dock_of(window: MainWindow) -> ProblemsDock:
    window.problems.set_open(True)
    assert window.problems.view is not None
    return window.problems


def chosen_key(dock: ProblemsDock) -> str:
    from ui.problems.model import PROBLEM

    assert dock.view is not None
    return str(dock.view.currentIndex().data(PROBLEM).key)


def fill_up(window: MainWindow, qtbot: QtBot) -> Session:
    """More problems than the panel has room for."""
    session = window.session
    assert session is not None
    write(session, "\n".join([SUM] * 14))
    settle(session, qtbot)
    assert len(session.problems) > 8
    return session


def test_selection_and_scroll_stay_when_the_same_problems_come_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = fill_up(window, qtbot)
    dock = dock_of(window)
    assert dock.view is not None
    dock.view.setFocus()
    qtbot.waitUntil(dock.view.hasFocus)
    dock.view.selectRow(9)
    key, scrolled = chosen_key(dock), dock.view.verticalScrollBar().value()
    assert scrolled > 0
    resets: list[int] = []
    dock.view.model().modelReset.connect(lambda: resets.append(1))
    write(session, f"开头。\n{session.report.texts['overview']}")
    settle(session, qtbot)
    assert resets == []
    assert chosen_key(dock) == key
    # One more problem, and it comes first.
    fill(session)
    session.put([(cell("received"), 4)], "输入")
    assert session.problems[0].severity is Severity.ERROR
    assert chosen_key(dock) == key
    assert dock.view.verticalScrollBar().value() >= scrolled


def test_an_explanation_being_written_survives_the_next_check(
    window: MainWindow, qtbot: QtBot, keys: Callable[..., None]
) -> None:
    session = window.session
    assert session is not None
    write(session, SUM)
    settle(session, qtbot)
    dock = dock_of(window)
    assert dock.view is not None
    assert dock.details is not None
    row = next(r for r, p in enumerate(session.problems) if p.severity is Severity.WARNING)
    dock.view.selectRow(row)
    line = dock.details._explanation
    line.setFocus()
    keys("see annex 3")
    write(session, f"开头。{SUM}")
    settle(session, qtbot)
    assert line.text() == "see annex 3"
    dock.details.commit()
    assert "see annex 3" in next(iter(session.report.explanations.values()))
