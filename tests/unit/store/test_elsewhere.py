"""Whatever becomes of the file while it is open, the report is whole and can go elsewhere."""

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from govreport_desktop.errors import FileError, GovReportError
from govreport_desktop.form import load_form
from govreport_desktop.store import database
from govreport_desktop.store.document import (
    DiskFullError,
    Document,
    FileChangedError,
    FileGoneError,
    FileReplacedError,
    verify,
)
from govreport_desktop.store.lock import lock_path
from govreport_desktop.store.recovery import journal_path
from tests.unit.store.samples import (
    CONTACT,
    OVERVIEW,
    RECEIVED,
    another_program,
    beside,
    contents,
    put,
)

FORM = load_form("2021")


@pytest.fixture
def worked(document: Document) -> Document:
    """A document with a version and a log worth keeping."""
    put(document, (RECEIVED, 3), (OVERVIEW, "总体情况"))
    document.save_version("送审稿")
    put(document, (RECEIVED, 4))
    return document


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "别处"
    folder.mkdir()
    return folder / "另存.govreport"


def _delete(path: Path, spare: Path) -> None:
    path.unlink()


def _move(path: Path, spare: Path) -> None:
    path.rename(path.with_name("改名.govreport"))


def _delete_folder(path: Path, spare: Path) -> None:
    shutil.rmtree(path.parent)


def _replace(path: Path, spare: Path) -> None:
    shutil.copy(spare, f"{path}.part")
    Path(f"{path}.part").replace(path)


def _replace_by_rubbish(path: Path, spare: Path) -> None:
    path.with_name("rubbish").write_bytes(b"rubbish")
    path.with_name("rubbish").replace(path)


def _overwrite(path: Path, spare: Path) -> None:
    path.write_bytes(spare.read_bytes())


def _change(path: Path, spare: Path) -> None:
    with another_program(path) as connection:
        connection.execute("UPDATE fields SET text = '李四' WHERE name = 'office'")


