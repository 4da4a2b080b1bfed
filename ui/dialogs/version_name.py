"""What a version is to be called that Ctrl+S keeps; Esc keeps none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QListWidget, QPushButton, QWidget

from govreport_desktop.shown import shown
from ui.dialog import Dialog
from ui.forms import Line, keep_within
from ui.look.items import dress
from ui.look.tokens import RING
from ui.plain import Label
from ui.settings import ASK_VERSION, Settings

_REMEMBERED = "version/names"
_USUAL = ("送审稿", "领导改后", "定稿")
_MOST = 6
_SEEN = 4  # of the names, without scrolling
LONGEST_NAME = 60


class VersionNameDialog(Dialog):
    """A line to type into, and the names that are usual here below it: ↓ takes one."""

    decided = Signal(str)  # the name, "" for none

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None,
        words: str,
        name: str = "",
        *,
        again: bool = False,
    ) -> None:
        """``words`` say what is named; ``name`` is what it is called so far.

        Whoever gives a name again is not asked whether to be asked.
        """
        super().__init__("版本名称", parent, accept="记下(&Y)", close="取消(&C)")
        self._settings = settings
        self.line = Line(name)
        self.names = QListWidget()
        self.ask = QCheckBox("以后按 Ctrl+S 不再问，直接记下(&D)")
        self.ask.setVisible(not again)
        self.unnamed = QPushButton("不取名，直接记下(&U)")
        self.unnamed.setAutoDefault(False)
        self.unnamed.clicked.connect(self._without)
        self.buttons.addButton(self.unnamed, self.buttons.ButtonRole.ActionRole)
        self.unnamed.setVisible(not again)
        self._build(words)
        self.line.selectAll()
        self.line.setFocus()
        self.resize(420, 320)

    def accept(self) -> None:
        """Take the name, and remember it for the next time."""
        name = " ".join(self.line.text().split())
        if name:
            self._settings.put(_REMEMBERED, "\n".join([name, *_others(self._settings, name)]))
        self._settings.put(ASK_VERSION, not self.ask.isChecked())
        super().accept()
        self.decided.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ in the line goes to the names, ↑ from the first of them back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.line and event.key() == Qt.Key.Key_Down:
                self.names.setFocus()
                self.names.setCurrentRow(0)
                return True
            first = self.names.currentRow() <= 0
            if watched is self.names and first and event.key() == Qt.Key.Key_Up:
                self.line.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _build(self, words: str) -> None:
        hint = Label(words)
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        caption = Label("名称(&N)")
        caption.setBuddy(self.line)
        self.line.setAccessibleName("版本名称")
        self.line.setPlaceholderText("例如 送审稿")
        self.line.setMaxLength(LONGEST_NAME)
        self.body.addWidget(caption)
        self.body.addWidget(self.line)
        self.names.setAccessibleName("常用的名称")
        dress(self.names)
        keep_within(self.names)
        self.names.addItems([shown(name) for name in suggestions(self._settings)])
        line = self.names.sizeHintForRow(0)
        self.names.setMinimumHeight(line * min(self.names.count(), _SEEN) + 2 * RING)
        self.names.currentTextChanged.connect(self.line.setText)
        self.names.itemActivated.connect(self.accept)
        for widget in (self.line, self.names):
            widget.installEventFilter(self)
        self.body.addWidget(self.names, 1)
        self.body.addWidget(self.ask)

    def _without(self) -> None:
        self.line.clear()
        self.accept()


def suggestions(settings: Settings) -> list[str]:
    """The names used last here, then the usual ones."""
    remembered = _others(settings, "")
    return list(dict.fromkeys([*remembered, *_USUAL]))[:_MOST]


def _others(settings: Settings, name: str) -> Sequence[str]:
    names = settings.text(_REMEMBERED).split("\n")
    return [each[:LONGEST_NAME] for each in names if each and each != name][: _MOST - 1]
