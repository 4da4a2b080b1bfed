"""The dialogs a clerk meets now and then, and the window before anything is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts import screenshots

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from ui.window.main_window import MainWindow


def dialogs(window: MainWindow, folder: Path) -> Iterator[tuple[str, QDialog]]:
    """Dialogs over the open report; those of the manual change it on their way."""
    from govreport_desktop.errors import FileError
    from govreport_desktop.form.model import CellAddress
    from govreport_desktop.jobs.bring_in import read
    from govreport_desktop.jobs.export import Exported
    from ui.dialogs.blank_form import BlankFormDialog
    from ui.dialogs.dropped import DroppedDialog
    from ui.dialogs.exported import ExportedDialog
    from ui.dialogs.help import AboutDialog
    from ui.dialogs.history import HistoryDialog
    from ui.dialogs.unsaved import UnsavedDialog
    from ui.last_year.dialog import LastYearDialog
    from ui.session import Refusal

    session = window.session
    assert session is not None
    cell = CellAddress("requests", "received", "natural_person")
    last = read(screenshots.SAMPLE).proposal.new_report()
    yield "history", HistoryDialog(session, cell, window)
    yield "read-last-year", LastYearDialog(session.report, last, window)
    files = [folder / name for name in ("教育局2023年报.docx", "水利局2023年报.xlsx")]
    for path in files:
        path.write_bytes(b"0" * 40_000)
    faces = "本机未找到“小标宋”、“仿宋”、“楷体”、“宋体”，以思源宋体（Noto Serif SC）代替。"
    yield "exported", ExportedDialog(Exported(tuple(files), (faces,)), window)
    yield "dropped", DroppedDialog(files, window, into=True)
    lost = session.report.edit([(cell, 9)], "填写")
    refused = [Refusal(FileError("磁盘已满，这一步没有保存。"), lost)]
    yield "unsaved", UnsavedDialog(session.document, refused, window, leaving=True)
    yield "blank", BlankFormDialog("2021", window)
    yield "about", AboutDialog(window)
    yield from screenshots.dialogs(window)


@contextmanager
def first_start(width: int, height: int) -> Iterator[MainWindow]:
    """The window of somebody who has never opened it."""
    from ui.settings import Settings
    from ui.window.main_window import MainWindow

    with TemporaryDirectory() as folder:
        window = MainWindow(Settings(Path(folder) / "settings.ini"))
        window.resize(width, height)
        window.show_session(None)
        window.show()
        yield window
        window.close()


@contextmanager
def just_begun(width: int, height: int) -> Iterator[MainWindow]:
    """The window with a report in which nothing is filled in."""
    from govreport_desktop.form import load_form
    from govreport_desktop.jobs.create import NewReport, create
    from ui.application import open_window
    from ui.settings import Settings

    with TemporaryDirectory() as folder:
        path = Path(folder) / "2025年报.govreport"
        create(NewReport(path, load_form("2021"), "云岭市发展和改革局", 2025))
        window = open_window(path, Settings(Path(folder) / "settings.ini"))
        window.showNormal()
        window.resize(width, height)
        yield window
        window.close()
