"""What a crash left beside a file is its own or nobody's; it never gets into a good backup."""

import os
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

from govreport_desktop.errors import FileError
from govreport_desktop.form import load_form
from govreport_desktop.report import Address
from govreport_desktop.store.document import DamagedError, Document, verify
from govreport_desktop.store.recovery import journal_path
from tests.unit.store.applier import crash, long_contents_of
from tests.unit.store.samples import CONTACT, OVERVIEW, RECEIVED, beside, contents, put

# A statement in the middle of the edit, from the first row of the log to the commit.
LAST_POINT = 340
POINTS = sorted({5, 6, 7, LAST_POINT, *random.Random(39).sample(range(8, LAST_POINT), 35)})

Contents = dict[Address, tuple[str, str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


def _crash(path: Path, point: int) -> None:
    process = get_context("forkserver").Process(target=crash, args=(path, point))
    process.start()
    process.join(60)
    assert process.exitcode == -9, "the edit was over before the kill"


def _backups(path: Path) -> list[tuple[Path, Contents]]:
    """A file in work at ``path``, and copies of it from several moments of that work."""
    found: list[tuple[Path, Contents]] = []

    def back_up(document: Document) -> None:
        copy = path.with_name(f"备份{len(found)}")
        shutil.copy(path, copy)
        found.append((copy, contents(document.report)))

    with Document.create(path, load_form("2021"), "某局", 2023) as document:
        back_up(document)
        for number in range(1, 13):
            document.apply(document.report.edit(long_contents_of(number)))
            if number in (1, 5, 11, 12):
                back_up(document)
            put(document, (RECEIVED, 1000 + number))
            put(document, (OVERVIEW, f"改{number}"), (CONTACT, "张三" * number))
            if number == 6:
                document.save_version("中稿")
        back_up(document)
    return found


@pytest.mark.parametrize("read_only", [False, True], ids=["write", "read"])
@pytest.mark.parametrize(
    "points", [POINTS[::7], pytest.param(POINTS, marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_a_crash_leaves_the_last_state_and_spoils_no_backup(
    tmp_path: Path, points: list[int], read_only: bool
) -> None:
    path = tmp_path / "r.govreport"
    backups = _backups(path)
    last = backups[-1][1]
    whole = path.read_bytes()
    hot = 0
    for point in points:
        path.write_bytes(whole)
        _crash(path, point)
        journal = journal_path(path)
        left, half = journal.read_bytes(), path.read_bytes()
        hot += half != whole
        for backup, expected in backups:
            with TemporaryPlace(tmp_path, backup, left) as place:
                with Document.open(place, read_only) as document:
                    assert contents(document.report) == expected, (point, backup)
                    aside = [name for name in beside(place) if not name.startswith(".~")]
                    if expected == last:
                        assert (document.notice, aside) == ("", [])
                    else:
                        (name,) = aside
                        assert f"“{name}”" in document.notice
                        assert place.with_name(name).read_bytes() == left
                assert verify(place) == []
        with Document.open(path, read_only) as document:
            assert contents(document.report) == last
            assert document.notice == ""
        assert verify(path) == []
        assert not journal.exists()
    assert hot > len(points) / 4, "hardly a kill hit half a file: the test has lost its meaning"


class TemporaryPlace:
    """A folder of its own with a backup and, beside it, somebody's journal."""

    def __init__(self, parent: Path, backup: Path, journal: bytes) -> None:
        self._folder = parent / "place"
        self._backup = backup
        self._journal = journal

    def __enter__(self) -> Path:
        self._folder.mkdir()
        path = self._folder / "r.govreport"
        shutil.copy(self._backup, path)
        journal_path(path).write_bytes(self._journal)
        return path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder)


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A file half-way through an edit, its journal beside it."""
    path = tmp_path / "r.govreport"
    with Document.create(path, load_form("2021"), "某局", 2023) as document:
        document.apply(document.report.edit(long_contents_of(1)))
    _crash(path, LAST_POINT)
    return path


def test_what_fits_nowhere_is_left_as_it_is_and_said(crashed: Path) -> None:
    """A damaged copy over the file: neither it nor what the journal makes of it is a report."""
    data = bytearray(crashed.read_bytes())
    data[4096:8192] = bytes(4096)
    crashed.write_bytes(data)
    journal = journal_path(crashed)
    left = journal.read_bytes()
    journal.write_bytes(left[:600])
    with pytest.raises(DamagedError, match="两个文件都没有被改动"):
        Document.open(crashed)
    assert crashed.read_bytes() == bytes(data)
    assert journal.read_bytes() == left[:600]
    assert beside(crashed) == [journal.name]


def test_a_second_stranger_does_not_take_the_place_of_the_first(
    crashed: Path, tmp_path: Path
) -> None:
    left = journal_path(crashed).read_bytes()
    backup = tmp_path / "backup"
    Document.create(backup, load_form("2021"), "另一局", 2022).close()
    for number in (1, 2):
        shutil.copy(backup, crashed)
        journal_path(crashed).write_bytes(left + bytes(number))
        with Document.open(crashed) as document:
            assert document.report.office == "另一局"
    kept = [crashed.with_name(name).read_bytes() for name in beside(crashed) if "日志" in name]
    assert sorted(kept, key=len) == [left + bytes(1), left + bytes(2)]


def _write_ahead_log(path: Path, folder: Path) -> dict[str, bytes]:
    """What a tool that writes in another way leaves beside ``path`` when it is killed."""
    folder.mkdir()
    copy = folder / path.name
    shutil.copy(path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE cells SET text = '999'")
        connection.execute("UPDATE fields SET text = '别的局' WHERE name = 'office'")
        return {kind: copy.with_name(f"{copy.name}-{kind}").read_bytes() for kind in ("wal", "shm")}


@pytest.mark.parametrize("read_only", [False, True], ids=["write", "read"])
def test_a_strange_write_ahead_log_is_not_read(
    path: Path, document: Document, tmp_path: Path, read_only: bool
) -> None:
    put(document, (RECEIVED, 3))
    document.close()
    left = _write_ahead_log(path, tmp_path / "别处")
    for kind, data in left.items():
        path.with_name(f"{path.name}-{kind}").write_bytes(data)
    with Document.open(path, read_only) as again:
        assert again.report.values[RECEIVED] == 3
        assert again.report.office == "某县档案局"
        kept = {each.suffix[1:]: each.read_bytes() for each in path.parent.glob("*没有用的日志*")}
        assert kept == left
        assert all(each.name in again.notice for each in path.parent.glob("*没有用的日志*"))
    assert verify(path) == []


def test_where_nothing_can_be_put_aside_the_file_is_not_read_with_it(
    path: Path, document: Document
) -> None:
    document.close()
    stranger = path.with_name(f"{path.name}-wal")
    stranger.write_bytes(b"somebody's")
    with Document.open(path) as held:  # it is put aside once, and comes again
        stranger.write_bytes(b"somebody's")
        with pytest.raises(FileError, match="不能一起打开"):
            Document.open(path)
        assert stranger.read_bytes() == b"somebody's"
        assert held.report.office == "某县档案局"


def test_no_new_file_is_made_beside_them(path: Path) -> None:
    stranger = path.with_name(f"{path.name}-wal")
    stranger.write_bytes(b"somebody's")
    with pytest.raises(FileError, match="-wal"):
        Document.create(path, load_form("2021"))
    assert beside(path) == [stranger.name]


def test_a_journal_that_names_another_file_does_not_have_it_deleted(
    crashed: Path, tmp_path: Path
) -> None:
    """SQLite deletes what the journal of several databases names, once it is rolled back."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"")
    name = str(victim).encode()
    journal = journal_path(crashed)
    tail = (2**30 // 4096 + 1).to_bytes(4, "big") + name + len(name).to_bytes(4, "big")
    tail += sum(name).to_bytes(4, "big") + bytes.fromhex("d9d505f920a163d7")
    journal.write_bytes(journal.read_bytes() + tail)
    with pytest.raises(DamagedError, match="没有被改动"):
        Document.open(crashed)
    assert victim.exists()


@pytest.mark.parametrize("kind", ["journal", "wal", "shm"])
def test_a_link_or_a_pipe_beside_the_file_is_said(
    path: Path, document: Document, tmp_path: Path, kind: str
) -> None:
    document.close()
    place = path.with_name(f"{path.name}-{kind}")
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    place.symlink_to(victim)
    with pytest.raises(FileError, match="不是普通的文件"):
        Document.open(path)
    place.unlink()
    os.mkfifo(place)
    with pytest.raises(FileError, match="不是普通的文件"):
        Document.open(path)
    assert victim.read_bytes() == b"precious"
