"""The styles of the Word document: official faces, sizes, pitch and indents, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govreport_desktop.report.levels import Level
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.table import LEADING
from govreport_desktop.writers.word.markup import HEAD, SPACE, element, spacing

LATIN = "Times New Roman"
SONG, HEI, KAI, FANG = "宋体", "黑体", "楷体", "仿宋"
TITLE_FACE = "方正小标宋简体"
# What the faces are called where their Chinese names are not known.
_ALSO = {SONG: "SimSun", HEI: "SimHei", KAI: "KaiTi", FANG: "FangSong", TITLE_FACE: "FZXBSJW"}

TITLE, APPENDIX, HEADING, BODY, SIGNATURE = "Title", "Appendix", "Heading1", "BodyText", "Signature"
_INNER = "HeadingInside"
TABLE_TEXT, NUMBER, GRID = "TableText", "Footer", "TableGrid"
LEADS = {level: f"Lead{level}" for level in (1, 2, 3, 4)}
_LEVELS = {
    Level.FIRST: ("一级", HEI),
    Level.SECOND: ("二级", KAI),
    Level.THIRD: ("三级", FANG),
    Level.FOURTH: ("四级", FANG),
}

# 28 characters of 16 pt are wider than 156 mm: each gives up a quarter of a point, and the
# two of the indent, which Word counts without it, still leave room for 26.
_SPACING = -5
_INDENT = round(2 * page.CELL * 20)


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style. ``layout`` and ``before`` are as for `markup.paragraph`."""

    id: str
    name: str
    face: str = FANG
    size: float = page.BODY_SIZE
    layout: str = ""
    before: str = ""
    outline: int | None = None
    apart: int = _SPACING
    based: str = "Normal"

    def xml(self) -> str:
        level = "" if self.outline is None else element("outlineLvl", val=self.outline)
        return element(
            "style",
            element("name", val=self.name),
            element("basedOn", val=self.based) if self.based != self.id else "",
            element("qFormat"),
            element("pPr", self.before, self.layout, level),
            _characters(self.face, self.size, self.apart),
            **{"type": "paragraph", "default": 1} if self.id == "Normal" else {"type": "paragraph"},
            styleId=self.id,
        )


def heading_of(level: Level) -> str:
    """The style of a heading of its own inside a part."""
    return f"Heading{level}" if level > Level.FIRST else _INNER


def table_text(size: float) -> str:
    """The style of table text at ``size`` points."""
    return f"{TABLE_TEXT}{round(size * 20)}"


def styles_part(table_sizes: Iterable[float]) -> str:
    """The part ``word/styles.xml``; ``table_sizes`` are those that the document uses."""
    inside = [
        _defaults(),
        *(style.xml() for style in _paragraph_styles()),
        *(_sized(size) for size in sorted(set(table_sizes))),
        *(_lead(level, name, face) for level, (name, face) in _LEVELS.items()),
        _table_styles(),
    ]
    return f"{HEAD}<w:styles {SPACE}>{''.join(inside)}</w:styles>"


def fonts_part() -> str:
    """The part ``word/fontTable.xml``: what to look for where a face goes by another name."""
    fonts = (
        element("font", element("altName", val=also), element("charset", val="86"), name=name)
        for name, also in _ALSO.items()
    )
    return f"{HEAD}<w:fonts {SPACE}>{''.join(fonts)}</w:fonts>"


def indented(**more: int) -> str:
    """The indent of the first line, and what ``more`` there is of indents, in twips."""
    return element("ind", firstLineChars=200, firstLine=_INDENT, **more)


def _paragraph_styles() -> list[_Style]:
    # No mark hangs over the edge and no gap opens beside a digit: the characters of all lines
    # stand below each other.
    off = ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN")
    strict = (element(name, val=0) for name in off)
    exact = spacing(page.PITCH)  # 579 twips: 22 lines stand on 225 mm, with 580 there were 21
    title = spacing(page.TITLE_PITCH)
    indent = indented()
    both, centre, right = (element("jc", val=side) for side in ("both", "center", "right"))
    together = element("keepNext") + element("keepLines")
    fresh = element("keepNext") + element("pageBreakBefore")
    # 一、 inside a part is one step below the part's own heading, as （一） is.
    headings = [
        _Style(heading_of(level), f"heading {level}" if level > Level.FIRST else "一级标题", face,
               layout=indent, before=together, outline=max(level, Level.SECOND) - 1)
        for level, (_, face) in _LEVELS.items()
    ]  # fmt: skip
    return [
        _Style("Normal", "Normal", layout=exact + both, before="".join(strict)),
        _Style(TITLE, "Title", TITLE_FACE, page.TITLE_SIZE, title + centre, element("keepNext"),
               apart=0),
        _Style(APPENDIX, "审核说明标题", TITLE_FACE, page.TITLE_SIZE, title + centre, fresh, 0, 0),
        _Style(HEADING, "heading 1", HEI, layout=indent, before=together, outline=0),
        *headings,
        _Style(BODY, "Body Text", layout=indent),
        _Style(SIGNATURE, "Signature", layout=right),
        _Style(NUMBER, "footer", SONG, page.PAGE_NUMBER_SIZE, apart=0),
        _Style("Header", "header", SONG, page.PAGE_NUMBER_SIZE, apart=0),
        # The text grid of the page would space table lines 29 pt apart.
        _Style(TABLE_TEXT, "表格文字", SONG, 10.5, before=element("snapToGrid", val=0), apart=0),
    ]  # fmt: skip


def _sized(size: float) -> str:
    line = spacing(size * LEADING)
    name = f"表格文字 {size:g}"
    return _Style(table_text(size), name, SONG, size, line, apart=0, based=TABLE_TEXT).xml()


def _lead(level: Level, name: str, face: str) -> str:
    return element(
        "style",
        element("name", val=f"{name}标题字"),
        element("qFormat"),
        element("rPr", _faces(face)),
        type="character",
        styleId=LEADS[level],
    )


def _defaults() -> str:
    return element(
        "docDefaults",
        element("rPrDefault", _characters(FANG, page.BODY_SIZE, 0, language=True)),
        element("pPrDefault"),
    )


def _characters(face: str, size: float, apart: int, *, language: bool = False) -> str:
    half = round(size * 2)
    lang = element("lang", val="en-US", eastAsia="zh-CN") if language else ""
    return element(
        "rPr",
        _faces(face),
        element("spacing", val=apart),
        element("sz", val=half),
        element("szCs", val=half),
        lang,
    )


def _faces(face: str) -> str:
    return element("rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=face)


def _table_styles() -> str:
    normal = element(
        "style", element("name", val="Normal Table"), type="table", default=1, styleId="TableNormal"
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (element(side, val="single", sz=4, space=0, color="000000") for side in sides)
    grid = element(
        "style",
        element("name", val="Table Grid"),
        element("basedOn", val="TableNormal"),
        element("tblPr", element("tblBorders", *lines)),
        type="table",
        styleId=GRID,
    )
    return normal + grid
