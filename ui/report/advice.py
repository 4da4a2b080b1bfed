"""F1: what counts in the cell or part in hand, what goes wrong, and where it is written."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.look.faces import sized
from ui.look.room import room_at
from ui.look.tokens import Size, Space
from ui.plain import Label
from ui.report.view import ReportView

WIDTH = 420  # pixels: some thirty characters, which read without turning the head
_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _About(NamedTuple):
    """What is explained: its name, what there is to say, and where it stands."""

    title: str
    parts: tuple[tuple[str, str], ...]
    widget: QWidget
    rect: QRect  # in the widget


def explain(view: ReportView) -> bool:
    """Explain what is in hand, beside it; False where there is nothing to say."""
    about = _in_hand(view)
    if about is None or not about.parts:
        return False
    corner = about.widget.mapToGlobal(about.rect.topLeft())
    Advice(about.title, about.parts, view).show_at(QRect(corner, about.rect.size()))
    return True


def _in_hand(view: ReportView) -> _About | None:
    """The current cell, else the part that is written or chosen in the list."""
    form, grid = view.session.report.form, view.grid
    hints = view.session.hints
    if grid is not None and grid.current is not None and not view.parts.hasFocus():
        words = form.cell(grid.current).words
        cell = grid.visualRect(grid.currentIndex())
        return _About(words, form.help_for(grid.current, hints).parts, grid.viewport(), cell)
    section = next((section for section in form.sections if section.id == view.part), None)
    if section is None:
        return None
    title, parts = section.title, form.help_of(section.id, hints).parts
    if view.parts.hasFocus():
        line = view.parts.visualRect(view.parts.currentIndex())
        return _About(title, parts, view.parts.viewport(), line)
    if view.prose is not None:
        text = view.prose.text
        return _About(title, parts, text.viewport(), text.cursorRect())
    return _About(title, parts, view.page, QRect(0, 0, view.page.width(), 0))


class Advice(QFrame):
    """A calm sheet beside what it is about; Esc, F1, Enter or a click elsewhere closes it."""

    def __init__(self, title: str, parts: tuple[tuple[str, str], ...], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Said at once: a sheet like this has nothing to walk through.
        self.setAccessibleName(title)
        self.setAccessibleDescription("\n".join(f"{heading}：{words}" for heading, words in parts))
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [Space.ROOM])
        column.setSpacing(Space.STEP)
        column.addWidget(_line(title, bold=True))
        for heading, words in parts:
            block = QVBoxLayout()
            block.setSpacing(0)
            named = _line(heading)
            named.setObjectName("hint")
            block.addWidget(named)
            block.addWidget(_line(words))
            column.addLayout(block)
        foot = _line("Esc 关闭")
        foot.setObjectName("hint")
        column.addWidget(foot)
        self.setFixedWidth(WIDTH)

    def show_at(self, about: QRect) -> None:
        """Show it below ``about`` (on the screen), above where there is no room below."""
        self.setFixedHeight(self.heightForWidth(WIDTH))
        edge = Space.STEP
        room = room_at(about.center()).adjusted(edge, edge, -edge, -edge)
        below = about.bottom() + Space.HALF
        above = about.top() - Space.HALF - self.height()
        top = below if below + self.height() <= room.bottom() else max(above, room.top())
        left = max(min(about.left(), room.right() - self.width()), room.left())
        self.move(QPoint(left, top))
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, F1 and Enter close it."""
        if event.key() in _CLOSING:
            self.close()
        else:
            super().keyPressEvent(event)


def _line(text: str, *, bold: bool = False) -> Label:
    label = Label(text)
    label.setWordWrap(True)
    if bold:
        label.setFont(sized(label.font(), Size.BODY, bold=True))
    return label
