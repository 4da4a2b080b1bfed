"""A list of reports tells how far each is and what became of it, without opening any."""

import json
import os
import shutil
import sqlite3
import time
from datetime import date
from pathlib import Path

import pytest

from govreport_desktop.errors import FileError
from govreport_desktop.form import load_form
from govreport_desktop.report.carry_over import has_body
from govreport_desktop.report.remarks import ADDRESS, Remark, written
from govreport_desktop.store.document import Document, Submission, verify
from govreport_desktop.store.recovery import journal_path
from govreport_desktop.store.summary import summary
from tests.unit.store.samples import OVERVIEW, RECEIVED, another_program, beside, put

HANDED_IN = Submission(date(2024, 1, 22), "某县政府办公室")


def test_it_says_how_far_a_report_is(path: Path, document: Document) -> None:
    form = document.report.form
    document.close()
    typed = sum(spec.formula is None for spec in form.cells)
    parts = sum(not section.optional for section in form.narratives)
    found = summary(path)
    assert (found.office, found.year, found.form) == ("某县档案局", 2023, form)
    assert (found.filled, found.places, found.share) == (0, typed + parts, 0)
    assert (found.last, found.submitted, found.changed_since) == (None, None, False)
    with Document.open(path) as again:
        put(again, (RECEIVED, 0), (OVERVIEW, "一、主动公开情况\n（一）概况"))
    assert summary(path).filled == 1
    with Document.open(path) as again:
        put(again, (OVERVIEW, "一、主动公开情况\n本年度主动公开信息 3 条。"))
        every = [spec.address for spec in form.cells if spec.formula is None]
        put(
            again,
            *(
                (cell, 0)
                for cell in every
                if again.report.values[cell] is None and form.cell(cell).kind.type == "integer"
            ),
        )
    assert 0 < summary(path).share < 100


def test_it_says_what_was_handed_in_and_whether_that_still_stands(path: Path) -> None:
    with Document.create(path, load_form("2021"), "某县档案局", 2023) as document:
        put(document, (RECEIVED, 3))
        version = document.save_version("送审稿")
        document.mark_submitted(version.id, HANDED_IN)
        assert document.versions()[0].submission == HANDED_IN
    found = summary(path)
    assert found.last is not None
    assert (found.last.name, found.last.submission) == ("送审稿", HANDED_IN)
    assert found.submitted == found.last
    assert not found.changed_since
    with Document.open(path) as document:
        put(document, (RECEIVED, 4))
        document.save_version("又改了")
    found = summary(path)
    assert found.last is not None
    assert found.submitted is not None
    assert (found.last.name, found.submitted.name) == ("又改了", "送审稿")
    assert found.changed_since
    with Document.open(path) as document:
        put(document, (RECEIVED, 3))
    assert not summary(path).changed_since
    assert verify(path) == []


def test_what_the_office_above_sends_back_changes_nothing_that_was_handed_in(path: Path) -> None:
    first, second = (written([Remark(n, "自然人一列不平")]) for n in (1, 2))
    with Document.create(path, load_form("2021"), "某县档案局", 2023) as document:
        put(document, (RECEIVED, 3), (ADDRESS, first))
        document.mark_submitted(document.save_version("送审稿").id, HANDED_IN)
        for remarks in (second, "", first):
            put(document, (ADDRESS, remarks))
            assert document.versions()[0].is_current
    assert not summary(path).changed_since
    with Document.open(path) as document:
        put(document, (RECEIVED, 4), (ADDRESS, second))
        assert not document.versions()[0].is_current
    assert summary(path).changed_since
    assert verify(path) == []


def test_the_mark_is_taken_off_again_and_goes_along_with_a_copy(
    path: Path, document: Document
) -> None:
    first, second = document.save_version("送审稿"), document.save_version("报送稿")
    document.mark_submitted(first.id, HANDED_IN)
    document.mark_submitted(second.id, Submission(date(2024, 1, 30)))
    copy = path.with_name("副本.govreport")
    document.save_copy(copy)
    assert summary(copy).submitted == document.versions()[1]
    document.mark_submitted(second.id, None)
    assert summary(path).submitted == document.versions()[0]
    with pytest.raises(FileError, match="没有第 9 个版本"):
        document.mark_submitted(9, HANDED_IN)


