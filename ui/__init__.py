"""The window; the only importer of PySide6."""

from ui.features import leave_sources_unread
from ui.immortal import make_immortal

make_immortal()
leave_sources_unread()
