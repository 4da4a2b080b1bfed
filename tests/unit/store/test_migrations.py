"""Files of an older version are brought up to date, as a whole or not at all."""

import hashlib
from pathlib import Path

import pytest

from govreport_desktop.errors import FileError
from govreport_desktop.store.document import Document, verify
from govreport_desktop.store.kinds import REPORT
from govreport_desktop.store.schema import MIGRATIONS, Migration
from tests.unit.store.samples import OVERVIEW, RECEIVED, another_program, beside, contents, put

NEXT = Migration(
    "9.9.0",
    (
        "CREATE TABLE signatures (name TEXT PRIMARY KEY) STRICT",
        "ALTER TABLE versions ADD COLUMN note TEXT",
    ),
)
BROKEN = Migration("9.9.0", ("CREATE TABLE signatures (id)", "CREATE TABLE cells (id)"))


def _with_next(monkeypatch: pytest.MonkeyPatch, step: Migration = NEXT) -> None:
    monkeypatch.setattr(REPORT, "migrations", (*MIGRATIONS, step))


@pytest.fixture
def version_1(path: Path, document: Document) -> Path:
    put(document, (RECEIVED, 3), (OVERVIEW, "总体情况"))
    document.save_version("送审稿")
    document.close()
    return path


def _user_version(path: Path) -> int:
    with another_program(path) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def test_an_older_file_is_brought_up_to_date_when_opened(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Document.open(version_1) as document:
        expected = contents(document.report)
    _with_next(monkeypatch)
    with Document.open(version_1) as document:
        assert contents(document.report) == expected
        put(document, (RECEIVED, 4))
    assert _user_version(version_1) == 2
    assert verify(version_1) == []
    with Document.open(version_1) as document:
        assert document.report.values[RECEIVED] == 4
        assert [version.name for version in document.versions()] == ["送审稿"]
    assert beside(version_1) == []


def test_an_older_file_opened_for_reading_stays_as_it_is(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version_1.read_bytes()
    _with_next(monkeypatch)
    with Document.open(version_1, read_only=True) as document:
        assert document.report.values[RECEIVED] == 3
        assert document.history(RECEIVED)[-1].new == 3
    assert verify(version_1) == []
    assert version_1.read_bytes() == before


def test_a_step_that_fails_leaves_the_file_as_it_was(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _with_next(patch, BROKEN)
        with pytest.raises(FileError):
            Document.open(version_1)
    assert _user_version(version_1) == 1
    assert verify(version_1) == []
    assert beside(version_1) == []


def test_a_file_of_a_newer_program_says_which_one_it_needs(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _with_next(patch)
        Document.open(version_1).close()
    before = version_1.read_bytes()
    with pytest.raises(FileError, match=r"升级到 9\.9\.0 或以上版本"):
        Document.open(version_1)
    assert version_1.read_bytes() == before


def _newer(path: Path, monkeypatch: pytest.MonkeyPatch, *statements: str) -> bytes:
    """Have a later program add to the file what ours may look past."""
    table = "CREATE TABLE signatures (name TEXT PRIMARY KEY) STRICT"
    with monkeypatch.context() as patch:
        _with_next(patch, Migration("9.9.0", (table, *statements), reads=1))
        Document.open(path).close()
    return path.read_bytes()


def test_what_a_newer_program_only_added_to_can_be_looked_at(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _newer(version_1, monkeypatch)
    with Document.open(version_1) as document:
        assert document.read_only
        assert document.needs == "9.9.0 或以上版本"
        assert document.report.values[RECEIVED] == 3
        assert document.versions()[0].name == "送审稿"
        with pytest.raises(FileError, match="不能修改"):
            put(document, (RECEIVED, 4))
    assert version_1.read_bytes() == before
    assert beside(version_1) == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW all_cells AS SELECT * FROM cells",
        "CREATE TRIGGER t AFTER INSERT ON cells BEGIN DELETE FROM texts; END",
        "ALTER TABLE cells ADD COLUMN note TEXT",
    ],
)
def test_a_newer_file_that_changed_what_is_ours_is_refused(
    version_1: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    before = _newer(version_1, monkeypatch, statement)
    with pytest.raises(FileError):
        Document.open(version_1)
    assert version_1.read_bytes() == before


def test_the_first_version_is_never_changed_again() -> None:
    """Whoever changes a released step makes every file out there look damaged."""
    text = "\n".join(MIGRATIONS[0].statements)
    assert MIGRATIONS[0].program == "0.1.0"
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "6d4aef20f01b7e5a"
