"""Files of every format damaged at random: each is read or refused in a sentence.

``GOVREPORT_FUZZ`` sets how many of each format are tried (15 in the suite); ``make fuzz``
tries ten thousand.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from govreport_desktop.errors import GovReportError
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import Report, is_number
from govreport_desktop.source import Source, SourceParagraph
from govreport_desktop.store.document import Document
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.unit.readers.costs import bounded
from tests.unit.readers.repacked import REPACKED
from tests.unit.writers.written import written_report

COUNT = int(os.environ.get("GOVREPORT_FUZZ", "15"))
GOLDEN = Path(__file__).parents[2] / "data"
_WRITTEN = ("pdf", "docx", "html", "json", "csv", "govreport", "xlsx", "ofd")
# What this program neither writes nor can make for a test.
_SAVED_ONLY = ("doc",)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_HOLDS_TEXT = re.compile(r"document|sheet|content|年报", re.IGNORECASE)
_WORDS = (
    b"<", b">", b"<table>", b"</td>", b'colspan="99999"', b'w:val="-1"', b"<w:tbl>", b"</w:tr>",
    b"&#0;", b"&#x110000;", b"<!--", b"<![CDATA[", b'"', b"'", b",", b"\n", b"\r\n", b"\t", b"|",
    b"null", b"[", b"]", b"{", b"}", b"1e999", b"-0", b"\\u0000", b"\\ud800", b"\x00", b"\xff\xfe",
    b" Tj", b" TJ", b" Do", b" cm", b"BT ", b" ET", b" q", b" Q", b" re S", b"/Kids[3 0 R]", b" R",
    b"/Length -1", b"/Filter/LZWDecode", b"/Rotate 91", b"/MediaBox[0 0 0 0]", b"nan",
    b"/W[1 99 9]", b"<</", b">>", b"(", b")", b"99999999999999999999", b"-",
    "\u3000".encode(), "总计".encode(),
)  # fmt: skip


@cache
def originals(kind: str) -> tuple[bytes, ...]:
    """Real files of the format: ours, and other programs' where there are some."""
    real = (*(GOLDEN / kind).glob("libre*"), *(GOLDEN / "sources").glob(f"libre*.{kind}"))
    found = [path.read_bytes() for path in sorted(real)]
    for form_id in () if kind in _SAVED_ONLY else ("2019", "2021"):
        report = written_report(form_id, 7)
        if kind in REPACKED:
            found.append(REPACKED[kind](report, partial(_written, report)))
        else:
            found.append(_written(report, kind))
    return tuple(found)


def _written(report: Report, kind: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        if kind == "govreport":
            with Document.create(path, report.form, report.office, report.year) as document:
                contents = [*report.values.items()]
                typed = [(a, v) for a, v in contents if not report.form.cell(a).formula]
                document.apply(document.report.edit(typed))
        else:
            FORMATS[kind].write(report, path, ExportOptions())
        return path.read_bytes()


def damaged(kind: str, chance: random.Random) -> bytes:
    data = chance.choice(originals(kind))
    inside = chance.random() < 0.7
    for _ in range(chance.randint(1, 4)):
        if inside and kind in ("docx", "xlsx", "odt", "ofd", "zip"):
            data = _in_zip(data, chance)
        elif inside and kind == "pdf":
            data = _in_stream(data, chance)
        elif inside and kind in _SAVED_ONLY:
            data = _in_place(data, chance)
        else:
            data = changed(data, chance)
    return data


def changed(data: bytes, chance: random.Random) -> bytes:
    """``data`` with one spot replaced, removed, doubled, cut off or moved."""
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((0, 1, 2, 8, 60, 2000)))
    match chance.randrange(6):
        case 0:
            return data[:start] + chance.choice(_WORDS) + data[end:]
        case 1:
            return data[:start] + data[end:]
        case 2:
            return data[:end] + data[start:]
        case 3:
            return (
                data[:start] + bytes(chance.randrange(256) for _ in range(end - start)) + data[end:]
            )
        case 4:
            return (
                data[:start]
                if chance.random() < 0.2
                else data[:start] + data[start:end] * 9 + data[end:]
            )
    spots = list(re.finditer(rb"\d+", data))
    if not spots:
        return data
    spot = chance.choice(spots)
    new = b"%d" % chance.choice((0, -1, 7, 10**19, chance.randrange(2000)))
    return data[: spot.start()] + new + data[spot.end() :]


