"""The words of a printed cell, broken into lines that fit it and set line by line.

Not Qt's own wrapping: it breaks 社会公益组织 wherever the room ends, and sets Chinese lines so
far apart that a heading of two lines costs a row of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from govreport_desktop.form.model import GridCell
from govreport_desktop.patterns import regex
from ui.look.faces import sized
from ui.look.tokens import Size

_CLOSEST = 82  # per cent of its width to which a letter may be narrowed
PITCH_EMS = 1.3  # from one line of a label to the next
# No line begins with a closing mark or ends with an opening one, nor is 1. parted from its words.
_TOKEN = regex(r"(?:\d+\.)?[（“《]*.[，。、；：）”》]*", re.DOTALL)
_NUMBERED = regex(r"(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)(.+)", re.DOTALL)

_MOST_BROKEN = 2000  # labels remembered: several sizes of every table
_broken: dict[tuple[str, bool, int, int], list[str]] = {}


def pitch(metrics: QFontMetrics) -> int:
    """Pixels from one line of a label to the next."""
    return round(metrics.horizontalAdvance("宽") * PITCH_EMS)


def lines_of(cell: GridCell, metrics: QFontMetrics, room: int) -> list[str]:
    """The label in lines of at most ``room`` pixels: where the form breaks it, else anywhere.

    A group's number stands on a line of its own, as on paper, its words evenly below it.
    """
    width = metrics.horizontalAdvance(cell.text)
    if width <= room:
        return [cell.text]
    # Asked for at every painting of a heading, and seven times over while rows are fitted.
    key = (cell.text, cell.row_span > 1, width, room)
    if key not in _broken:
        if len(_broken) >= _MOST_BROKEN:
            _broken.clear()
        _broken[key] = _break(cell, metrics, room)
    return _broken[key]


def _break(cell: GridCell, metrics: QFontMetrics, room: int) -> list[str]:
    if cell.lines and max(map(metrics.horizontalAdvance, cell.lines)) <= room:
        return _filled(cell.lines, metrics, room)
    numbered = _NUMBERED.fullmatch(cell.text) if cell.row_span > 1 else None
    if numbered:
        return [numbered[1], *_even(numbered[2], metrics, room)]
    return _filled(_TOKEN.findall(cell.text), metrics, room)


def cut(lines: Sequence[str], count: int, metrics: QFontMetrics, room: int) -> list[str]:
    """The first ``count`` lines, the last with an ellipsis where more would follow."""
    if len(lines) <= count:
        return list(lines)
    rest = "".join(lines[count - 1 :])
    last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
    return [*lines[: count - 1], last]


def narrower(font: QFont, text: str, room: int) -> QFont | None:
    """The small size, set closer where need be, in which a label too wide for one line fits.

    None where it fits as it is, or would not even so: then it is cut.
    """
    if QFontMetrics(font).horizontalAdvance(text) <= room:
        return None
    small = sized(font, Size.SMALL)
    width = QFontMetrics(small).horizontalAdvance(text)
    stretch = 100 * room // width
    if stretch < _CLOSEST:
        return None
    small.setStretch(min(stretch, 100))
    return small if QFontMetrics(small).horizontalAdvance(text) <= room else None


def draw(painter: QPainter, room: QRect, cell: GridCell, align: Qt.AlignmentFlag) -> None:
    """Set the label in ``room``, in as many whole lines as there is height for."""
    metrics = painter.fontMetrics()
    step = pitch(metrics)
    count = max(1, room.height() // step)
    if count == 1 and (font := narrower(painter.font(), cell.text, room.width())):
        painter.setFont(font)
        painter.drawText(room, int(align) | int(Qt.TextFlag.TextSingleLine), cell.text)
        return
    lines = cut(lines_of(cell, metrics, room.width()), count, metrics, room.width())
    across = align & Qt.AlignmentFlag.AlignHorizontal_Mask
    flags = int(across | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
    if len(lines) == 1:  # on the line of the numbers beside it
        painter.drawText(room, flags, lines[0])
        return
    top = room.top() + (room.height() - step * len(lines)) // 2
    for number, line in enumerate(lines):
        place = QRect(room.left(), top + step * number, room.width(), step)
        painter.drawText(place, flags, line)


def _filled(pieces: Iterable[str], metrics: QFontMetrics, room: int) -> list[str]:
    """Lines as full as they go; a piece that is wider than the room has one to itself."""
    lines: list[str] = []
    for piece in pieces:
        if lines and metrics.horizontalAdvance(lines[-1] + piece) <= room:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def _even(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """As few lines as possible, none of which is left with one character by the others."""
    pieces = _TOKEN.findall(text)
    lines = _filled(pieces, metrics, room)
    each, more = divmod(len(pieces), len(lines))
    ends = [*accumulate(each + (number < more) for number in range(len(lines)))]
    even = ["".join(pieces[start:end]) for start, end in pairwise([0, *ends])]
    return even if max(map(metrics.horizontalAdvance, even)) <= room else lines
