"""Bundled SVG icons, drawn in the palette's text colour at whatever size is asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from govreport_desktop.paths import resources

# The drawings use this word for the colour of their lines.
_INK = b"currentColor"


class _PaletteIcon(QIconEngine):
    """An SVG painted in the palette of the moment, so that a change of theme shows at once."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._drawing = b""

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _: QIcon.State) -> None:
        """Draw into ``rect``; disabled icons in the disabled text colour."""
        group = QPalette.ColorGroup.Active
        if mode == QIcon.Mode.Disabled:
            group = QPalette.ColorGroup.Disabled
        ink = QGuiApplication.palette().color(group, QPalette.ColorRole.ButtonText)
        self._drawing = self._drawing or self._path.read_bytes()
        drawing = self._drawing.replace(_INK, ink.name().encode())
        QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The drawing on a transparent ground."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Another engine for the same drawing."""
        return _PaletteIcon(self._path)


def icon(name: str) -> QIcon:
    """The bundled icon of that name. Raises FileNotFoundError where there is none."""
    path = resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise FileNotFoundError(path)
    return QIcon(_PaletteIcon(path))