def _in_zip(data: bytes, chance: random.Random) -> bytes:
    """One part of the package changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([n for n in parts if _HOLDS_TEXT.search(n) or chance.random() < 0.2])
    parts[name] = changed(parts[name], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return stream.getvalue()


def _in_place(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, none moved: what places within the file are counted by still fits."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 2, 4, 60)))
    other = chance.choice((b"\x00", b"\xff", b"\x01", b"\x80")) * (end - start)
    if chance.random() < 0.5:
        other = bytes(chance.randrange(256) for _ in range(end - start))
    return data[:start] + other + data[end:]


def _in_stream(data: bytes, chance: random.Random) -> bytes:
    """What one stream of a PDF unpacks to changed; places in the file no longer fit."""
    spots = list(_STREAM.finditer(data))
    if not spots:
        return data
    spot = chance.choice(spots)
    try:
        packed = zlib.compress(changed(zlib.decompress(spot[1]), chance))
    except zlib.error:
        packed = changed(spot[1], chance)
    return data[: spot.start(1)] + packed + data[spot.end(1) :]


def stated(source: Source) -> str:
    parts = list(source.placed.values())
    for block in source.blocks:
        if isinstance(block, SourceParagraph):
            parts.append(block.text)
        else:
            parts += (cell.text for row in block.rows for cell in row)
    return "\n".join(parts)


def read_or_refuse(path: Path, seed: object) -> bool:
    """Whether it was read; fails on anything but a report or a sentence."""
    try:
        with bounded(seed):
            source = read_source(path)
            proposal = match(source)
            proposal.new_report()
    except GovReportError as error:
        assert str(error).endswith("。"), (seed, str(error))
        return False
    text = re.sub(r"[\s,，]", "", stated(source))
    for address, value in proposal.values.items():
        if is_number(value):
            # .5 is read as 0.5; an amount in 元 is converted, and that is said.
            converted = any("已换算" in note for note in proposal.notes)
            digits = str(abs(value)).lstrip("0.") if converted else str(abs(value))
            assert digits.removeprefix("0") in text, (seed, address, value)
    return True


@pytest.mark.parametrize("kind", REPACKED)
def test_what_is_damaged_was_read_whole(kind: str, tmp_path: Path) -> None:
    for number, data in enumerate(originals(kind)[-2:]):
        path = tmp_path / "某局"
        path.write_bytes(data)
        report = written_report(("2019", "2021")[number], 7)
        found = match(read_source(path)).values
        assert {a: v for a, v in found.items() if report.values[a] != v} == {}
        assert len(found) > 100


@pytest.mark.parametrize("kind", [*_WRITTEN, *REPACKED, *_SAVED_ONLY])
def test_damage_is_read_or_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "某局"
    read = 0
    for seed in range(COUNT):
        path.write_bytes(damaged(kind, random.Random(f"{kind}{seed}")))
        read += read_or_refuse(path, (kind, seed))
    # Most damage hits what no number depends on; these are checked as a whole.
    assert read > COUNT // 20 or kind in ("govreport", "json", "excel2003")


_BEGINNINGS: tuple[Callable[[], bytes], ...] = (
    lambda: b"%PDF-1.4\n",
    lambda: b"PK\x03\x04",
    lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    lambda: b"SQLite format 3\x00",
    lambda: b"<html>",
    lambda: b"{",
    lambda: b"\xff\xfe",
    lambda: b"",
)


def test_noise_is_read_or_refused(tmp_path: Path) -> None:
    """Anything at all behind the first bytes of each format."""
    path = tmp_path / "某局"
    for seed in range(COUNT):
        chance = random.Random(seed)
        words = b"".join(chance.choice(_WORDS) + b" " for _ in range(chance.randrange(200)))
        path.write_bytes(chance.choice(_BEGINNINGS)() + words)
        read_or_refuse(path, seed)


def test_damage_that_sqlite_quotes_in_its_message(tmp_path: Path) -> None:
    """What it says then is no text that Python can read; the clerk gets a sentence all the same."""
    path = tmp_path / "某局"
    path.write_bytes(originals("govreport")[0].replace(b"CREATE TABLE", b"CREATE T\xff\xfe\xe4E"))
    with pytest.raises(GovReportError, match="某局"):
        read_source(path)
