"""Starting: language, face, style; and what happens to an exception nobody caught."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from govreport_desktop.errors import FileError
from govreport_desktop.paths import resources
from tests.gui.conftest import cell
from ui import application, messages
from ui.actions import SPECS
from ui.dialogs.dropped import DroppedDialog
from ui.look import colors
from ui.look.room import room_of
from ui.settings import Settings
from ui.window.main_window import MainWindow


def test_the_face_on_screen_has_the_characters(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    assert all(metrics.inFont(char) for char in "政府信息公开工作年度报告")


def test_what_works_beside_the_window_hands_it_its_turn_at_once(qapp: QApplication) -> None:
    assert sys.getswitchinterval() <= 0.001


def test_qts_own_words_are_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "取消" in box.buttons()[0].text()


def test_qts_own_words_are_those_of_the_window(qapp: QApplication) -> None:
    own = {spec.id: spec.text for spec in SPECS}
    for room in ("QLineEdit", "QWidgetTextControl"):
        assert qapp.translate(room, "&Undo") == own["undo"]
        assert qapp.translate(room, "&Redo") == own["redo"]
        assert qapp.translate(room, "&Copy").startswith("复制")
    assert qapp.translate("QMessageBox", "Show Details...") == "显示详情…"


def test_the_file_dialog_of_a_bare_linux_is_all_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert len(labels) >= 3
    assert [text for text in labels if not re.search("[一-鿿]", text)] == []


def test_the_style_sheet_is_short_and_names_no_colour() -> None:
    sheet = (resources() / "app.qss").read_text(encoding="utf-8")
    assert len(sheet.splitlines()) < 100
    body = sheet[sheet.index("*/") :]
    assert "#" not in "".join(line.split("{")[-1] for line in body.splitlines() if ":" in line)
    assert "rgb" not in body


def test_every_icon_that_is_named_exists(qapp: QApplication) -> None:
    from ui.look.icons import icon

    for name in {spec.icon for spec in SPECS if spec.icon} | {"app"}:
        assert not icon(name).pixmap(20, 20).isNull()
    with pytest.raises(FileNotFoundError):
        icon("no-such")


def test_icons_follow_the_palette(qapp: QApplication) -> None:
    from ui.look.icons import icon

    before = qapp.palette()
    inks = []
    for text in ("#000000", "#ffffff"):
        palette = QPalette(before)
        palette.setColor(QPalette.ColorRole.ButtonText, text)
        qapp.setPalette(palette)
        image = icon("save").pixmap(48, 48).toImage()
        points = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
        solid = [c.lightness() for c in points if c.alpha() > 250]
        inks.append(sum(solid) / len(solid))
    qapp.setPalette(before)
    assert inks[0] < 30
    assert inks[1] > 225


@pytest.mark.parametrize(("base", "text"), [("#ffffff", "#000000"), ("#1e1f22", "#dfe1e5")])
def test_marks_are_strong_enough_to_see(base: str, text: str) -> None:
    """WCAG contrast of at least 4.5 for text on its own ground, light and dark."""
    from govreport_desktop.checks import Severity

    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, base)
    palette.setColor(QPalette.ColorRole.Text, text)
    for severity in Severity:
        ink = colors.mark(palette, severity)
        assert contrast(ink, palette.base().color()) >= 4.5
        assert contrast(ink, colors.wash(palette, severity)) >= 4.0
    assert contrast(colors.ok(palette), palette.base().color()) >= 4.5
    assert contrast(colors.muted(palette), palette.base().color()) >= 3.0


def contrast(one: object, two: object) -> float:
    from PySide6.QtGui import QColor

    def luminance(color: object) -> float:
        assert isinstance(color, QColor)
        parts = [
            c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
            for c in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_crash_is_shown_with_details_and_work_goes_on(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(messages, "tell_crash", lambda _, *words: shown.extend(map(str, words)))
    hook = application._Crash(window)
    try:
        raise ZeroDivisionError("unforeseen")
    except ZeroDivisionError:
        hook(*sys.exc_info())
    assert "ZeroDivisionError: unforeseen" in shown[0]
    assert "test_application.py" in shown[0]
    logged = Path(shown[1]).read_text(encoding="utf-8")
    assert "builtins.ZeroDivisionError" in logged
    assert "unforeseen" not in logged
    assert window.session is not None
    assert window.session.put([(cell("received"), 4)], "输入")


def test_an_error_of_the_core_is_shown_as_its_sentence(window: MainWindow, told: list[str]) -> None:
    application._Crash(window)(FileError, FileError("磁盘已满。"), None)
    assert told == ["磁盘已满。"]


def test_every_screen_is_filled_at_the_first_start(
    settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (QSize(4000, 3000), QSize(400, 300)):
        monkeypatch.setattr("ui.window.main_window.FIRST_SIZE", size)
        window = application.open_window(None, settings)
        qtbot.addWidget(window)
        assert window.isMaximized()
        assert window.height() <= room_of(window).height()
        window.deleteLater()


@pytest.mark.parametrize("folder", [True, False])
def test_several_files_or_a_folder_on_the_command_line_are_asked_about(
    settings: Settings, qtbot: QtBot, tmp_path: Path, folder: bool
) -> None:
    files = [tmp_path / "甲局.docx", tmp_path / "乙局.docx"]
    for file in files:
        file.write_bytes(b"")
    window = application.open_with([tmp_path] if folder else files, settings)
    qtbot.addWidget(window)
    (dialog,) = window.findChildren(DroppedDialog)
    assert dialog.isVisible()
    dialog.reject()
    window.close()


def test_a_file_that_cannot_be_opened_leads_to_the_start_page(
    settings: Settings, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    window = application.open_window(tmp_path / "gone.govreport", settings)
    qtbot.addWidget(window)
    assert len(told) == 1
    assert window.session is None
    assert window.start is not None
    assert window.start.isVisible()
    window.close()
