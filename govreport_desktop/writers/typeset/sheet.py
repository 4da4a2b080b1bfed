"""One page as it is being made up: drawing operators of PDF, and the tags of what they draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from govreport_desktop.writers.faces import Face
from govreport_desktop.writers.typeset.type import Sort

_FACE = attrgetter("face")


class Mark(NamedTuple):
    """A stretch of marked content: page from 0, number on the page."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Tag:
    """A structure element (ISO 32000-1, 14.7): its type, attributes and contents in order."""

    kind: str
    attributes: str = ""
    kids: list[Tag | Mark] = field(default_factory=list)

    def add(self, kind: str, attributes: str = "") -> Tag:
        """A new element at the end of this one."""
        kid = Tag(kind, attributes)
        self.kids.append(kid)
        return kid


_NOTHING = Tag("")  # stands for no tag being open


class Font:
    """A face as one document uses it: its characters numbered in order of first use."""

    def __init__(self, name: str, face: Face) -> None:
        self.name = name
        self.face = face
        self.sorts: dict[str, Sort] = {}
        self._codes: dict[str, str] = {}

    def code(self, sort: Sort) -> str:
        """The glyph number of ``sort`` as four hexadecimal digits; 0 is never used."""
        code = self._codes.get(sort.char)
        if code is None:
            self.sorts[sort.char] = sort
            code = self._codes[sort.char] = f"{len(self.sorts):04x}"
        return code


class Fonts:
    """The fonts of one document, named in order of first use."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}

    def of(self, face: Face) -> Font:
        """The font of ``face``."""
        font = self._fonts.get(id(face))
        if font is None:
            font = self._fonts[id(face)] = Font(f"F{len(self._fonts) + 1}", face)
        return font

    def __iter__(self) -> Iterator[Font]:
        return iter(self._fonts.values())


class Sheet:
    """A page; lengths in points from its lower left corner."""

    def __init__(self, number: int, fonts: Fonts) -> None:
        """``number`` counts pages from 0."""
        self.number = number
        self.fonts = fonts
        self.operators: list[str] = []
        self.tags: list[Tag] = []  # the owner of each mark of the page
        self._open: Tag | None = _NOTHING

    def tag(self, tag: Tag | None, artifact: str = "") -> None:
        """What is drawn from here on belongs to ``tag``; None is decoration (an artifact)."""
        if tag is self._open:
            return
        self.close()
        if tag is None:
            kind = f"<</Type /{artifact}>> BDC" if artifact else "BMC"
            self.operators.append(f"/Artifact {kind}")
        else:
            self.operators.append(f"/{tag.kind} <</MCID {len(self.tags)}>> BDC")
            tag.kids.append(Mark(self.number, len(self.tags)))
            self.tags.append(tag)
        self._open = tag

    def close(self) -> None:
        """End what `tag` began."""
        if self._open is not _NOTHING:
            self.operators.append("EMC")
        self._open = _NOTHING

    def show(
        self, sorts: Sequence[Sort], advances: Sequence[float], x: float, y: float, size: float
    ) -> None:
        """Print ``sorts`` from ``x`` on the baseline ``y``, each ``advances`` wide."""
        at = 0
        for face, group in groupby(sorts, _FACE):
            count = len(list(group))
            run = sorts[at : at + count]
            self._run(self.fonts.of(face), run, advances[at : at + count], x, y, size)
            x += sum(advances[at : at + count])
            at += count

    def _run(
        self,
        font: Font,
        sorts: Sequence[Sort],
        advances: Sequence[float],
        x: float,
        y: float,
        size: float,
    ) -> None:
        scale = size / font.face.info.units
        extra = [
            round(advance - sort.glyph.advance * scale, 4)
            for sort, advance in zip(sorts, advances, strict=True)
        ]
        # Most gaps of a line are alike: one spacing for all, and only the others by hand.
        spacing = max(dict.fromkeys(extra), key=extra.count)
        parts = ["<"]
        for sort, gap in zip(sorts, extra, strict=True):
            parts.append(font.code(sort))
            if abs(gap - spacing) > 0.002:
                parts.append(f">{(spacing - gap) * 1000 / size:.1f}<")
        shown = "".join(parts) + ">"
        self.operators.append(
            f"BT /{font.name} {size:g} Tf {spacing:g} Tc {x:.2f} {y:.2f} Td [{shown}] TJ ET"
        )

    def fill(self, x: float, y: float, width: float, height: float, rgb: str) -> None:
        """A filled rectangle; ``rgb`` are three numbers from 0 to 1."""
        self.operators.append(f"q {rgb} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q")

    def lines(self, lines: Sequence[tuple[float, float, float, float]], width: float) -> None:
        """Black lines (x1, y1, x2, y2), ``width`` thick, with square ends."""
        path = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in lines)
        self.operators.append(f"q 2 J {width:g} w {path} S Q")
