"""The window; the only importer of PySide6."""

from ui.features import leave_sources_unread

leave_sources_unread()
