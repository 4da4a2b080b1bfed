"""The tokens: readable in light and dark, told apart without colour, high contrast left alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton
from pytestqt.qtbot import QtBot

from govreport_desktop.checks import Severity
from ui.grid.paint import number_ground
from ui.look import colors
from ui.look.faces import sized
from ui.look.palette import dressed, palette_of
from ui.look.tokens import DARK, LIGHT, Size, Space, Tones

THEMES = pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
STATES = ("error", "warning", "info", "ok")
# What is left of red, green and blue for people who lack one kind of cones: Viénot, Brettel
# and Mollon 1999, on linear light.
LACKING = {
    "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def ratio(one: str, other: str) -> float:
    return colors.contrast(QColor(one), QColor(other))


def test_the_measure_is_that_of_the_standard() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_text_can_be_read_on_every_surface(tones: Tones) -> None:
    for surface in (tones.ground, tones.surface, tones.stripe, tones.raised, tones.hover):
        assert ratio(tones.text, surface) >= 7
    for surface in (tones.ground, tones.surface, tones.stripe, tones.raised):
        for ink in ("muted", "link", *STATES):
            assert ratio(getattr(tones, ink), surface) >= 4.5, (ink, surface)
    assert ratio(tones.on_accent, tones.accent) >= 4.5


@THEMES
def test_fields_and_the_focus_ring_can_be_seen(tones: Tones) -> None:
    for surface in (tones.ground, tones.surface):
        assert ratio(tones.edge, surface) >= 3
        assert ratio(tones.accent, surface) >= 3


@THEMES
def test_what_is_painted_can_be_read(qapp: QApplication, tones: Tones) -> None:
    palette = palette_of(tones)
    text = palette.text().color()
    for ground in (colors.label(palette), colors.computed(palette)):
        assert colors.contrast(text, ground) >= 7
        assert colors.contrast(colors.muted(palette), ground) >= 4.5
    for severity in Severity:
        wash = colors.wash(palette, severity)
        assert colors.contrast(text, wash) >= 7
        assert colors.contrast(colors.mark(palette, severity), wash) >= 4.5


@THEMES
def test_every_colour_can_be_read_on_the_chosen_line(qapp: QApplication, tones: Tones) -> None:
    palette = palette_of(tones)
    inks = [colors.mark(palette, severity) for severity in Severity]
    inks += [palette.text().color(), colors.muted(palette), colors.ok(palette)]
    inks.append(palette.link().color())
    for focused in (True, False):
        ground = colors.chosen(palette, focused=focused)
        assert min(colors.contrast(ink, ground) for ink in inks) >= 4.5


@THEMES
def test_a_marked_number_can_be_read_while_it_is_chosen(qapp: QApplication, tones: Tones) -> None:
    palette = palette_of(tones)
    for mark in Severity:
        ground = number_ground(palette, computed=True, mark=mark, selected=True)
        ink = colors.readable(palette, colors.mark(palette, mark), ground)
        assert colors.contrast(ink, ground) >= 4.5
        assert ink != palette.text().color()


def test_every_state_has_a_sign_of_its_own() -> None:
    signs = [*(colors.SIGNS[severity] for severity in Severity), colors.OK_SIGN]
    assert all(signs)
    assert len(set(signs)) == len(STATES)


@THEMES
@pytest.mark.parametrize("lacking", LACKING)
def test_the_states_keep_apart_without_red_or_green(tones: Tones, lacking: str) -> None:
    seen = {state: _seen(QColor(getattr(tones, state)), LACKING[lacking]) for state in STATES}
    for one, other in combinations(STATES, 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert apart >= 0.12, (one, other, apart)


def _seen(color: QColor, lack: tuple[tuple[float, ...], ...]) -> list[float]:
    light = [channel**2.2 for channel in (color.redF(), color.greenF(), color.blueF())]
    left = [sum(w * c for w, c in zip(row, light, strict=True)) for row in lack]
    return [max(value, 0) ** (1 / 2.2) for value in left]


def test_light_and_dark_follow_the_system(qapp: QApplication) -> None:
    assert dressed(_system("#efefef", "#000000")).window().color().name() == LIGHT.ground
    assert dressed(_system("#2b2d30", "#dfe1e5")).window().color().name() == DARK.ground


def test_light_or_dark_can_be_chosen(qapp: QApplication) -> None:
    light, dark = _system("#efefef", "#000000"), _system("#2b2d30", "#dfe1e5")
    assert dressed(light, scheme="dark").window().color().name() == DARK.ground
    assert dressed(dark, scheme="light").window().color().name() == LIGHT.ground
    contrast = _system("#000000", "#ffffff")
    assert dressed(contrast, scheme="light").window().color().name() == "#000000"


@pytest.mark.parametrize(("window", "text"), [("#000000", "#ffffff"), ("#ffffff", "#000000")])
def test_a_high_contrast_palette_stays(qapp: QApplication, window: str, text: str) -> None:
    system = _system(window, text)
    palette = dressed(system)
    for role in ("Window", "Base", "Button", "WindowText", "Text", "ButtonText", "Highlight"):
        asked = QPalette.ColorRole[role]
        assert palette.color(asked) == system.color(asked), role


@pytest.mark.parametrize(("window", "text"), [("#000000", "#ffffff"), ("#ffffff", "#000000")])
def test_high_contrast_has_edges_and_no_pale_text(
    qapp: QApplication, window: str, text: str
) -> None:
    system = _system(window, text)
    for role in ("Mid", "Dark", "Shadow"):  # what many such themes leave at their ground's colour
        system.setColor(QPalette.ColorRole[role], QColor(window))
    system.setColor(QPalette.ColorRole.PlaceholderText, QColor("#808080"))
    palette = dressed(system)
    ground = palette.base().color()
    assert colors.contrast(colors.muted(palette), ground) >= 7
    assert colors.contrast(palette.dark().color(), ground) >= 7  # round buttons and fields
    assert colors.contrast(palette.mid().color(), ground) >= 7  # round panels
    assert colors.contrast(colors.line(palette), ground) >= 3  # between the cells of a table


def test_a_high_contrast_setting_keeps_whatever_the_system_has(qapp: QApplication) -> None:
    system = _system("#202020", "#ffff00")
    palette = dressed(system, told_high=True)
    assert palette.window().color().name() == "#202020"
    assert palette.text().color().name() == "#ffff00"


def test_three_sizes_and_one_grid(qapp: QApplication) -> None:
    base = QFont(qapp.font())
    points = [sized(base, size).pointSizeF() for size in Size]
    assert points == sorted(points)
    assert len(points) == 3
    assert points[1] == base.pointSizeF()
    pixels = QFont(base)
    pixels.setPixelSize(20)
    assert sized(pixels, Size.TITLE, bold=True).pixelSize() == 27
    assert all(space % Space.STEP == 0 for space in Space if space > Space.HALF)


def _system(window: str, text: str) -> QPalette:
    palette = QPalette(QColor(window))
    for role in ("Window", "Base"):
        palette.setColor(QPalette.ColorRole[role], QColor(window))
    for role in ("WindowText", "Text"):
        palette.setColor(QPalette.ColorRole[role], QColor(text))
    return palette


@THEMES
@pytest.mark.parametrize("button", [QCheckBox, QRadioButton])
def test_the_edge_of_what_is_ticked_or_chosen_is_seen_on_its_ground(
    qapp: QApplication, qtbot: QtBot, button: type[QAbstractButton], tones: Tones
) -> None:
    before = qapp.palette()
    qapp.setPalette(palette_of(tones))
    try:
        shown = button()
        shown.setText("只看这些")
        qtbot.addWidget(shown)
        shown.show()
        picture = shown.grab().toImage()
        ground = picture.pixelColor(picture.width() - 1, 0)
        # A curve one pixel wide is blurred where it is neither upright nor level.
        left = [(x, y) for x in range(8) for y in range(picture.height())]
        edge = [picture.pixelColor(x, y) for x, y in left]
        assert max(colors.contrast(one, ground) for one in edge) >= 3
    finally:
        qapp.setPalette(before)
