"""Rows of a form on screen: one helper, so that each has a buddy and an accessible name."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.look.tokens import Space
from ui.plain import Label

SPACING = Space.STEP
_SHORTEST = 8  # characters of an entry that a box always shows
CLIPBOARD_KEYS = frozenset({Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X})
_LINE_KEYS = CLIPBOARD_KEYS | {Qt.Key.Key_Z, Qt.Key.Key_Y}  # undo within the line, too
_ALT_WRITES = sys.platform == "darwin"
NO_LIMIT = 16777215  # QWIDGETSIZE_MAX, which PySide does not have


class Line(QLineEdit):
    """A field of one line in the window: Ctrl and a letter is the window's.

    So is Alt and a letter. Clipboard and undo are the field's own. On Linux Qt would claim
    Ctrl+E, D, K and U.
    """

    def event(self, event: QEvent) -> bool:
        """Leave the keys of the commands to the window."""
        if is_the_windows(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def settle(self) -> None:
        """What was typed is in the report now, and so is its undo."""
        if self.isUndoAvailable() or self.isRedoAvailable():
            at = self.cursorPosition()
            self.setText(self.text())
            self.setCursorPosition(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A chord is no letter."""
        if is_chord(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Lines(QPlainTextEdit):
    """A box of several lines: Ctrl and a letter, and Alt and a letter, are the window's, too."""

    def event(self, event: QEvent) -> bool:
        """Leave the keys of the commands to the window."""
        text = self.document()
        if is_the_windows(event, undo=text.isUndoAvailable(), redo=text.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A chord is no letter."""
        if is_chord(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def is_the_windows(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Whether a field would claim a key that is the window's.

    Where the field has no step of its own to take back or do again, the report's is meant.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    stepless = (event.matches(keys.Undo) and not undo) or (event.matches(keys.Redo) and not redo)
    return stepless or is_command(event, _LINE_KEYS)


def is_chord(event: QKeyEvent) -> bool:
    """Whether that is a letter with Alt or the key of the system, which is no text.

    Qt takes it for one where it is nobody's key, and puts it in place of what is selected.
    With Control it is AltGr on Windows; on macOS Alt writes letters.
    """
    held = event.modifiers()
    chord = held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier)
    control = held & Qt.KeyboardModifier.ControlModifier
    written = bool(event.text()) and event.text().isprintable()
    return bool(chord) and not control and written and not _ALT_WRITES


def is_command(event: QKeyEvent, own: frozenset[Qt.Key] = CLIPBOARD_KEYS) -> bool:
    """Whether that is Ctrl and a letter, with Shift or without, none of a text's ``own``."""
    control = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    return letter and control == Qt.KeyboardModifier.ControlModifier and event.key() not in own


def press_with_enter(event: QKeyEvent) -> bool:
    """Press the button that has the keyboard with Enter, as in a dialog; False without one."""
    button = QApplication.focusWidget()
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not (enter and plain and isinstance(button, QAbstractButton)):
        return False
    button.click()
    return True


def form_layout() -> QFormLayout:
    """An empty form with the distances used everywhere."""
    form = QFormLayout()
    form.setHorizontalSpacing(Space.ROOM)
    form.setVerticalSpacing(SPACING)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form


def add_row(form: QFormLayout, label: str, field: QWidget, hint: str | Label = "") -> None:
    """Put ``field`` behind ``label`` (with its mnemonic), an explanation below it.

    A label given as ``hint`` may change; whoever changes it describes the field.
    """
    caption = Label(label)
    _level(caption, field)
    # A field of several parts is none that takes the keyboard; its first part is.
    caption.setBuddy(field.focusProxy() or field)
    if isinstance(field, Label):
        field.speak_as(plain_label(label))
    else:
        field.setAccessibleName(plain_label(label))
    if not hint:
        form.addRow(caption, field)
        return
    below = Label(hint) if isinstance(hint, str) else hint
    field.setAccessibleDescription(below.text())
    below.setObjectName("hint")
    below.setWordWrap(True)
    column = QVBoxLayout()
    column.setSpacing(Space.HALF)
    # A narrow field must not make its explanation as narrow.
    row = QHBoxLayout()
    row.addWidget(field, 1)
    if field.maximumWidth() < NO_LIMIT:
        row.addStretch(1)
    column.addLayout(row)
    column.addWidget(below)
    form.addRow(caption, column)


def _level(caption: Label, field: QWidget) -> None:
    """Set the words as high as those of the field, which a form layout sets lower."""
    caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    lower = (field.sizeHint().height() - caption.sizeHint().height()) // 2
    # What is higher than a field has its words beside its first line.
    caption.setContentsMargins(0, min(max(lower, 0), Space.STEP), 0, 0)


def scrolling(page: QWidget, name: str) -> QScrollArea:
    """A page that is longer than a small screen is high."""
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area


def may_shrink(box: QComboBox) -> None:
    """Let a box be narrower than its longest entry, which the list it opens shows whole."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_SHORTEST)


def keep_within(view: QListWidget) -> None:
    """Break long lines rather than have them run out of the list."""
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def plain_label(text: str) -> str:
    """A label as it is spoken, without the mark of its mnemonic: 机关名称(&O) is 机关名称."""
    head, _, _ = text.partition("(&")
    return head.replace("&", "")
