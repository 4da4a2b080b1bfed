"""What is wrong with a report, alone and beside its offices, and what the office says of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from govreport_desktop.errors import GovReportError, ReadError
from govreport_desktop.jobs.check import check, check_file
from govreport_desktop.report import Report
from govreport_desktop.store.document import Document
from tests.unit.jobs.conftest import FORM, RECEIVED, office


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    folder = tmp_path / "各单位"
    folder.mkdir()
    office(folder, "一局", 3, year=2023)
    office(folder, "二局", 4, year=2023)
    (folder / "Thumbs.db").write_bytes(b"\x00\x01")
    return folder


def test_a_verdict_does_not_wait_for_what_is_blank(old: Path) -> None:
    """While somebody types, blanks are to come; whoever asks for a verdict is through."""
    checked = check_file(old)
    assert checked.errors == 2  # the column and the total
    assert checked.problems[0].rule == "R1"
    assert "空着" in checked.problems[0].message
    (problem,) = (p for p in check(checked.report).problems if p.rule == "R18")
    assert check(checked.report).errors == 0
    assert "自然人、总计各列填完才能核对" in problem.message
    assert check(Report(FORM, "某局", 2024)).errors == 0


def test_offices_that_can_be_read_are_added_up(old: Path, offices: Path) -> None:
    (offices / "坏.xlsx").write_bytes(b"PK\x03\x04 truncated")
    checked = check_file(old, offices=offices)
    assert checked.offices is not None
    assert [one.name for one in checked.offices.left_out] == ["坏.xlsx"]
    assert not [p for p in checked.problems if p.key == f"R11:{RECEIVED}"]
    office(offices, "二局", 5, year=2023)
    again = check_file(old, offices=offices)
    (problem,) = (p for p in again.problems if p.key == f"R11:{RECEIVED}")
    assert "2 个单位合计 8，本报告少 1" in problem.message


def test_the_report_itself_is_none_of_its_offices(old: Path, offices: Path) -> None:
    inside = offices / "本级.govreport"
    shutil.copy(old, inside)
    checked = check_file(inside, offices=offices)
    assert checked.offices is not None
    assert len(checked.offices.reports) == 2
    assert checked.offices.left_out == []


def test_names_that_have_no_report(old: Path, offices: Path, tmp_path: Path) -> None:
    names = tmp_path / "名单.txt"
    names.write_text("一局\n\n 三局 \n", encoding="utf-8")
    keys = {p.key: p.message for p in check_file(old, offices=offices, names=names).problems}
    assert keys["R11:absent"] == "有 1 个单位没有报告：三局。"
    with pytest.raises(ReadError, match="找不到文件"):
        check_file(old, offices=offices, names=tmp_path / "没有.txt")


def test_a_warning_about_the_offices_can_be_explained(old: Path, offices: Path) -> None:
    office(offices, "二局", 5, year=2023)
    key = f"R11:{RECEIVED}"
    before = check_file(old, offices=offices)
    checked = check_file(old, offices=offices, explain=(key, "另有 1 件重复。"))
    (problem,) = (p for p in checked.problems if p.key == key)
    assert problem.explanation == "另有 1 件重复。"
    assert checked.open_warnings == before.open_warnings - 1
    assert list(checked.report.explanations) == [key]
    assert not check_file(old, offices=offices, explain=(key, "")).report.explanations


def test_what_cannot_be_explained_is_said_and_nothing_stored(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    error = next(p.key for p in check_file(old).problems)
    for key, words in ((error, "只有警告可以写审核说明"), ("R6:无", "没有编号为“R6:无”的问题")):
        with pytest.raises(GovReportError, match=words):
            check_file(old, explain=(key, "说明"))
    assert old.read_bytes() == before


def test_only_our_own_file_takes_an_explanation(offices: Path, tmp_path: Path) -> None:
    parent = tmp_path / "市.json"
    shape = {"form": "2021", "office": "甲市", "year": 2023}
    cells = {"received": {"natural_person": 9}}
    parent.write_text(json.dumps(shape | {"tables": {"requests": cells}}), encoding="utf-8")
    with pytest.raises(GovReportError, match=r"只能写进 \.govreport 文件"):
        check_file(parent, offices=offices, explain=(f"R11:{RECEIVED}", "说明"))


def test_a_report_open_elsewhere_is_not_explained(old: Path, offices: Path) -> None:
    office(offices, "二局", 5, year=2023)
    with Document.open(old), pytest.raises(GovReportError, match="没有写入任何内容"):
        check_file(old, offices=offices, explain=(f"R11:{RECEIVED}", "说明"))
