"""New and import over what is there: whole or not at all, and a refusal is said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.store.document import Document
from tests.gui.conftest import cell
from ui import messages
from ui.dialogs.import_dialog import Imported
from ui.dialogs.new_report import NewReport
from ui.settings import RecentFile
from ui.window.main_window import MainWindow

FORM = load_form("2021")
HALF = "半个字\ud800"  # what a source can hold and no file can


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A report that somebody worked on for a year."""
    path = tmp_path / "旧.govreport"
    with Document.create(path, FORM, "旧局", 2023) as document:
        document.apply(document.report.edit([(cell("received"), 7)]))
    return path


@pytest.fixture
def empty(window: MainWindow) -> MainWindow:
    """The window with no report open: what is imported becomes a file of its own."""
    window.show_session(None)
    return window


def imported(overview: str) -> Imported:
    blank = Report(FORM)
    contents: list[tuple[Address, Content]] = [
        (cell("received"), 3),
        (TextAddress("overview"), overview),
        (FieldAddress("office"), "新局"),
    ]
    edit = blank.edit(contents, "导入“来源.docx”", "import")
    return Imported(edit, FORM, "新局", 2024)


def new_report(path: Path, **changed: object) -> NewReport:
    last = Report(FORM, "新局", 2023)
    closing = CellAddress("requests", "carried_forward", "natural_person")
    last.apply(last.edit([(closing, 4), (TextAddress("overview"), "（一）主动公开。")]))
    plain = NewReport("新局", "department", 2024, FORM, path, last, True)
    return replace(plain, **changed)  # type: ignore[arg-type]


def test_an_import_that_is_refused_leaves_the_report_it_would_replace(
    empty: MainWindow, old: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(messages, "ask_save", lambda *_, **__: old)
    empty.files.importing._make_of(old.with_name("来源.txt"), imported(HALF))
    assert old.read_bytes() == before
    assert empty.session is None
    assert told == ["内容里有不能保存的字符，请删去后重新输入。"]


def test_what_is_imported_is_saved_beside_its_source_or_last_years_report(
    empty: MainWindow, old: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[object] = []
    monkeypatch.setattr(messages, "ask_save", lambda *said: proposed.append(said[5]))
    source = old.parent / "收到的" / "来源.txt"
    empty.files.importing._make_of(source, imported("总体情况。"))
    empty.settings.remember(RecentFile(old, "新局", 2023))
    empty.files.importing._make_of(source, imported("总体情况。"))
    assert proposed == [source.parent, old.parent]


def test_an_import_over_a_report_replaces_it_whole(
    empty: MainWindow, old: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask_save", lambda *_, **__: old)
    empty.files.importing._make_of(old.with_name("来源.txt"), imported("新的总体情况。"))
    assert told == []
    assert empty.session is not None
    report = empty.session.report
    assert (report.office, report.year, report.values[cell("received")]) == ("新局", 2024, 3)
    assert report.texts["overview"] == "新的总体情况。"
    assert not empty.session.undo_stack.canUndo()


def test_a_new_report_that_is_refused_leaves_nothing_behind(
    empty: MainWindow, tmp_path: Path, told: list[str]
) -> None:
    path = tmp_path / "新.govreport"
    last = Report(FORM, "新局", 2023)
    last.apply(last.edit([(TextAddress("overview"), HALF)]))
    empty.files._make(new_report(path, last=last))
    assert not path.exists()
    assert empty.session is None
    assert told == ["上年度报告读不出来，请重新导入：里面有不能保存的字符。"]


def test_profile_carry_over_and_zeros_are_in_the_file_from_its_first_moment(
    empty: MainWindow, tmp_path: Path, told: list[str]
) -> None:
    empty.settings.put("new/zero", True)
    empty.settings.put_profile({"contact_name": "张三"})
    path = tmp_path / "新.govreport"
    empty.files._make(new_report(path))
    assert told == []
    assert empty.session is not None
    report = empty.session.report
    assert report.fields["contact_name"] == "张三"
    assert report.fields["office_kind"] == "department"
    assert report.values[cell("carried_over")] == 4
    assert report.values[cell("received")] == 0
    assert report.texts["overview"] == "（一）主动公开。"
    # One edit made the file, one put everything in: no moment in between was on the disk.
    history = empty.session.document.history(cell("carried_over"))
    later = empty.session.document.history(FieldAddress("contact_name"))
    assert history[0].time == later[0].time


def test_a_report_for_another_office_leaves_ones_own_office_as_it_is(
    empty: MainWindow, tmp_path: Path, told: list[str]
) -> None:
    empty.files._make(new_report(tmp_path / "本.govreport"))
    assert empty.settings.profile()["office"] == "新局"  # the first one is one's own
    empty.settings.put_profile({"contact_name": "张三"})
    empty.files._make(
        new_report(tmp_path / "别.govreport", office="别的局", office_kind="government")
    )
    assert empty.session is not None
    assert empty.session.report.fields["contact_name"] == "", "nor its people"
    known = empty.settings.profile()
    assert (known["office"], known["office_kind"]) == ("新局", "department")


def test_a_damaged_report_is_offered_back_from_its_log(
    empty: MainWindow, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("UPDATE cells SET text = '17'")
    asked: list[str] = []
    target = old.with_name("旧-恢复.govreport")

    def agreed(_: object, title: str, text: str, accept: str) -> bool:
        asked.extend((title, text, accept))
        return True

    monkeypatch.setattr(messages, "ask", agreed)
    monkeypatch.setattr(messages, "ask_save", lambda *_: target)
    assert empty.files.open_path(old)
    assert "恢复并另存(&S)" in asked
    assert empty.session is not None
    assert empty.session.document.path == target
    assert empty.session.report.values[cell("received")] == 7
