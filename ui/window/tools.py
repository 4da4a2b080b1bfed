"""The tool bar: the commands a report is worked on with, those needed to the end at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolBar, QToolButton, QWidget

from ui.actions import TOOLBAR, TOOLBAR_KEPT, TOOLBAR_WORDS, Actions
from ui.forms import plain_label
from ui.look.icons import icon

_Style = Qt.ToolButtonStyle
_BETWEEN = 2  # pixels between two tools


class Tools(QWidget):
    """Two bars side by side: in a narrow window the left one folds its last tools away.

    What shows and hides parts of the window, checks, exports and prints stands at the right and
    always stays. Where the room is short the tools stand closer; with words beside the pictures,
    those go first that know their picture best.
    """

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._worded = False
        self.left = _bar("工具栏", TOOLBAR, actions)
        self.kept = _bar("查看和导出", TOOLBAR_KEPT, actions)
        self.kept.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.kept)
        row.addStretch(1)

    def show_text(self, shown: bool) -> None:
        """Words beside the pictures, as many as there is room for, or pictures alone."""
        self._worded = shown
        self._fit(self.width())

    def button(self, action_id: str) -> QToolButton:
        """The button of a command. Raises KeyError for one that is on neither bar."""
        for bar in (self.left, self.kept):
            button = bar.widgetForAction(self._actions[action_id])
            if isinstance(button, QToolButton):
                return button
        raise KeyError(action_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many words as there is room for."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, room: int) -> None:
        """Stand closer, then give up words, the best known picture first, until all is in view."""
        buttons = {name: self.button(name) for name in TOOLBAR_WORDS.split()}
        for button in buttons.values():
            style = _Style.ToolButtonTextBesideIcon if self._worded else _Style.ToolButtonIconOnly
            button.setToolButtonStyle(style)
        self._stand(tight=False)
        if self._needed() > room:
            self._stand(tight=True)
        if not self._worded:
            return
        needed = self._needed()
        for button in buttons.values():
            if needed <= room:
                return
            worded = button.sizeHint().width()
            button.setToolButtonStyle(_Style.ToolButtonIconOnly)
            needed -= worded - button.sizeHint().width()

    def _stand(self, *, tight: bool) -> None:
        for bar in (self.left, self.kept):
            if bar.property("tight") == tight:
                continue
            bar.setProperty("tight", tight)
            for widget in (bar, *bar.findChildren(QWidget)):
                widget.style().polish(widget)  # the style sheet goes by the property
            _space(bar, 0 if tight else _BETWEEN)

    def _needed(self) -> int:
        return self.left.sizeHint().width() + self.kept.sizeHint().width()


def _space(bar: QToolBar, pixels: int) -> None:
    layout = bar.layout()
    assert layout is not None
    layout.setSpacing(pixels)


def _bar(name: str, entries: str, actions: Actions) -> QToolBar:
    bar = QToolBar(name)
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    _space(bar, _BETWEEN)
    for entry in entries.split():
        if entry == "|":
            bar.addSeparator()
            continue
        action = actions[entry]
        bar.addAction(action)
        bar.widgetForAction(action).setAccessibleName(plain_label(action.text()))
    more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    if more is not None:  # Qt shows it where the bar is wider than the window
        more.setIcon(icon("more"))  # Qt's own is black in the dark, too
        more.setToolTip("更多")
        more.setAccessibleName("更多工具")
    return bar
