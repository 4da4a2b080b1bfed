"""Start the window: style, face, language, what happens on a crash."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from govreport_desktop.errors import GovReportError
from govreport_desktop.paths import APP_NAME, resources
from ui import input_method
from ui.collector import Collector
from ui.look.faces import screen_font
from ui.look.palette import Theme
from ui.settings import Settings
from ui.window.main_window import MainWindow

_TURN_SECONDS = 0.0005
INPUT_TOLD = "input/told"  # the setting that remembers it


def run(paths: Sequence[Path], settings: Settings | None = None) -> int:
    """Open the window with the report at ``paths``, or ask about several; the exit code."""
    unanswered = input_method.prepare()
    app = make_application()
    collector = Collector(app)
    settings = settings or Settings()
    window = open_with(paths, settings)
    sys.excepthook = _Crash(window)
    if unanswered:
        tell_once(window, unanswered, settings)
    code = int(app.exec())
    collector.stop()
    return code


def tell_once(window: MainWindow, sentence: str, settings: Settings) -> None:
    """Say that no input method answers: the first time it is so, not at every start."""
    from ui import messages

    if settings.flag(INPUT_TOLD, False):
        return
    settings.put(INPUT_TOLD, True)
    messages.tell_note(window, sentence, "中文输入法")


def make_application() -> QApplication:
    """The application in Fusion style, Chinese, with a face that has the characters."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    # What works beside the window hands it its turn ten times as soon as Python would have it.
    sys.setswitchinterval(_TURN_SECONDS)
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(APP_NAME)
    app.setStyle("Fusion")
    if app.findChild(Theme) is None:
        Theme(app)
    app.setFont(screen_font(app.font()))
    QDir.addSearchPath("icons", str(resources() / "icons"))
    app.setStyleSheet((resources() / "app.qss").read_text(encoding="utf-8"))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    _speak_chinese(app)
    return app


def _speak_chinese(app: QApplication) -> None:
    """Qt's own catalogue, and over it the words that its version lacks."""
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase_zh_CN", qt), ("qt_missing_zh_CN", str(resources() / "words"))):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)


def open_with(paths: Sequence[Path], settings: Settings) -> MainWindow:
    """The window with one file; of several, or a folder, it asks as when they are dropped on it."""
    alone = len(paths) == 1 and not paths[0].is_dir()
    window = open_window(paths[0] if alone else None, settings)
    if paths and not alone:
        window.dropping.take(paths)
    return window


def open_window(path: Path | None, settings: Settings) -> MainWindow:
    """The window on screen, with a report, else with the home page."""
    from ui.look.icons import icon

    window = MainWindow(settings)
    window.setWindowIcon(icon("app"))
    opened = path is not None and window.files.open_path(path)
    if not opened or (window.session is None and window.task is None):
        window.show_session(None)
    window.appear()
    return window


class _Crash:
    """What happens to an exception nobody caught: shown, logged, and work goes on."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._showing = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        from govreport_desktop import log
        from ui import messages

        if isinstance(error, KeyboardInterrupt):
            self._window.close()
            return
        if self._showing:
            return  # one window at a time: a broken paint would open hundreds
        self._showing = True
        log.record(error.with_traceback(trace))
        try:
            if isinstance(error, GovReportError):
                messages.tell_error(self._window, str(error))
            else:
                details = "".join(traceback.format_exception(kind, error, trace))
                messages.tell_crash(self._window, details, log.log_path())
        finally:
            self._showing = False
