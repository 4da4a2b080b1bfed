"""A task as a screen reader is handed it: every control of every view has a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible

from tests.gui.conftest import cell
from tests.gui.spoken.walk import complaints
from ui.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def listening(qapp: object) -> Iterator[None]:
    """A screen reader is there: Qt makes its tree of names only then."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_every_view_of_a_task_and_a_report_in_it(window: MainWindow) -> None:
    view = window.desk.view
    assert view is not None
    for number in range(4):
        view.show_view(number)
        view.sums.go_to(cell("received"))
        assert complaints(window) == [], number
    view.show_view(0)
    for row in view.session.view.rows:
        view.offices.go_to(row.office.id)
        assert complaints(view.offices.side) == [], row.office.name
    for one in view.session.view.files:
        view.files.go_to(one.path)
        assert complaints(view.files) == [], one.path
    window.tell("没有写出：" + "文件正被别的程序使用；" * 30)
    view.open_office(next(row.office.id for row in view.session.view.rows if row.counted))
    assert complaints(window) == []
