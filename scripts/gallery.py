"""Every view of the window, at two screen sizes, light and dark, to be looked at.

``python -m scripts.gallery FOLDER`` draws them offscreen; ``make screenshots`` does so into
docs/images/gallery, which is not kept in the repository.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from scripts import gallery_rest
from scripts.screenshots import WAIT_MS, fill, make_report, show_preview, wait, worked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QDialog

    from ui.settings import Settings
    from ui.window.main_window import MainWindow

# Screen sizes without the task bar and the title bar of a maximised window.
SIZES = {"1366x768": (1366, 704), "1920x1080": (1920, 1016)}
SCALED = {"1366x768-150": (910, 446)}  # the same where everything is drawn half as large again
ENLARGED = ("overview", "proactive", "requests", "disputes")
PARTS = ("office", "overview", "proactive", "requests", "disputes", "problems", "other")


def main(folder: Path) -> int:
    """Draw everything into ``folder``."""
    from ui.application import make_application
    from ui.collector import Collector
    from ui.look.palette import palette_of
    from ui.look.tokens import DARK, LIGHT

    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    Collector(app)  # one window after the other is thrown away here
    for theme, tones in (("light", LIGHT), ("dark", DARK)):
        app.setPalette(palette_of(tones))
        scaled = app.primaryScreen().devicePixelRatio() > 1
        for size, (width, height) in (SCALED if scaled else SIZES).items():
            draw(app, folder, f"{size}-{theme}", width, height)
    return 0


def draw(app: QApplication, folder: Path, suffix: str, width: int, height: int) -> None:
    """Every view at one size and in one theme."""

    def keep(name: str, widget: MainWindow | QDialog) -> None:
        settle(app)
        widget.grab().save(str(folder / f"{name}-{suffix}.png"))

    with opened(width, height) as window:
        fill(window, worked())
        assert window.view is not None
        for part in PARTS:
            window.view.show_part(part)
            keep(f"part-{part}", window)
        usual = window.settings.zoom
        for part in ENLARGED:
            window.view.show_part(part)
            window.view.set_zoom(200)
            keep(f"zoom-{part}", window)
        window.view.set_zoom(usual)
        window.view.show_part("requests")
        show_preview(window)
        window.showNormal()
        window.resize(width, height)
        keep("preview", window)
        with tempfile.TemporaryDirectory() as other:
            rest = gallery_rest.dialogs(window, Path(other))
            for name, dialog in chain(dialogs(window), rest):
                dialog.show()
                keep(name, dialog)
                dialog.close()
        window.show_session(None)
        keep("start", window)
    with gallery_rest.first_start(width, height) as window:
        keep("start-first", window)
    with gallery_rest.just_begun(width, height) as window:
        assert window.view is not None
        window.view.show_part("requests")
        keep("begun", window)


_SHEET = """\
schema = 1
title = "青禾县2025年度检查单"
office = "青禾县人民政府办公室"
deadline = "01-15"
blank = "0"
levels = { "R10" = "error", "R18" = "warning" }
thresholds = { problems_length = 120 }
"""


def dialogs(window: MainWindow) -> Iterator[tuple[str, QDialog]]:
    """The dialogs worth a picture, over the open report."""
    from datetime import date

    from govreport_desktop.checks.sheet.reading import sheet_of
    from govreport_desktop.jobs.leaving import leaving
    from govreport_desktop.store.submission import Submission
    from ui.dialogs.help import HelpDialog
    from ui.dialogs.leaving import LeavingDialog
    from ui.dialogs.new_report import NewReportDialog
    from ui.dialogs.rules_sheet import RulesSheetDialog
    from ui.dialogs.settings import SettingsDialog
    from ui.dialogs.submitted import SubmittedDialog
    from ui.dialogs.version_name import VersionNameDialog
    from ui.dialogs.versions import VersionsDialog

    session = window.session
    assert session is not None
    first = session.document.save_version("送审稿")
    session.document.mark_submitted(first.id, Submission(date(2024, 1, 22), "县政府办公室"))
    fill(window, dict.fromkeys(list(worked())[:3], 8))
    yield "versions", VersionsDialog(session, window.settings, window)
    look = VersionsDialog(session, window.settings, window)
    look.tabs.setCurrentWidget(look.page)
    yield "version", look
    session.recheck()
    found = leaving(session.report, session.problems, session.document.versions())
    yield "leaving", LeavingDialog(found, window)
    yield "leaving-first", LeavingDialog(found, window, "继续导出(&X)")
    yield "version-name", VersionNameDialog(window.settings, window, "内容都已保存。")
    words = "现在的内容将记为版本“报送稿”，并标为已报送。"
    yield "submitted", SubmittedDialog(window.settings, window, words, f"! {found.headline}。")
    yield "new", NewReportDialog(window.settings, window)
    yield "settings", SettingsDialog(window.settings, window)
    checks = SettingsDialog(window.settings, window)
    checks.tabs.setCurrentIndex(1)
    yield "settings-checks", checks
    yield "check-sheet", RulesSheetDialog(sheet_of(_SHEET), "", window.settings, window)
    yield "help", HelpDialog(window)


@contextmanager
def opened(width: int, height: int) -> Iterator[MainWindow]:
    """The window with the sample open, on files of its own."""
    from ui.application import open_window
    from ui.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        settings: Settings = Settings(Path(folder) / "settings.ini")
        window = open_window(make_report(Path(folder) / "2023年报.govreport"), settings)
        window.showNormal()
        window.resize(width, height)
        yield window
        window.close()


def settle(app: QApplication) -> None:
    """Let the checks and the pages come to rest."""
    wait(WAIT_MS // 3)
    app.processEvents()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
