"""The OFD file: the pages of the PDF, character by character, in what GB/T 33190-2016 asks for."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageFilter

from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.explanations import Note
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.faces import Face, FaceSet, machine_faces
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from govreport_desktop.writers.ofd.file import build_file
from govreport_desktop.writers.pdf.pdfa.file import build_file as build_pdf
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.compose import Composer
from govreport_desktop.writers.typeset.pages import pages_of, set_pages
from tests.unit.writers import ofd_pages, printed
from tests.unit.writers.ofd_pages import SPACE, File
from tests.unit.writers.written import written_report

NOTES = (Note("一、总体情况有 1350 字，请压缩。", "经办公室同意。\n内容较多。"),)
# Blanks of several kinds where lines and faces change, marks of XML, characters that no face has,
# one of them beyond 16 bits, ink that stands out of its line.
ODD = (
    "　前有空格 Version 2.0 beta 版，PM2.5与a<b>&c\"d'e； https://www.example.gov.cn/?a=1&b=2 。\n"
    "𠮷野家有\ue000字， 𠮷 完。ÅÊgjpqy（Åg）]]>\n" + "公开 open 公开，" * 60
)
KINDS = ("filled", "blank", "odd", "2019")


class Both(NamedTuple):
    pdf: bytes
    data: bytes
    file: File


def report_of(kind: str) -> Report:
    match kind:
        case "filled":
            return written_report("2021", 7, 10_000_000)
        case "2019":
            return written_report("2019", 3)
        case "odd":
            report = Report(load_form("2021"), "青屿市“海洋”<渔业>&局", 2023)
            report.apply(report.edit([(TextAddress("overview"), ODD)]))
            return report
    return Report(load_form("2021"))


def options_of(kind: str) -> ExportOptions:
    if kind == "filled":
        return ExportOptions(signature=True, draft=True, notes=NOTES)
    return ExportOptions(blank="/" if kind == "2019" else "")


@cache
def both(kind: str) -> Both:
    """A report as PDF and OFD. In a test, not before: faces are kept in its home."""
    options = options_of(kind)
    document = build_document(
        report_of(kind),
        blank=options.blank,
        signature=options.signature,
        draft=options.draft,
        notes=options.notes,
    )
    pages = set_pages(document)
    data = build_file(pages)
    return Both(build_pdf(pages), data, ofd_pages.opened(data))


# ---------------------------------------------------------------- the pages of the PDF
@pytest.mark.parametrize("kind", KINDS)
def test_every_character_stands_where_the_pdf_prints_it(kind: str) -> None:
    pdf, _, file = both(kind)
    with printed.opened(pdf) as opened:
        assert len(opened.pages) == len(file.pages)
        for there, here in zip(opened.pages, file.pages.values(), strict=True):
            theirs = [char for char in there.chars if not char["text"].isspace()]
            ours = [char for char in here.chars if not char.text.isspace()]
            assert [char.text for char in ours] == [char["text"] for char in theirs]
            for own, other in zip(ours, theirs, strict=True):
                x, y = other["matrix"][4], page.HEIGHT - other["matrix"][5]
                assert own.x == pytest.approx(x / page.MILLIMETRE, abs=0.02)
                assert own.y == pytest.approx(y / page.MILLIMETRE, abs=0.02)
                assert own.size == pytest.approx(other["size"] / page.MILLIMETRE, abs=0.001)


@pytest.mark.parametrize("kind", ["filled", "2019"])
def test_the_fullest_page_looks_like_that_of_the_pdf(kind: str) -> None:
    """No ink in one picture that is not in the other, give or take one dot."""
    pdf, _, file = both(kind)
    number, fullest = max(enumerate(file.pages.values()), key=lambda pair: _fullness(pair[1]))
    assert any(path.filled for path in fullest.paths)
    scale = 6.0
    ours = ofd_pages.picture(file, fullest, scale)
    with printed.opened(pdf) as opened:
        shown = opened.pages[number].to_image(resolution=scale * 25.4, antialias=True)
    theirs = shown.original.convert("L").resize(ours.size)
    for ink, near in ((ours, theirs), (theirs, ours)):
        assert dots(ink) > 10_000
        alone = ImageChops.darker(
            ink.point(lambda grey: 255 * (grey < 100)),
            near.filter(ImageFilter.MinFilter(3)).point(lambda grey: 255 * (grey > 200)),
        )
        assert not alone.getbbox()
        # The watermark and the coloured headings, too.
        faint = ImageChops.darker(
            ink.filter(ImageFilter.MedianFilter(7)).point(lambda grey: 255 * (grey < 240)),
            near.filter(ImageFilter.MinFilter(7)).point(lambda grey: 255 * (grey > 245)),
        )
        assert not faint.getbbox()


def _fullness(each: ofd_pages.Page) -> tuple[int, int]:
    """How many fills are on a page, and how many rules."""
    return sum(path.filled for path in each.paths), len(each.paths)


def dots(image: Image.Image) -> int:
    return sum(image.histogram()[:100])


def test_the_outline_leads_where_that_of_the_pdf_leads() -> None:
    pdf, _, file = both("filled")
    numbers = list(file.pages)
    with printed.opened(pdf) as opened:
        places = [each.page_obj.pageid for each in opened.pages]
        theirs = [
            (title, places.index(target[0].objid), target[3])
            for _, title, target, *_ in opened.doc.get_outlines()
        ]
    assert len(theirs) > 6
    for (title, number, top), (named, at, height) in zip(file.outline, theirs, strict=True):
        assert (title, numbers.index(number)) == (named, at)
        assert top == pytest.approx((page.HEIGHT - height) / page.MILLIMETRE, abs=0.01)
        below = "".join(char.text for char in file.pages[number].chars if char.y > top)
        assert title in below.replace(" ", "")


def test_title_and_office_are_told() -> None:
    file = both("odd").file
    assert file.info["Title"] == "青屿市“海洋”<渔业>&局2023年政府信息公开工作年度报告"
    assert file.info["Author"] == "青屿市“海洋”<渔业>&局"
    assert re.fullmatch("[0-9a-f]{32}", file.info["DocID"])


def test_a_draft_says_so_behind_the_text_and_in_no_text() -> None:
    draft, plain = both("filled").file, both("2019").file
    for each in draft.pages.values():
        assert each.layers == ["Background", "Body"]
        assert each.paths[0].filled
        assert len(each.paths[0].operators) > 40
        assert "草稿" not in "".join(char.text for char in each.chars)
    assert all(each.layers == ["Body"] for each in plain.pages.values())


# ---------------------------------------------------------------- what the standard asks for
_ORDER = {
    "OFD": ["DocBody"],
    "DocBody": ["DocInfo", "DocRoot"],
    "DocInfo": ["DocID", "Title", "Author", "CreationDate", "ModDate", "Creator"],
    "Document": ["CommonData", "Pages", "Outlines"],
    "CommonData": ["MaxUnitID", "PageArea", "PublicRes"],
    "TextObject": ["FillColor", "TextCode"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_parts_elements_and_numbers_are_in_order(kind: str) -> None:
    file = both(kind).file
    parts = [name for name in file.parts if name.endswith(".xml")]
    assert next(iter(file.parts)) == "OFD.xml"
    seen = []
    for name in parts:
        for element in ofd_pages._root(file.parts[name]).iter():
            plain = element.tag.removeprefix(SPACE)
            assert plain != element.tag  # of the one namespace
            if plain in _ORDER:
                children = [child.tag.removeprefix(SPACE) for child in element]
                assert children == [each for each in _ORDER[plain] if each in children]
            if "ID" in element.attrib and (name != "Doc_0/Document.xml"):
                seen.append(int(element.attrib["ID"]))
    numbers = seen + [int(number) for number in file.pages]
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) == file.last
    for each in file.pages.values():
        drawn = [int(element.attrib["ID"]) for element in each.objects]
        assert drawn == sorted(drawn)
    assert file.box == "0 0 210 297"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_by_the_box_of_its_object(kind: str) -> None:
    """A reader may draw nothing beyond it; and the place of a character is its own number."""
    file = both(kind).file
    glyphs = {number: ofd_pages.outlines(data) for number, data in file.fonts.items()}
    units = {
        number: TTFont(BytesIO(data))["head"].unitsPerEm for number, data in file.fonts.items()
    }
    for each in file.pages.values():
        for drawn in each.objects:
            left, top, width, height = ofd_pages._box(drawn)
            assert left >= 0
            assert left + width <= 210
            if drawn.tag == f"{SPACE}TextObject":
                points = [
                    (
                        char.x + x * char.size / units[char.font],
                        char.y - y * char.size / units[char.font],
                    )
                    for char in ofd_pages._chars(drawn)
                    for x, y in glyphs[char.font][char.text]
                ]
            else:
                path = ofd_pages._path(drawn)
                half = path.width / 2
                points = [point for _, points in path.operators for point in points]
                if not path.filled:
                    (x1, y1), (x2, y2) = points
                    assert x1 == x2 or y1 == y2
                    across, along = (half, 0.0) if x1 == x2 else (0.0, half)
                    points = [(x1 - across, y1 - along), (x2 + across, y2 + along)]
            for x, y in points:
                assert left - 0.001 <= x <= left + width + 0.001
                assert top - 0.001 <= y <= top + height + 0.001


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_begins_with_a_blank_or_mixes_wide_characters(kind: str) -> None:
    """Readers strip text, and some count a character beyond 16 bits as two: neither moves any."""
    texts = [
        "".join(char.text for char in ofd_pages._chars(drawn))
        for each in both(kind).file.pages.values()
        for drawn in each.objects
        if drawn.tag == f"{SPACE}TextObject"
    ]
    assert all(text == text.lstrip() and text for text in texts)
    wide = [text.rstrip() for text in texts if any(char > "\uffff" for char in text)]
    assert wide == (["𠮷", "𠮷"] if kind == "odd" else [])


def test_blanks_between_words_are_not_lost() -> None:
    file = both("odd").file
    chars = [char for each in file.pages.values() for char in each.chars]
    text = "".join(char.text for char in chars)
    assert "Version 2.0 beta 版" in text
    assert all(a.x <= b.x for a, b in pairwise(chars) if a.y == b.y)


def test_every_rule_of_the_pdf_is_drawn_once_and_in_one_piece() -> None:
    pdf, _, file = both("filled")
    with printed.opened(pdf) as opened:
        theirs = [
            sorted(line["x0"] / page.MILLIMETRE for line in each.lines if line["width"] < 1)
            for each in opened.pages
        ]
    assert max(map(len, theirs)) > 8
    for each, all_edges in zip(file.pages.values(), theirs, strict=True):
        assert all(b - a < 0.01 or b - a > 1 for a, b in pairwise(all_edges))
        edges = all_edges[:1] + [b for a, b in pairwise(all_edges) if b - a > 1]
        rules = [path.operators for path in each.paths if not path.filled]
        ends = [[point for _, (point,) in rule] for rule in rules]
        upright = sorted((a[0], a[1], b[1]) for a, b in ends if a[0] == b[0])
        level = sorted((a[1], a[0], b[0]) for a, b in ends if a[1] == b[1])
        assert len(upright) + len(level) == len(rules)
        columns = sorted({x for x, _, _ in upright})
        assert columns == pytest.approx(edges, abs=0.01)
        for lines in (upright, level):
            for (line, _, end), (other, start, _) in pairwise(lines):
                assert line != other or start > end


# ---------------------------------------------------------------- fonts
@pytest.mark.parametrize("kind", KINDS)
def test_each_font_stands_alone_and_has_what_is_printed(kind: str) -> None:
    file = both(kind).file
    used: dict[str, set[str]] = {number: set() for number in file.fonts}
    for each in file.pages.values():
        for char in each.chars:
            used[char.font].add(char.text)
    for number, data in file.fonts.items():
        font = TTFont(BytesIO(data))
        font.ensureDecompiled()
        names = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
        assert names <= set(font.keys())
        assert font["name"].getDebugName(1) == file.names[number]
        mapped = font.getBestCmap()
        assert {chr(code) for code in mapped} == used[number]
        narrow = font["cmap"].getcmap(3, 1).cmap
        assert narrow == {code: name for code, name in mapped.items() if code < 0xFFFF}
        blank = {char for char in used[number] if char.isspace()}
        empty = {
            chr(code) for code, name in mapped.items() if not font["glyf"][name].numberOfContours
        }
        assert empty == blank


def test_a_character_no_face_has_is_its_own_text_and_a_mark_in_print() -> None:
    file = both("odd").file
    lacking = [char for each in file.pages.values() for char in each.chars if char.text == "\ue000"]
    assert len(lacking) == 1
    shapes = ofd_pages.outlines(file.fonts[lacking[0].font])
    assert shapes["\ue000"] == shapes["𠮷"]
    assert shapes["\ue000"] != shapes["字"]


def test_a_font_file_with_a_name_of_controls_spoils_no_page() -> None:
    faces = machine_faces()
    other = {
        role: Face(replace(face.info, name=name))
        for (role, face), name in zip(
            faces.roles.items(),
            ("\0\x01", "坏\x02\n<&>“字”\uffff", "\ud800", "宋体", "黑体"),
            strict=False,
        )
    }
    document = build_document(report_of("filled"), signature=True)
    pages = set_pages(document, FaceSet(dict(faces.roles) | other, faces.spare, ()))
    file = ofd_pages.opened(build_file(pages))
    assert "坏 <&>“字”" in file.names.values()
    assert all(name and name.isprintable() for name in file.names.values())
    for number, data in file.fonts.items():
        assert TTFont(BytesIO(data))["name"].getDebugName(1) == file.names[number]


# ---------------------------------------------------------------- the file
def test_equal_reports_give_equal_bytes_and_others_another_number(tmp_path: Path) -> None:
    report = written_report("2021", 1)
    files = []
    for place in ("a.ofd", "b.ofd"):
        FORMATS["ofd"].write(report, tmp_path / place, ExportOptions())
        files.append((tmp_path / place).read_bytes())
    assert files[0] == files[1]
    report.apply(report.edit([(FieldAddress("signed_on"), "2024-02-01")]))
    FORMATS["ofd"].write(report, tmp_path / "b.ofd", ExportOptions(signature=True))
    other = (tmp_path / "b.ofd").read_bytes()
    numbers = {ofd_pages.opened(data).info["DocID"] for data in (files[0], other)}
    assert len(numbers) == 2


def test_a_document_says_when_it_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    FORMATS["ofd"].write(written_report("2021", 1), tmp_path / "a.ofd", ExportOptions())
    info = ofd_pages.opened((tmp_path / "a.ofd").read_bytes()).info
    assert (info["CreationDate"], info["ModDate"]) == ("2027-01-15", "2027-01-15")


def test_no_entry_has_a_time_and_no_conformance_is_claimed() -> None:
    with zipfile.ZipFile(BytesIO(both("filled").data)) as package:
        for entry in package.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.create_system == 0
    assert b'DocType="OFD"' in both("filled").file.parts["OFD.xml"]


def test_pages_are_set_once_for_all_who_print_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed = []
    compose = Composer.compose

    def counted(composer: Composer) -> object:
        composed.append(composer.document.title)
        return compose(composer)

    monkeypatch.setattr(Composer, "compose", counted)
    report = written_report("2021", 99)
    for options in (ExportOptions(), ExportOptions(draft=True)):
        for name in ("pdf", "ofd"):
            FORMATS[name].write(report, tmp_path / f"a.{name}", options)
    assert len(composed) == 2
    report.apply(report.edit([(TextAddress("overview"), "又改了。")]))
    pages = pages_of(build_document(report))
    assert len(composed) == 3
    assert pages_of(build_document(report)) is pages
