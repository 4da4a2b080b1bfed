"""The Qt that is installed leaves Python's own objects alone."""

from __future__ import annotations

import sys

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication


def test_no_call_of_qt_takes_a_reference_of_python_away(qapp: QApplication) -> None:
    """PySide6 6.12 took one of None's with each such call, until Python 3.11 aborted."""
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    before = [sys.getrefcount(thing) for thing in (None, True, False)]
    for _ in range(500):
        painter.save()
        painter.setOpacity(0.5)
        painter.isActive()
        painter.restore()
        picture.isNull()
    after = [sys.getrefcount(thing) for thing in (None, True, False)]
    painter.end()
    assert all(abs(now - then) < 100 for now, then in zip(after, before, strict=True))
