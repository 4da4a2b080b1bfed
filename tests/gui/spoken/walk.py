"""A walk through what a screen reader is handed: every control with its name and its states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLabel, QWidget

Role = QAccessible.Role
# What is acted upon, and so needs a name whether or not Tab leads there.
CONTROLS = {
    Role.Button,
    Role.ButtonDropDown,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.ComboBox,
    Role.EditableText,
    Role.List,
    Role.ListItem,
    Role.MenuItem,
    Role.PageTab,
    Role.PageTabList,
    Role.RadioButton,
    Role.Slider,
    Role.SpinBox,
    Role.Table,
    Role.Tree,
}
# What Qt makes for itself: the button of a tool bar that is too narrow, the field of a spin box.
QT_OWN = {"qt_toolbar_ext_button", "qt_spinbox_lineedit", "qt_tabwidget_tabbar"}


class Spoken(NamedTuple):
    """One control as a screen reader knows it."""

    role: Role
    name: str
    value: str
    description: str
    focusable: bool
    widget: QWidget | None
    owner: str  # the name of what it is part of


def spoken(top: QWidget) -> Iterator[Spoken]:
    """Everything visible in ``top``."""
    found = QAccessible.queryAccessibleInterface(top)
    assert found is not None
    yield from _walk(found, "")


def complaints(top: QWidget) -> list[str]:
    """Every control in ``top`` that has no name, or a name that keeps its words from being read."""
    found = []
    for control in spoken(top):
        where = f"{control.role.name} {type(control.widget).__name__} in {control.owner}"
        # A heading in a tree leaves the columns behind its first one empty.
        named = control.name.strip() or control.role is Role.TreeItem
        if not named and (control.focusable or control.role in CONTROLS):
            found.append(f"{where}: no name")
        if "&" in control.name.replace("&&", ""):
            found.append(f"{where}: a mark of a mnemonic in {control.name}")
        if isinstance(label := control.widget, QLabel) and label.text().strip():
            words = label.text().replace("&", "")
            if words not in f"{control.name}{control.value}".replace("&", ""):
                found.append(f"{where}: {label.text()} is kept back by the name {control.name}")
    return found


def _walk(interface: QAccessibleInterface, owner: str) -> Iterator[Spoken]:
    state: Any = interface.state()  # PySide6 before 6.10 does not name its parts
    thing = interface.object()
    widget = thing if isinstance(thing, QWidget) else None
    if not interface.isValid() or state.invisible or _is_qts_own(widget):
        return
    text = interface.text
    yield Spoken(
        interface.role(),
        text(QAccessible.Text.Name),
        text(QAccessible.Text.Value),
        text(QAccessible.Text.Description),
        bool(state.focusable),
        widget,
        owner,
    )
    for number in range(interface.childCount()):
        below = interface.child(number)
        if below is not None:
            yield from _walk(below, text(QAccessible.Text.Name) or owner)


def _is_qts_own(widget: QWidget | None) -> bool:
    if widget is None:
        return False
    inside = isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
    return inside or widget.objectName() in QT_OWN
