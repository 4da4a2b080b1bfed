"""The four views of a task and its dialogs, at every size and in both themes, to be looked at.

``python -m scripts.gallery_task FOLDER`` draws them offscreen; ``make screenshots`` does so into
docs/images/gallery, which is not kept in the repository.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.county import COUNTY, RECEIVED, a_task
from scripts.gallery import SCALED, SIZES, settle
from scripts.screenshots import PATIENCE_MS, WAIT_MS, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QDialog, QWidget

    from ui.collect.session import CollectSession
    from ui.collect.view import CollectView
    from ui.window.main_window import MainWindow

VIEWS = ("offices", "sums", "asked", "files")
CHOSEN = "公安局"  # the office with a question


def main(folder: Path) -> int:
    """Draw everything into ``folder``."""
    from ui.application import make_application
    from ui.collector import Collector
    from ui.look.palette import palette_of
    from ui.look.tokens import DARK, LIGHT

    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    Collector(app)  # one window after the other is thrown away here
    with tempfile.TemporaryDirectory() as base:
        task = a_task(Path(base))
        for theme, tones in (("light", LIGHT), ("dark", DARK)):
            app.setPalette(palette_of(tones))
            scaled = app.primaryScreen().devicePixelRatio() > 1
            for size, (width, height) in (SCALED if scaled else SIZES).items():
                draw(app, task, folder, f"{size}-{theme}", width, height)
    return 0


def draw(app: QApplication, task: Path, folder: Path, suffix: str, width: int, height: int) -> None:
    """Every view and dialog at one size and in one theme."""

    def keep(name: str, widget: QWidget) -> None:
        settle(app)
        widget.grab().save(str(folder / f"task-{name}-{suffix}.png"))

    with opened(task, width, height) as window:
        view = window.desk.view
        assert view is not None
        for number, name in enumerate(VIEWS):
            show(view, number)
            keep(name, window)
        view.open_office(office(view, "交通运输局"))
        keep("reading", window)
        view.close_report()
        for name, dialog in dialogs(window):
            dialog.show()
            keep(name, dialog)
            dialog.close()


def office(view: CollectView, called: str) -> str:
    """The id of an office."""
    rows = view.session.view.rows
    return next(row.office.id for row in rows if row.office.name == f"{COUNTY}{called}")


def show(view: CollectView, number: int) -> None:
    """One of the views, something chosen in it."""
    view.show_view(number)
    view.offices.go_to(office(view, CHOSEN))
    view.sums.go_to(RECEIVED)


def dialogs(window: MainWindow) -> Iterator[tuple[str, QDialog]]:
    """Every dialog of the task, over the window; the last ones after it was signed."""
    from ui.collect.adjust_dialog import AdjustDialog
    from ui.collect.compare import CompareDialog
    from ui.collect.correct_dialog import CorrectDialog
    from ui.collect.log_dialog import LogDialog
    from ui.collect.new_task import NewTaskDialog
    from ui.collect.sign_dialog import SignDialog

    view, settings = window.desk.view, window.settings
    assert view is not None
    session = view.session
    new = NewTaskDialog(settings, window)
    new.take_last(session.task.path)
    yield "new", new
    view.offices.go_to(office(view, CHOSEN))
    rivals = view.offices.question.rivals
    assert rivals is not None
    yield "compare", CompareDialog(rivals, f"{COUNTY}{CHOSEN}", window)
    yield "adjust", AdjustDialog(session, RECEIVED, window)
    yield from _alike(session, window)
    sign = SignDialog(session, window)
    yield "sign", sign
    sign.items.rest.setText("已电话核实，限期补报")
    sign.accept()
    yield "correct", CorrectDialog(session, settings, window)
    yield "log", LogDialog(session, window)


def _alike(session: CollectSession, window: MainWindow) -> Iterator[tuple[str, QDialog]]:
    """The dialogs that are made of nothing but the task and the settings."""
    from ui.collect.chase_dialog import ChaseDialog
    from ui.collect.figures_dialog import FiguresDialog
    from ui.collect.next_year_dialog import NextYearDialog
    from ui.collect.report_dialog import ReportDialog
    from ui.collect.return_dialog import ReturnDialog
    from ui.collect.roster_dialog import RosterDialog
    from ui.collect.workbooks_dialog import WorkbooksDialog

    back = ReturnDialog(session, window.settings, window)
    back.folder.setText("D:/年报/退回")
    yield "return", back
    for name, make in (
        ("chase", ChaseDialog),
        ("figures", FiguresDialog),
        ("blanks", WorkbooksDialog),
        ("roster", RosterDialog),
        ("report", ReportDialog),
        ("next-year", NextYearDialog),
    ):
        yield name, make(session, window.settings, window)


@contextmanager
def opened(task: Path, width: int, height: int) -> Iterator[MainWindow]:
    """The window with the task open and its folder looked at; the task is as before afterwards."""
    from ui.application import open_window
    from ui.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        kept = task.read_bytes()
        window = open_window(task, Settings(Path(folder) / "settings.ini"))
        window.showNormal()
        window.resize(width, height)
        try:
            _wait_until(partial(_is_read, window))
            yield window
        finally:
            window.close()
            task.write_bytes(kept)


def _is_read(window: MainWindow) -> bool:
    return window.task is not None and not window.task.scanning


def _wait_until(done: partial[bool]) -> None:
    for _ in range(PATIENCE_MS // WAIT_MS * 3):
        wait(WAIT_MS // 3)
        if done():
            return
    raise TimeoutError("the folder was not read")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
