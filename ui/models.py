"""What every item model says in its signatures."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Display = Qt.ItemDataRole
ROOT = QModelIndex()  # the parent of every line of a list and a table
