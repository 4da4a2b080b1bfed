"""An OFD file read and drawn after the standard, knowing nothing of the writer's own code.

Lengths are millimetres from the page's upper left corner, as the file has them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageDraw, ImageFont

SPACE = "{http://www.ofdspec.org/2016}"
_OVER = 3  # drawn so much larger, and then reduced: edges become as soft as others draw them

_Point = tuple[float, float]


class Char(NamedTuple):
    """A character: where its origin stands, in which font and how large."""

    text: str
    x: float
    y: float
    size: float
    font: str


class Path(NamedTuple):
    """A path object: its operators with points on the page; ``width`` is that of its stroke."""

    operators: tuple[tuple[str, tuple[_Point, ...]], ...]
    filled: bool
    colour: tuple[int, int, int]
    width: float


@dataclass
class Page:
    """A page: its layers by kind, and everything on it in order."""

    layers: list[str] = field(default_factory=list)
    chars: list[Char] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    objects: list[ET.Element] = field(default_factory=list)


@dataclass
class File:
    """The file: its parts, fonts by number, and pages by number, in order."""

    parts: dict[str, bytes]
    info: dict[str, str]
    outline: list[tuple[str, str, float]]  # title, page's number, height
    fonts: dict[str, bytes]
    names: dict[str, str]
    box: str
    last: int
    pages: dict[str, Page]


def opened(data: bytes) -> File:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        parts = {name: package.read(name) for name in package.namelist()}
    body = _one(_root(parts["OFD.xml"]), "DocBody")
    info = {child.tag.removeprefix(SPACE): child.text or "" for child in _one(body, "DocInfo")}
    root = PurePosixPath(_one(body, "DocRoot").text or "")
    document = _root(parts[str(root)])
    common = _one(document, "CommonData")
    fonts, names = _fonts(parts, root.parent / (_one(common, "PublicRes").text or ""))
    pages = {
        page.attrib["ID"]: _page(_root(parts[str(root.parent / page.attrib["BaseLoc"])]))
        for page in _one(document, "Pages")
    }
    return File(
        parts,
        info,
        list(_outline(document)),
        fonts,
        names,
        _one(_one(common, "PageArea"), "PhysicalBox").text or "",
        int(_one(common, "MaxUnitID").text or ""),
        pages,
    )


def _root(data: bytes) -> ET.Element:
    return ET.fromstring(data)


def _one(parent: ET.Element, name: str) -> ET.Element:
    (found,) = parent.findall(SPACE + name)
    return found


def _outline(document: ET.Element) -> Iterator[tuple[str, str, float]]:
    for entry in document.iter(f"{SPACE}OutlineElem"):
        target = next(entry.iter(f"{SPACE}Dest"))
        yield entry.attrib["Title"], target.attrib["PageID"], float(target.attrib["Top"])


def _fonts(
    parts: dict[str, bytes], place: PurePosixPath
) -> tuple[dict[str, bytes], dict[str, str]]:
    resources = _root(parts[str(place)])
    folder = place.parent / resources.attrib["BaseLoc"]
    fonts, names = {}, {}
    for font in _one(resources, "Fonts"):
        number = font.attrib["ID"]
        fonts[number] = parts[str(folder / (_one(font, "FontFile").text or ""))]
        names[number] = font.attrib["FontName"]
    return fonts, names


def _page(root: ET.Element) -> Page:
    page = Page()
    for layer in _one(root, "Content"):
        page.layers.append(layer.attrib["Type"])
        for drawn in layer:
            page.objects.append(drawn)
            if drawn.tag == f"{SPACE}TextObject":
                page.chars += _chars(drawn)
            else:
                page.paths.append(_path(drawn))
    return page


def _box(drawn: ET.Element) -> list[float]:
    return [float(number) for number in drawn.attrib["Boundary"].split(" ")]


def _chars(drawn: ET.Element) -> Iterator[Char]:
    left, top = _box(drawn)[:2]
    code = _one(drawn, "TextCode")
    text = code.text or ""
    steps = [float(step) for step in code.attrib.get("DeltaX", "").split()]
    assert len(steps) == len(text) - 1
    x, y = left + float(code.attrib["X"]), top + float(code.attrib["Y"])
    for char, step in zip(text, [*steps, 0.0], strict=True):
        yield Char(char, x, y, float(drawn.attrib["Size"]), drawn.attrib["Font"])
        x += step


def _path(drawn: ET.Element) -> Path:
    left, top = _box(drawn)[:2]
    words = (_one(drawn, "AbbreviatedData").text or "").split(" ")
    operators = []
    while words:
        operator = words.pop(0)
        count = {"M": 1, "L": 1, "B": 3, "C": 0}[operator]
        numbers = [float(words.pop(0)) for _ in range(2 * count)]
        points = zip(numbers[::2], numbers[1::2], strict=True)
        operators.append((operator, tuple((left + x, top + y) for x, y in points)))
    filled = drawn.attrib.get("Fill") == "true"
    colour = _one(drawn, "FillColor" if filled else "StrokeColor").attrib["Value"]
    red, green, blue = map(int, colour.split(" "))
    width = float(drawn.attrib.get("LineWidth", "0"))
    return Path(tuple(operators), filled, (red, green, blue), width)


# ---------------------------------------------------------------- a picture of it
def picture(file: File, page: Page, scale: float) -> Image.Image:
    """The page with ``scale`` dots to a millimetre, each glyph out of the embedded fonts."""
    width, height = (float(side) for side in file.box.split(" ")[2:])
    over = scale * _OVER
    image = Image.new("L", (round(width * over), round(height * over)), 255)
    draw = ImageDraw.Draw(image)
    for path in page.paths:
        _draw_path(image, path, over)
    faces: dict[tuple[str, float], ImageFont.FreeTypeFont] = {}
    for char in page.chars:
        key = char.font, char.size
        if key not in faces:
            faces[key] = ImageFont.truetype(io.BytesIO(file.fonts[char.font]), char.size * over)
        draw.text((char.x * over, char.y * over), char.text, 0, faces[key], "ls")
    return image.reduce(_OVER)


def _draw_path(image: Image.Image, path: Path, scale: float) -> None:
    grey = round(sum(path.colour) / 3)
    contours = [[(x * scale, y * scale) for x, y in contour] for contour in _contours(path)]
    if not path.filled:
        ImageDraw.Draw(image).line(contours[0], fill=grey, width=round(path.width * scale))
        return
    if len(contours) == 1:
        ImageDraw.Draw(image).polygon(contours[0], fill=grey)
        return
    # Inside is what more contours run around in one direction than in the other.
    winding = Image.new("L", image.size, 128)
    for contour in contours:
        around = Image.new("L", image.size)
        ImageDraw.Draw(around).polygon(contour, fill=1)
        turn = ImageChops.add if _area(contour) > 0 else ImageChops.subtract
        winding = turn(winding, around)
    image.paste(grey, mask=winding.point(lambda times: 255 * (times != 128)))


def _contours(path: Path) -> list[list[_Point]]:
    found: list[list[_Point]] = []
    for operator, points in path.operators:
        if operator == "M":
            found.append([*points])
        elif operator == "B":
            curve = (found[-1][-1], *points)
            found[-1] += [_on_curve(curve, step / 8) for step in range(1, 9)]
        else:
            found[-1] += points
    return found


def _area(contour: list[_Point]) -> float:
    """Twice what it encloses, negative where it runs the other way round."""
    return sum(a * d - b * c for (a, b), (c, d) in pairwise([*contour, contour[0]]))


def _on_curve(points: tuple[_Point, ...], t: float) -> _Point:
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, points, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, points, strict=True)),
    )


def outlines(data: bytes) -> dict[str, list[tuple[int, int]]]:
    """The points of every glyph of a font file, by its character."""
    font = TTFont(io.BytesIO(data))
    glyphs = font["glyf"]
    return {
        chr(code): list(glyphs[name].getCoordinates(glyphs)[0])
        for code, name in font.getBestCmap().items()
    }
