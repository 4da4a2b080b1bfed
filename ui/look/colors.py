"""Colours made from the palette, so that light, dark and high contrast all come out right.

The four states stand in `tokens`; which column counts depends on the palette's own base and
text. No meaning rests on its colour alone: a sign always stands beside it.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from govreport_desktop.checks import Severity
from ui.look.tokens import DARK, LIGHT, Tones

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "i"}
OK_SIGN = "✓"
_READ = 4.5  # the contrast of text (WCAG 2.2, 1.4.3)
_WEIGHTS = (0.2126, 0.7152, 0.0722)  # of red, green and blue in how light a colour is


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
    return QColor(getattr(_tones(palette), severity.name.lower()))


def wash(palette: QPalette, severity: Severity) -> QColor:
    """The pale background of a cell with a problem."""
    return blend(palette.base().color(), mark(palette, severity), 0.16)


def ok(palette: QPalette) -> QColor:
    """The strong colour of what agrees."""
    return QColor(_tones(palette).ok)


def explained(palette: QPalette) -> QColor:
    """The strong colour of a warning the office has explained: it is settled."""
    return ok(palette)


def article(palette: QPalette, fill: str) -> QColor:
    """Background of an article row: the form's own (RRGGBB), in the dark a shade of its hue."""
    if not fill:
        return label(palette)
    printed = QColor(f"#{fill}")
    if not is_dark(palette):
        return printed
    return blend(palette.base().color(), QColor.fromHsl(printed.hslHue(), 200, 165), 0.16)


def label(palette: QPalette) -> QColor:
    """Background of header and label cells."""
    return blend(palette.base().color(), palette.window().color(), 0.75)


def computed(palette: QPalette) -> QColor:
    """Background of cells the program computes."""
    return blend(palette.base().color(), palette.text().color(), 0.075)


def chosen(palette: QPalette, *, focused: bool) -> QColor:
    """Background of the chosen line of a list, stronger where the keyboard is.

    Pale enough for every state and for what stands back to keep its 4.5:1.
    """
    return blend(palette.base().color(), palette.highlight().color(), 0.17 if focused else 0.13)


def line(palette: QPalette) -> QColor:
    """The rules of a table: edges at half their strength."""
    return blend(palette.base().color(), palette.dark().color(), 0.5)


def muted(palette: QPalette) -> QColor:
    """Text that stands back: hints, units, the sign of a computed cell."""
    base = palette.base().color()
    inks = blend(base, palette.text().color(), 0.7), palette.placeholderText().color()
    return max(inks, key=lambda ink: contrast(ink, base))  # high contrast sets the second


def readable(palette: QPalette, ink: QColor, ground: QColor) -> QColor:
    """``ink``, moved towards the colour of text as far as it takes to be read on ``ground``."""
    text = palette.text().color()
    steps = (blend(ink, text, part / 8) for part in range(9))
    return next((step for step in steps if contrast(step, ground) >= _READ), text)


def contrast(one: QColor, other: QColor) -> float:
    """How far two colours stand apart, 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(part * weight for part, weight in zip(linear, _WEIGHTS, strict=True))


def _tones(palette: QPalette) -> Tones:
    return DARK if is_dark(palette) else LIGHT


def tint(label: QWidget, severity: Severity | None) -> None:
    """Have the words of a label in the colour of that severity; in that of text for None."""
    palette = QPalette()
    if severity is not None:
        palette.setColor(label.foregroundRole(), mark(label.palette(), severity))
    label.setPalette(palette)
