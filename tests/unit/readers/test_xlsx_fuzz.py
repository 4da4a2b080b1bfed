"""Workbooks damaged at random: a sentence or a result, no traceback and no made-up number."""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from functools import cache
from pathlib import Path

from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.report import is_number
from govreport_desktop.source import Source, SourceParagraph
from govreport_desktop.writers.xlsx.workbook import render_xlsx
from tests.unit.readers.costs import bounded
from tests.unit.writers.xlsx_reports import full_report

# make soak looks much longer.
MUTATIONS = 10_000 if os.environ.get("EXAMPLES") == "soak" else 200
_SNIPPETS = (
    b"<", b">", b"&amp;", b'"', b"<row>", b"</row>", b'<c r="A1"><v>7</v></c>', b"<v></v>",
    b"1E400", b"-", b"NaN", b'r="XFD1048577"', b's="999999"', b't="s"', b't="b"', b"&#0;", b"\xff",
    b"<!DOCTYPE a>", b"_x0000_", b"<mergeCell ref='A1:XFD1048576'/>", b"hidden='1'", b"\xe4",
)  # fmt: skip


@cache
def parts(seed: int) -> dict[str, bytes]:
    report = full_report("2019" if seed % 2 else "2021", seed)
    with zipfile.ZipFile(io.BytesIO(render_xlsx(report))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def damaged(chance: random.Random) -> bytes:
    """One of our workbooks with a few parts, or the zip around them, changed at random."""
    found = dict(parts(chance.randrange(4)))
    if chance.random() < 0.3:
        # Somebody else's workbook: without our map.
        found["xl/workbook.xml"] = found["xl/workbook.xml"].replace(b"_govreport", b"x")
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(sorted(found))
        found[name] = mutated(chance, found[name])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            if chance.random() > 0.01:
                archive.writestr(name, data)
    data = buffer.getvalue()
    return mutated(chance, data) if chance.random() < 0.2 else data


def mutated(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((0, 1, 3, 20, 400)))
    match chance.randrange(5):
        case 0:
            return data[:start] + chance.choice(_SNIPPETS) + data[end:]
        case 1:
            return data[:start] + data[end:]
        case 2:
            return data[:end] + data[start:]
        case 3:
            digits = list(re.finditer(rb"\d+", data))
            if digits:
                spot = chance.choice(digits)
                new = str(chance.choice((0, -1, 10**18, chance.randrange(300)))).encode()
                return data[: spot.start()] + new + data[spot.end() :]
            return data
    return data[:start] + bytes(chance.randrange(256) for _ in range(end - start)) + data[end:]


def stated(source: Source) -> set[str]:
    """Every text of the source, for numbers to be looked up in."""
    found = set(source.placed.values())
    for block in source.blocks:
        if isinstance(block, SourceParagraph):
            found.add(block.text)
        else:
            found.update(cell.text for row in block.rows for cell in row)
    return found


def test_no_damage_ends_in_a_traceback_or_a_made_up_number(tmp_path: Path) -> None:
    path = tmp_path / "某局.xlsx"
    read = 0
    for seed in range(MUTATIONS):
        path.write_bytes(damaged(random.Random(seed)))
        try:
            with bounded(seed):
                source = read_xlsx(path)
                values = {**match(source).values}
        except GovReportError as error:
            assert re.search(r"[\u4e00-\u9fff]", str(error)), seed
            continue
        read += 1
        texts = {text.strip() for text in stated(source)}
        for address, value in values.items():
            assert isinstance(address, CellAddress)
            if is_number(value):
                assert any(str(value) in text for text in texts), (seed, address, value)
    # Most damage hits a part that no number depends on.
    assert read > MUTATIONS // 10
