"""Colours made from the palette, so that light and dark both come out right.

A meaning has a hue; how strong it is drawn depends on the palette's own base and text.
No meaning rests on its colour alone: a sign always stands beside it.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from govreport_desktop.checks import Severity

_HUES = {Severity.ERROR: 2, Severity.WARNING: 34, Severity.INFO: 212}
_OK_HUE = 145
_EXPLAINED_HUE = 174

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "i"}
OK_SIGN = "✓"


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than what it stands on."""
    return palette.base().color().lightness() < palette.text().color().lightness()


def blend(base: QColor, over: QColor, part: float) -> QColor:
    """``base`` with ``part`` (0 to 1) of ``over`` laid on it."""
    rest = 1 - part
    return QColor(
        round(base.red() * rest + over.red() * part),
        round(base.green() * rest + over.green() * part),
        round(base.blue() * rest + over.blue() * part),
    )


def mark(palette: QPalette, severity: Severity) -> QColor:
    """The strong colour of a severity: signs, corners, figures."""
    return _strong(palette, _HUES[severity])


def wash(palette: QPalette, severity: Severity) -> QColor:
    """The pale background of a cell with a problem."""
    return blend(palette.base().color(), mark(palette, severity), 0.16)


def ok(palette: QPalette) -> QColor:
    """The strong colour of what agrees."""
    return _strong(palette, _OK_HUE)


def explained(palette: QPalette) -> QColor:
    """The strong colour of a warning the office has explained."""
    return _strong(palette, _EXPLAINED_HUE)


def article(palette: QPalette, fill: str) -> QColor:
    """Background of an article row: the form's own (RRGGBB), in the dark a shade of its hue."""
    if not fill:
        return label(palette)
    printed = QColor(f"#{fill}")
    if not is_dark(palette):
        return printed
    return blend(palette.base().color(), _strong(palette, printed.hslHue()), 0.16)


def label(palette: QPalette) -> QColor:
    """Background of header and label cells."""
    return blend(palette.base().color(), palette.window().color(), 0.75)


def computed(palette: QPalette) -> QColor:
    """Background of cells the program computes."""
    return blend(palette.base().color(), palette.text().color(), 0.075)


def chosen(palette: QPalette, *, focused: bool) -> QColor:
    """Background of the chosen line of a list, stronger where the keyboard is."""
    return blend(palette.base().color(), palette.highlight().color(), 0.38 if focused else 0.2)


def line(palette: QPalette) -> QColor:
    """The rules of a table."""
    return blend(palette.base().color(), palette.text().color(), 0.26)


def muted(palette: QPalette) -> QColor:
    """Text that stands back: hints, units, the sign of a computed cell."""
    return blend(palette.base().color(), palette.text().color(), 0.62)


def _strong(palette: QPalette, hue: int) -> QColor:
    if is_dark(palette):
        return QColor.fromHsl(hue, 200, 165)
    return QColor.fromHsl(hue, 190, 76)
