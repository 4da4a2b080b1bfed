"""Several files of one office in a folder: the newest is named, what differs is said."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from govreport_desktop.collect.task import CollectTask
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from govreport_desktop.jobs.folder import consolidate, read_folder
from tests.unit.jobs.conftest import errors, office, received

_FIRST = {"received": {"natural_person": 3, "business": 2}}


def _dated(path: Path, day: int) -> Path:
    when = 1_735_000_000 + day * 86_400
    os.utime(path, (when, when))
    return path


def test_a_correction_that_takes_a_number_away_is_no_copy(folder: Path) -> None:
    _dated(office(folder, "三局", 3, tables={"requests": _FIRST}), 1)
    again = {"received": {"natural_person": 3}}
    (folder / "后报").mkdir()
    later = office(folder / "后报", "三局", 3, tables={"requests": again})
    _dated(later.rename(folder / "三局二稿.json"), 5)
    found = read_folder(folder)
    said = errors(found)
    assert received(found) == {"一局": 3, "二局": 4}
    assert set(said) == {"三局.json", "三局二稿.json"}
    for one in said.values():
        assert "商业企业：空白、2" in one
        assert "较新的是“三局二稿.json”" in one


def test_of_two_that_agree_in_numbers_the_newer_prose_counts(folder: Path) -> None:
    old = office(folder, "三局", 3, narratives={"overview": "本年度情况如下。"})
    _dated(old.rename(folder / "三局甲.json"), 1)
    _dated(office(folder, "三局", 3, narratives={"overview": "本年度情况改写如下。"}), 5)
    said = errors(read_folder(folder))
    assert set(said) == {"三局甲.json"}
    assert "数相同，文字不同" in said["三局甲.json"]


@pytest.mark.parametrize(
    "name",
    [
        "三局.json.bak",
        "三局.bak",
        "三局.json~",
        "三局.wbk",
        "三局.xlk",
        "~三局.json",
        "三局（备份）.json",
        "三局备份2.json",
        "三局.json.old",
        "“三局”的备份.wbk",
        "备份 属于 三局.wbk",
        "Backup of 三局.wbk",
        "三局(自动恢复).asd",
        "三局_自动保存.json",
        "三局.json.orig",
    ],
)
def test_what_a_program_kept_aside_is_never_added(folder: Path, name: str) -> None:
    office(folder, "三局", 9).rename(folder / name)
    found = read_folder(folder)
    assert received(found) == {"一局": 3, "二局": 4}  # alone: somebody has to say so
    assert "备份" in errors(found)[name]
    _dated(folder / name, 30)
    _dated(office(folder, "三局", 5), 1)
    assert received(read_folder(folder)) == {"一局": 3, "二局": 4, "三局": 5}


@pytest.mark.parametrize(
    "name", ["三局.crdownload", "三局.json.part", "~WRD0004.docx", "三局.json.swp", "三局.lock"]
)
def test_what_is_left_of_a_program_at_work_is_litter(folder: Path, name: str) -> None:
    office(folder, "三局", 9).rename(folder / name)
    found = read_folder(folder)
    assert received(found) == {"一局": 3, "二局": 4}
    assert name in found.litter


def test_the_contents_decide_about_the_year_and_it_is_said(folder: Path) -> None:
    shutil.copy(folder / "一局.json", folder / "一局2023年报.json")
    (folder / "一局.json").unlink()
    office(folder, "三局", 7, year=2025).rename(folder / "三局2024年报.json")
    found = read_folder(folder, year=2024)
    assert received(found) == {"一局": 3, "二局": 4}
    notes = {one.name: one.notes for one in found.files}
    assert any("2023" in note and "2024" in note for note in notes["一局2023年报.json"])
    assert "2025 年" in errors(found)["三局2024年报.json"]


def test_a_later_years_report_is_not_added_to_this_years(folder: Path) -> None:
    office(folder, "一局", 9, year=2025).rename(folder / "新.json")
    office(folder, "一局", 3)
    found = read_folder(folder, year=2024)
    assert len(found.reports) == len(received(found)) == 2
    assert set(errors(found)) == {"新.json"}


def test_the_folders_own_task_is_no_report(folder: Path, tmp_path: Path) -> None:
    new_task(NewTask(folder / "汇总.govtask", "某县人民政府", 2024))
    found = consolidate(folder, tmp_path / "a.xlsx")
    assert not errors(found)
    assert "汇总.govtask" in found.litter
    other = tmp_path / "乙县"
    other.mkdir()
    new_task(NewTask(other / "乙县.govtask", "乙县人民政府", 2024))
    office(other, "乙县水务局", 5)
    with CollectTask.open(other / "乙县.govtask") as task:
        scan(task)
    shutil.copy(other / "乙县.govtask", folder / "乙县.govtask")
    assert "还没有签发" in errors(consolidate(folder, tmp_path / "a.xlsx"))["乙县.govtask"]
