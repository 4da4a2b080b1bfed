"""The bar above the preview: pages, zoom, search, print."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIntValidator, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from ui.forms import Line
from ui.look.icons import icon
from ui.plain import Label

_ICON = QSize(18, 18)


class PreviewBar(QFrame):
    """Buttons and two small lines; it knows nothing of the document."""

    page_wanted = Signal(int)  # 0-based
    turned = Signal(int)  # pages forward (1) or back (-1)
    zoomed = Signal(int)  # steps in (1) or out (-1)
    fit_wanted = Signal()
    print_wanted = Signal()
    search_wanted = Signal(bool)  # show or hide the search line

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = Line(self)
        self.page.setAccessibleName("页码")
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.setValidator(QIntValidator(1, 9999, self))
        self.page.setFixedWidth(self.fontMetrics().horizontalAdvance("0000") + 12)
        self.page.returnPressed.connect(self._go)
        self.pages = Label("排版中", self)  # no wider than the number of pages
        self.zoom = Label("100%", self)
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("400%"))
        self.fit = self._button("fit-width", "适合宽度", self.fit_wanted.emit)
        self.fit.setCheckable(True)
        self.search = self._button("find", "在预览中查找", self._toggle_search)
        self.search.setCheckable(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(2)
        layout.addWidget(self._button("page-up", "上一页", self._back))
        layout.addWidget(self._button("page-down", "下一页", self._forward))
        layout.addWidget(self.page)
        layout.addWidget(self.pages)
        layout.addStretch(1)
        layout.addWidget(self._button("zoom-out", "缩小（Ctrl+滚轮）", self._smaller))
        layout.addWidget(self.zoom)
        layout.addWidget(self._button("zoom-in", "放大（Ctrl+滚轮）", self._larger))
        layout.addWidget(self.fit)
        layout.addWidget(self.search)
        layout.addWidget(self._button("print", "打印…（Ctrl+P）", self.print_wanted.emit))

    def show_page(self, page: int, count: int) -> None:
        """Say which 0-based page is in view, of how many."""
        if not (self.page.hasFocus() and self.page.isModified()):
            self.page.setText(str(page + 1) if count else "")
        self.pages.setText(f"／ {count} 页" if count else "")

    def show_zoom(self, zoom: float, fits: bool) -> None:
        """Say how large the pages are."""
        self.zoom.setText(f"{round(zoom * 100)}%")
        self.fit.setChecked(fits)

    def _button(self, name: str, words: str, slot: object) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name))
        button.setIconSize(_ICON)
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words.partition("（")[0].rstrip("…"))
        button.clicked.connect(slot)
        return button

    def _go(self) -> None:
        self.page.setModified(False)
        self.page_wanted.emit(int(self.page.text()) - 1)

    def _back(self) -> None:
        self.turned.emit(-1)

    def _forward(self) -> None:
        self.turned.emit(1)

    def _smaller(self) -> None:
        self.zoomed.emit(-1)

    def _larger(self) -> None:
        self.zoomed.emit(1)

    def _toggle_search(self) -> None:
        self.search_wanted.emit(self.search.isChecked())


class SearchBar(QFrame):
    """Search inside the PDF itself, so also in headings and table labels."""

    changed = Signal(str)
    stepped = Signal(int)  # 1 on, -1 back
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = Line(self)
        self.line.setPlaceholderText("在版式预览中查找")
        self.line.setAccessibleName("在版式预览中查找")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.changed)
        self.state = Label(parent=self)
        close = QAction(self)
        close.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        close.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        close.triggered.connect(self.closed)
        self.addAction(close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
            return
        super().keyPressEvent(event)

    def show_state(self, current: int, count: int) -> None:
        """Say which 0-based place is shown, of how many."""
        if not self.line.text():
            self.state.setText("")
        elif not count:
            self.state.setText("没有找到")
        else:
            self.state.setText(f"{current + 1}／{count}" if current >= 0 else f"共 {count} 处")
