"""The cards at the right of a list: what is asked about the chosen row, what is known of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.collect.flow import Flow
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.plain import Label, on_button

SIDE_EMS = 25  # characters the cards are wide


class Card(QFrame):
    """A heading and what is below it, which is made anew whenever something else is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(Space.ROOM, Space.STEP, Space.ROOM, Space.ROOM)
        self._inside.setSpacing(Space.STEP)

    def clear(self) -> None:
        """Take everything off the card; the keyboard, were it in it, goes back to the list."""
        keyboard = self.focusWidget()
        if keyboard is not None and keyboard.hasFocus() and (side := _side_of(self)) is not None:
            side.leave()
        empty(self._inside)

    def head(self, words: str, hint: str = "") -> None:
        """The heading, and in smaller words what it is about."""
        title = words_of(words)
        title.setFont(sized(self.font(), Size.BODY, bold=True))
        self._inside.addWidget(title)
        self.setAccessibleName(words)
        if hint:
            self.hint(hint)

    def line(self, *, bold: bool = False, hint: bool = False) -> Label:
        """A line whose words are set later."""
        made = words_of("")
        if bold:
            made.setFont(sized(self.font(), Size.BODY, bold=True))
        if hint:
            made.setObjectName("hint")
            made.setFont(sized(self.font(), Size.SMALL))
        self._inside.addWidget(made)
        return made

    def hint(self, words: str) -> None:
        """A line that stands back."""
        line = words_of(words)
        line.setObjectName("hint")
        line.setFont(sized(self.font(), Size.SMALL))
        self._inside.addWidget(line)

    def say(self, words: str) -> None:
        """A line."""
        self._inside.addWidget(words_of(words))

    def put(self, widget: QWidget) -> None:
        """Anything else."""
        self._inside.addWidget(widget)

    def offer(self, *buttons: QPushButton) -> None:
        """A row of buttons, as many rows as they need."""
        row = Flow()
        for button in buttons:
            row.addWidget(button)
        self._inside.addLayout(row)


class Side(QScrollArea):
    """A column of cards, as high as the list beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.beside: QWidget | None = None  # the list that the cards are about
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("宽") * 16)
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self.column.setContentsMargins(Space.STEP, 0, 0, 0)
        self.column.setSpacing(Space.STEP)
        self.column.addStretch(1)  # what is left over is below the cards, not in them
        self.setWidget(self._body)

    def add(self, card: QWidget) -> None:
        """One more card, at the foot."""
        self.column.insertWidget(self.column.count() - 1, card)

    def enter(self) -> None:
        """Put the keyboard on the first thing that can be worked with."""
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            wanted = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if self.isAncestorOf(widget) and wanted and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
            widget = widget.nextInFocusChain()

    def leave(self) -> None:
        """Give the keyboard back to the list beside the cards."""
        if self.beside is not None:
            self.beside.setFocus(Qt.FocusReason.OtherFocusReason)

    def preferred(self) -> int:
        """Pixels in which the cards read well."""
        return self.fontMetrics().horizontalAdvance("宽") * SIDE_EMS


class _Shared(QSplitter):
    """Gives the cards what they read well in, more on a wide window, on a narrow one a third."""

    side: Side

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("apart")  # both sides have an edge of their own
        self._moved = False
        self.splitterMoved.connect(self._on_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share anew, until somebody has moved the line between them."""
        super().resizeEvent(event)
        if not self._moved:
            wide = min(max(self.side.preferred(), self.width() // 4), self.width() // 3)
            self.setSizes([self.width() - wide, wide])

    def _on_moved(self) -> None:
        self._moved = True


def side_by_side(main: QWidget, side: Side) -> QSplitter:
    """A list and its cards; the list takes what the cards leave."""
    splitter = _Shared()
    splitter.addWidget(main)
    splitter.addWidget(side)
    splitter.setStretchFactor(0, 1)
    splitter.setStretchFactor(1, 0)
    splitter.setChildrenCollapsible(False)
    splitter.side = side
    side.beside = main
    return splitter


def _side_of(widget: QWidget) -> Side | None:
    """The column of cards that a card stands in."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Side):
        above = above.parentWidget()
    return above


def words_of(text: str) -> Label:
    """Words that break their lines and can be copied."""
    label = Label(text)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def button(words: str, do: Callable[[], object], *, primary: bool = False) -> QPushButton:
    """A button that does one thing."""
    made = QPushButton(words if "(&" in words else on_button(words))
    if primary:
        made.setObjectName("primary")
    made.clicked.connect(do)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of ``layout``."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
            inner.deleteLater()
