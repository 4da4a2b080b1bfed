"""Bringing in: looked at first; into a new file or an existing one whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from govreport_desktop.errors import CancelledError, EditError, FileError, ReadError
from govreport_desktop.form import load_form
from govreport_desktop.jobs.bring_in import Wanted, make, make_of, put_into, read
from govreport_desktop.jobs.carry_over import carry_into, read_last_year
from govreport_desktop.jobs.load import load_report
from govreport_desktop.jobs.refusing import NothingReadError
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.store.document import Document, verify
from tests.unit.jobs.conftest import HALF, RECEIVED, Watcher

FORM = load_form("2021")


def json_file(path: Path, received: int = 3, overview: str = "新的。", year: int = 2023) -> Path:
    shape = {
        "form": "2021",
        "office": "新局",
        "year": year,
        "tables": {"requests": {"received": {"natural_person": received}}},
        "narratives": {"overview": overview},
    }
    path.write_text(json.dumps(shape), encoding="utf-8")
    return path


def test_a_file_made_of_a_source_holds_all_of_it_as_one_edit(tmp_path: Path) -> None:
    source, path = json_file(tmp_path / "a.json"), tmp_path / "新.govreport"
    proposal = read(source).proposal
    make_of(path, proposal, "别名局", source=source)
    assert verify(path) == []
    with Document.open(path) as document:
        assert (document.report.office, document.report.year) == ("别名局", 2023)
        assert document.report.values[RECEIVED] == 3
        (entry,) = document.history(TextAddress("overview"))
    assert (entry.name, entry.kind) == ("导入", "import")


def test_what_no_file_can_hold_leaves_the_report_it_would_replace(
    old: Path, tmp_path: Path
) -> None:
    source = json_file(tmp_path / "a.json", overview=HALF)
    before = old.read_bytes()
    blank = Report(FORM)
    edit = blank.edit([(RECEIVED, 3), (TextAddress("overview"), HALF)])
    with pytest.raises(EditError, match="不能保存的字符"):
        make(old, FORM, "新局", 2023, edit, overwrite=True)
    with pytest.raises(EditError, match="不能保存的字符"):
        make_of(old, read(source).proposal, "新局", overwrite=True)
    with pytest.raises(EditError, match="不能保存的字符"):
        put_into(old, source)
    assert old.read_bytes() == before


def test_into_a_report_as_one_step(old: Path, tmp_path: Path) -> None:
    put_into(old, json_file(tmp_path / "a.json"), Wanted(office="改名局"))
    with Document.open(old) as document:
        assert document.report.office == "改名局"
        assert document.report.values[RECEIVED] == 3


def test_a_report_open_elsewhere_takes_nothing(old: Path, tmp_path: Path) -> None:
    source = json_file(tmp_path / "a.json", year=2022)
    before = old.read_bytes()
    with Document.open(old):
        for job in (put_into, carry_into):
            with pytest.raises(FileError, match="没有写入任何内容"):
                job(old, source)
    assert old.read_bytes() == before


def test_what_a_crash_left_beside_the_file_is_said(old: Path, tmp_path: Path) -> None:
    stranger = old.with_name(f"{old.name}-wal")
    stranger.write_bytes(b"of another file")
    proposal = put_into(old, json_file(tmp_path / "a.json"))
    assert "不属于它的日志" in proposal.notes[0]
    stranger.write_bytes(b"of another file")
    carried = carry_into(old, json_file(tmp_path / "b.json", year=2022))
    assert "不属于它的日志" in carried.doubts[0]


def test_a_file_is_not_brought_into_itself(old: Path) -> None:
    for job in (put_into, carry_into):
        with pytest.raises(FileError, match="同一个文件"):
            job(old, old)


def test_a_cancel_on_the_way_changes_nothing(old: Path, tmp_path: Path) -> None:
    source, before = json_file(tmp_path / "a.json"), old.read_bytes()
    watcher = Watcher(last=2)
    with pytest.raises(CancelledError):
        put_into(old, source, progress=watcher)
    assert [words for _, words in watcher.steps] == ["正在读取", "正在对位"]
    assert old.read_bytes() == before
    assert not list(tmp_path.glob(".~lock*"))


def test_any_document_is_a_report_to_look_at(old: Path, tmp_path: Path) -> None:
    assert load_report(old).values[RECEIVED] == 7
    source = json_file(tmp_path / "a.json", received=5)
    assert read_last_year(source).values[RECEIVED] == 5
    empty = tmp_path / "空.json"
    empty.write_text('{"form": "2021", "office": "甲局", "year": 2023}', encoding="utf-8")
    with pytest.raises(NothingReadError, match=r"“空\.json”里没有读出任何数和文字"):
        load_report(empty)


def test_what_is_no_file_is_said_at_once(tmp_path: Path) -> None:
    pipe, loop = tmp_path / "管道", tmp_path / "圈"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    for path, words in ((pipe, "管道"), (tmp_path, "文件夹"), (loop, "找不到")):
        for job in (load_report, read, read_last_year):
            with pytest.raises(ReadError, match=words):
                job(path)