def test_a_mark_that_makes_no_sense_is_none(path: Path, document: Document) -> None:
    version = document.save_version("送审稿")
    document.close()
    for value in ("", "[]", "{}", '{"date": 5}', '{"date": "2024-13-01"}', "[" * 1500, "x" * 5000):
        with another_program(path) as tool:
            tool.execute("DELETE FROM about WHERE key LIKE 'submitted/%'")
            tool.execute("INSERT INTO about VALUES (?, ?)", (f"submitted/{version.id}", value))
        assert summary(path).submitted is None
        assert verify(path) == []


def test_nothing_is_written_and_nothing_made_beside_it(path: Path, document: Document) -> None:
    put(document, (RECEIVED, 3))
    before = path.read_bytes(), path.stat().st_mtime_ns, beside(path)
    assert summary(path).filled == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns, beside(path)) == before
    put(document, (RECEIVED, 4))


def test_what_a_crash_left_is_not_touched(path: Path, document: Document) -> None:
    document.close()
    journal = journal_path(path)
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    with pytest.raises(FileError, match="请打开一次"):
        summary(path)
    assert journal.read_bytes()[:1] == b"\xd9"


def test_what_is_no_report_is_a_sentence(path: Path, document: Document) -> None:
    document.close()
    for name, content in (("a", b""), ("b", b"SQLite format 3\0"), ("c", os.urandom(5000))):
        other = path.with_name(name)
        other.write_bytes(content)
        with pytest.raises(FileError):
            summary(other)
    with pytest.raises(FileError, match="文件夹"):
        summary(path.parent)
    cut = path.with_name("cut.govreport")
    cut.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(FileError):
        summary(cut)


def test_somebody_elses_view_is_not_looked_at(path: Path, document: Document) -> None:
    document.close()
    with another_program(path) as tool:
        tool.execute("ALTER TABLE cells RENAME TO mine")
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        tool.execute(
            "CREATE VIEW cells AS SELECT i AS table_id, i AS row_id, i AS column_id "
            f"FROM ({endless} SELECT i FROM n)"
        )
    begun = time.monotonic()
    with pytest.raises(FileError):
        summary(path)
    assert time.monotonic() - begun < 2


def test_a_file_in_the_hands_of_a_writer_is_not_waited_for(path: Path, document: Document) -> None:
    document.close()
    with another_program(path) as tool:
        tool.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        with pytest.raises(FileError):
            summary(path)
        assert time.monotonic() - begun < 1
        tool.execute("ROLLBACK")
    assert summary(path).filled == 0


def test_released_files_have_a_summary(tmp_path: Path) -> None:
    data = Path(__file__).parents[2] / "data"
    for name in ("version-1.govreport", "digest-1.govreport", "explained.govreport"):
        path = tmp_path / name
        shutil.copy(data / name, path)
        with Document.open(path, read_only=True) as document:
            report, kept = document.report, document.versions()
        found = summary(path)
        assert (found.office, found.year) == (report.office, report.year)
        assert found.last == (kept[-1] if kept else None)


def test_headings_alone_are_no_body() -> None:
    assert not has_body("")
    assert not has_body(" \n一、主动公开情况\n\n（一）概况\n")
    assert has_body("（一）主动公开。本年度公开 3 条。")
    assert has_body("本年度无。")


def test_the_mark_is_what_the_page_says(path: Path, document: Document) -> None:
    version = document.save_version("送审稿")
    document.mark_submitted(version.id, HANDED_IN)
    document.close()
    connection = sqlite3.connect(path)
    ((value,),) = connection.execute("SELECT value FROM about WHERE key = 'submitted/1'")
    connection.close()
    assert json.loads(value) == {"date": "2024-01-22", "to": "某县政府办公室"}
