"""The command about check sheets, and a task under one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress
from govreport_desktop.store.document import Document
from tests.unit.cli.conftest import Run

SHEET = """\
schema = 1
title = "青屿市检查单"
office = "青屿市人民政府办公室"
deadline = "01-10"
blank = "/"
[levels]
"R17.problems" = "error"
[[relations]]
id = "few"
says = "新收不超过两件"
formula = "requests/received/natural_person <= 2"
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "青屿市.govrules"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_a_sheet_is_looked_at_by_itself(run: Run, sheet: Path) -> None:
    code, out, _ = run("rules", sheet)
    assert code == 0
    assert out.splitlines() == [
        "《青屿市检查单》（青屿市人民政府办公室）",
        "  规则 R17.problems（第五部分不能空着或敷衍）：定为错误",
        "  关系：新收不超过两件（警告）",
        "  报送期限：1 月 10 日",
        "  空白单元格印成：/",
    ]


def test_a_bad_one_is_a_sentence_and_changes_nothing(
    run: Run, report_file: Path, sheet: Path
) -> None:
    sheet.write_text(SHEET.replace("R17.problems", "R77"), encoding="utf-8")
    code, _, err = run("rules", report_file, sheet)
    assert code == 2
    assert err == (
        "govreport: “青屿市.govrules”第 7 行：levels.R77：没有这条规则，编号见审核规则目录。\n"
    )
    assert run("rules", report_file)[1] == "报告里没有检查单。\n"


def test_it_is_put_into_a_report_and_out_of_it(run: Run, report_file: Path, sheet: Path) -> None:
    code, out, _ = run("rules", report_file, sheet)
    assert (code, out) == (
        0,
        "已放进报告，今后按《青屿市检查单》（青屿市人民政府办公室）审核。\n",
    )
    checked = run("check", report_file)[1]
    assert "R50 按《青屿市检查单》：新收不超过两件：公式左边 3，右边 2，左边多 1。" in checked
    assert "本报告按《青屿市检查单》（青屿市人民政府办公室）审核" in checked
    assert run("rules", report_file)[1].startswith("《青屿市检查单》")
    with Document.open(report_file, read_only=True) as document:
        assert document.report.values[CellAddress("requests", "received", "natural_person")] == 3
    assert run("rules", report_file, "--drop")[1] == "不再按检查单审核。\n"
    assert "R50" not in run("check", report_file)[1]


def test_a_look_by_another_sheet_stores_nothing(run: Run, report_file: Path, sheet: Path) -> None:
    before = report_file.read_bytes()
    shape = json.loads(run("check", report_file, "--rules", sheet, "--json")[1])
    assert [p["key"] for p in shape["problems"] if p["rule"] == "R50"] == ["R50:few"]
    assert shape["settings"].startswith("本报告按《青屿市检查单》")
    assert report_file.read_bytes() == before


def test_what_a_blank_prints_as_follows_the_sheet(
    run: Run, report_file: Path, sheet: Path, tmp_path: Path
) -> None:
    run("rules", report_file, sheet)
    run("export", report_file, "--html", tmp_path / "a.html")
    run("export", report_file, "--html", tmp_path / "b.html", "--blank", "0")
    assert ">/<" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert ">/<" not in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_a_task_checks_every_office_by_its_sheet(
    run: Run, report_file: Path, sheet: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    report_file.rename(folder / report_file.name)
    task = folder / "汇总.govtask"
    run("collect", folder, "--year", "2023", "--parent", "青屿市人民政府", "new", "-o", task)
    roster = tmp_path / "名单.txt"
    roster.write_text("青屿市档案局\n", encoding="utf-8")
    run("collect", task, "roster", roster)
    assert run("collect", task, "rules")[1] == "任务里没有检查单。\n"
    plain = _keys(task)
    code, out, _ = run("collect", task, "rules", sheet)
    assert code == 0
    assert "任务设置“检查单” 《青屿市检查单》。" in out
    assert set(_keys(task)) - set(plain) == {"R50:few"}
    assert run("collect", task, "rules")[1].startswith("《青屿市检查单》")
    with CollectTask.open(task, read_only=True) as opened:
        from govreport_desktop.collect.chase import report_due

        office = opened.roster[0]
        due = report_due(office, opened.state, opened.form, opened.year)
    assert (due.month, due.day) == (1, 10)
    run("collect", task, "rules", "--drop")
    assert _keys(task) == plain


def _keys(task: Path) -> list[str]:
    with CollectTask.open(task, read_only=True) as opened:
        (row,) = overview(opened).rows
        assert row.counted is not None
        return [str(p["key"]) for p in opened.body(row.counted.hash).problems]
