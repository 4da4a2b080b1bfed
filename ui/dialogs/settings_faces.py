"""Which face each part of an official document is set in: what was found, or another file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from govreport_desktop.writers.faces import (
    Role,
    chosen_faces,
    face_of,
    keep_chosen_faces,
    machine_faces,
)
from govreport_desktop.writers.faces.roles import WANTED
from ui import messages
from ui.look.tokens import Space
from ui.plain import Label, tip
from ui.settings import Settings

ROLES = tuple(role for role in Role if role is not Role.LATIN)
FILES = "字体文件 (*.ttf *.otf *.ttc *.otc *.TTF *.OTF *.TTC *.OTC)"


class FacesForm(QWidget):
    """One row a face. The choice holds for every export and for the command line."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._before = self._chosen = chosen_faces()
        self._found = machine_faces()
        self.names: dict[Role, Label] = {}
        self.others: dict[Role, QPushButton] = {}
        self.resets: dict[Role, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for role in ROLES:
            column.addLayout(self._row(role))
        hint = Label("选定的字体用于预览、导出和打印，govreport export 命令也照此输出。")
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        column.addWidget(hint)

    def choose(self, role: Role, path: Path) -> None:
        """Set ``role`` in the face of that file; says why where it cannot be."""
        if face_of(path, role) is None:
            sentence = f"“{path.name}”不是可用的字体文件，或者不允许嵌入文档，请另选一个。"
            messages.tell_error(self, sentence, "没有换字体")
            return
        self._chosen = self._chosen | {role: path}
        self._show(role)

    def reset(self, role: Role) -> None:
        """Back to what is found on the machine."""
        self._chosen = {other: path for other, path in self._chosen.items() if other is not role}
        self._show(role)

    def keep(self) -> None:
        """Remember the choice. Raises WriteError."""
        if self._chosen != self._before:
            keep_chosen_faces(self._chosen)

    def _row(self, role: Role) -> QHBoxLayout:
        title = WANTED[role].title
        caption = Label(title)
        caption.setMinimumWidth(caption.fontMetrics().horizontalAdvance("小标宋体"))
        name = Label()
        other = QPushButton("更换…")
        other.setAccessibleName(f"更换{title}")
        other.setAutoDefault(False)
        other.clicked.connect(partial(self._browse, role))
        reset = QPushButton("恢复")
        reset.setAccessibleName(f"{title}恢复为本机找到的字体")
        reset.setToolTip(reset.accessibleName())
        reset.setAutoDefault(False)
        reset.clicked.connect(partial(self.reset, role))
        self.names[role], self.others[role], self.resets[role] = name, other, reset
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        row.addWidget(caption)
        row.addWidget(name, 1)
        row.addWidget(other)
        row.addWidget(reset)
        self._show(role)
        return row

    def _browse(self, role: Role) -> None:
        path = messages.ask_open(self, self._settings, f"选择{WANTED[role].title}的字体文件", FILES)
        if path is not None:
            self.choose(role, path)

    def _show(self, role: Role) -> None:
        title = WANTED[role].title
        path = self._chosen.get(role)
        info = face_of(path, role) if path is not None else None
        if info is not None:
            words, where = f"{info.name}（自选）", str(info.path)
        elif path is not None:
            words, where = f"! 找不到 {path.name}，请重新选择", str(path)
        else:
            words, where = self._found_words(role)
        self.names[role].setText(words)
        self.names[role].setToolTip(tip(where))
        self.names[role].setAccessibleName(f"{title}：{words}")
        self.resets[role].setEnabled(path is not None)

    def _found_words(self, role: Role) -> tuple[str, str]:
        if role in self._before:
            return "按本机找到的字体", ""
        info = self._found.roles[role].info
        stands_in = any(f"“{WANTED[role].title}”" in words for words in self._found.substitutions)
        words = f"{info.name}（代用，本机没有{WANTED[role].title}）" if stands_in else info.name
        return words, str(info.path)
