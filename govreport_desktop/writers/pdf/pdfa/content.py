"""What a sheet holds as the operators of a page's content stream (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from govreport_desktop.writers.typeset.fonts import Font
from govreport_desktop.writers.typeset.sheet import (
    Drawn,
    Fill,
    Rules,
    Run,
    Segment,
    Shape,
    Sheet,
    Stretch,
)
from govreport_desktop.writers.typeset.type import STAND_IN, Sort

_PATH = {"move": "m", "line": "l", "curve": "c", "close": "h"}


def content(sheet: Sheet) -> bytes:
    """The content of a page; its tagged stretches are marked 0, 1, 2 … as `Sheet.tags` has them."""
    return "\n".join(_operators(sheet)).encode("ascii")


def font_name(font: Font) -> str:
    """What the operators and the resources of a page call ``font``."""
    return f"F{font.number}"


def _operators(sheet: Sheet) -> Iterator[str]:
    marked = 0
    for stretch in sheet.stretches:
        yield _beginning(stretch, marked)
        marked += stretch.tag is not None
        yield from map(_operator, stretch.drawn)
        yield "EMC"


def _beginning(stretch: Stretch, number: int) -> str:
    if stretch.tag is not None:
        return f"/{stretch.tag.kind} <</MCID {number}>> BDC"
    if stretch.artifact:
        return f"/Artifact <</Type /{stretch.artifact}>> BDC"
    return "/Artifact BMC"


def _operator(drawn: Drawn) -> str:
    match drawn:
        case Run():
            return _text(drawn)
        case Fill(x, y, width, height, colour):
            rgb = " ".join(f"{part / 255:.3f}" for part in bytes.fromhex(colour))
            return f"q {rgb} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q"
        case Rules(lines, width):
            path = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in lines)
            return f"q 2 J {width:g} w {path} S Q"
        case Shape():
            return _shape(drawn)


def _text(run: Run) -> str:
    if any(map(_needs_words, run.sorts)):
        # What the glyph codes say is no character anybody else knows (ISO 19005-2, 6.2.11.7.3).
        said = "".join(STAND_IN if _is_private(sort.char) else sort.char for sort in run.sorts)
        words = f"\ufeff{said}".encode("utf-16-be").hex()
        return f"/Span <</ActualText <{words}>>> BDC\n{_shown(run)}\nEMC"
    return _shown(run)


def _needs_words(sort: Sort) -> bool:
    return sort.stands_in or _is_private(sort.char)


def _is_private(char: str) -> bool:
    return unicodedata.category(char) == "Co"


def _shown(run: Run) -> str:
    scale = run.size / run.font.face.info.units
    extra = [
        round(advance - sort.glyph.advance * scale, 4)
        for sort, advance in zip(run.sorts, run.advances, strict=True)
    ]
    # Most gaps of a line are alike: one spacing for all, and only the others by hand.
    spacing = max(dict.fromkeys(extra), key=extra.count)
    parts = ["<"]
    for code, gap in zip(run.codes, extra, strict=True):
        parts.append(f"{code:04x}")
        if abs(gap - spacing) > 0.002:
            parts.append(f">{(spacing - gap) * 1000 / run.size:.1f}<")
    shown = "".join(parts) + ">"
    return (
        f"BT /{font_name(run.font)} {run.size:g} Tf {spacing:g} Tc"
        f" {run.x:.2f} {run.y:.2f} Td [{shown}] TJ ET"
    )


def _shape(shape: Shape) -> str:
    a, b, c, d, e, f = shape.matrix
    matrix = f"{a:.5f} {b:.5f} {c:.5f} {d:.5f} {e:.2f} {f:.2f} cm"
    path = " ".join(map(_segment, shape.outline))
    return f"q {shape.grey:g} g {matrix} {path} f Q"


def _segment(segment: Segment) -> str:
    numbers = (f"{x:.0f} {y:.0f}" for x, y in segment.points)
    return " ".join([*numbers, _PATH[segment.kind]])
