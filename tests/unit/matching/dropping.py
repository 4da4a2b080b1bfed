"""Foreign reports in which one cell is missing, in every kind of source: for campaigns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from random import Random

from govreport_desktop.readers.text.text import read_text
from govreport_desktop.readers.web.html import read_html
from govreport_desktop.report import Report
from govreport_desktop.source import Source, SourceCell, SourceParagraph, SourceTable
from tests.unit.matching import noisy

# What a row does that lost a cell: it ends earlier, or a blank stands at its end.
KINDS = ("web", "word", "sheet", "sheet padded", "commas", "commas padded", "text")
_SIGNS = ("\t", "|", " ")


def dropped(report: Report, kind: str, count: int, pick: Random) -> Iterator[tuple[str, Source]]:
    """``count`` sources of ``kind`` with another cell missing in each, and what that said."""
    base, _, padded = kind.partition(" ")
    if base == "text":
        for _ in range(count):
            yield _text(noisy.blocks_of(report, base, Random(pick.random())), pick)
        return
    blocks = noisy.blocks_of(report, base, Random(0))
    for _ in range(count):
        number = pick.choice([n for n, block in enumerate(blocks) if not isinstance(block, str)])
        table = blocks[number]
        assert not isinstance(table, str)
        less = [list(row) for row in table]
        row = pick.choice([row for row in less if row])
        told = " ".join(cell.text for cell in row)
        cell = row.pop(pick.randrange(len(row)))
        row += [SourceCell("")] if padded else []
        changed = [*blocks[:number], less, *blocks[number + 1 :]]
        yield f"{cell.text} of {told}", _source(changed, base)


def _source(blocks: noisy.Blocks, kind: str) -> Source:
    if kind == "web":
        return read_html(noisy.page_of(blocks).encode(), "a.html")
    if kind == "commas":
        out = io.StringIO()
        for block in blocks:
            rows = [[SourceCell(block)]] if isinstance(block, str) else block
            csv.writer(out).writerows([cell.text for cell in row] for row in rows)
        return read_text(out.getvalue(), "a.csv")
    return Source(
        "a",
        tuple(
            SourceParagraph(block)
            if isinstance(block, str)
            else SourceTable(tuple(map(tuple, block)), where="表格")
            for block in blocks
        ),
    )


def _text(blocks: noisy.Blocks, pick: Random) -> tuple[str, Source]:
    lines = [block for block in blocks if isinstance(block, str)]
    digits = [n for n, line in enumerate(lines) if n and any(map(str.isdigit, line))]
    at = pick.choice(digits)
    sign = next((sign for sign in _SIGNS if sign in lines[at]), "")
    cells = lines[at].split(sign) if sign else [lines[at]]
    told = cells.pop(pick.randrange(len(cells)))
    changed = [*lines[:at], *([sign.join(cells)] if cells else []), *lines[at + 1 :]]
    return f"{told} of {lines[at]}", read_text("\n".join(changed), "来文")
