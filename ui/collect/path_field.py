"""A field for a file or a folder, with the button that lets it be looked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QWidget

from ui import messages
from ui.forms import Line, add_row, plain_label
from ui.look.tokens import Space
from ui.plain import Label
from ui.settings import Settings


class PathField(QWidget):
    """What is typed is what holds. ``title`` heads the window to look for it, ``filters`` are
    those of a file that is there; without them it is a folder."""

    changed = Signal()

    def __init__(
        self, title: str, settings: Settings, filters: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._settings, self._filters = title, settings, filters
        self.edit = Line()
        self.browse = QPushButton("浏览…")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._look)
        self.edit.textChanged.connect(self.changed)
        self.setFocusProxy(self.edit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.STEP)
        line.addWidget(self.edit, 1)
        line.addWidget(self.browse)

    @property
    def path(self) -> Path | None:
        """What is named; None for nothing."""
        text = self.edit.text().strip()
        return Path(text).expanduser() if text else None

    def put(self, path: Path) -> None:
        """Name another one."""
        self.edit.setText(str(path))

    def add_to(self, form: QFormLayout, label: str, hint: str | Label = "") -> None:
        """Stand in a form behind ``label``, everything in it named."""
        add_row(form, label, self, hint)
        name = plain_label(label)
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(self.accessibleDescription())
        self.browse.setAccessibleName(f"浏览{name}")

    def ask(self) -> Path | None:
        """Have it looked for."""
        if self._filters:
            return messages.ask_open(self, self._settings, self._title, self._filters)
        return messages.ask_folder(self, self._title, self._settings.folder)

    def _look(self) -> None:
        if (path := self.ask()) is not None:
            self.put(path)


class PlaceField(PathField):
    """For a file that is to be made: the name there is, is proposed."""

    def ask(self) -> Path | None:
        """Have its place looked for."""
        name = self.path.name if self.path is not None else ""
        return messages.ask_save(self, self._settings, self._title, name, self._filters)
