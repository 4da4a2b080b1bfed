"""Exports: what is refused before anything is written, and all files or none."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from govreport_desktop.atomic import put_in_place
from govreport_desktop.errors import CancelledError, WriteError
from govreport_desktop.form import load_form
from govreport_desktop.jobs import placing
from govreport_desktop.jobs.export import ExportPlan, export, export_blank, render, usual_targets
from govreport_desktop.report import Report
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.unit.jobs.conftest import Watcher

REPORT = Report(load_form("2021"), "某局", 2024)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def targets(tmp_path: Path) -> dict[str, Path]:
    """Three files in two folders; the first is there already."""
    for name in ("一", "二"):
        (tmp_path / name).mkdir()
    found = {"csv": tmp_path / "一/甲.csv", "json": tmp_path / "二/甲.json"}
    found["html"] = tmp_path / "二/甲.html"
    found["csv"].write_text("旧", encoding="utf-8")
    return found


def test_every_file_is_written_and_named(tmp_path: Path, targets: dict[str, Path]) -> None:
    plan, watcher = ExportPlan(targets), Watcher()
    assert plan.replaced == [targets["csv"]]
    done = export(plan, REPORT, watcher)
    assert done.paths == tuple(targets.values())
    assert set(contents(tmp_path)) == {"一/甲.csv", "二/甲.json", "二/甲.html"}
    assert "本年新收" in targets["csv"].read_text(encoding="utf-8-sig")
    percents = [percent for percent, _ in watcher.steps]
    assert percents == sorted(percents)
    assert watcher.steps[0][1] == "正在写CSV 表格"


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_cancel_leaves_every_folder_as_it_was(
    tmp_path: Path, targets: dict[str, Path], step: int
) -> None:
    before = contents(tmp_path)
    with pytest.raises(CancelledError):
        export(ExportPlan(targets), REPORT, Watcher(last=step))
    assert contents(tmp_path) == before
    assert {path.name for path in tmp_path.rglob("*")} == {"一", "二", "甲.csv"}


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_file_that_cannot_be_moved_takes_the_others_back(
    tmp_path: Path, targets: dict[str, Path], failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, calls = contents(tmp_path), []

    def put(temporary: Path, path: Path) -> None:
        calls.append(path)
        if len(calls) == failing:
            raise PermissionError(13, "used by another program")
        put_in_place(temporary, path)

    monkeypatch.setattr(placing, "put_in_place", put)
    name = list(targets.values())[failing - 1].name
    with pytest.raises(WriteError, match=f"“{name}”没有写成：可能正被别的程序打开"):
        export(ExportPlan(targets), REPORT)
    assert contents(tmp_path) == before


def test_a_writer_that_fails_leaves_the_others_unwritten(
    tmp_path: Path, targets: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> tuple[str, ...]:
        raise OSError(28, "No space left on device")

    broken = dict(FORMATS)
    broken["html"] = type(FORMATS["html"])("html", "网页", ".html", fail)
    monkeypatch.setattr("govreport_desktop.jobs.export.FORMATS", broken)
    before = contents(tmp_path)
    with pytest.raises(WriteError, match="不能写文件，请检查权限和磁盘空间"):
        export(ExportPlan(targets), REPORT)
    assert contents(tmp_path) == before


def test_a_link_stays_a_link_and_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    real, link = tmp_path / "别处/真.json", tmp_path / "链接.json"
    real.write_text("旧", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    export(ExportPlan({"json": link}), REPORT)
    assert link.is_symlink()
    assert "某局" in real.read_text(encoding="utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_link_that_leads_in_a_circle_is_refused(tmp_path: Path) -> None:
    loop = tmp_path / "圈.json"
    loop.symlink_to(loop)
    with pytest.raises(WriteError, match="不是普通文件"):
        export(ExportPlan({"json": loop}), REPORT)


def test_a_source_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "来源.json"
    source.write_text("{}", encoding="utf-8")
    with pytest.raises(WriteError, match="就是来源"):
        export(ExportPlan({"json": source}, sources=(source,)), REPORT)
    assert source.read_text(encoding="utf-8") == "{}"


def test_the_usual_names_are_those_of_the_formats(tmp_path: Path) -> None:
    names = {name: path.name for name, path in usual_targets(REPORT, tmp_path).items()}
    assert names == {name: item.file_name(REPORT) for name, item in FORMATS.items()}


def test_an_empty_form_and_a_document_to_pass_on(tmp_path: Path) -> None:
    path = tmp_path / "空表.json"
    export_blank(load_form("2019"), {"json": path})
    assert path.read_bytes() == render("json", Report(load_form("2019")), ExportOptions()).data
