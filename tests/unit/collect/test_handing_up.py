"""签发, 底稿, 更正, one level higher, next year: what leaves is what was sealed, and stays so."""

from __future__ import annotations

import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from govreport_desktop.collect import adjust, deciding, roster
from govreport_desktop.collect.decision import Subject
from govreport_desktop.collect.overview import Overview, overview
from govreport_desktop.collect.past import past_of
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.seal import ALL, seals, since_sealed
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError, ReadError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs import handing_up, parents_report
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from govreport_desktop.jobs.next_year import lessons
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.report import format_value
from govreport_desktop.report.numbers import Number
from govreport_desktop.workbook.layout import sheet_title, table_of, table_position
from govreport_desktop.writers.listing import listing_text
from tests.collect_folder import COUNTY, FEES, FORM, OFFICES, PARENT, YEAR, Received
from tests.unit.collect.test_returns import HEALTH, RECEIVED, edited, hand_in, sent

LICENCES = CellAddress("proactive", "licences", "decisions")
REASONS = {ALL: "限期补报"}
CITY = "广元市人民政府"


@pytest.fixture
def adjusted(task: CollectTask) -> Overview:
    """The first round with two adjustments, one of a count and one of an amount."""
    return with_adjustments(task)


@pytest.fixture(scope="module")
def workpaper(read_once: Received, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 底稿 of the same, written once; a test that changes it has a copy."""
    folder = tmp_path_factory.mktemp("底稿")
    shutil.copy(read_once.folder / "汇总.govtask", folder / "汇总.govtask")
    with CollectTask.open(folder / "汇总.govtask") as task:
        handing_up.write_workpaper(task, with_adjustments(task), folder / "底稿.xlsx")
    return folder / "底稿.xlsx"


def with_adjustments(task: CollectTask) -> Overview:
    view = overview(task)
    made: dict[str, dict[CellAddress, Number]] = {
        "7": {LICENCES: -12},
        "8": {FEES: Decimal("-0.125"), LICENCES: 3},
    }
    for key, cells in made.items():
        task.decide(adjust.draft(FORM, key, cells, f"重复{key}", sums=view.sums.values))
    return overview(task)


# ------------------------------------------------------------ 签发
def test_what_is_open_has_to_be_given_its_reason(task: CollectTask, adjusted: Overview) -> None:
    found = handing_up.sign_off(task, adjusted)
    assert sum("没有可以确定计入的报告" in one.words for one in found.open) == 3
    assert not found.sealed
    with pytest.raises(GovReportError, match="请写明理由再签发"):
        handing_up.seal(task, adjusted, {})
    assert not task.state.of(Subject.SEAL)
    one = handing_up.seal(task, adjusted, {found.open[0].key: "已并入", **REASONS})
    assert (one.number, one.corrects) == (1, 0)
    assert [item.reason for item in one.open][:2] == ["已并入", "限期补报"]
    assert {a: v for a, v in adjusted.sums.values.items() if v is not None} == one.values
    assert {(f.path, f.hash) for f in one.files} == {(f.path, f.hash) for f in adjusted.files}
    assert len(one.adjustments) == 2
    assert len(one.digest) == 16


def test_a_correction_keeps_both_states_and_says_who_made_it(
    made: Received, task: CollectTask, adjusted: Overview
) -> None:
    first = handing_up.seal(task, adjusted, REASONS)
    with pytest.raises(GovReportError, match="没有要更正的"):
        handing_up.seal(task, overview(task), REASONS, "再签")
    assert since_sealed(task.state, overview(task)) == ""
    view = hand_in(made, task, edited(made.reports[HEALTH], (LICENCES, 5)))
    task.decide(adjust.draft(FORM, "9", {LICENCES: -2}, "又一处重复"))
    view = overview(task)
    found = handing_up.changed_since(task, view)
    words = since_sealed(task.state, view)
    assert words == "第 1 次签发以后本级数变了 1 格，1 个单位计入的文件换了，还没有更正"
    (cell,) = found.cells
    assert (cell.address, cell.difference, cell.adjusted) == (LICENCES, 3, -2)
    assert [(p.office, (p.after or 0) - (p.before or 0)) for p in cell.parts] == [(HEALTH, 5)]
    assert any(HEALTH in words for words in found.files)
    text = listing_text(handing_up.correction_listing(found, "卫健局更正"))
    assert "更正理由：卫健局更正" in text
    assert "又一处重复" in text
    with pytest.raises(GovReportError, match="写明更正的理由"):
        handing_up.seal(task, view, REASONS)
    second = handing_up.seal(task, view, REASONS, "卫健局更正")
    assert (second.number, second.corrects) == (2, 1)
    assert seals(task.state) == (first, second)
    assert since_sealed(task.state, overview(task)) == ""
    assert handing_up.changed_since(task, view, 1).cells == (cell,)
    assert not handing_up.changed_since(task, view)
    with pytest.raises(GovReportError, match="没有第 5 次"):
        handing_up.changed_since(task, view, 5)


# ------------------------------------------------------------ 底稿
def test_the_workpaper_reads_as_the_parents_report(
    task: CollectTask, adjusted: Overview, workpaper: Path, tmp_path: Path
) -> None:
    path = tmp_path / "底稿.xlsx"
    shutil.copy(workpaper, path)
    source = read_xlsx(path)
    assert (source.office, source.year, source.notes) == (PARENT, YEAR, ())
    for cell in FORM.cells:
        if cell.formula is None:
            value = adjusted.sums.values[cell.address]
            assert source.placed[cell.address] == format_value(value)
    book = openpyxl.load_workbook(path)
    names = ("分单位", "调整", "来源", "问题和说明", "文件清单", "签发")
    assert set(names) <= set(book.sheetnames)
    assert len(list(book["文件清单"].iter_rows())) == 2 + len(adjusted.files)
    assert len(list(book["调整"].iter_rows())) == 2 + 3
    figures = [row[2].value for row in book["来源"].iter_rows(min_row=3)]
    assert figures
    assert all(row[4].value for row in book["来源"].iter_rows(min_row=3))
    _check_cells(task, book["来源"])
    assert book["调整"].column_dimensions["A"].hidden
    assert all(isinstance(one, int | float) for one in figures)
    handing_up.seal(task, adjusted, REASONS)
    sealed = handing_up.paper_of(task, overview(task)).tables["签发"]
    at = {name: n for n, name in enumerate(sealed.names)}
    assert sealed.rows[0][at["没有办完的"]] in ("", "没有")
    assert sealed.rows[0][at["签发或更正"]] == "签发"
    with pytest.raises(GovReportError, match="与合计不同"):
        other = tmp_path / "本级.govreport"
        parents_report.make(adjusted, other)
        task.decide(deciding.take_back(Subject.ADJUST, "7"))
        handing_up.write_workpaper(task, overview(task), path, other)


def _check_cells(task: CollectTask, sources: Worksheet) -> None:
    """Each figure of an office's own workbook stands in the cell that is named."""
    own = f"01{OFFICES[1].removeprefix(COUNTY)}.xlsx"
    stated = [r for r in sources.iter_rows(min_row=3, values_only=True) if r[3] == own]
    theirs = openpyxl.load_workbook(task.folder / own)
    for row in stated:
        place = re.fullmatch(r"工作表“(.+)”([A-Z]+\d+)", str(row[4]))
        assert place, row
        there = theirs[place[1]][place[2]]
        assert isinstance(there, Cell)
        assert there.value == row[2]
    assert stated


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_computes_what_we_computed(
    adjusted: Overview, workpaper: Path, tmp_path: Path
) -> None:
    path = tmp_path / "底稿.xlsx"
    book = openpyxl.load_workbook(workpaper)
    changed = book["调整"]["C3"]
    assert changed.value == -12
    changed.value = -13
    book.save(path)  # and every stored result is gone
    profile = f"-env:UserInstallation={tmp_path.as_uri()}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "out"), str(path)], check=True, capture_output=True, timeout=100
    )
    found = openpyxl.load_workbook(tmp_path / "out" / path.name, data_only=True)
    for section in FORM.sections:
        if section.kind != "table":
            continue
        table, sheet = table_of(FORM, section), found[sheet_title(section)]
        for address in table.cells:
            value = adjusted.sums.values[address]
            value = value - 1 if address == LICENCES and value is not None else value
            shown = sheet[table_position(table, address).ref].value
            assert shown == (None if value is None else float(value)), address


