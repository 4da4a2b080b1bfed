"""Characters of a PDF as lines, and lines as paragraphs.

A PDF knows neither: characters on one baseline make a line; a line belongs to the paragraph
above it where that one reaches the right margin and this one begins at the left margin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from statistics import median

from govreport_desktop import numbering
from govreport_desktop.readers.faint import BLACK, WHITE, Shade, Shaded, legible
from govreport_desktop.readers.left import COVERED, LeftOut
from govreport_desktop.readers.marks import LOWERED, RAISED, joined, visible
from govreport_desktop.readers.pdf.page import Char
from govreport_desktop.readers.pdf.tags import Owner

# In heights of a character: what an indented line is set in by, what a full line may lack.
_INDENT = 0.8
# How far to the left of its first line ours go on.
_OUTDENT = 2
_LACK = 2.6
_SAME_SIZE = 0.15
# As many lines that end together, amid a sentence, show where the right margin is.
_FULL_LINES = 3
_SENTENCE_ENDS = ("。", "；", "！", "？", "：")
# A gap between Latin letters, and one between any characters, that stands for blanks.
_LATIN_GAP, _WIDE_GAP = 0.22, 1.6
_SAME_PLACE = 0.12
# A raised digit has less than this of its line's size and stands this far off the baseline.
_SMALL, _OFF = 0.8, 0.2
# Between paragraphs there may be more room than between lines.
_MORE_ROOM = 1.2
_WORD = re.compile(r"[A-Za-z0-9]")
# What stands together at the beginning of a line: an address, a Latin word, a number, and the
# marks that no line may end or begin with.
_HEAD = re.compile(r"[（《“‘(\[]*[!-~\u00c0-\u024f]*[，。、；：！？）》”’]*")
# The end of a line in the middle of an address; no blank follows one.
_ADDRESS = re.compile(r"(?:://|www\.|@)[!-~]*$", re.IGNORECASE)
# How an address goes on: not with a number of its own, nor with the next address.
_PART = re.compile(r"(?!\d+(?:[^!-~]|$))(?!\S*(?:://|www\.|@))[A-Za-z0-9]", re.IGNORECASE)
# How much wider than its room, in heights of a character, a word may seem and still fit.
_FITS = 0.5
_NUMBERING = re.compile(numbering.ANY)
# 改进措施： alone on its line leads in what follows.
_LEAD_IN = re.compile(r"[^，。；：]{2,20}[：:]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its text, where it begins and ends, its baseline and its size.

    ``head`` is as wide as what begins it and is never broken. ``blank`` says that one is
    drawn at its end, ``owners`` whose its first and its last character are.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int = 0
    head: float = 0.0
    blank: bool = False
    owners: tuple[Owner | None, Owner | None] = (None, None)

    @property
    def top(self) -> float:
        """Where it begins on its page."""
        return self.y + self.size


@dataclass(frozen=True, slots=True)
class Margins:
    """Between which the prose of the document runs; ``pitch`` is from line to line."""

    left: float
    right: float
    pitch: float = 0.0


def text_lines(chars: Iterable[Char], page: int = 0, left: LeftOut | None = None) -> list[TextLine]:
    """The lines from top to bottom, their characters from left to right.

    What is not seen in a line goes to ``left``; without one, everything is taken.
    """
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (-char.y, char.x0)):
        if rows and rows[-1][0].y - char.y <= 0.45 * max(rows[-1][0].size, char.size):
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = (_line(sorted(row, key=lambda char: char.x0), page, left) for row in rows)
    return [line for line in lines if line is not None]


def _line(chars: Sequence[Char], page: int, left: LeftOut | None) -> TextLine | None:
    seen = [char for char in chars if char.text.strip()]
    if not seen:
        return None
    size = median(char.size for char in seen)
    large = [char for char in seen if char.size >= _SMALL * max(c.size for c in seen)]
    base = median(char.y for char in large)
    pieces: list[Shaded] = []
    last: Char | None = None
    for char in chars:
        if last is not None:
            if char.text == last.text and char.x0 - last.x0 <= _SAME_PLACE * size:
                continue  # bold made by printing twice
            pieces.append(Shaded(_between(last, char, size), 0, _shade(last)))
        pieces.append(Shaded(char.text, _level(char, base, large[0].size), _shade(char)))
        last = char
    kept = [piece[:2] for piece in pieces] if left is None else legible(_runs(pieces), left)
    text = visible(joined(kept)).strip()
    if not text:
        return None
    covered = "".join(char.text for char in seen if char.covered)
    if left is not None and any(map(str.isdigit, covered)):
        left.doubt(COVERED, covered)
    return TextLine(
        text,
        seen[0].x0,
        max(c.x1 for c in seen),
        median(c.y for c in seen),
        size,
        page,
        _head(chars[chars.index(seen[0]) :]),
        chars[-1].text.isspace(),
        (seen[0].owner, seen[-1].owner),
    )


def _head(chars: Sequence[Char]) -> float:
    """The width of what begins a line and is never broken; 0 for Chinese characters."""
    match = _HEAD.match("".join(char.text[:1] for char in chars))
    count = match.end() if match else 0
    return chars[count - 1].x1 - chars[0].x0 if count else 0.0


@lru_cache(maxsize=256)
def _look(size: float, drowned: bool) -> Shade:
    return Shade(size, WHITE if drowned else BLACK)


def _shade(char: Char) -> Shade:
    return _look(round(char.size, 1), char.drowned)


def _runs(pieces: Iterable[Shaded]) -> list[Shaded]:
    """Pieces that look alike as one."""
    return [
        Shaded("".join(piece.text for piece in run), level, shade)
        for (level, shade), run in groupby(
            (piece for piece in pieces if piece.text), key=lambda piece: piece[1:]
        )
    ]


def _level(char: Char, base: float, size: float) -> int:
    """RAISED or LOWERED for a character that is smaller than its line and off its baseline."""
    if char.size >= _SMALL * size:
        return 0
    off = (char.y - base) / size
    return RAISED if off > _OFF else LOWERED if off < -_OFF / 2 else 0


def _between(last: Char, char: Char, size: float) -> str:
    gap = char.x0 - last.x1
    if last.text.isspace() or char.text.isspace():
        return ""
    if last.owner and last.owner == char.owner:
        return ""  # every blank of our own is drawn
    latin = _WORD.match(last.text[-1]) and _WORD.match(char.text)
    return " " if gap > (_LATIN_GAP if latin else _WIDE_GAP) * size else ""


def margins(lines: Sequence[TextLine], width: float) -> Margins:
    """Where the prose begins and its full lines end, on pages of ``width``.

    A document of short paragraphs has no line that would show one margin or the other;
    then the two are taken to be equally wide.
    """
    if not lines:
        return Margins(0, width)
    size = body_size(lines)
    body = [line for line in lines if abs(line.size - size) <= _SAME_SIZE * size] or lines
    left = _edge([line.x0 for line in body], outwards=-1)
    right = _edge([line.x1 for line in body], outwards=1)
    broken = [line for line in body if not line.text.endswith(_SENTENCE_ENDS)]
    full = sum(line.x1 >= right - size for line in broken)
    if not full:
        left = min(left, width - right)
    if full < _FULL_LINES:
        right = max(right, width - left)
    return Margins(left, right, _pitch(body))


def _pitch(lines: Sequence[TextLine]) -> float:
    """The commonest way from one baseline to the next; 0 where nothing says."""
    steps = Counter(
        round(above.y - line.y, 1)
        for above, line in pairwise(lines)
        if above.page == line.page and above.size < above.y - line.y < 3 * above.size
    )
    return steps.most_common(1)[0][0] if steps else 0.0


def _edge(places: Sequence[float], outwards: int) -> float:
    """The outermost place that is not an odd one out: where one line in twenty ends."""
    ordered = sorted(places, reverse=outwards > 0)
    enough = max(1, len(ordered) // 20)
    for place in ordered:
        if sum(abs(other - place) <= 3 for other in ordered) >= enough:
            return place
    return ordered[0]


def body_size(lines: Sequence[TextLine]) -> float:
    """The size most characters of the lines are set in."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0]


