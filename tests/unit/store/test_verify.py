"""`verify` finds what another program did to a file, even where every value still looks right."""

from pathlib import Path

import pytest

from govreport_desktop.errors import FileError
from govreport_desktop.store.document import Document, verify
from tests.unit.store.samples import (
    FEES,
    OVERVIEW,
    RECEIVED,
    another_program,
    beside,
    contents,
    put,
)


@pytest.fixture
def sound(path: Path, document: Document) -> Path:
    put(document, (RECEIVED, 3), (OVERVIEW, "总体情况"))
    document.save_version("送审稿")
    put(document, (RECEIVED, 4), (OVERVIEW, "总的情况"))
    document.close()
    return path


def test_a_sound_file_has_nothing_wrong_and_is_not_touched(sound: Path) -> None:
    before = sound.read_bytes()
    assert verify(sound) == []
    assert sound.read_bytes() == before
    assert beside(sound) == []


def test_a_file_that_is_open_can_be_verified(sound: Path) -> None:
    with Document.open(sound) as document:
        put(document, (RECEIVED, 5))
        assert verify(sound) == []
        assert not document.read_only


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE cells SET text = '40'", "与修改记录不一致"),
        ("DELETE FROM cells", "与修改记录不一致"),
        ("UPDATE texts SET text = '总的情形'", "与修改记录不一致"),
        ("UPDATE fields SET text = '2024' WHERE name = 'year'", "与修改记录不一致"),
        ("INSERT INTO explanations VALUES ('R6', '说明')", "与修改记录不一致"),
        ("DELETE FROM changes WHERE edit = 3", "与修改记录不一致"),
        ("UPDATE changes SET old = '9' WHERE edit = 3 AND place = 'cell'", "第 3 条"),
        ("UPDATE changes SET new = '9' WHERE edit = 2 AND place = 'cell'", "“送审稿”的内容"),
        ("UPDATE changes SET old = '三' WHERE edit = 3 AND place = 'text'", "第 3 条"),
        ("UPDATE changes SET start = 99 WHERE edit = 3 AND place = 'text'", "第 3 条"),
        ("UPDATE changes SET start = -1 WHERE edit = 3 AND place = 'text'", "第 3 条"),
        ("DELETE FROM edits WHERE id = 3", "不存在的记录"),
        ("UPDATE edits SET time = '昨天' WHERE id = 2", "修改记录第 2 条的时间“昨天”"),
        ("UPDATE versions SET time = '昨天'", "版本第 1 条的时间“昨天”"),
        ("UPDATE versions SET edit = 99", "没有对应的修改记录"),
        ("UPDATE versions SET edit = 3", "“送审稿”的内容与修改记录不一致"),
        ("UPDATE snapshots SET text = '9' WHERE place = 'cell'", "“送审稿”的内容"),
        ("UPDATE snapshots SET text = 'x' WHERE place = 'cell'", "版本“送审稿”：三"),
        ("UPDATE snapshots SET address = 'poem' WHERE place = 'text'", "text/poem"),
        ("DELETE FROM snapshots", "“送审稿”的内容与修改记录不一致"),
    ],
)
def test_it_says_what_was_tampered_with(sound: Path, statement: str, words: str) -> None:
    with another_program(sound) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
    faults = verify(sound)
    assert any(words in fault for fault in faults), faults
    assert all(fault.endswith("。") for fault in faults)


def test_last_years_report_that_cannot_be_read(path: Path, document: Document) -> None:
    document.close()
    with another_program(path) as connection:
        forged = '{"form": "2021", "year": "去年"}'
        connection.execute("INSERT INTO fields VALUES ('last_year', ?)", (forged,))
    assert any("上年度报告读不出来" in fault for fault in verify(path))


def test_a_tampered_log_harms_nothing_but_itself(sound: Path) -> None:
    with another_program(sound) as connection:
        connection.execute("UPDATE changes SET start = 99 WHERE place = 'text'")
        connection.execute("UPDATE edits SET time = '昨天'")
    with Document.open(sound) as document:
        assert contents(document.report)[RECEIVED] == ("int", "4")
        assert document.saved_at is None or document.saved_at
        for address in (OVERVIEW, RECEIVED):
            with pytest.raises(FileError, match="修改记录或版本被别的程序改过"):
                document.history(address)
        assert document.history(FEES) == []
        put(document, (FEES, None), (RECEIVED, 5))


def test_broken_characters_in_the_log_are_said_of_the_log(sound: Path) -> None:
    with another_program(sound) as connection:
        # A byte that begins no character: SQLite's own check does not look at text.
        connection.execute("UPDATE changes SET new = CAST(x'ff41' AS TEXT) WHERE place = 'text'")
    (fault,) = verify(sound)
    assert fault.startswith("修改记录或版本已损坏")
    with Document.open(sound, read_only=True) as document:
        assert contents(document.report)[RECEIVED] == ("int", "4")


def test_what_is_no_report_is_not_called_a_damaged_one(tmp_path: Path) -> None:
    other = tmp_path / "notes.govreport"
    other.write_text("今天天气很好。" * 50, encoding="utf-8")
    with pytest.raises(FileError, match="不是政府信息公开"):
        verify(other)
    with pytest.raises(FileError, match="找不到"):
        verify(tmp_path / "没有.govreport")


def test_a_damaged_file_is_a_sentence(sound: Path) -> None:
    data = bytearray(sound.read_bytes())
    data[4096 : 4096 * 3] = bytes(4096 * 2)
    sound.write_bytes(data)
    (fault,) = verify(sound)
    assert "已损坏" in fault