# ------------------------------------------------------------ one level higher
def test_the_city_reads_the_counties_task_and_workpaper_and_report(
    made: Received, task: CollectTask, adjusted: Overview, tmp_path: Path
) -> None:
    folder = tmp_path / "各县"
    folder.mkdir()
    shutil.copy(task.path, folder / "未签发.govtask")
    offices = roster.from_text(f"{PARENT}\n苍溪县人民政府", CITY)
    new_task(NewTask(folder / "市.govtask", CITY, YEAR, folder, offices))
    with CollectTask.open(folder / "市.govtask") as city:
        scan(city)
        (only,) = overview(city).files
        assert (only.role, "还没有签发" in only.why) == (Role.UNREADABLE, True)
        handing_up.seal(task, adjusted, REASONS)
        (folder / "未签发.govtask").unlink()
        for name in ("青川.govtask", "青川.xlsx", "青川.govreport"):
            _put(task, adjusted, folder / name)
            scan(city)
            view = overview(city)
            assert [(f.role, f.path) for f in view.files] == [(Role.COUNTS, name)]
            assert view.sums.values == adjusted.sums.values
            (folder / name).unlink()


def _put(task: CollectTask, view: Overview, path: Path) -> None:
    match path.suffix:
        case ".govtask":
            shutil.copy(task.path, path)
        case ".xlsx":
            handing_up.write_workpaper(task, view, path)
        case _:
            parents_report.make(view, path)


