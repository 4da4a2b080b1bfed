"""A folder of other offices' files: every file has an outcome, and none counts twice."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govreport_desktop.collect.names import office_words
from govreport_desktop.errors import CancelledError, GovReportError, ReadError, WriteError
from govreport_desktop.jobs.bring_in import Wanted
from govreport_desktop.jobs.folder import (
    consolidate,
    import_folder,
    read_folder,
    targets,
)
from govreport_desktop.jobs.walk import walk
from govreport_desktop.report import Report
from govreport_desktop.store.document import Document
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.unit.jobs.conftest import FORM, RECEIVED, Watcher, errors, office, received
from tests.unit.writers.written import written_report


# ------------------------------------------------------------------ what is there
def test_litter_is_passed_over_and_known(folder: Path) -> None:
    found = read_folder(folder)
    assert received(found) == {"一局": 3, "二局": 4}
    assert found.left_out == []
    assert found.litter == (".DS_Store", "Thumbs.db", "desktop.ini", "~$一局.docx", "~WRL0001.tmp")


def test_what_cannot_be_read_is_left_out_with_its_reason(folder: Path) -> None:
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 truncated")
    (folder / "扫描.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "说明.txt").write_text("请于一月底前报送。", encoding="utf-8")
    (folder / "空.docx").write_bytes(b"")
    (folder / "空表.json").write_text('{"form": "2021", "office": "丙", "year": 2024}', "utf-8")
    found = read_folder(folder)
    assert received(found) == {"一局": 3, "二局": 4}
    said = errors(found)
    assert set(said) == {"坏.xlsx", "扫描.png", "说明.txt", "空.docx", "空表.json"}
    assert "损坏" in said["坏.xlsx"]
    assert "图片" in said["扫描.png"]
    assert "没有找到年度报告的表格" in said["说明.txt"]
    assert "空文件" in said["空.docx"]
    assert "没有读出任何数和文字" in said["空表.json"]
    kinds = {one.name: one.kind for one in found.files}
    assert (kinds["坏.xlsx"], kinds["扫描.png"], kinds["一局.json"]) == ("damaged", "image", "json")


def test_pipes_sockets_and_links_into_nothing_are_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "管道.docx")
    (folder / "断.docx").symlink_to(folder / "没有")
    (folder / "圈.docx").symlink_to(folder / "圈.docx")
    (folder / "链接.json").symlink_to(office(folder.parent, "三局", 5))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "口"))
        found = read_folder(folder)
    assert received(found) == {"一局": 3, "二局": 4, "三局": 5}
    said = errors(found)
    assert set(said) == {"管道.docx", "断.docx", "圈.docx", "口"}
    assert "管道或设备" in said["管道.docx"]
    assert "链接" in said["断.docx"]
    assert "链接" in said["圈.docx"]


def test_folders_that_lead_in_a_circle_end(folder: Path, tmp_path: Path) -> None:
    below = folder / "下级"
    below.mkdir()
    office(below, "三局", 5)
    (below / "上去").symlink_to(folder, target_is_directory=True)
    found = read_folder(folder, recursive=True)
    assert received(found) == {"一局": 3, "二局": 4, "三局": 5}
    assert found.folders == (str(Path("下级") / "上去"),)
    flat = read_folder(folder)
    assert received(flat) == {"一局": 3, "二局": 4}
    assert flat.folders == ("下级",)


def test_a_file_that_may_not_be_read_costs_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "一局.json":
            raise PermissionError(13, "Permission denied")
        return plain(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    found = read_folder(folder)
    assert received(found) == {"二局": 4}
    assert "打不开（没有权限）" in errors(found)["一局.json"]


def test_a_folder_that_may_not_be_entered_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "锁着").mkdir()
    plain = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "锁着":
            raise PermissionError(13, "Permission denied")
        return plain(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    found = read_folder(folder, recursive=True)
    assert received(found) == {"一局": 3, "二局": 4}
    assert "文件夹打不开" in errors(found)["锁着"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="找不到文件夹"):
        read_folder(tmp_path / "没有")


def test_names_no_screen_can_show_are_shown_all_the_same(folder: Path) -> None:
    name = os.fsdecode("乙\n局".encode() + b"\xff\xfe.txt")
    (folder / name).write_text("散文。", encoding="utf-8")
    (one,) = read_folder(folder).left_out
    assert one.path.name == name
    assert (one.name + one.error).isprintable()


# ------------------------------------------------------------------ what is known of a file
def test_what_the_reading_left_open_is_kept_for_each_file(folder: Path) -> None:
    cells = {"received": {"natural_person": 7, "total": 9}}
    office(folder, "三局", 0, tables={"requests": cells})
    text = "行政许可\t12\n行政处罚\t3\n行政强制\t0\n不知道是什么\t41\n"
    (folder / "某县水务局2024年政府信息公开工作年度报告 - 副本.txt").write_text(text, "utf-8")
    found = {one.office: one for one in read_folder(folder).files}
    assert str(found["三局"].declared[0]).endswith("原表总计 9，按各项相加为 7")
    named = found["某县水务局"]
    assert named.office_from_name
    assert named.report is not None
    assert named.report.office == "某县水务局"
    assert named.year is None
    assert any("41" in item.text for item in named.unplaced)
    assert (found["一局"].form, found["一局"].year, found["一局"].numbers) == ("2021", 2024, 1)


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("某县水务局2023年政府信息公开工作年度报告", "某县水务局"),
        ("某县水务局2023年度信息公开年报（定稿）", "某县水务局"),
        ("某县水务局", "某县水务局"),
        ("2023年政府信息公开工作年度报告", "2023年政府信息公开工作年度报告"),
        ("某县水务局(1)", "某县水务局"),
        ("某县水务局 - 副本 (2)", "某县水务局"),
        ("某县水务局（冲突文件 张三 2024-01-02）", "某县水务局"),
        ("某县水务局 (zhang's conflicted copy 2024-01-02)", "某县水务局"),
        ("某县（区）水务局", "某县（区）水务局"),
    ],
)
def test_the_office_in_a_file_name(stem: str, name: str) -> None:
    assert office_words(stem) == name


def test_half_a_character_costs_its_file_and_not_the_sheet(folder: Path, tmp_path: Path) -> None:
    office(folder, "三局", 5, office="三\ud800局")
    office(folder, "四局", 5, tables={"requests": {"received": {"natural_person": "\udfff"}}})
    office(folder, "五局", 5, office="五\x01局\u202e")
    found = consolidate(folder, tmp_path / "a.xlsx")
    assert set(errors(found)) == {"三局.json", "四局.json"}
    assert "不能保存的字符" in errors(found)["三局.json"]


# ------------------------------------------------------------------ twice
def test_one_report_in_two_formats_counts_once(folder: Path) -> None:
    report = written_report("2021", 5)
    (folder / "二局.json").unlink()  # few enough for one process
    office(folder, "一局", 3, year=report.year)
    for kind in ("docx", "xlsx"):
        FORMATS[kind].write(report, folder / f"渔业局.{kind}", ExportOptions())
    found = read_folder(folder)
    assert len(found.reports) == 2
    assert errors(found) == {"渔业局.docx": "与“渔业局.xlsx”是同一份报告，只计入那一份。"}
    (taken,) = (one for one in found.files if one.name == "渔业局.xlsx")
    assert taken.counts
    assert taken.same_as == ("渔业局.docx",)


def test_the_fuller_of_two_that_agree_counts(folder: Path) -> None:
    cells = {"received": {"natural_person": 3}, "carried_over": {"business": 2}}
    full = office(folder, "一局", 3, tables={"requests": cells})
    full.rename(folder / "一局（定稿）.json")
    office(folder, "一局", 3)
    assert set(errors(read_folder(folder))) == {"一局.json"}


def test_of_two_that_contradict_each_other_none_counts(folder: Path) -> None:
    shutil.copy(folder / "一局.json", folder / "一局(1).json")
    office(folder, "一局", 30)
    found = read_folder(folder)
    assert received(found) == {"二局": 4}
    said = errors(found)
    assert set(said) == {"一局.json", "一局(1).json"}
    assert "有 1 处的数不同" in said["一局.json"]
    assert "30、3" in said["一局.json"] or "3、30" in said["一局.json"]
    assert "请只留一份" in said["一局.json"]


def test_a_report_of_another_year_is_not_added_to_those_of_this_one(folder: Path) -> None:
    office(folder, "一局", 9, year=2023).rename(folder / "上年.json")
    office(folder, "一局", 3)
    found = read_folder(folder)
    assert received(found) == {"一局": 3, "二局": 4}
    assert errors(found) == {"上年.json": "上年：里面写的是 2023 年的报告，没有计入。"}
    assert received(read_folder(folder, year=2023)) == {"一局": 9}


def test_what_is_no_office_of_this_parent_is_not_added(folder: Path) -> None:
    names = ("某县公安局", "某县教育局", "某县民政局", "某县税务局", "某县人民政府")
    for number, name in enumerate(names):
        office(folder, name, 10 + number)
    office(folder, "公安局", 10, office="").rename(folder / "公安局2024年报.json")
    office(folder, "某县公安局", 99).rename(folder / "公安局草稿.json")
    office(folder, "某县公安局", 10)
    for name in ("一局", "二局"):
        (folder / f"{name}.json").unlink()
    found = read_folder(folder)
    assert received(found) == {"某县公安局": 10, "某县教育局": 11, "某县民政局": 12}
    said = errors(found)
    assert said["公安局草稿.json"].startswith("旧稿：")
    assert said["某县税务局.json"].startswith("名单外：")
    assert said["某县人民政府.json"].startswith("本级稿：")
    twins = ("公安局2024年报.json", "某县公安局.json")
    assert ["只计入那一份" in said.get(name, "") for name in twins].count(True) == 1


# ------------------------------------------------------------------ consolidating
def test_what_can_be_read_is_consolidated(folder: Path, tmp_path: Path) -> None:
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 truncated")
    target = tmp_path / "汇总.xlsx"
    found = consolidate(folder, target)
    assert set(errors(found)) == {"坏.xlsx"}
    sheet = load_workbook(target).worksheets[0]
    shown = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"一局", "二局"} <= shown


def test_a_folder_without_a_report_writes_nothing(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "汇总.xlsx"
    target.write_bytes(b"")
    for path in folder.glob("*局.json"):
        path.write_bytes(b"{")
    said = r"没有可以汇总的报告，共 2 个文件，例如“一局\.json”：.*[^。]。$"
    with pytest.raises(ReadError, match=said):
        consolidate(folder, target)
    assert target.read_bytes() == b""


def test_the_sheet_is_not_written_over_one_of_its_sources(folder: Path) -> None:
    target = folder / "三局.xlsx"
    FORMATS["xlsx"].write(Report(FORM, "三局", 2024), target, ExportOptions())
    before = target.read_bytes()
    with pytest.raises(WriteError, match="就是来源"):
        consolidate(folder, target)
    assert target.read_bytes() == before


def test_a_cancel_leaves_the_sheet_as_it_was(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "汇总.xlsx"
    target.write_bytes(b"")
    with pytest.raises(CancelledError):
        consolidate(folder, target, Watcher(last=2))
    assert target.read_bytes() == b""


# ------------------------------------------------------------------ importing
def test_every_file_becomes_a_report_of_its_own(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "一局.json", folder / "一局(1).json")
    output, watcher = tmp_path / "读入", Watcher()
    found = import_folder(folder, output, Wanted(), progress=watcher)
    assert found.left_out == []
    assert {path.name for path in output.iterdir()} == {
        "一局.govreport",
        "一局(1).govreport",
        "二局.govreport",
    }
    (twin,) = (one for one in found.files if one.name == "一局(1).json")
    assert twin.same_as == ("一局.json",)
    assert "请核对以哪份为准" in twin.notes[-1]
    assert watcher.steps[-1][0] == 100
    with Document.open(output / "二局.govreport") as document:
        assert document.report.values[RECEIVED] == 4


def test_what_is_there_is_replaced_only_when_that_is_asked_for(
    folder: Path, tmp_path: Path
) -> None:
    output = folder / "读入"  # inside: what was written must not be read again
    import_folder(folder, output, Wanted())
    office(folder, "一局", 8)
    before = {path: path.read_bytes() for path in output.iterdir()}
    found = import_folder(folder, output, Wanted())
    assert [one.exists for one in found.files] == [True, True]
    assert {path: path.read_bytes() for path in output.iterdir()} == before
    assert import_folder(folder, output, Wanted(), overwrite=True).left_out == []
    with Document.open(output / "一局.govreport") as document:
        assert document.report.values[RECEIVED] == 8


def test_a_folder_is_not_read_into_itself(folder: Path) -> None:
    before = sorted(folder.iterdir())
    with pytest.raises(GovReportError, match="就是来源，读出的报告请写到另一个文件夹"):
        import_folder(folder, folder / ".." / folder.name, Wanted())
    assert sorted(folder.iterdir()) == before


def test_an_output_that_is_no_folder_and_a_folder_without_files(
    folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(GovReportError, match="是一个文件，不是文件夹"):
        import_folder(folder, office(tmp_path, "x", 1), Wanted())
    (tmp_path / "空的").mkdir()
    with pytest.raises(GovReportError, match="里没有文件"):
        import_folder(tmp_path / "空的", tmp_path / "读入", Wanted())
    assert not (tmp_path / "读入").exists()


def test_targets_differ_even_where_case_does_not_count(tmp_path: Path) -> None:
    for name in ("a.docx", "A.pdf", "a.docx.txt", "b.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = targets(walk(tmp_path, recursive=True).entries, tmp_path, tmp_path / "out")
    names = [target.name.casefold() for _, target in found]
    assert len(set(names)) == len(names) == 4
