"""A file made to do harm: it opens or is refused with one short sentence, at once."""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from govreport_desktop.errors import EditError, FileError, GovReportError
from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress
from govreport_desktop.report.deadline import due_date
from govreport_desktop.store import log, schema
from govreport_desktop.store.database import looks_like_report
from govreport_desktop.store.document import Document, verify
from tests.unit.store.samples import CONTACT, OVERVIEW, RECEIVED, another_program, contents, put

ESCAPES = "\x1b[2J\x1b]0;pwned\x07\u202e\n"
FORGED = "INSERT INTO fields VALUES ('last_year', ?)"


@pytest.fixture
def sound(path: Path, document: Document) -> Path:
    put(document, (RECEIVED, 3), (OVERVIEW, "总体情况"))
    document.save_version("送审稿")
    document.close()
    return path


def _forge(path: Path, statement: str, *values: object, old: bool = True) -> None:
    """Write what no program of ours would; ``old`` takes off the digest that would tell."""
    with another_program(path) as connection:
        connection.execute(statement, values)
        if old:
            connection.execute("DELETE FROM about WHERE key = 'digest'")


def _facts(document: Document) -> object:
    report = document.report
    return report.year, report.title, due_date(report), report.last_year


def _everything(path: Path) -> list[str]:
    """Do with the file what a clerk does; every refusal on the way."""
    said: list[str] = []

    def attempt(act: Callable[[], object]) -> None:
        try:
            act()
        except GovReportError as error:
            said.append(str(error))

    attempt(lambda: said.extend(verify(path)))
    for read_only in (True, False):
        try:
            document = Document.open(path, read_only)
        except GovReportError as error:
            said.append(str(error))
            continue
        with document:
            attempt(partial(_facts, document))
            attempt(document.versions)
            attempt(partial(document.version, 1))
            for place in (RECEIVED, OVERVIEW, FieldAddress("year")):
                attempt(partial(document.history, place))
            attempt(partial(put, document, (CONTACT, "张三")))
            attempt(partial(document.save_version, "终稿"))
            attempt(document.check_file)
    return said


