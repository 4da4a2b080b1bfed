"""How the elements of the page look: every declaration stands on its element.

The systems that offices publish with drop style sheets, and their own sheets speak of tags: a
table that is hidden until a script opens it, indents set to nothing, headings that float,
white words on a dark ground. So each element takes back what a page around it says (`all`),
and then says what it needs. What browsers of before 2020, which do not know `all:revert`, and
sheets with ``!important`` would most likely spoil is said once more, and insisted upon where
it only gives back what is usual; Word passes over what is insisted upon, and loses nothing.
"""

from __future__ import annotations

from govreport_desktop.form.model import GridCell, Role
from govreport_desktop.writers.web.measures import LEADING, SIZES

# Of classes and styles: no page around it has rules for these.
PREFIX = "govreport"

SONG = "SimSun,'Songti SC',serif"
_HEI = "SimHei,'Heiti SC',sans-serif"
_BLACK = "color:#000!important"
# Words broken by sense go on in another line only there: 结果, 维持.
_KEPT = "word-break:keep-all;text-wrap:balance"
_PLAIN = f"all:revert;{_BLACK}"
_HEADING = f"{_PLAIN};text-indent:2em;float:none!important;break-after:avoid"

ARTICLE = (
    f"{_PLAIN};display:block;background:#fff!important;padding:.5em 1em;min-width:0;"
    "line-height:1.8;text-align:left;text-indent:0;white-space:normal!important;"
    "overflow-wrap:break-word;overflow-wrap:anywhere;"
    "-webkit-print-color-adjust:exact;print-color-adjust:exact"
)
SECTION = f"{_PLAIN};display:block"
TITLE = (
    f"{_PLAIN};font:bold 1.5em/1.5 {SONG};text-align:center;text-indent:0!important;"
    "float:none!important;margin:0 0 1.2em;text-wrap:balance"
)
TITLE_LINE = f"{_PLAIN};display:block;text-wrap:balance"
TITLE_LINE_KEPT = f"{_PLAIN};display:block;{_KEPT}"
PART = f"{_HEADING};font:bold 1em/1.8 {_HEI};text-align:left;margin:1em 0 .4em;word-break:keep-all"
ANNEX = f"{TITLE};break-before:page;break-after:avoid"
LEVEL = f"{_HEADING};font-size:1em;text-align:left;margin:0"
PROSE = f"{_PLAIN};text-indent:2em;text-align:justify;margin:0"
LEAD = f"{_PLAIN};font-weight:bold"
LONG_WORD = f"{_PLAIN};word-break:break-all"
NOTE = f"{_PLAIN};text-indent:0!important;text-align:center;margin:0 0 1em"
SIGNATURE = (
    f"{_PLAIN};text-indent:0!important;text-align:right;margin:2em 0 0;"
    "break-inside:avoid!important;break-before:avoid!important"
)
HIDDEN = f"{_PLAIN};display:none!important"
TOGETHER = f"{_PLAIN};display:block;break-inside:avoid!important"
FRAME = (
    f"{_PLAIN};display:block;overflow-x:auto;max-width:100%;margin:.4em 0 1em;"
    "break-inside:avoid!important"
)
PART_OF_TABLE = _PLAIN
_CELL = (
    f"{_PLAIN};border:1px solid #000;padding:3px;text-align:{{}};vertical-align:middle;"
    "font-weight:normal;text-indent:0!important;white-space:normal!important;"
    "overflow-wrap:normal;background:{}!important"
)
# On paper a table needs no frame to scroll in, and stands on one page. Where the tags of a sheet
# are dropped and not what stands between them, that is a comment; where it is kept, it is none.
PRINT = f"""<!--
.{PREFIX} {{ padding: 0 !important; }}
.{PREFIX}-frame {{ overflow: visible !important; }}
.{PREFIX}-table {{ min-width: 0 !important; line-height: {LEADING} !important;
  font-size: var(--{PREFIX}-print, 9pt) !important; }}
.{PREFIX}-table td, .{PREFIX}-table th {{ padding: 1px !important; }}
-->"""
# Of the file that is a page by itself.
SHEET = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { margin: 0; background: #fff; color: #000; }
main { display: block; max-width: 50em; margin: 0 auto; padding: 1.5em 0 3.5em;
  font: 18px/1.8 FangSong, STFangsong, "Songti SC", SimSun, serif; }
@media print { main { max-width: none; padding: 0; font-size: 16pt; } }
"""


def table(least: float, printed: float) -> str:
    """Of a table at least ``least`` em wide, whose letters are ``printed`` points on paper."""
    size = f"--{PREFIX}-print:{printed:g}pt;" if printed != SIZES[0] else ""
    return (
        f"{_PLAIN};display:table;{size}border-collapse:collapse;width:100%;"
        f"font:14px/1.4 {SONG};min-width:{least:g}em;background:#fff!important"
    )


def column(share: float) -> str:
    """Of a column that takes ``share`` percent."""
    return f"{_PLAIN};width:{share:.2f}%"


def cell(cell: GridCell) -> str:
    """Of a cell, by where its text stands and what is behind it."""
    style = _CELL.format(cell.align, f"#{cell.fill.lower()}" if cell.fill else "#fff")
    if cell.role is Role.VALUE:
        return style
    return f"{style};{_KEPT if cell.lines else 'text-wrap:balance'}"