FATES = {
    "deleted": (_delete, FileGoneError),
    "moved": (_move, FileGoneError),
    "folder deleted": (_delete_folder, FileGoneError),
    "replaced": (_replace, FileReplacedError),
    "replaced by rubbish": (_replace_by_rubbish, FileReplacedError),
    "overwritten in its place": (_overwrite, FileChangedError),
    "changed": (_change, FileChangedError),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of open files")
@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("wanted", ["save_copy", "save_as"])
def test_what_became_of_the_file_is_told_and_the_report_goes_elsewhere(
    path: Path, worked: Document, tmp_path_factory: pytest.TempPathFactory, fate: str, wanted: str
) -> None:
    befall, error = FATES[fate]
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    target, spare = elsewhere / "另存.govreport", elsewhere / "spare"
    with Document.create(spare, FORM, "别的局", 2022) as other:
        put(other, (RECEIVED, 99))
    worked.check_file()
    befall(path, spare)
    with pytest.raises(error):
        worked.check_file()
    for act in (lambda: put(worked, (RECEIVED, 5)), lambda: worked.save_version("终稿")):
        with pytest.raises(error) as refusal:
            act()
        assert "没有保存" in str(refusal.value)
        assert "另存" in str(refusal.value)
    expected = contents(worked.report)
    left = path.read_bytes() if path.exists() else None
    report = worked.report
    assert getattr(worked, wanted)(target)
    assert worked.report is report
    with Document.open(target, read_only=True) as copy:
        assert contents(copy.report) == expected
        if fate != "overwritten in its place":  # then log and versions are the other's
            assert [version.name for version in copy.versions()] == ["送审稿"]
            assert [e.new for e in copy.history(RECEIVED)] == [3, 4]
    assert verify(target) == []
    if wanted == "save_as":
        assert (worked.path, worked.read_only, worked.holder) == (target, False, "")
        put(worked, (RECEIVED, 6))
        worked.check_file()
        worked.close()
        with Document.open(target) as again:
            assert again.report.values[RECEIVED] == 6
        assert beside(target) == [spare.name]
    assert (path.read_bytes() if path.exists() else None) == left


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of open files")
def test_a_deleted_file_is_put_back_under_its_own_name(path: Path, worked: Document) -> None:
    path.unlink()
    assert worked.save_as(path)
    put(worked, (RECEIVED, 5))
    worked.close()
    with Document.open(path) as again:
        assert [entry.new for entry in again.history(RECEIVED)] == [3, 4, 5]
    assert beside(path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of open files")
def test_what_a_synchroniser_put_there_is_overwritten_only_when_asked(
    path: Path, worked: Document
) -> None:
    _replace(path, path)
    with pytest.raises(FileError, match="已经存在"):
        worked.save_as(path)
    assert worked.save_as(path, overwrite=True)
    put(worked, (RECEIVED, 5))
    with Document.open(path) as second:
        assert second.read_only


def test_a_copy_leaves_the_document_where_it_is(path: Path, worked: Document, target: Path) -> None:
    assert worked.save_copy(target)
    assert beside(target) == []
    assert target.read_bytes() == path.read_bytes()
    put(worked, (RECEIVED, 5))
    assert worked.path == path
    with pytest.raises(FileError, match="已经存在"):
        worked.save_copy(target)
    assert worked.save_copy(target, overwrite=True)
    with Document.open(target) as copy:
        assert copy.report.values[RECEIVED] == 5


def test_what_is_shown_only_can_be_saved_elsewhere_and_worked_on(
    path: Path, worked: Document, target: Path
) -> None:
    with Document.open(path) as second:
        assert second.read_only
        assert second.save_as(target)
        assert not second.read_only
        put(second, (CONTACT, "张三"))
    put(worked, (CONTACT, "李四"))
    with Document.open(target) as copy:
        assert copy.report.fields["contact_name"] == "张三"


def test_what_cannot_be_a_place_changes_nothing(path: Path, worked: Document, target: Path) -> None:
    held = Document.create(target, FORM, "别的局", 2022)
    with held, pytest.raises(FileError, match="不能覆盖"):
        worked.save_as(target, overwrite=True)
    stranger = journal_path(target.with_name("a"))
    stranger.write_bytes(b"left by a crash")
    for place, words in (
        (path, "现在的文件"),
        (target.parent / "没有" / "a.govreport", "先建好文件夹"),
        (target.with_name("a"), "-journal"),
        (target.with_name("长" * 100), "短一些的名字"),
        (target.parent, "文件夹|已经存在"),
    ):
        for save in (worked.save_as, worked.save_copy):
            with pytest.raises(GovReportError, match=words):
                save(place, overwrite=True)
    assert worked.path == path
    put(worked, (RECEIVED, 5))
    assert beside(target) == [stranger.name]
    assert verify(path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of open files")
def test_a_file_that_no_longer_reads_still_leaves_the_report(
    path: Path, worked: Document, target: Path
) -> None:
    expected = contents(worked.report)
    path.write_bytes(os.urandom(path.stat().st_size))
    with pytest.raises(FileError):
        put(worked, (RECEIVED, 5))
    assert not worked.save_as(target)
    assert worked.versions() == []
    put(worked, (CONTACT, "张三"))
    put(worked, (CONTACT, ""))
    worked.close()
    with Document.open(target) as copy:
        assert contents(copy.report) == expected
    assert verify(target) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of open files")
def test_a_foreign_journal_in_the_place_of_a_replaced_file_is_not_touched(
    path: Path, worked: Document, target: Path
) -> None:
    _replace(path, path)
    journal = journal_path(path)
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + b"theirs" * 200)
    left = journal.read_bytes()
    with pytest.raises(FileReplacedError):
        put(worked, (RECEIVED, 5))
    assert not worked.save_as(target)
    assert contents(worked.report)[RECEIVED] == ("int", "4")
    assert journal.read_bytes() == left


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody may bound what is written")
def test_a_full_disk_is_called_one_and_another_takes_the_report(
    path: Path, worked: Document, target: Path
) -> None:
    (pages,) = worked._connection.execute("PRAGMA page_count").fetchone()
    worked._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    edit = worked.report.edit([(OVERVIEW, "长文" * 100000)])
    with pytest.raises(DiskFullError, match="磁盘已满"):
        worked.apply(edit)
    assert worked.save_as(target)
    worked.apply(edit)
    worked.close()
    with Document.open(target) as again:
        assert again.report.texts["overview"].startswith("长文长文")
    assert not lock_path(path).exists()


def test_a_place_that_fails_at_the_last_moment_leaves_the_document_as_it_was(
    path: Path, worked: Document, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(database, "guard", _refuse)
        with pytest.raises(FileError, match="磁盘出错"):
            worked.save_as(target)
    assert worked.path == path
    put(worked, (RECEIVED, 5))
    worked.check_file()
    worked.close()
    assert verify(path) == []
    assert not lock_path(target).exists()


def _refuse(_: object) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_READ"
    raise error
