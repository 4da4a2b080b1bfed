"""The proposal: old beside new, the source beside both, questions, ticks, one step, no trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from govreport_desktop.checks.settings import CheckSettings, settings_text
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.matching.into import match_into
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.source import Source
from tests.gui.conftest import cell
from ui.dialog import SMALLEST_SCREEN
from ui.dialogs.import_changes import ChangeTree
from ui.dialogs.import_dialog import ImportDialog, Imported
from ui.dialogs.sheet import Ground, Sheet, ground_color
from ui.session import Session

_PDF = Path(__file__).parents[2] / "data" / "pdf" / "libreoffice-2021.pdf"
_TEXT = (
    "二、主动公开政府信息情况\n规章1123\n行政许可12\n行政处罚3\n行政强制0\n"
    "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申情数量 3580 1 1 1 1 0 3585\n"
    "转办事项 7 8\n"
)
Opens = Callable[[Source], ImportDialog]
LICENCES, PENALTIES = (cell(row, "decisions", "proactive") for row in ("licences", "penalties"))


@pytest.fixture
def opens(session: Session, qtbot: QtBot) -> Opens:
    """Opens the dialog for a source and the open report, on screen."""

    def open_(source: Source) -> ImportDialog:
        dialog = ImportDialog(
            source.name, match(source), session.report, None, new=False, source=source
        )
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_


def shown(sheet: Sheet, address: CellAddress) -> str:
    spec = load_form("2021").cell(address)
    item = sheet.item(spec.grid_row, spec.grid_column)
    assert item is not None
    return item.text()


def marked(sheet: Sheet) -> list[str]:
    """What stands in the cells of the source that are pointed out."""
    color = ground_color(sheet.palette(), Ground.FOUND)
    items = [sheet.item(y, x) for y in range(sheet.rowCount()) for x in range(sheet.columnCount())]
    return [item.text() for item in items if item and item.background().color() == color]


def test_old_and_new_stand_in_one_cell_and_totals_follow(session: Session, opens: Opens) -> None:
    session.put([(LICENCES, 5), (PENALTIES, 3)], "填写")
    dialog = opens(read_text(_TEXT, "来文"))
    dialog.report.show_part("proactive")
    assert shown(dialog.report.sheet, LICENCES) == "5 → 12"
    assert shown(dialog.report.sheet, PENALTIES) == "3"
    assert shown(dialog.report.sheet, cell("compulsion", "decisions", "proactive")) == "→ 0"
    dialog.report.show_part("requests")
    assert shown(dialog.report.sheet, cell("received", "total")) == "! → 3584"
    assert shown(dialog.report.sheet, cell("received")) == "? → 3580"


def test_a_tick_taken_away_takes_the_new_number_away(
    session: Session, opens: Opens, qtbot: QtBot
) -> None:
    session.put([(LICENCES, 5)], "填写")
    dialog = opens(read_text(_TEXT, "来文"))
    dialog.report.show_part("proactive")
    part = dialog.tree.topLevelItem(0)
    assert part is not None
    part.setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: shown(dialog.report.sheet, LICENCES) == "5")
    assert {
        c.address.table for c in dialog.edit().changes if isinstance(c.address, CellAddress)
    } == {"requests"}


def test_choosing_a_number_points_out_where_it_stood(opens: Opens) -> None:
    source = read_source(_PDF)
    proposal = match(source)
    dialog = opens(source)
    assert dialog.source is not None
    looked = 0
    for address, value in proposal.values.items():
        if value is None or address.row not in ("granted", "licences", "all"):
            continue
        dialog.tree.go_to(address)
        dialog.report.cell_chosen.emit(address)
        assert marked(dialog.source.sheet) == [str(value)]
        looked += 1
    assert looked >= 6


def test_the_keyboard_walks_the_changes_and_the_source_follows(opens: Opens) -> None:
    dialog = opens(read_text(_TEXT, "来文"))
    assert dialog.source is not None
    dialog.tree.setFocus()
    part = dialog.tree.topLevelItem(0)
    assert part is not None
    dialog.tree.setCurrentItem(part)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Down)
    assert marked(dialog.source.sheet) == ["行政许可12"]
    QTest.keyClick(dialog.tree, Qt.Key.Key_Down)
    assert marked(dialog.source.sheet) == ["行政处罚3"]
    before = len(dialog.edit().changes)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert len(dialog.edit().changes) == before - 1


def test_readings_are_asked_about_and_the_chosen_one_is_imported(opens: Opens) -> None:
    dialog = opens(read_text(_TEXT, "来文"))
    (box,) = dialog.questions.boxes
    assert [box.itemText(n) for n in range(1, box.count())] == ["1、1、23", "1、12、3", "11、2、3"]
    unticked = dialog.tree.topLevelItem(1)
    assert unticked is not None
    unticked.setCheckState(0, Qt.CheckState.Unchecked)
    box.setCurrentIndex(2)
    cells = {c.address: c.new for c in dialog.edit().changes if isinstance(c.address, CellAddress)}
    made = {cell.column: new for cell, new in cells.items() if cell.row == "rules"}
    assert made == {"issued": 1, "repealed": 12, "in_force": 3}
    # Parts that were left out stay so.
    assert not [cell for cell in cells if cell.table == "requests"]
    box.setCurrentIndex(0)
    assert "/rules/" not in " ".join(str(c.address) for c in dialog.edit().changes)


def test_what_found_no_place_is_listed_and_shown_in_the_source(opens: Opens) -> None:
    dialog = opens(read_text(_TEXT, "来文"))
    assert dialog.source is not None
    items = [dialog.notes.topLevelItem(n) for n in range(dialog.notes.topLevelItemCount())]
    lines = [(item.text(0), item.text(1)) for item in items if item]
    kinds = [kind for kind, _ in lines]
    assert kinds[:2] == ["! 没有放入", "! 没有放入"]
    assert "! 总计不一致" in kinds
    assert any("原表总计 3585，按各项相加为 3584" in text for _, text in lines)
    assert not any("1123" in text for _, text in lines)  # it is asked about instead
    assert items[0] is not None
    dialog.notes.setCurrentItem(items[0])
    assert marked(dialog.source.sheet) == ["转办事项 7 8"]


def test_doubtful_labels_say_how_sure_they_are(opens: Opens) -> None:
    dialog = opens(read_text(_TEXT, "来文"))
    part = dialog.tree.topLevelItem(1)
    assert part is not None
    first = part.child(0)
    assert first is not None
    assert first.text(3) == "? 92%"
    sure = dialog.tree.topLevelItem(0)
    assert sure is not None
    certain = sure.child(0)
    assert certain is not None
    assert certain.text(3) == "✓ 确定"


def test_how_it_is_checked_is_told_in_words(session: Session, qtbot: QtBot) -> None:
    other = Report(load_form("2021"), session.report.office, session.report.year)
    text = settings_text(CheckSettings(overview_limit=1500))
    address = FieldAddress("check_settings")
    edit = other.edit([(address, text)])
    tree = ChangeTree(session.report, new=False)
    qtbot.addWidget(tree)
    tree.fill(edit, match(read_text(_TEXT, "来文")))
    tree.go_to(address)
    item = tree.currentItem()
    assert item is not None
    assert "字数上限 1500" in item.toolTip(2)
    assert "{" not in item.text(2) and "{" not in item.toolTip(2)


def test_import_is_one_step_and_cancel_leaves_no_trace(session: Session, opens: Opens) -> None:
    session.put([(LICENCES, 5)], "填写")
    before, steps = dict(session.report.values), session.undo_stack.count()
    opens(read_text(_TEXT, "来文")).reject()
    assert (dict(session.report.values), session.undo_stack.count()) == (before, steps)
    dialog = opens(read_text(_TEXT, "来文"))
    chosen: list[Imported] = []
    dialog.decided.connect(chosen.append)
    dialog.accept()
    session.apply(chosen[0].edit)
    assert session.report.values[LICENCES] == 12
    assert session.undo_stack.count() == steps + 1
    session.undo()
    assert dict(session.report.values) == before


def test_prose_stands_paragraph_beside_paragraph(session: Session, opens: Opens) -> None:
    session.put([(TextAddress("overview"), "第一段照旧。\n第二段是旧的。")], "填写")
    text = f"一、总体情况\n第一段照旧。\n第二段是新的，说得更多一些。\n{_TEXT}"
    dialog = opens(read_text(text, "来文"))
    dialog.report.show_part("overview")
    sheet = dialog.report.sheet
    rows = [
        [item.text() if (item := sheet.item(y, x)) else "" for x in (0, 1)]
        for y in range(sheet.rowCount())
    ]
    assert rows == [
        ["现有内容", "导入后"],
        ["第一段照旧。", "第一段照旧。"],
        ["－ 第二段是旧的。", "＋ 第二段是新的，说得更多一些。"],
    ]


def test_prose_in_the_list_says_how_long_it_is(session: Session, opens: Opens) -> None:
    session.put([(TextAddress("overview"), "第一段照旧。\n第二段是旧的。")], "填写")
    text = f"一、总体情况\n第一段照旧。\n第二段是新的，说得更多一些。\n{_TEXT}"
    dialog = opens(read_text(text, "来文"))
    dialog.tree.go_to(TextAddress("overview"))
    item = dialog.tree.currentItem()
    assert item is not None
    assert (item.text(1), item.text(2)) == ("13 字", "20 字")
    assert "是旧的" in item.toolTip(1)


def test_a_report_of_our_own_needs_no_source_beside_it(qtbot: QtBot) -> None:
    source = Source("a.json", placed={LICENCES: "4"}, form_id="2021", office="某局", year=2024)
    dialog = ImportDialog(
        "a.json", match(source), Report(load_form("2021")), None, new=True, source=source
    )
    qtbot.addWidget(dialog)
    assert dialog.source is None
    assert [c.new for c in dialog.edit().changes if c.address == LICENCES] == [4]


def test_another_offices_report_is_asked_about_before_it_goes_in(qtbot: QtBot) -> None:
    report = Report(load_form("2021"), "甲局", 2023)
    source = Source("a.json", placed={LICENCES: "4"}, form_id="2021", office="乙局", year=2022)
    dialog = ImportDialog(
        "a.json", match_into(source, report), report, None, new=False, source=source
    )
    qtbot.addWidget(dialog)
    assert dialog.accept_button is not None
    assert not dialog.stranger.isHidden()
    assert "“乙局” 2022 年度" in dialog.stranger.words.text()
    assert not dialog.accept_button.isEnabled()
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.notes.topLevelItemCount() == 0
    dialog.stranger.sure.setChecked(True)
    assert dialog.accept_button.isEnabled()
    own = ImportDialog(
        "a.json",
        match_into(replace(source, office="甲局", year=2023), report),
        report,
        None,
        new=False,
        source=source,
    )
    qtbot.addWidget(own)
    assert own.accept_button is not None
    assert own.stranger.isHidden()
    assert own.accept_button.isEnabled()


@pytest.mark.parametrize("new", [True, False])
def test_the_changes_can_be_read_on_a_small_screen(
    session: Session, qtbot: QtBot, new: bool
) -> None:
    source = read_source(_PDF)
    found = match(source)
    report = Report(found.form) if new else session.report
    dialog = ImportDialog(source.name, found, report, None, new=new, source=source)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(SMALLEST_SCREEN)
    assert dialog.width() == SMALLEST_SCREEN.width()
    tree = dialog.tree
    letter = tree.fontMetrics().horizontalAdvance("宽")
    widths = [tree.columnWidth(column) for column in range(4) if not tree.isColumnHidden(column)]
    assert widths[0] >= 9 * letter
    assert sum(widths) <= tree.viewport().width()
    assert dialog.report.width() >= 20 * letter


def test_the_only_part_there_is_stands_open_however_much_is_in_it(
    opens: Opens, session: Session
) -> None:
    report: Report = match(read_source(_PDF)).new_report()
    form = session.report.form
    typed = [spec.address for spec in form.cells if spec.formula is None]
    left = [address for address in typed if address.table == "requests"][:20]
    session.put([(a, report.values[a]) for a in typed if a not in left], "填入")
    session.put([(TextAddress(part), text) for part, text in report.texts.items()], "填入")
    session.put([(FieldAddress(name), text) for name, text in report.fields.items()], "填入")
    dialog = opens(read_source(_PDF))
    tree = dialog.tree
    (part,) = (tree.topLevelItem(number) for number in range(tree.topLevelItemCount()))
    assert part is not None and part.childCount() == len(left)
    assert part.isExpanded()