DEEP = '{"form": "2021", "tables": ' + "[" * 100_000 + "]" * 100_000 + "}"
HOSTILE: dict[str, tuple[str, tuple[object, ...]]] = {
    "deep last year": (FORGED, (DEEP,)),
    "last year in the year 10^4000": (FORGED, ('{"form": "2021", "year": ' + "9" * 4000 + "}",)),
    "last year in the year 10^10000": (FORGED, ('{"form": "2021", "year": ' + "9" * 10000 + "}",)),
    "half a character last year": (FORGED, ('{"form": "2021", "office": "\\ud83d"}',)),
    "last year of escapes": (FORGED, (json.dumps({"form": ESCAPES}),)),
    "no number last year": (
        FORGED,
        ('{"form": "2021", "tables": {"proactive": {"fees": {"amount": 1e999999}}}}',),
    ),
    "time before time": ("UPDATE edits SET time = '0001-01-01T00:00:00+14:00'", ()),
    "time after time": ("UPDATE versions SET time = '9999-12-31T23:59:59-14:00'", ()),
    "a megabyte of time": ("UPDATE edits SET time = ?", ("9" * 2**20,)),
    "year of 10000 digits": ("UPDATE fields SET text = ? WHERE name = 'year'", ("9" * 10000,)),
    "year 9999": ("UPDATE fields SET text = '9999' WHERE name = 'year'", ()),
    "count of 10000 digits": ("UPDATE cells SET text = ? WHERE type = 'integer'", ("9" * 10000,)),
    "count of 4000 digits": ("UPDATE cells SET text = ? WHERE type = 'integer'", ("9" * 4000,)),
    "a sum without end": ("UPDATE cells SET type = 'unread', text = ?", ("=1" + "+1" * 2**19,)),
    "amount without end": (
        "INSERT INTO cells VALUES ('proactive', 'fees', 'amount', 'decimal', ?)",
        ("1E+999999999999999999",),
    ),
    "office of escapes": ("UPDATE fields SET text = ? WHERE name = 'office'", (ESCAPES,)),
    "cell of escapes": ("UPDATE cells SET text = ?", (ESCAPES * 9999,)),
    "section of escapes": ("INSERT INTO texts VALUES (?, 'x')", (ESCAPES * 9999,)),
    "form of escapes": ("UPDATE about SET value = ? WHERE key = 'form'", (ESCAPES,)),
    "form without end": ("UPDATE about SET value = ? WHERE key = 'form'", ("a" * 10000,)),
    "table of escapes": (f'CREATE TABLE "{ESCAPES * 99}" (id)', ()),
    "version of escapes": ("UPDATE versions SET name = ?, edit = 99", (ESCAPES * 999,)),
    "start beyond all": ("UPDATE changes SET start = 9223372036854775807", ()),
    "start before all": ("UPDATE changes SET start = -9223372036854775808", ()),
    "last edit there can be": (
        "INSERT INTO edits VALUES (9223372036854775807, '', '', '', '')",
        (),
    ),
    "digest that is none": ("UPDATE about SET value = ? WHERE key = 'digest'", ("٣" * 10000,)),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("old", [True, False], ids=["old", "digest"])
def test_it_is_a_sentence_at_once_and_nothing_else(sound: Path, name: str, old: bool) -> None:
    statement, values = HOSTILE[name]
    _forge(sound, statement, *values, old=old)
    start = time.process_time()
    said = _everything(sound)
    assert time.process_time() - start < 5
    for sentence in said:
        assert sentence.isprintable()
        assert len(sentence) < 500
    assert said or name in ("office of escapes", "digest that is none"), "nobody noticed"


def test_half_a_character_in_a_text_is_damage(sound: Path) -> None:
    _forge(sound, "UPDATE texts SET text = CAST(x'eda0bd' AS TEXT)")
    with pytest.raises(FileError, match="已损坏"):
        Document.open(sound)


def test_a_log_without_end_is_not_played_to_its_end(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "_MOST_COPIED", 100)
    with Document.open(sound) as document:
        for number in range(40):
            put(document, (OVERVIEW, f"总体情况{number}"))
        expected = contents(document.report)
    assert any("太长" in fault for fault in verify(sound))
    with Document.open(sound) as document:
        assert contents(document.report) == expected


def test_a_text_no_report_has_is_neither_read_nor_written(sound: Path) -> None:
    with Document.open(sound) as document:
        with pytest.raises(FileError, match="太长"):
            put(document, (OVERVIEW, "长" * 3_000_000))
        assert document.report.texts["overview"] == "总体情况"
        put(document, (OVERVIEW, "短"))
    _forge(sound, "UPDATE texts SET text = ?", "x" * 9_000_000)
    with pytest.raises(FileError, match="太长"):
        Document.open(sound)


def test_a_file_no_report_has_is_not_opened(sound: Path) -> None:
    with sound.open("r+b") as file:
        file.truncate(schema.MAX_BYTES + 1)  # a hole: it takes no room
    with pytest.raises(FileError, match="超过了 128 MB"):
        Document.open(sound)


def test_a_file_does_not_grow_beyond_what_can_be_opened(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "MAX_BYTES", 2**20)
    with Document.open(sound) as document:
        with pytest.raises(FileError, match="已经太大"):
            for number in range(40):
                put(document, (OVERVIEW, str(number) * 100_000))
        kept = contents(document.report)
    with Document.open(sound) as document:
        assert contents(document.report) == kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "r.govreport"
    os.mkfifo(pipe)
    assert looks_like_report(pipe)
    with pytest.raises(FileError, match="不是政府信息公开"):
        Document.open(pipe)


def test_half_a_character_is_not_taken_as_last_year(document: Document) -> None:
    with pytest.raises(EditError, match="不能保存的字符"):
        put(document, (FieldAddress("last_year"), '{"form": "2021", "office": "\\udc00"}'))


def test_a_form_of_no_name_is_refused(path: Path) -> None:
    Document.create(path, load_form("2021")).close()
    _forge(path, "UPDATE about SET value = '' WHERE key = 'form'")
    with pytest.raises(FileError, match="没有"):
        Document.open(path)
