"""The icon the program has on the desktop, drawn from its one drawing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from scripts.package.icons import SIZES, drawn


@pytest.mark.parametrize("size", SIZES)
def test_it_is_drawn_at_every_size_and_stands_on_nothing(size: int) -> None:
    image = QImage.fromData(drawn(size))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(size // 2, size // 3).alpha() == 255
