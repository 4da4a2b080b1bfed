"""Importing from the command line: looked at first, then whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from govreport_desktop.cli import main
from govreport_desktop.errors import EditError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Report
from govreport_desktop.store.document import Document, verify
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.unit.cli.conftest import Run
from tests.unit.writers.written import written_report

PATCH = {
    "form": "2021",
    "year": 2023,
    "tables": {"requests": {"received": {"natural_person": 7, "total": 9}}},
    "narratives": {"overview": "新的总体情况。"},
}

GRANTED = CellAddress("requests", "granted", "natural_person")


@pytest.fixture
def patch(tmp_path: Path) -> Path:
    path = tmp_path / "patch.json"
    path.write_text(json.dumps(PATCH), encoding="utf-8")
    return path


@pytest.fixture
def existing(tmp_path: Path) -> Path:
    path = tmp_path / "某局.govreport"
    with Document.create(path, load_form("2021"), "某局", 2023) as document:
        address = next(c.address for c in document.report.form.cells if "自然人" in c.words)
        document.apply(document.report.edit([(address, 3)]))
    return path


def test_a_dry_run_shows_old_and_new_and_writes_nothing(
    run: Run, patch: Path, existing: Path
) -> None:
    before = existing.read_bytes()
    code, out, err = run("import", patch, "--into", existing, "--dry-run")
    assert (code, err) == (0, "")
    assert "自然人：3 → 7" in out
    assert "一、总体情况：空 → 新的总体情况。" in out
    assert "原表总计 9" in out
    assert existing.read_bytes() == before


def test_a_dry_run_for_a_new_file_shows_its_tables(run: Run, patch: Path, tmp_path: Path) -> None:
    code, out, _ = run("import", patch, "--dry-run", "-o", tmp_path / "neu.govreport")
    assert code == 0
    assert "试读，没有写入" in out
    assert "新的总体情况。" in out
    assert not (tmp_path / "neu.govreport").exists()


def test_the_proposal_as_json(run: Run, patch: Path, existing: Path) -> None:
    code, out, _ = run("import", patch, "--into", existing, "--dry-run", "--json")
    shape = json.loads(out)
    assert code == 0
    (cell,) = shape["cells"]
    assert (cell["address"], cell["old"], cell["new"]) == ("requests/received/natural_person", 3, 7)
    assert shape["texts"] == [{"section": "overview", "old": "", "new": "新的总体情况。"}]
    (declared,) = shape["declared"]
    assert (declared["printed"], declared["computed"]) == (9, 7)
    assert (shape["form"], shape["year"], shape["unplaced"]) == ("2021", 2023, [])


def test_a_refused_edit_leaves_no_file(
    run: Run, patch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(report: Report, edit: object) -> None:
        raise EditError("这些内容放不进报告。")

    monkeypatch.setattr(Report, "check", refuse)
    target = tmp_path / "neu.govreport"
    code, _, err = run("import", patch, "-o", target, "--office", "某局")
    assert (code, err) == (2, "govreport: 这些内容放不进报告。\n")
    assert not target.exists()


def test_a_full_disk_leaves_no_half_file(
    run: Run, patch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    target = tmp_path / "neu.govreport"
    code, _, err = run("import", patch, "-o", target, "--office", "某局")
    assert (code, err) == (
        2,
        "govreport: 磁盘已满，“neu.govreport”没有保存：请腾出空间后再做一次。\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["patch.json"]


def test_a_file_is_complete_from_the_moment_it_is_there(
    run: Run, patch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, seen = tmp_path / "neu.govreport", tmp_path / "seen.govreport"

    def put(path: Path, data: bytes) -> None:
        """What a process that is killed right after this leaves behind."""
        assert path == target
        seen.write_bytes(data)
        raise KeyboardInterrupt

    monkeypatch.setattr("govreport_desktop.store.copying.write_atomically", put)
    assert run("import", patch, "-o", target, "--office", "某局")[0] == 130
    assert not target.exists()
    assert verify(seen) == []
    with Document.open(seen, read_only=True) as document:
        assert document.report.texts["overview"] == "新的总体情况。"
        assert document.report.office == "某局"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--json",), "--dry-run"),
        ((), "二者取一"),
    ],
)
def test_contradicting_options(run: Run, patch: Path, words: tuple[str, ...], said: str) -> None:
    code, _, err = run("import", patch, *words)
    assert code == 2
    assert said in err


# ------------------------------------------------------------------ folders
@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven files: four readable ones, a picture, a broken one and one Word locks with."""
    place = tmp_path / "来文"
    (place / "下级").mkdir(parents=True)
    report = written_report("2021", 5)
    for name, form in (("甲.docx", "docx"), ("甲.xlsx", "xlsx"), ("下级/乙.html", "html")):
        FORMATS[form].write(report, place / name, ExportOptions())
    text = "行政许可\t12\n行政处罚\t3\n行政强制\t0\n本年新收申请数量\t1\t0\t0\t0\t0\t0\t1\n"
    (place / "某县水务局2023年政府信息公开工作年度报告.txt").write_text(text, encoding="utf-8")
    (place / "扫描.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (place / "坏.xlsx").write_bytes(b"PK\x03\x04 truncated")
    (place / "~$甲.docx").write_bytes(b"owner")
    return place


def test_a_folder_is_read_file_by_file(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "读入"
    code, out, err = run("import", folder, "-o", target)
    assert (code, err) == (1, "")
    assert "共 6 个文件，读入 4 个，未读入 2 个。" in out
    assert "扫描.png：“扫描.png”是图片" in out
    assert "某县水务局（取自文件名）" in out
    written = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    assert written == {
        "甲.govreport",
        "甲.xlsx.govreport",
        str(Path("下级") / "乙.govreport"),
        "某县水务局2023年政府信息公开工作年度报告.govreport",
    }
    expected = written_report("2021", 5)
    for name in written:
        assert verify(target / name) == []
        with Document.open(target / name, read_only=True) as document:
            if "水务" not in name:
                assert document.report.values == expected.values


def test_a_folder_of_good_files_is_a_success(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "扫描.png").unlink()
    (folder / "坏.xlsx").unlink()
    target = folder / "读入"  # inside: what was written must not be read again
    assert run("import", folder, "-o", target)[0] == 0
    code, out, _ = run("import", folder, "-o", target)
    assert code == 1
    assert out.count("已经存在") == 4
    assert run("import", folder, "-o", target, "--force")[0] == 0


def test_a_folder_is_tried_without_writing(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "读入"
    code, out, _ = run("import", folder, "-o", target, "--dry-run", "--json")
    files = json.loads(out)["files"]
    assert code == 1
    assert len(files) == 6
    assert [file["name"] for file in files if file["error"]] == ["坏.xlsx", "扫描.png"]
    assert not target.exists()


def test_a_folder_needs_a_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    assert "-o" in run("import", folder)[2]
    (tmp_path / "empty").mkdir()
    assert "没有文件" in run("import", tmp_path / "empty", "-o", tmp_path / "x")[2]


def test_importing_speaks_no_traceback(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("散文。", encoding="utf-8")
    code = main(["import", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    assert code == 1


def test_what_was_read_is_not_lost_for_want_of_the_office(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "表三.txt", tmp_path / "年报.govreport"
    source.write_text(
        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n（一）予以公开 1 0 0 0 0 0 1\n",
        encoding="utf-8",
    )
    code, _, err = run("import", source, "-o", target)
    assert code == 0
    assert "没有读到机关名称" in err
    with Document.open(target, read_only=True) as document:
        assert document.report.office == ""
        assert document.report.values[GRANTED] == 1


def test_the_second_of_two_reports_of_one_name_can_be_chosen(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "两份.htm"
    report = (
        "<p>青禾县审计局2024年政府信息公开工作年度报告<p>一、总体情况<p>工作有序。"
        "<p>二、主动公开政府信息情况<table><tr><td>行政许可<td>{}<tr><td>行政处罚<td>3"
        "<tr><td>行政强制<td>4</table><p>五、存在的主要问题及改进情况<p>深度不够。"
    )
    source.write_text(f"<meta charset=utf-8>{report.format(5)}{report.format(88)}", "utf-8")
    code, out, _ = run("import", source, "--dry-run", "--json", "--report", "2")
    (cell,) = [c for c in json.loads(out)["cells"] if "licences" in c["address"]]
    assert (code, cell["new"]) == (0, 88)
    assert "--report 2" in run("import", source, "--dry-run")[1]
    code, _, err = run("import", source, "--dry-run", "--report", "3")
    assert code == 2
    assert "没有第 3 份" in err
    assert run("import", source, "--dry-run", "--report", "二")[0] == 2


_TWO_OFFICES = "".join(
    f"<p>{office}2024年政府信息公开工作年度报告<p>一、总体情况<p>工作有序。"
    f"<p>二、主动公开政府信息情况<table><tr><td>行政许可<td>{count}<tr><td>行政处罚<td>3"
    "<tr><td>行政强制<td>4</table><p>五、存在的主要问题及改进情况<p>深度不够。"
    for office, count in (("青禾县审计局", 5), ("青禾县财政局", 88))
)


@pytest.mark.parametrize(
    "command",
    [
        ("show", "{}"),
        ("check", "{}"),
        ("check", "{}", "--final"),
        ("export", "{}", "--json", "-"),
        ("new", "新.govreport", "--last-year", "{}"),
    ],
)
def test_every_command_says_how_one_of_two_reports_is_read(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    source = tmp_path / "两家.htm"
    source.write_text(f"<meta charset=utf-8>{_TWO_OFFICES}", "utf-8")
    code, _, err = run(*(word.format(source) for word in command))
    assert code == 2
    assert "青禾县审计局" in err and "青禾县财政局" in err
    assert "govreport import 加" in err and "--report 2" in err
    made = tmp_path / "第二份.govreport"
    assert run("import", source, "--report", "2", "-o", made)[0] == 0
    assert "88" in run("show", made)[1]
