"""The rules of PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) that apply to what we write.

They are read from the file itself; docs/documents.md lists them.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import subprocess
import unicodedata
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pdfminer.pdftypes import resolve1

from govreport_desktop.report import Report, TextAddress
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.pdf.pdfa.metadata import srgb_profile
from tests.unit.writers.printed import body, catalog, elements, fonts, opened
from tests.unit.writers.written import written_report


@pytest.fixture(scope="module")
def report() -> Report:
    return written_report("2021", 11)


@pytest.fixture(scope="module")
def data(report: Report) -> bytes:
    return render_pdf(report, signature=True, draft=True).data


def _contents(printed: Any) -> str:
    streams = resolve1(printed.page_obj.contents)
    parts = streams if isinstance(streams, list) else [streams]
    return "\n".join(resolve1(part).get_data().decode("ascii") for part in parts)


def test_the_file_begins_as_an_archive_wants_it(data: bytes) -> None:
    assert re.match(rb"%PDF-1\.[4-7]\n%[\x80-\xff]{4}", data)
    assert re.search(rb"/ID\s*\[\s*<", data[-2000:]) or b"/ID" in data[-2000:]
    assert b"/Encrypt" not in data


def test_metadata_says_what_the_information_says(report: Report, data: bytes) -> None:
    with opened(data) as pdf:
        stream = catalog(pdf)["Metadata"]
        info = pdf.doc.info[0]
    assert "Filter" not in stream.attrs
    root = ElementTree.fromstring(stream.get_data().decode().strip())
    texts = {e.tag.rsplit("}")[-1]: "".join(e.itertext()).strip() for e in root.iter()}
    assert texts["conformance"] == "A"
    parts = {e.tag: e.text for e in root.iter() if e.tag.endswith("id/}part")}
    assert parts == {
        "{http://www.aiim.org/pdfa/ns/id/}part": "2",
        "{http://www.aiim.org/pdfua/ns/id/}part": "1",
    }
    assert texts["title"] == info["Title"].decode("utf-16") == report.title
    assert texts["creator"] == info["Author"].decode("utf-16") == report.office
    assert texts["language"] == "zh-CN"
    # The suite writes everything at one time; a clerk's file carries the clerk's.
    made = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    for said, kept in (("CreationDate", "CreateDate"), ("ModDate", "ModifyDate")):
        assert info[said].decode() == made.strftime("D:%Y%m%d%H%M%S+00'00'")
        assert datetime.fromisoformat(texts[kept]) == made


def test_the_schema_of_what_pdfa_does_not_know_is_declared(data: bytes) -> None:
    with opened(data) as pdf:
        packet = catalog(pdf)["Metadata"].get_data().decode()
    space = re.search(r"namespaceURI>([^<]+)<.*?prefix>(\w+)<.*?name>(\w+)<", packet, re.DOTALL)
    assert space
    assert space.groups() == ("http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part")


def test_a_file_says_when_it_was_made(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = datetime.now(UTC).replace(microsecond=0)
    with opened(render_pdf(report).data) as pdf:
        said = pdf.doc.info[0]["CreationDate"].decode()
    made = datetime.strptime(said, "D:%Y%m%d%H%M%S+00'00'").replace(tzinfo=UTC)
    assert before <= made <= datetime.now(UTC)


def test_no_level_of_heading_is_left_out(report: Report) -> None:
    text = "1.公开\n（一）主动公开。全年公开12条。\n(1)其他\n一、落实\n1.细目。说明一句话。"
    report = Report(report.form, report.office, 2026)
    report.apply(
        report.edit([(TextAddress("overview"), text), (TextAddress("preamble"), "（一）总")])
    )
    with opened(render_pdf(report, signature=True).data) as pdf:
        kinds = [kind for kind, _ in elements(pdf) if re.fullmatch("H[1-6]", kind)]
    depths = [int(kind[1]) for kind in kinds]
    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(depths))
    assert kinds == ["H1", "H2", "H2", "H3", "H3", "H4", "H3", "H4", *["H2"] * 5]


def test_a_heading_that_runs_into_its_paragraph_is_a_heading(report: Report) -> None:
    report = Report(report.form, report.office, 2026)
    report.apply(report.edit([(TextAddress("overview"), "（一）甲乙丙丁。全年公开12条。")]))
    with opened(render_pdf(report).data) as pdf:
        found = {char["text"]: char["tag"] for p in pdf.pages[:1] for char in body(p)}
    assert found["乙"] == "H3"
    assert found["全"] == "P"


def test_every_heading_of_a_table_says_what_it_heads(data: bytes) -> None:
    with opened(data) as pdf:
        heads = [element for kind, element in elements(pdf) if kind == "TH"]
        assert heads
        assert all(resolve1(head["A"])["Scope"].name in ("Row", "Column") for head in heads)


def test_every_row_of_a_table_is_equally_wide(data: bytes) -> None:
    with opened(data) as pdf:
        tables = [element for kind, element in elements(pdf) if kind == "Table"]
        for table in tables:
            open_below: Counter[int] = Counter()
            widths = set()
            for number, row in enumerate(map(resolve1, table["K"])):
                cells = [resolve1(cell).get("A", {}) for cell in row["K"]]
                widths.add(open_below[number] + sum(cell.get("ColSpan", 1) for cell in cells))
                for cell in cells:
                    for below in range(1, cell.get("RowSpan", 1)):
                        open_below[number + below] += cell.get("ColSpan", 1)
            assert len(widths) == 1


@pytest.mark.parametrize("char", ["\ue123", "\U000f0001", "\U0003134a"])
def test_what_no_face_says_is_said_in_words(report: Report, char: str) -> None:
    report = Report(report.form, report.office, 2026)
    report.apply(report.edit([(TextAddress("overview"), f"甲{char}乙")]))
    with opened(render_pdf(report).data) as pdf:
        (said,) = re.findall(r"/ActualText <([0-9a-f]+)>", _contents(pdf.pages[0]))
    private = unicodedata.category(char) == "Co"
    assert ("〓" if private else char) in bytes.fromhex(said).decode("utf-16")


def test_nothing_moves_and_nothing_opens(data: bytes) -> None:
    with opened(data) as pdf:
        root = catalog(pdf)
        assert not {"OpenAction", "AA", "AcroForm", "Names", "OCProperties"} & set(root)
        for printed in pdf.pages:
            assert printed.page_obj.attrs["Tabs"].name == "S"
            assert "Annots" not in printed.page_obj.attrs


def test_language_title_and_tags_are_declared(data: bytes) -> None:
    with opened(data) as pdf:
        root = catalog(pdf)
    assert root["Lang"] == b"zh-CN"
    assert root["MarkInfo"]["Marked"] is True
    assert root["ViewerPreferences"]["DisplayDocTitle"] is True


def test_colours_have_a_profile(data: bytes) -> None:
    with opened(data) as pdf:
        (intent,) = [resolve1(i) for i in catalog(pdf)["OutputIntents"]]
        profile = resolve1(intent["DestOutputProfile"])
        assert intent["S"].name == "GTS_PDFA1"
        assert profile["N"] == 3
        assert profile.get_data() == srgb_profile()
        operators = {
            op for p in pdf.pages for op in re.findall(r"\b(?:k|K|cs|CS|sh|gs)\b", _contents(p))
        }
    assert operators == set()


def test_the_profile_is_one_that_a_colour_engine_reads() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile())).profile
    assert profile.version == pytest.approx(2.1)
    assert profile.red_primary is not None
    assert profile.red_primary[0][0] == pytest.approx(0.436, abs=0.001)
    assert struct.unpack(">L", srgb_profile()[:4])[0] == len(srgb_profile())


def test_widths_in_the_file_are_those_of_the_embedded_font(data: bytes) -> None:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with opened(data) as pdf:
        for font in fonts(pdf):
            inner = resolve1(font["DescendantFonts"][0])
            file = resolve1(resolve1(inner["FontDescriptor"])["FontFile2"])
            embedded = TTFont(io.BytesIO(file.get_data()))
            scale = 1000 / embedded["head"].unitsPerEm
            first, widths = inner["W"]
            assert (first, len(widths)) == (1, embedded["maxp"].numGlyphs - 1)
            for number, width in enumerate(widths, start=1):
                advance = embedded["hmtx"][embedded.getGlyphOrder()[number]][0]
                assert width == pytest.approx(advance * scale, abs=1)
            assert inner["CIDToGIDMap"].name == "Identity"
            assert font["Encoding"].name == "Identity-H"


def test_every_shown_glyph_is_in_its_font_and_none_is_the_missing_one(data: bytes) -> None:
    with opened(data) as pdf:
        for printed in pdf.pages:
            for shown in re.findall(r"<([0-9a-f]+)>", _contents(printed)):
                codes = [shown[at : at + 4] for at in range(0, len(shown), 4)]
                assert "0000" not in codes


def test_all_content_is_tagged_or_declared_decoration(data: bytes) -> None:
    with opened(data) as pdf:
        for printed in pdf.pages:
            depth, numbers = 0, []
            for line in _contents(printed).splitlines():
                if line.endswith(("BDC", "BMC")):
                    # Only words for what no glyph says stand inside of another stretch.
                    assert depth == 0 or line.startswith("/Span <</ActualText")
                    depth += 1
                    numbers += [int(n) for n in re.findall(r"/MCID (\d+)", line)]
                elif line == "EMC":
                    depth -= 1
                else:
                    assert depth >= 1, line
            assert depth == 0
            assert numbers == list(range(len(numbers)))


def test_the_parent_tree_leads_back_from_every_mark(data: bytes) -> None:
    with opened(data) as pdf:
        tree = catalog(pdf)["StructTreeRoot"]
        numbers = resolve1(tree["ParentTree"])["Nums"]
        parents = dict(zip(numbers[::2], map(resolve1, numbers[1::2]), strict=True))
        for index, printed in enumerate(pdf.pages):
            assert printed.page_obj.attrs["StructParents"] == index
            marks = len(re.findall(r"/MCID \d+", _contents(printed)))
            assert len(parents[index]) == marks
        for _, element in elements(pdf):
            assert resolve1(element["P"])


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is no part of this machine")
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_qpdf_finds_nothing_wrong(form: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(render_pdf(written_report(form, 3), draft=True, signature=True).data)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No syntax or stream encoding errors" in done.stdout