def continues(above: TextLine, line: TextLine, page: Margins, first: TextLine) -> bool:
    """Whether ``line`` goes on with the paragraph from ``first`` to ``above``.

    A line ends a paragraph if the first word of the next one would have fitted on it, unless
    it stops in the middle of what it counts up.
    """
    size = line.size
    owner, own = above.owners[1], line.owners[0]
    if owner and own:
        # A heading may end with its line and the text of its paragraph begin with the next. Of
        # one element are the lines of a signature too, but not two characters to the left.
        goes_on = owner == own or (owner.kind != "P" and own.kind == "P")
        return goes_on and abs(first.x0 - line.x0 - _OUTDENT * size) <= _INDENT * size
    if abs(above.size - size) > _SAME_SIZE * size:
        return False
    if line.x0 > page.left + _INDENT * size:
        return False
    room = _MORE_ROOM * page.pitch or 3 * size
    if above.page == line.page and above.y - line.y > room:
        return False
    begins = _NUMBERING.match(line.text) or _LEAD_IN.fullmatch(line.text)
    if above.text.endswith(("。", "；")) and begins:
        return False
    if above.text.endswith("、") and not begins:
        return True  # no text ends so; a heading broken by its sense ends far from the margin
    return above.x1 >= page.right - max(_LACK * size, line.head - _FITS * size)


def is_address_cut(text: str, above: TextLine, line: TextLine, page: Margins) -> bool:
    """Whether an address at the end of ``text``, whose last line is ``above``, goes on in ``line``.

    Programs cut one behind a slash, or anywhere where it is longer than a line.
    """
    if above.owners[1] or line.x0 > page.left + _INDENT * line.size:
        return False
    if not _ADDRESS.search(text) or not _PART.match(line.text):
        return False
    whole = above.head >= above.x1 - above.x0 - 1
    return text.endswith("/") or (whole and line.text[0].islower())


def join(text: str, above: TextLine, line: TextLine) -> str:
    """A paragraph that ends with ``above``, and its next line.

    A blank stands only between Latin words, and where one is drawn.
    """
    if above.owners[1] and line.owners[0]:
        return f"{text} {line.text}" if above.blank else text + line.text
    latin = text and line.text and _WORD.match(text[-1]) and _WORD.match(line.text[0])
    apart = latin and (above.blank or not _ADDRESS.search(text))
    return f"{text} {line.text}" if apart else text + line.text
