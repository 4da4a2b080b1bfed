"""The program's own icon in every size and shape that systems ask for, from one drawing."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

DRAWING = Path(__file__).with_name("data") / "icon.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)


def themed(folder: Path, name: str) -> None:
    """``folder`` as a theme of icons: one PNG a size, and the drawing itself."""
    for size in SIZES:
        target = folder / f"{size}x{size}" / "apps" / f"{name}.png"
        target.parent.mkdir(parents=True)
        target.write_bytes(drawn(size))
    scalable = folder / "scalable" / "apps" / f"{name}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(DRAWING, scalable)


def drawn(size: int) -> bytes:
    """The drawing as a PNG of ``size`` by ``size`` pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


def main() -> None:
    """``dist/icons/govreport.ico`` and ``.icns`` for the builds of Windows and macOS."""
    from PIL import Image

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    largest = Image.open(io.BytesIO(drawn(512)))
    largest.save(folder / "govreport.ico", sizes=[(size, size) for size in SIZES])
    largest.save(folder / "govreport.icns")


if __name__ == "__main__":
    main()
