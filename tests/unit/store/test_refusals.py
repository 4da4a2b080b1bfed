"""What is not a sound file of ours is refused with one sentence, and never written to."""

import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport_desktop.errors import FileError
from govreport_desktop.form import load_form
from govreport_desktop.store.document import Document, verify
from govreport_desktop.store.schema import APPLICATION_ID
from tests.unit.store.samples import FEES, OVERVIEW, RECEIVED, another_program, beside, put

Spoil = Callable[[Path], object]


def _sql(*statements: str) -> Spoil:
    def spoil(path: Path) -> None:
        with another_program(path) as connection:
            for statement in statements:
                connection.execute(statement)

    return spoil


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" * 50)


def _somebody_elses(path: Path) -> None:
    path.unlink()
    _sql("CREATE TABLE photos (id)", "PRAGMA application_id = 7")(path)


def _overwrite(offset: int, data: bytes) -> Spoil:
    def spoil(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(offset)
            file.write(data)

    return spoil


def _cut(length: int) -> Spoil:
    return lambda path: path.write_bytes(path.read_bytes()[:length])


SPOILED: dict[str, tuple[Spoil, str]] = {
    "empty": (lambda path: path.write_bytes(b""), "空文件"),
    "text": (lambda path: path.write_text("总体情况" * 100, "utf-8"), "不是政府信息公开"),
    "short text": (lambda path: path.write_text("总体情况", "utf-8"), "不是政府信息公开"),
    "zip": (_zip, "不是政府信息公开"),
    "somebody else's database": (_somebody_elses, "不是政府信息公开"),
    "cut in the header": (_cut(60), "已损坏"),
    "cut in the first page": (_cut(2000), "已损坏"),
    "cut in the middle": (_cut(4096 * 3), "已损坏"),
    "last page missing": (
        lambda path: path.write_bytes(path.read_bytes()[:-4096]),
        "已损坏",
    ),
    "a page overwritten": (_overwrite(4096 * 2, b"\xff" * 4096), "已损坏"),
    "schema overwritten": (_overwrite(2048, b"\x55" * 2048), "已损坏"),
    "version 0": (_sql("PRAGMA user_version = 0"), "已损坏"),
    "negative version": (_sql("PRAGMA user_version = -3"), "已损坏"),
    "newer": (_sql("PRAGMA user_version = 2"), "升级到 0.1.0 或以上版本"),
    "much newer": (_sql("PRAGMA user_version = 99", "DROP TABLE about"), "升级到最新版本"),
    "foreign table": (_sql("CREATE TABLE notes (id)"), "表“notes”"),
    "foreign index": (_sql("CREATE INDEX fast ON changes (address)"), "索引“fast”"),
    "foreign view": (_sql("CREATE VIEW seen AS SELECT * FROM cells"), "视图“seen”"),
    "foreign trigger": (
        _sql("CREATE TRIGGER t AFTER INSERT ON cells BEGIN DELETE FROM edits; END"),
        "触发器“t”",
    ),
    "virtual table": (_sql("CREATE VIRTUAL TABLE words USING fts5(text)"), "表“words"),
    "analyzed": (_sql("ANALYZE"), "表“sqlite_stat1”"),
    "missing table": (_sql("DROP TABLE explanations"), "已损坏"),
    "altered table": (_sql("ALTER TABLE cells ADD COLUMN note TEXT"), "已损坏"),
    "write-ahead log": (_sql("PRAGMA journal_mode = WAL"), "journal_mode"),
    "no form": (_sql("DELETE FROM about WHERE key = 'form'"), "已损坏"),
    "unknown form": (_sql("UPDATE about SET value = '2035' WHERE key = 'form'"), "“2035”"),
    "a form that is a path": (
        _sql("UPDATE about SET value = '../2021' WHERE key = 'form'"),
        "没有编号为",
    ),
    "unknown cell": (
        _sql("INSERT INTO cells VALUES ('requests', 'eaten', 'total', 'integer', '1')"),
        "没有 requests/eaten/total",
    ),
    "unknown section": (_sql("INSERT INTO texts VALUES ('poem', '春眠')"), "没有 text/poem"),
    "section that is a table": (_sql("INSERT INTO texts VALUES ('requests', '')"), "text/requests"),
    "unknown field": (_sql("INSERT INTO fields VALUES ('mood', '好')"), "没有 field/mood"),
    "stored total": (
        _sql("INSERT INTO cells VALUES ('requests', 'received', 'total', 'integer', '9')"),
        "由程序计算，文件里却存了“9”",
    ),
    "words for a number": (
        _sql("UPDATE cells SET text = 'many' WHERE type = 'integer'"),
        "存的是“many”",
    ),
    "a number written otherwise": (
        _sql("UPDATE cells SET text = '007' WHERE type = 'integer'"),
        "存的是“007”",
    ),
    "fraction for a count": (
        _sql("UPDATE cells SET type = 'decimal', text = '0.5' WHERE type = 'integer'"),
        "不是件数",
    ),
    "a negative count": (
        _sql("UPDATE cells SET text = '-3' WHERE type = 'integer'"),
        "存的是“-3”",
    ),
    "no amount": (_sql("UPDATE cells SET text = 'NaN' WHERE type = 'decimal'"), "存的是“NaN”"),
    "text in a cell": (
        _sql("PRAGMA ignore_check_constraints = ON", "UPDATE cells SET type = 'text'"),
        "不能打开",
    ),
}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A file with something of everything in it."""
    from decimal import Decimal

    path = tmp_path / "年报.govreport"
    with Document.create(path, load_form("2021"), "某县档案局", 2023) as document:
        put(document, (RECEIVED, 3), (FEES, Decimal("1.50")), (OVERVIEW, "总体" * 4000))
        document.save_version("送审稿")
    return path


@pytest.mark.parametrize("name", SPOILED)
@pytest.mark.parametrize("read_only", [False, True], ids=["write", "read"])
def test_it_is_refused_with_a_sentence_and_left_alone(
    sound: Path, name: str, read_only: bool
) -> None:
    spoil, words = SPOILED[name]
    spoil(sound)
    before = sound.read_bytes()
    neighbours = beside(sound)
    with pytest.raises(FileError) as refusal:
        Document.open(sound, read_only)
    sentence = str(refusal.value)
    assert words in sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence
    assert sound.read_bytes() == before
    assert beside(sound) == neighbours
    # Verified, it is damaged in so many words, or nothing that could be verified.
    try:
        assert verify(sound)
    except FileError as error:
        assert str(error) == sentence


def test_every_length_of_a_truncated_file_is_refused(sound: Path, tmp_path: Path) -> None:
    whole = sound.read_bytes()
    cut = tmp_path / "cut.govreport"
    for length in range(0, len(whole), 997):
        cut.write_bytes(whole[:length])
        with pytest.raises(FileError):
            Document.open(cut)
        assert cut.read_bytes() == whole[:length]


def test_a_missing_file_a_missing_folder_and_a_folder(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "没有.govreport", "找不到“没有.govreport”"),
        (tmp_path / "没有" / "年报.govreport", f"找不到文件夹“{tmp_path / '没有'}”"),
        (tmp_path, "是文件夹"),
    ):
        with pytest.raises(FileError, match=re.escape(words)):
            Document.open(path)
        with pytest.raises(FileError, match=re.escape(words)):
            verify(path)
    assert list(tmp_path.iterdir()) == []


def test_somebody_elses_half_done_transaction_is_left_to_them(tmp_path: Path) -> None:
    """SQLite would roll back any journal beside any database it opens."""
    live, copy = tmp_path / "live.db", tmp_path / "copy.db"
    with another_program(live) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("CREATE TABLE photos (data)")
        connection.execute("INSERT INTO photos VALUES (randomblob(100000))")
        connection.execute("BEGIN")
        connection.execute("UPDATE photos SET data = randomblob(100000)")
        shutil.copy(live, copy)
        shutil.copy(f"{live}-journal", f"{copy}-journal")
    before = copy.read_bytes(), Path(f"{copy}-journal").read_bytes()
    with pytest.raises(FileError, match="不是政府信息公开"):
        Document.open(copy)
    assert (copy.read_bytes(), Path(f"{copy}-journal").read_bytes()) == before


def test_a_file_under_another_name_is_ours_all_the_same(sound: Path, tmp_path: Path) -> None:
    with Document.open(sound.rename(tmp_path / "改名.bak")) as document:
        assert document.report.values[RECEIVED] == 3


def test_other_programs_can_read_the_file(sound: Path) -> None:
    with sqlite3.connect(sound) as connection:
        found = connection.execute("SELECT text FROM cells WHERE column_id = 'amount'").fetchone()
        assert found == ("1.50",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()
    assert sound.read_bytes()[68:72] == b"GOVR"
