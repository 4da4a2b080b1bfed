"""Structures of Qt whose attributes PySide6 before 6.10 leaves out of its types."""

from __future__ import annotations

from typing import Any

Option = Any  # QStyleOption and those derived from it
Selection = Any  # QTextEdit.ExtraSelection
