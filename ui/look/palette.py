"""The application's palette, made of the tokens; a high contrast theme of the system is kept.

Whoever set a high contrast theme chose its colours to be able to read at all: then every colour
stays that of the system, and everything that is drawn follows from it. Only what such themes
leave to the program, edges and text that stands back, is then drawn as text is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.look.colors import blend, contrast, is_dark
from ui.look.tokens import DARK, LIGHT, Tones

# Black on white or white on black; the default palettes of desktops stay below on their window.
_HIGH = 20.0
_DISABLED = QPalette.ColorGroup.Disabled

_ROLES = {
    "Window": "ground",
    "Base": "surface",
    "AlternateBase": "stripe",
    "Button": "raised",
    "Light": "raised",
    "Midlight": "hover",
    "Mid": "rule",
    "Dark": "edge",
    "Shadow": "edge",
    "WindowText": "text",
    "Text": "text",
    "ButtonText": "text",
    "BrightText": "error",
    "PlaceholderText": "muted",
    "Highlight": "accent",
    "Accent": "accent",
    "HighlightedText": "on_accent",
    "Link": "link",
    "LinkVisited": "link",
    "ToolTipBase": "raised",
    "ToolTipText": "text",
}


def palette_of(tones: Tones) -> QPalette:
    """``tones`` as a palette of Qt."""
    palette = QPalette()
    for role, tone in _ROLES.items():
        palette.setColor(QPalette.ColorRole[role], QColor(getattr(tones, tone)))
    for role in ("WindowText", "Text", "ButtonText", "HighlightedText"):
        palette.setColor(_DISABLED, QPalette.ColorRole[role], QColor(tones.faded))
    palette.setColor(_DISABLED, QPalette.ColorRole.Highlight, QColor(tones.rule))
    palette.setColor(_DISABLED, QPalette.ColorRole.Base, QColor(tones.ground))
    return palette


def is_high_contrast(system: QPalette, told: bool) -> bool:
    """Whether a high contrast theme is set: the system says so, or its palette is one."""
    text, window = system.windowText().color(), system.window().color()
    return told or contrast(text, window) >= _HIGH


def outlined(system: QPalette) -> QPalette:
    """``system`` with every edge, and what stands back, in the colour of its text."""
    palette = QPalette(system)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, _DISABLED):
        ink = system.color(group, QPalette.ColorRole.WindowText)
        for role in ("Mid", "Dark", "Shadow", "PlaceholderText"):
            palette.setColor(group, QPalette.ColorRole[role], ink)
        hover = blend(system.window().color(), system.windowText().color(), 0.25)
        palette.setColor(group, QPalette.ColorRole.Midlight, hover)
    return palette


def dressed(system: QPalette, *, told_high: bool = False, scheme: str = "") -> QPalette:
    """The palette to use where the system has that one; ``scheme`` is light, dark or its own.

    ``told_high``: the system says that high contrast is wished.
    """
    if is_high_contrast(system, told_high):
        return outlined(system)
    dark = scheme == "dark" or (scheme != "light" and is_dark(system))
    return palette_of(DARK if dark else LIGHT)


def choose_scheme(scheme: str) -> None:
    """Have the application light or dark from now on; "" as the system is."""
    app = QApplication.instance()
    theme = app.findChild(Theme) if app else None
    if theme is not None and theme.scheme != scheme:
        theme.scheme = scheme
        theme.follow()


class Theme(QObject):
    """Gives the application its palette, now and whenever the system changes its theme."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.scheme = ""
        # Both are kept: with the first the second would go.
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self.follow)
        # From Qt 6.10 on the system is asked; before, its palette alone tells.
        self._access = (
            self._hints.accessibility() if hasattr(self._hints, "accessibility") else None
        )
        if self._access is not None:
            self._access.contrastPreferenceChanged.connect(self.follow)
        self.follow()

    def follow(self, _: object = None) -> None:
        """Ask the system again."""
        QApplication.setPalette(QPalette())  # an empty palette is the system's own
        system = QApplication.palette()
        QApplication.setPalette(dressed(system, told_high=self._told_high(), scheme=self.scheme))
        self._app.setStyleSheet(self._app.styleSheet())  # its widgets keep colours otherwise

    def _told_high(self) -> bool:
        return self._access is not None and self._access.contrastPreference().name == "HighContrast"
