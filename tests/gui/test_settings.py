"""Whatever stands in settings.ini, the program starts: what cannot be read counts as absent."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as runs
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from govreport_desktop.checks.settings import CheckSettings
from govreport_desktop.form import load_form
from govreport_desktop.form.organs import MonthDay
from govreport_desktop.store.document import Document
from ui import application
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.new_report import NewReportDialog
from ui.dialogs.settings import SettingsDialog
from ui.settings import (
    ASK_VERSION,
    EXPORTED_FORMATS,
    PROFILE_FIELDS,
    SCHEME,
    ZOOM_STEPS,
    RecentFile,
    Settings,
)
from ui.window.main_window import MainWindow

KEYS = (
    *("window/part", "window/part_file", "window/preview", "window/preview_width"),
    *("window/problems_open", "window/problems_height", "window/toolbar_text"),
    *("window/geometry", "grid/zoom", "grid/last_year", "grid/fit", "grid/density"),
    "grid/balance",
    *("preview/zoom", "preview/fit", "files/folder", "files/recent", "new/profile", "new/zero"),
    *("print/blank", "print/signature", "print/notes", "new/checks", "deadline/local"),
    *("export/formats", "export/folder"),
    *(f"office/{name}" for name in PROFILE_FIELDS),
)
DEEP = "[" * 100_000
WRONG = {
    "nothing": "",
    "a word": "no-such",
    "a list": "a, b, c",
    "nothing known": "@Invalid()",
    "bytes": "@ByteArray(\\x0\\xff\\x1)",
    "a size": "@Size(4 5)",
    "a broken variant": "@Variant(\\0\\0\\0\\x7f\\0)",
    "a huge number": "9" * 400,
    "a number below nothing": "-2147483649",
    "half a character": "\\xd800",
    "characters without a picture": "\\x0\\x1\\x202e\\x1b",
    "JSON of the wrong shape": '"[1, {}, {\\"path\\": 3}, {\\"path\\": \\"a\\", \\"year\\": []}]"',
    "deep JSON": f'"{DEEP}"',
}


def written(folder: Path, content: bytes) -> Settings:
    path = folder / "settings.ini"
    path.write_bytes(content)
    return Settings(path)


def everything(settings: Settings) -> None:
    """Ask for all that is remembered; each answer is of the kind that is promised."""
    for key in KEYS:
        settings.text(key).encode("utf-8")
        assert 0 <= settings.number(key, 7) <= 1_000_000
        assert isinstance(settings.flag(key, True), bool)
    assert all(isinstance(settings.state(key), QByteArray) for key in ("geometry", "panels"))
    assert settings.zoom in ZOOM_STEPS
    assert settings.print_options()["blank"] in ("", "0", "/")
    assert 0 <= settings.check_settings().copied_share <= 1
    assert settings.local_deadline is None or settings.local_deadline.stored
    assert settings.folder.is_dir() or settings.folder == Path.home()
    for file in settings.recent():
        assert isinstance(file.year, int | None)
        assert isinstance((file.errors or 0) + file.warnings, int)
        f"{file.path}{file.office}".encode()
    settings.profile()


@given(content=st.binary(max_size=400))
@example(content=b"[files]\nrecent=" + DEEP.encode())
@example(content=b"\xff\xfe[\x00f\x00")
@runs(max_examples=80)
@pytest.mark.qt_log_ignore("QVariant|QDataStream|QMetaType")
def test_any_bytes_can_stand_in_the_file(
    content: bytes, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> None:
    everything(written(tmp_path_factory.mktemp("any"), content))


@given(key=st.sampled_from(KEYS), value=st.binary(max_size=60))
@runs(max_examples=100)
@pytest.mark.qt_log_ignore("QVariant|QDataStream|QMetaType")
def test_any_bytes_can_stand_behind_a_key(
    key: str, value: bytes, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> None:
    section, name = key.split("/")
    line = b"[%s]\n%s=%s\n" % (section.encode(), name.encode(), value)
    everything(written(tmp_path_factory.mktemp("key"), line))


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.qt_log_ignore("QVariant|QDataStream|QMetaType")
def test_the_window_starts_works_and_closes(
    what: str, tmp_path: Path, path: Path, qtbot: QtBot, told: list[str]
) -> None:
    lines = [f"[{key.split('/')[0]}]\n{key.split('/')[1]}={WRONG[what]}" for key in KEYS]
    settings = written(tmp_path, "\n".join(lines).encode())
    everything(settings)
    for file in (None, path):
        window = application.open_window(file, settings)
        qtbot.addWidget(window)
        assert window.isVisible()
        look_round(window, settings, qtbot)
        assert window.close()
    assert told == []


def look_round(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    """What reads settings when it is opened."""
    dialogs = [SettingsDialog(settings, window, window.session), NewReportDialog(settings, window)]
    if window.view is not None and window.session is not None:
        window.view.show_part("overview")
        window.view.show_part("requests")
        window.view.show_preview(True)
        window.view.step_zoom(1)
        dialogs.append(ExportDialog(window.session.report, [], settings, window))
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.reject()
    window.grab()


def test_a_part_that_another_form_lacks_is_no_reason_to_fail(
    settings: Settings, tmp_path: Path, path: Path, qtbot: QtBot, told: list[str]
) -> None:
    other = tmp_path / "another.govreport"
    with Document.create(other, load_form("2019"), "示例局", 2019):
        pass
    window = application.open_window(path, settings)
    qtbot.addWidget(window)
    for part in ("no-such", ""):
        settings.put("window/part", part)
        window.files.open_path(other)
        assert window.view is not None
        assert window.view.part == "requests"
        window.files.open_path(path)
    assert window.close()
    assert told == []


def test_a_report_opens_where_it_was_left_and_not_where_another_was(
    settings: Settings, tmp_path: Path, path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "another.govreport"
    with Document.create(other, load_form("2021"), "示例局", 2019):
        pass
    window = application.open_window(path, settings)
    qtbot.addWidget(window)
    for file, found in ((path, "requests"), (other, "requests"), (other, "other")):
        window.files.open_path(file)
        assert window.view is not None
        assert window.view.part == found
        window.view.show_part("other")
        window.show_session(None)
    assert window.close()


def test_what_the_first_version_remembered_is_remembered(tmp_path: Path) -> None:
    """A file that was written by it; an upgrade loses nothing of it."""
    kept = Path(__file__).parents[1] / "data" / "settings-1.ini"
    settings = written(tmp_path, kept.read_bytes())
    everything(settings)
    assert settings.profile()["contact_address"] == "某县某路1号"
    assert all(settings.profile()[name] for name in PROFILE_FIELDS)
    assert settings.check_settings() == CheckSettings(
        off=frozenset({"R20.sums"}), problems_length=100, copied_share=Decimal("0.3")
    )
    assert settings.local_deadline == MonthDay(1, 15)
    assert settings.print_options() == {
        "blank": "/",
        "signature": True,
        "contact": False,
        "notes": True,
    }
    assert (settings.zoom, settings.density) == (110, "compact")
    assert (settings.flag(ASK_VERSION, True), settings.text(SCHEME)) == (False, "dark")
    assert settings.text(EXPORTED_FORMATS) == "pdf docx"
    assert not settings.state("geometry").isEmpty()
    names = [(file.path.name, file.year, file.warnings) for file in settings.recent()]
    assert names == [("示例局2024.govreport", 2024, 0), ("某县档案局2025.govreport", 2025, 2)]


def test_what_a_newer_version_remembers_costs_nothing_here(tmp_path: Path) -> None:
    """After a downgrade: what is not known is left in the file for the next upgrade."""
    kept = (Path(__file__).parents[1] / "data" / "settings-1.ini").read_bytes()
    settings = written(tmp_path, kept + b"\n[newer]\nkey=kept\n")
    settings.put("grid/zoom", 125)
    settings.sync()
    again = Settings(settings.path)
    assert (again.zoom, again.density, again.text("newer/key")) == (125, "compact", "kept")


def test_a_broken_entry_costs_only_itself(settings: Settings) -> None:
    good = {"path": "/tmp/a.govreport", "office": "示例局", "year": 2024, "warnings": 2}
    entries = [good, {"path": None}, 5, good | {"path": "/tmp/b.govreport", "more": 1, "year": "x"}]
    settings.put("files/recent", json.dumps(entries))
    assert settings.recent() == [
        RecentFile(Path("/tmp/a.govreport"), "示例局", 2024, None, 2),
        RecentFile(Path("/tmp/b.govreport"), "示例局", None, None, 2),
    ]


def test_a_home_that_cannot_be_written_is_no_reason_not_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    for name in ("XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(blocked))
    everything(Settings())
