"""Tables without a frame among prose: where they begin, and where the next sentence stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport_desktop.matching.labels import is_figure, key
from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.sections import is_short_line
from govreport_desktop.matching.tokens import tokens
from govreport_desktop.matching.vocabulary import Vocabulary
from govreport_desktop.source import Place

_SHORTEST_PROSE = 12
# How far behind a label its numbers may stand, and how many cells make a table.
_SHORTEST_LABEL = 2
_LOOK_AHEAD, _ENOUGH = 30, 3


def is_prose(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line in a table's part is a sentence rather than one of its cells."""
    words = text.strip()
    if len(words) < _SHORTEST_PROSE or is_figure(words):
        return False
    if is_short_line(words) or vocabulary.find(words):
        return False
    # A label and its numbers on one line are a row, however long.
    cells = tokens([Line(words, Place(0))], vocabulary)
    labelled = any(not cell.figure and vocabulary.find(cell.text) for cell in cells)
    return not (is_figure(cells[-1].text) or (labelled and any(cell.figure for cell in cells)))


def split_tables(
    lines: Sequence[Line], vocabulary: Vocabulary
) -> Iterator[tuple[bool, list[Line]]]:
    """Runs of prose (False) and of flattened tables without a title (True), in order.

    A table begins at a label of the form that has numbers close behind it, and ends where
    the next sentence stands.
    """
    run: list[Line] = []
    inside = False
    for index, line in enumerate(lines):
        starts = not inside and _begins_table(lines, index, vocabulary)
        ends = inside and is_prose(line.text, vocabulary)
        if starts or ends:
            if run:
                yield inside, run
            run, inside = [], starts
        run.append(line)
    if run:
        yield inside, run


def _begins_table(lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> bool:
    first = tokens([lines[index]], vocabulary)
    if not first or first[0].figure or len(key(first[0].text)) < _SHORTEST_LABEL:
        return False
    # A label with a slip in it counts if its numbers stand behind it on the same line.
    slip = len(first) > 1 and bool(vocabulary.alike(first[0].text)[0])
    if not vocabulary.find(first[0].text) and not slip:
        return False
    ahead = tokens(lines[index : index + _LOOK_AHEAD], vocabulary)
    figures = [token for token in ahead if token.figure and token.text]
    labels = [token for token in ahead if not token.figure and vocabulary.find(token.text)]
    return bool(figures) and len(figures) + len(labels) >= _ENOUGH
