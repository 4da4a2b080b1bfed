"""The page of GB/T 9704-2012, 5.2 and 6: A4, its type area and its grid. All in points."""

from __future__ import annotations

MILLIMETRE = 72 / 25.4
WIDTH, HEIGHT = 210 * MILLIMETRE, 297 * MILLIMETRE
LEFT = 28 * MILLIMETRE
TOP = 37 * MILLIMETRE
MEASURE = 156 * MILLIMETRE
AREA = 225 * MILLIMETRE
BOTTOM = HEIGHT - TOP - AREA  # of the type area, from the lower edge of the paper

LINES, CHARACTERS = 22, 28
PITCH = AREA / LINES  # 29 pt
CELL = MEASURE / CHARACTERS  # 15.8 pt: 三号 characters stand a little closer than solid

BODY_SIZE = 16.0  # 三号
TITLE_SIZE = 22.0  # 二号
TITLE_PITCH = 35.0
DATE_INDENT = 4  # characters; 成文日期 右空四字 (GB/T 9704-2012, 7.3.5)
PAGE_NUMBER_SIZE = 14.0  # 四号
PAGE_NUMBER_DROP = 7 * MILLIMETRE  # from the type area to the dashes of — 1 —

SLACK = 0.01  # what sums of fractions may differ by

# Where Chinese characters stand between two lines: the em box reaches this far below the
# baseline in every face that matters, whatever its own metrics say.
DESCENT = 0.12
# The dash of a page number is this far above its baseline.
DASH_HEIGHT = 0.36


def baseline(pitch: float, size: float) -> float:
    """From the top of a line ``pitch`` high down to the baseline of type centred in it."""
    return (pitch + size) / 2 - DESCENT * size


def below_title(lines: int) -> float:
    """The space below a title of that many lines that takes the text back to the grid."""
    space = -(lines * TITLE_PITCH) % PITCH
    return space if space >= PITCH / 2 else space + PITCH


def on_grid(used: float) -> float:
    """The next line of the grid below ``used`` points of the type area."""
    lines = -(-(used - SLACK) // PITCH)
    return lines * PITCH
