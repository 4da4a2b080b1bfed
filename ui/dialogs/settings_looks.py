"""The page of the settings about what the window shows, and how large."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from ui.forms import add_row, form_layout
from ui.look.tokens import Space
from ui.settings import DENSITIES, DENSITY, SCHEME, SCHEMES, TOOLBAR_TEXT, Settings

_WIDEST = 240  # pixels: of a box with a few words


class LooksPage(QWidget):
    """How high the rows of the tables are, and what stands on the tool bar."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.density = QComboBox()
        for name, words in DENSITIES.items():
            self.density.addItem(words, name)
        self.density.setCurrentIndex(self.density.findData(settings.density))
        self.tools = QComboBox()
        for words, shown in (("只有图标", False), ("图标和文字", True)):
            self.tools.addItem(words, shown)
        self.tools.setCurrentIndex(int(settings.flag(TOOLBAR_TEXT, False)))
        self.scheme = QComboBox()
        for name, words in SCHEMES.items():
            self.scheme.addItem(words, name)
        self.scheme.setCurrentIndex(max(self.scheme.findData(settings.text(SCHEME)), 0))
        form = form_layout()
        form.setContentsMargins(Space.STEP, Space.ROOM, Space.ROOM, Space.ROOM)
        for box in (self.density, self.tools, self.scheme):
            box.setMaximumWidth(_WIDEST)
        hint = "窗口放得下整张表时，标准的行会舒展开；大小用 Ctrl+加号、Ctrl+减号，Ctrl+9 适合窗口"
        add_row(form, "表格行高(&H)", self.density, hint)
        add_row(form, "工具栏(&B)", self.tools, "有文字时，工具栏单独占一行")
        add_row(form, "颜色(&L)", self.scheme, "系统设成高对比度时，总是随系统")
        self.setLayout(form)

    def keep(self) -> None:
        """Remember what was chosen."""
        self._settings.put(DENSITY, str(self.density.currentData()))
        self._settings.put(SCHEME, str(self.scheme.currentData()))
        self._settings.put(TOOLBAR_TEXT, bool(self.tools.currentData()))
