"""A grid whose numbers do not stand under its header, as a stream of labels and numbers.

Its cells still say where one thing ends: what stands in a cell of its own right of a row's
label is that row's, words too (见附件, 2件（撤回1件）), where no label of the form says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govreport_desktop.matching.labelled import Block, Labelled
from govreport_desktop.matching.labels import has_figure, is_blank, is_figure, one_line
from govreport_desktop.matching.lines import Cell
from govreport_desktop.matching.tokens import Token, token


def stream(labelled: Labelled, block: Block) -> list[Token]:
    """The cells of ``block``, row by row."""
    found: list[Token] = []
    for y in [*block.header, *block.body]:
        cells = labelled.own(y)
        if is_stray(cells) and y and len(labelled.filled(y - 1)) > 1:
            found += (
                replace(token(c.text, c.place), figure=True, apart=True)
                for c in cells
                if c.text.strip()
            )
        elif len(cells) == 1 and not is_figure(cells[0].text):
            # Words alone in a row are said of no number.
            found.append(token(cells[0].text, cells[0].place))
        else:
            found += _row(labelled, block, y, cells)
    return found


def is_stray(cells: Sequence[Cell]) -> bool:
    """Whether a number stands alone in a row: another one's other half perhaps."""
    filled = [cell for cell in cells if cell.text.strip()]
    return len(filled) == 1 and filled[0].column == 0 and is_figure(filled[0].text)


def _row(labelled: Labelled, block: Block, y: int, cells: Sequence[Cell]) -> list[Token]:
    own = _values(labelled, y, cells) if y in block.body else frozenset()
    found = []
    for cell in cells:
        one = token(cell.text, cell.place)
        # Words with a figure are what a cell says (2件左右), where they are no label.
        worded = has_figure(one_line(cell.text)) and not labelled.find(cell.text)
        found.append(replace(one, figure=one.figure or worded or cell in own))
    return found


def _values(labelled: Labelled, y: int, cells: Sequence[Cell]) -> frozenset[Cell]:
    """The words among ``cells`` that fill a cell of the row: it has all its numbers with them.

    Behind the numbers more may be said of the whole row; in front of them words that the
    form does not have may name another row.
    """
    vocabulary, label = labelled.vocabulary, labelled.label(y)
    edge = label[0].column + label[0].columns if label else 0
    behind = [cell for cell in cells if cell.column >= edge]
    while behind and not behind[-1].text.strip():
        behind.pop()
    if label is None:
        lengths = {len(leaves) for leaves in vocabulary.leaves_of.values()}
    else:
        columns = vocabulary.columns_of.get((label[1].table, label[1].row), ())
        lengths = {len(columns)}
    words = [c for c in behind if not is_blank(c.text) and not is_figure(c.text)]
    known = any(labelled.find(c.text) or vocabulary.is_piece(c.text) for c in words)
    return frozenset() if known or len(behind) not in lengths else frozenset(words)
