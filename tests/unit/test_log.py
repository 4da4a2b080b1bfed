"""The log: enough for whoever mends the program, nothing of what is in a report."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from govreport_desktop import __version__, cli, log
from govreport_desktop.errors import FileError
from govreport_desktop.log import MOST_BYTES, OLDER_FILES, described, log_path, record

OFFICE, FIGURE, PROSE = "某县档案局", "96171.6", "本年度收到申请十四件"


def unforeseen() -> Exception:
    """An error whose every word is of a report: message, cause, values at hand, file name."""
    office, figures = OFFICE, {PROSE: FIGURE}
    try:
        try:
            raise ValueError(f"{office} {figures}")
        except ValueError as error:
            raise OSError(28, PROSE, f"/home/{OFFICE}/2024.govreport") from error
    except OSError as error:
        return error


def test_kinds_and_places_are_written_and_no_contents() -> None:
    record(unforeseen())
    text = log_path().read_text(encoding="utf-8")
    assert f"govreport-desktop {__version__}，Python 3." in text
    assert "builtins.ValueError\n" in text
    assert "builtins.OSError (28)\n" in text
    assert "tests/unit/test_log.py:" in text
    assert "unforeseen" in text
    assert text.index("ValueError") < text.index("OSError")
    for word in (OFFICE, FIGURE, PROSE, "2024.govreport", str(Path(__file__).parents[3])):
        assert word not in text


def test_what_sqlite_calls_an_error_is_kept() -> None:
    with pytest.raises(sqlite3.Error) as caught:
        sqlite3.connect(":memory:").execute(f"SELECT {PROSE}")
    assert described(caught.value).endswith("sqlite3.OperationalError (SQLITE_ERROR)")
    assert PROSE not in described(caught.value)


def test_it_does_not_grow_for_ever() -> None:
    error = unforeseen()
    size = len(described(error)) + 100
    for _ in range((OLDER_FILES + 3) * MOST_BYTES // size):
        record(error)
    files = sorted(log_path().parent.iterdir())
    assert len(files) == OLDER_FILES + 1
    assert all(file.stat().st_size <= MOST_BYTES for file in files)


def test_where_nothing_can_be_written_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    for place in (blocked / "log", tmp_path / ("long" * 100), tmp_path):
        monkeypatch.setattr(log, "log_path", lambda place=place: place)
        record(unforeseen())


def test_an_error_that_leads_to_itself_ends() -> None:
    one, two = ValueError(), ValueError()
    one.__cause__, two.__cause__ = two, one
    assert described(one).count("ValueError") == 2


def test_the_command_line_says_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version", "--verbose"]) == 0
    said = capsys.readouterr().out
    assert __version__ in said
    assert "Python 3." in said
    assert str(log_path()) in said


def test_the_command_line_writes_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(OFFICE)

    monkeypatch.setattr("govreport_desktop.store.document.Document.open", broken)
    path = tmp_path / "a.govreport"
    path.write_bytes(b"SQLite format 3\0")
    with pytest.raises(ZeroDivisionError):
        cli.main(["check", str(path)])
    text = log_path().read_text(encoding="utf-8")
    assert "builtins.ZeroDivisionError" in text
    assert OFFICE not in text


def test_a_sentence_for_the_clerk_is_no_matter_for_the_log(tmp_path: Path) -> None:
    assert cli.main(["check", str(tmp_path / "gone.govreport")]) == 2
    assert not log_path().exists()
    assert "FileError" in described(FileError(OFFICE))
