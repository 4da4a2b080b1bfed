"""The window; the only importer of PySide6."""

from ui.immortal import make_immortal

make_immortal()
