"""A disk that changes a byte: no file opens with a number or a text that nobody wrote."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from govreport_desktop.errors import FileError
from govreport_desktop.form import load_form
from govreport_desktop.report import Address, Content, FieldAddress, Unread
from govreport_desktop.store.digest import digest_in
from govreport_desktop.store.document import DamagedError, Document, rescue, verify
from tests.unit.store.applier import contents_of, long_contents_of
from tests.unit.store.samples import (
    CONTACT,
    EXPLAINED,
    FEES,
    OVERVIEW,
    RECEIVED,
    another_program,
    contents,
    put,
)

LAST_YEAR = '{"form": "2021", "office": "某县档案局", "year": 2022}'


@pytest.fixture
def sound(path: Path, document: Document) -> Path:
    """A file with something of everything, typed in many edits."""
    document.apply(document.report.edit(long_contents_of(7)))
    put(document, (EXPLAINED, "机构划转，上年结转并入。"), (CONTACT, "张三"))
    document.save_version("初稿")
    for number in range(1, 40):
        document.apply(document.report.edit(contents_of(number)))
    put(document, (FieldAddress("last_year"), LAST_YEAR))
    document.save_version("送审稿")
    put(document, (RECEIVED, 4), (FEES, None))
    document.close()
    return path


@contextmanager
def _none_where_refused(seen: list[object]) -> Iterator[None]:
    try:
        yield
    except FileError:
        seen.append(None)


def _seen(path: Path) -> list[object]:
    """All that a clerk is shown: the report, each version, the history of a place."""
    with Document.open(path, read_only=True) as document:
        seen: list[object] = [document.report.form.id, contents(document.report)]
        for id_ in (1, 2):
            with _none_where_refused(seen):
                seen.append(contents(document.version(id_)))
        for place in (RECEIVED, OVERVIEW, EXPLAINED):
            with _none_where_refused(seen):
                seen.append([(entry.old, entry.new) for entry in document.history(place)])
    return seen


@pytest.mark.parametrize(
    ("seed", "flips"),
    [(1, 120), *(pytest.param(seed, 500, marks=pytest.mark.slow) for seed in range(2, 12))],
)
def test_no_flipped_byte_is_taken_for_what_was_written(sound: Path, seed: int, flips: int) -> None:
    whole = sound.read_bytes()
    expected = _seen(sound)
    moments = random.Random(seed)
    found: Counter[str] = Counter()
    for _ in range(flips):
        offset, byte = moments.randrange(len(whole)), moments.randrange(1, 256)
        data = bytearray(whole)
        data[offset] ^= byte
        sound.write_bytes(data)
        try:
            seen = _seen(sound)
        except FileError:
            found["refused"] += 1
            continue
        assert seen[:2] == expected[:2], (offset, byte)
        for mine, theirs in zip(seen, expected, strict=True):
            assert mine in (theirs, None), (offset, byte)
        found["opened"] += 1
    assert all(found[kind] > flips / 10 for kind in ("refused", "opened")), found


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE cells SET text = '17' WHERE row_id = 'received' AND text = '4'",
            "文件里是“17”，修改记录里是“4”",
        ),
        ("DELETE FROM cells WHERE row_id = 'received'", "文件里是“空白”"),
        (
            "UPDATE texts SET text = replace(text, '句', '旬') WHERE section = 'overview'",
            "总体情况",
        ),
        ("UPDATE fields SET text = '李四' WHERE name = 'contact_name'", "联系人"),
        ("UPDATE explanations SET text = '机构合并'", "审核说明"),
        ("UPDATE fields SET text = replace(text, '2022', '2021')", "上年度报告"),
    ],
)
@pytest.mark.parametrize("digest", [True, False], ids=["digest", "old"])
def test_what_was_not_written_here_is_refused_and_said_where(
    sound: Path, statement: str, words: str, digest: bool
) -> None:
    with another_program(sound) as connection:
        connection.execute(statement)
        if not digest:
            connection.execute("DELETE FROM about WHERE key NOT IN ('form', 'created', 'needs')")
    before = sound.read_bytes()
    for read_only in (True, False):
        with pytest.raises(DamagedError, match=words) as refusal:
            Document.open(sound, read_only)
        assert str(refusal.value).endswith("原文件没有被改动。")
    assert sound.read_bytes() == before


def test_a_file_without_a_digest_opens_and_gets_one_with_the_first_edit(sound: Path) -> None:
    keys = "SELECT count(*) FROM about WHERE key = 'digest' OR key LIKE 'version/%'"
    with another_program(sound) as connection:
        connection.execute("DELETE FROM about WHERE key NOT IN ('form', 'created', 'needs')")
    before = sound.read_bytes()
    with Document.open(sound) as document:
        expected = contents(document.report)
        assert contents(document.version(2)) != expected
        assert sound.read_bytes() == before
        put(document, (RECEIVED, 5))
        document.save_version("终稿")
    with another_program(sound) as connection:
        assert connection.execute(keys).fetchone() == (2,)
        # Of the log nothing is asked any more: the digest answers for the contents.
        connection.execute("UPDATE changes SET start = 99 WHERE place = 'text'")
    with Document.open(sound) as document:
        assert document.report.values[RECEIVED] == 5


def test_a_program_that_keeps_no_digest_may_go_on_with_the_file(sound: Path) -> None:
    with another_program(sound) as connection:
        (stale,) = connection.execute("SELECT value FROM about WHERE key = 'digest'").fetchone()
    with Document.open(sound) as document:
        put(document, (RECEIVED, 6))
    with another_program(sound) as connection:
        connection.execute("UPDATE about SET value = ? WHERE key = 'digest'", (stale,))
    with Document.open(sound) as document:
        assert document.report.values[RECEIVED] == 6
        put(document, (RECEIVED, 7))
    assert verify(sound) == []


def test_the_digest_is_that_of_the_rows_after_any_edits(path: Path) -> None:
    """Edits take off and add; opening adds up. Any step that is missed shows here."""
    steps: list[list[tuple[Address, Content]]] = [
        [(RECEIVED, Unread("三")), (OVERVIEW, "一")],
        [(RECEIVED, Unread("")), (OVERVIEW, ""), (EXPLAINED, "因为")],
        [(RECEIVED, None), (EXPLAINED, ""), (CONTACT, "张三")],
        [(RECEIVED, 0), (CONTACT, "")],
    ]
    with Document.create(path, load_form("2021"), "某局", 2023) as document:
        for step in steps:
            edit = document.report.edit(step)
            for each in (edit, edit.inverse(), edit):
                document.apply(each)
                assert digest_in(document._connection) == document._digest
    with Document.open(path):
        pass


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cells SET text = '17' WHERE column_id = 'natural_person'",
        "UPDATE cells SET text = 'many' WHERE type = 'integer'",
        "DELETE FROM cells",
        "INSERT INTO texts VALUES ('poem', '春眠')",
        "UPDATE texts SET text = CAST(x'ff41' AS TEXT)",
    ],
)
def test_what_the_log_proves_can_be_had_from_a_damaged_file(sound: Path, statement: str) -> None:
    with Document.open(sound) as document:
        expected = contents(document.report)
    with another_program(sound) as connection:
        connection.execute(statement)
    before = sound.read_bytes()
    with pytest.raises(FileError):
        Document.open(sound)
    target = sound.with_name("恢复.govreport")
    rescue(sound, target)
    assert sound.read_bytes() == before
    assert verify(target) == []
    with Document.open(target) as document:
        assert contents(document.report) == expected
        assert [version.name for version in document.versions()] == ["初稿", "送审稿"]
    with pytest.raises(FileError, match="已经存在"):
        rescue(sound, target)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET new = '9' WHERE new = '4' AND place = 'cell'",
        "UPDATE changes SET start = 99 WHERE place = 'text'",
        "DELETE FROM about WHERE key = 'digest'",
    ],
)
def test_what_nothing_proves_is_not_given_out(sound: Path, statement: str) -> None:
    with another_program(sound) as connection:
        connection.execute("UPDATE cells SET text = '17' WHERE text = '4'")
        connection.execute(statement)
    target = sound.with_name("恢复.govreport")
    with pytest.raises(DamagedError):
        rescue(sound, target)
    assert not target.exists()


def test_a_version_that_was_changed_is_not_shown(sound: Path) -> None:
    with another_program(sound) as connection:
        connection.execute("UPDATE snapshots SET text = '18' WHERE text = '7' AND place = 'cell'")
    words = "这个版本的内容被改动过或已损坏"
    with Document.open(sound) as document, pytest.raises(FileError, match=words):
        document.version(1)
    with another_program(sound) as connection:
        # The digest was hit and not what it is of: the log says so.
        connection.execute("UPDATE snapshots SET text = '7' WHERE text = '18' AND place = 'cell'")
        connection.execute("UPDATE about SET value = 'ff' WHERE key = 'version/1'")
    with Document.open(sound) as document:
        assert document.version(1).values[RECEIVED] == 7


def test_history_is_not_told_where_it_does_not_lead_to_what_is_there(sound: Path) -> None:
    with another_program(sound) as connection:
        connection.execute(
            "UPDATE changes SET new = '5' WHERE address = ? AND edit = "
            "(SELECT max(edit) FROM changes WHERE address = ?)",
            (str(RECEIVED), str(RECEIVED)),
        )
    with Document.open(sound) as document, pytest.raises(FileError, match="修改记录"):
        document.history(RECEIVED)