# ------------------------------------------------------------ next year
def test_next_year_begins_with_what_each_office_got_wrong(
    made: Received, task: CollectTask, tmp_path: Path
) -> None:
    view = hand_in(made, task, edited(made.reports[HEALTH], (RECEIVED, 3)))
    sent(task, view, tmp_path)
    (lesson,) = (one for one in lessons(task) if one.past.returns)
    assert lesson.office.name == HEALTH
    assert "退回 1 次" in lesson.words
    absent = {one.office.name for one in lessons(task) if one.past.absent}
    assert absent == {
        row.office.name for row in view.rows if row.counted is None and row.office.due
    }
    assert all("没有报送" in one.words for one in lessons(task) if one.past.absent)
    path = tmp_path / "2026.govtask"
    task.close()
    new_task(NewTask(path, PARENT, YEAR + 1, tmp_path, last=task.path))
    with CollectTask.open(path) as new:
        assert past_of(new.state, lesson.office.id) == lesson.past
        row = next(r for r in overview(new).rows if r.office.name == HEALTH)
        assert row.past is not None and "上年退回 1 次" in row.past.words
        assert new.state.of(Subject.LAST)
        assert len(new.roster) == len(view.rows)
        assert not new.state.of(Subject.RETURN)
        states = {row.state for row in overview(new).rows}
        assert states == {OfficeState.MISSING, OfficeState.NOT_DUE}


def test_a_task_in_no_file_seals_nothing(made: Received) -> None:
    with CollectTask.in_memory(made.folder) as scratch:
        assert not seals(scratch.state)
    with pytest.raises(ReadError, match="还没有签发"):
        from govreport_desktop.collect.one_level_up import read_task

        read_task(made.folder / "汇总.govtask")
