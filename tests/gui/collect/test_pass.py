"""Many reports passed at once: only those nothing is wrong with, and all back with one undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from govreport_desktop.collect.status import OfficeState
from ui.collect.offices_model import Column
from ui.collect.pass_dialog import PassDialog
from ui.collect.view import CollectView


def _open(view: CollectView) -> PassDialog:
    buttons = view.offices.standing.findChildren(QPushButton)
    next(one for one in buttons if one.text().startswith("建议通过的一次定下")).click()
    dialog = view.findChild(PassDialog)
    assert dialog is not None
    return dialog


def _decided(view: CollectView) -> list[str]:
    rows = view.session.view.rows
    return [row.office.called for row in rows if row.decided and row.counted is not None]


def test_what_is_proposed_to_pass_does_in_one_step(view: CollectView) -> None:
    told: list[str] = []
    view.told.connect(told.append)
    before = [row.state for row in view.session.view.rows]
    said = view.offices.model.index(0, Column.STATE)
    assert said.data() == "建议通过"
    dialog = _open(view)
    names = [dialog.list.item(at).text().split("　")[0] for at in range(dialog.list.count())]
    assert names == [
        "教育局",
        "水利局",
    ]  # not 公安局, which is asked, nor 应急管理局, which is wrong
    count = len(view.session.task.decisions)
    dialog.why.setText("逐份看过")
    dialog.accept()
    assert told == ["已定为通过 2 家，按 Ctrl+Z 可以一次撤销"]
    assert _decided(view) == ["教育局", "水利局"]
    assert view.offices.model.index(0, Column.STATE).data() == "通过"
    made = view.session.task.decisions[count:]
    assert [(one.kind, one.why) for one in made] == [("verdict", "逐份看过")] * 2
    assert [row.state for row in view.session.view.rows] == before
    view.session.undo()
    assert _decided(view) == []
    view.session.redo()
    assert len(_decided(view)) == 2


def test_what_is_not_ticked_is_left_alone(view: CollectView) -> None:
    dialog = _open(view)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.counted.text() == "选了 1 家，共 2 家。"
    dialog.accept()
    assert _decided(view) == ["水利局"]
    assert view.session.view.rows[0].state is OfficeState.PASSED
