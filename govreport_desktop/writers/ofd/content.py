"""What a sheet holds as the objects of a page (GB/T 33190-2016, 7.7, 9 and 11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, groupby

from govreport_desktop.writers.ofd.measures import Box, length, shown
from govreport_desktop.writers.ofd.paths import fill_path, rule_paths, shape_path
from govreport_desktop.writers.ofd.text import Piece, pieces
from govreport_desktop.writers.ofd.xml import element, part, words
from govreport_desktop.writers.typeset.sheet import Fill, Rules, Shape, Sheet, Stretch

_BLACK = "0 0 0"


class Numbers:
    """The numbers of a document: every font, page, layer and object has one of its own.

    They grow in the order of drawing, as some readers lay objects over each other by them.
    """

    def __init__(self) -> None:
        self._numbers = count(1)
        self.last = 0

    def next(self) -> int:
        """One that is free."""
        self.last = next(self._numbers)
        return self.last


class Content:
    """Writes pages one after the other; ``pieces`` are the texts of all of them so far."""

    def __init__(self, numbers: Numbers, fonts: dict[int, int]) -> None:
        """``fonts`` gives the number in the file of every font of the pages."""
        self.pieces: list[Piece] = []
        self._numbers = numbers
        self._fonts = fonts

    def page(self, sheet: Sheet) -> bytes:
        """The page's part of the package."""
        layers = [
            element("Layer", *self._objects(stretches), ID=self._numbers.next(), Type=kind)
            for kind, stretches in groupby(sheet.stretches, _layer)
        ]
        return part("Page", element("Content", *layers))

    def _objects(self, stretches: Iterable[Stretch]) -> list[str]:
        found: list[str] = []
        for stretch in stretches:
            found += self._paths(stretch)
            found += self._texts(stretch)
        return found

    def _paths(self, stretch: Stretch) -> Iterator[str]:
        for drawn in stretch.drawn:
            match drawn:
                case Fill():
                    rgb = " ".join(str(share) for share in bytes.fromhex(drawn.colour))
                    yield self._filled(*fill_path(drawn), rgb)
                case Shape():
                    grey = str(round(drawn.grey * 255))
                    yield self._filled(*shape_path(drawn), " ".join([grey] * 3))
                case Rules():
                    width = shown(length(drawn.width))
                    colour = element("StrokeColor", Value=_BLACK)
                    for box, path in rule_paths(drawn):
                        yield self._path(box, colour, path, LineWidth=width)

    def _filled(self, box: Box, path: str, rgb: str) -> str:
        colour = element("FillColor", Value=rgb)
        return self._path(box, colour, path, Stroke="false", Fill="true")

    def _path(self, box: Box, colour: str, path: str, **attributes: str) -> str:
        placed: dict[str, str | int] = {"ID": self._numbers.next(), "Boundary": box.attribute}
        return element(
            "PathObject", colour, element("AbbreviatedData", path), **placed, **attributes
        )

    def _texts(self, stretch: Stretch) -> Iterator[str]:
        for piece in pieces(stretch.drawn):
            self.pieces.append(piece)
            box, (x, y) = piece.box, piece.start
            code = element(
                "TextCode",
                words(piece.text),
                X=shown(x - box.left),
                Y=shown(y - box.top),
                DeltaX=" ".join(map(shown, piece.steps)),
            )
            yield element(
                "TextObject",
                element("FillColor", Value=_BLACK),
                code,
                ID=self._numbers.next(),
                Boundary=box.attribute,
                Font=self._fonts[piece.font.number],
                Size=shown(length(piece.size)),
            )


def _layer(stretch: Stretch) -> str:
    return "Background" if stretch.artifact == "Background" else "Body"
