"""送审前检查: what is still open before the report leaves the house, each with the way to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QHBoxLayout, QPushButton, QWidget

from govreport_desktop.checks import Severity
from govreport_desktop.checks.leaving import Leaving, Point
from ui.dialog import Dialog
from ui.dialogs.leaving_list import FIX, LeavingList, way_words
from ui.look import colors
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.plain import Label

NOTHING = "没有错误和没有说明的警告，没有空白，没有缺的事项。"


class LeavingDialog(Dialog):
    """A headline, what is open, and the way there. With ``going_on`` it asks before an export.

    ``going_on`` are the words on the button that goes on all the same; `passed` then tells.
    """

    fix_wanted = Signal(object, object)  # Point and its row in the list, with the dialog closed
    passed = Signal(bool)  # gone on all the same, and whether to show this the next time
    print_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, found: Leaving, parent: QWidget | None, going_on: str = "") -> None:
        close = "返回(&C)" if going_on else "关闭(&C)"
        super().__init__("送审前检查", parent, accept=going_on, close=close)
        self.found = found
        self.headline = Label(found.headline)
        self.list = LeavingList(found)
        self.fix = QPushButton("去改(&G)")
        self.skip = QCheckBox("以后导出、打印前不再先看这里(&D)")
        self.skip.setVisible(bool(going_on))
        self._build()
        self.list.wanted.connect(self._on_wanted)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.list.choose("")
        self._follow()
        self.resize(780, 540 if found.points else 240)
        (self.list if found.points else self.close_button).setFocus()

    def accept(self) -> None:
        """Go on all the same."""
        super().accept()
        self.passed.emit(not self.skip.isChecked())

    def choose(self, key: str, row: int) -> None:
        """Go on where one was: at the point of that key, or the one that took its row."""
        self.list.choose(key, row)

    def _build(self) -> None:
        sign = Label(colors.OK_SIGN if self.found.ready else "!")
        for label in (sign, self.headline):
            label.setFont(sized(self.font(), Size.TITLE, bold=True))
        palette = sign.palette()
        strong = colors.ok(palette) if self.found.ready else self._strong()
        palette.setColor(sign.foregroundRole(), strong)
        sign.setPalette(palette)
        top = QHBoxLayout()
        top.setSpacing(Space.STEP)
        top.addWidget(sign)
        top.addWidget(self.headline, 1)
        self.body.addLayout(top)
        counts = Label(f"{self.found.counts}。" if self.found.points else NOTHING)
        counts.setObjectName("hint")
        counts.setWordWrap(True)
        self.body.addWidget(counts)
        self.list.setVisible(bool(self.found.points))
        self.body.addWidget(self.list, 1)
        if not self.found.points:
            self.body.addStretch()
        self.body.addWidget(self.skip)
        self._add_buttons()

    def _strong(self) -> QColor:
        return colors.mark(self.palette(), Severity.WARNING)

    def _add_buttons(self) -> None:
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.buttons.addButton(self.fix, action)
        self.printing = self.buttons.addButton("打印清单(&P)…", action)
        self.filing = self.buttons.addButton("清单存为 PDF(&S)…", action)
        self.fix.setToolTip("关闭这里，转到所选的一项（Enter）；改好以后按 Ctrl+Shift+E 回来")
        self.fix.clicked.connect(self._on_fix)
        self.printing.clicked.connect(self.print_wanted)
        self.filing.clicked.connect(self.file_wanted)
        for button in self.buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        (self.fix if self.found.points else self.close_button).setDefault(True)

    def _follow(self) -> None:
        point = self.list.point
        self.fix.setEnabled(point is not None)
        self.fix.setText(f"{way_words(point) if point else FIX}(&G)")

    def _on_fix(self) -> None:
        if self.list.point is not None:
            self._on_wanted(self.list.point)

    def _on_wanted(self, point: Point) -> None:
        row = self.list.currentIndex().row()
        self.reject()
        self.fix_wanted.emit(point, row)
