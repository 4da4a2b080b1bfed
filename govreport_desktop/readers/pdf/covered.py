"""Text over which something was painted later: a white bar over a number, and another upon it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_pt

# More such shapes than a report has, and what one costs: lines are drawn as shapes too.
_MOST_SHAPES = 3000
_BAND = 24.0
# A sign is covered where so much of its height lies in the shape, below and above its middle.
_REACH = 0.2


class _Cover(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float
    # How many characters had been drawn before.
    drawn: int


@dataclass(slots=True)
class Covers:
    """The shapes and pictures of a page that were painted after some of its text."""

    thinnest: float
    opaque: bool = True
    _shapes: list[_Cover] = field(default_factory=list)

    def paint(self, points: Sequence[Any], drawn: int) -> None:
        """A shape within ``points`` was painted, after so many characters."""
        if not drawn or not self.opaque or len(self._shapes) >= _MOST_SHAPES:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = _Cover(min(xs), min(ys), max(xs), max(ys), drawn)
        if min(box.x1 - box.x0, box.y1 - box.y0) > self.thinnest:
            self._shapes.append(box)

    def picture(self, stream: Any, matrix: Any, drawn: int) -> None:
        """A picture was painted; one that lets what lies below shine through covers nothing."""
        if not any(name in stream for name in ("SMask", "Mask", "ImageMask")):
            self.paint([apply_matrix_pt(matrix, c) for c in ((0, 0), (1, 1))], drawn)

    def apart(self, chars: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """``chars`` as they are seen, and those in whose place others were written.

        Where nothing was written upon a shape, what lies below stays, marked as covered.
        """
        if not self._shapes:
            return list(chars), []
        bands: dict[int, list[int]] = {}
        for index, char in enumerate(chars):
            bands.setdefault(int(char.middle // _BAND), []).append(index)
        hidden, gone = set[int](), set[int]()
        for shape in self._shapes:
            held = [index for index in _near(bands, shape) if _holds(shape, chars[index])]
            below = [index for index in held if index < shape.drawn]
            above = [chars[index] for index in held if index >= shape.drawn]
            hidden.update(below)
            gone.update(i for i in below if any(_same_line(chars[i], over) for over in above))
        seen = [
            char._replace(covered=index in hidden)
            for index, char in enumerate(chars)
            if index not in gone
        ]
        return seen, [chars[index] for index in sorted(gone)]


def _near(bands: dict[int, list[int]], shape: _Cover) -> list[int]:
    first, last = int(shape.y0 // _BAND), int(shape.y1 // _BAND)
    if last - first > len(bands):
        return [index for band in bands.values() for index in band]
    return [index for band in range(first, last + 1) for index in bands.get(band, ())]


def _holds(shape: _Cover, char: Any) -> bool:
    off = _REACH * char.size
    return bool(
        shape.x0 <= (char.x0 + char.x1) / 2 <= shape.x1
        and shape.y0 <= char.middle - off
        and char.middle + off <= shape.y1
    )


def _same_line(char: Any, other: Any) -> bool:
    return bool(abs(char.middle - other.middle) <= (char.size + other.size) / 4)


class Interpreter(PDFPageInterpreter):
    """pdfminer's, which besides knows whether what is painted lets shine through."""

    def do_gs(self, name: Any) -> None:
        """A graphics state is chosen by its name."""
        states = dict_value(self.resources.get("ExtGState", {}))
        state = resolve1(states.get(literal_name(name)))
        covers = getattr(self.device, "covers", None)
        if covers is None or not isinstance(state, dict):
            return
        if (alpha := resolve1(state.get("ca"))) is not None:
            covers.opaque = isinstance(alpha, int | float) and alpha >= 1
        blend = resolve1(state.get("BM"))
        if blend is not None and literal_name(blend) not in ("Normal", "Compatible"):
            covers.opaque = False

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """A drawing within the page: what it says of itself ends with it."""
        covers = getattr(self.device, "covers", None)
        before = covers is None or covers.opaque
        super().do_Do(xobjid_arg)
        if covers is not None:
            covers.opaque = before

    def get_current_state(self) -> Any:
        """The state to come back to, with whether it is opaque."""
        return super().get_current_state(), self.device.covers.opaque  # type: ignore[attr-defined]

    def set_current_state(self, state: Any) -> None:
        """Come back to a state."""
        inner, self.device.covers.opaque = state  # type: ignore[attr-defined]
        super().set_current_state(inner)
