"""The rules of PDF/A-2b (ISO 19005-2) that apply to what we write, read from the file itself."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pdfminer.pdftypes import resolve1

from govreport_desktop.report import Report
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.pdf.pdfa.metadata import srgb_profile
from tests.unit.writers.printed import catalog, elements, fonts, opened
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
    assert (texts["part"], texts["conformance"]) == ("2", "B")
    assert texts["title"] == info["Title"].decode("utf-16") == report.title
    assert texts["creator"] == info["Author"].decode("utf-16") == report.office
    assert texts["language"] == "zh-CN"
    assert info["CreationDate"].decode()[2:6] == texts["CreateDate"][:4]


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
                    assert depth == 0
                    depth += 1
                    numbers += [int(n) for n in re.findall(r"/MCID (\d+)", line)]
                elif line == "EMC":
                    depth -= 1
                else:
                    assert depth == 1, line
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
