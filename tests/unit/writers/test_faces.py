"""Faces are found, judged, cut and kept, and nothing that goes wrong there stops an export."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

from govreport_desktop.form import load_form
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.writers.faces import (
    Face,
    FaceSet,
    Role,
    choose_faces,
    embedded_face_files,
)
from govreport_desktop.writers.faces.digits import DIGITS, KNOWN, fingerprint
from govreport_desktop.writers.faces.sfnt import FaceFileError, read_faces
from govreport_desktop.writers.faces.store import load_glyphs, save_glyphs
from govreport_desktop.writers.faces.truetype import build_subset
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.type import Compositor
from govreport_desktop.writers.word.metrics import Metrics
from tests.unit.writers.printed import body, fonts, opened, reading_text
from tests.unit.writers.written import written_report

_CHARS = "政府信息公开工作报告一二三件0123456789，。 "


def _square(pen: TTGlyphPen | T2CharStringPen) -> None:
    pen.moveTo((100, 0))
    pen.lineTo((100, 700))
    pen.lineTo((800, 700))
    pen.lineTo((800, 0))
    pen.closePath()


def make_font(
    path: Path,
    family: str,
    *,
    fs_type: int = 0,
    cubic: bool = False,
    weight: int = 400,
    chars: str = _CHARS,
) -> Path:
    """A small font of squares with the characters of a report's title."""
    names = {f"g{ord(char):04X}": ord(char) for char in chars}
    order = [".notdef", *names]
    builder = FontBuilder(1000, isTTF=not cubic)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({code: name for name, code in names.items()})
    if cubic:
        pen = T2CharStringPen(1000, None)
        _square(pen)
        shape = pen.getCharString()
        builder.setupCFF("Fake", {}, dict.fromkeys(order, shape), {})
    else:
        outline = TTGlyphPen(None)
        _square(outline)
        builder.setupGlyf(dict.fromkeys(order, outline.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": "Fake-Face"})
    builder.setupOS2(fsType=fs_type, usWeightClass=weight)
    builder.setupPost()
    builder.save(path)
    return path


@pytest.fixture(scope="module")
def embedded_only() -> FaceSet:
    return choose_faces([])


def test_without_any_face_the_embedded_ones_stand_in_and_it_is_said(tmp_path: Path) -> None:
    faces = choose_faces([tmp_path])
    assert faces.roles[Role.BODY].name == "Noto Serif SC"
    assert faces.roles[Role.HEADING].name == "Noto Sans SC"
    said = "".join(faces.substitutions)
    assert all(name in said for name in ("小标宋", "仿宋", "黑体", "楷体", "宋体"))
    assert "Times" not in said


def test_a_face_is_found_by_its_file_name_in_any_case(tmp_path: Path) -> None:
    make_font(tmp_path / "SIMFANG.TTF", "Whatever")
    faces = choose_faces([tmp_path])
    assert faces.roles[Role.BODY].name == "Whatever"
    assert "“仿宋”" not in "".join(faces.substitutions)


@pytest.mark.parametrize("cubic", [False, True])
def test_a_face_is_found_by_its_name_table_in_a_folder_below(tmp_path: Path, cubic: bool) -> None:
    (tmp_path / "fz" / "more").mkdir(parents=True)
    make_font(tmp_path / "fz" / "more" / "a.otf", "方正小标宋简体", cubic=cubic)
    faces = choose_faces([tmp_path])
    assert faces.roles[Role.TITLE].name == "方正小标宋简体"


def test_the_right_face_of_a_collection_is_taken(tmp_path: Path) -> None:
    collection = TTCollection()
    for number, family in enumerate(["NSimSun", "SimSun"]):
        collection.fonts.append(TTFont(make_font(tmp_path / f"{number}.tmp", family)))
    collection.save(tmp_path / "simsun.ttc")
    faces = choose_faces([tmp_path])
    assert faces.roles[Role.TABLE].name == "SimSun"
    assert faces.roles[Role.TABLE].info.index == 1
    assert faces.roles[Role.TABLE].glyph("政")


def test_of_a_family_the_regular_weight_is_taken(tmp_path: Path) -> None:
    for weight in (900, 700, 400, 300):
        make_font(tmp_path / f"a{1000 - weight}.ttf", "方正小标宋简体", weight=weight)
    assert choose_faces([tmp_path]).roles[Role.TITLE].info.weight == 400


def test_a_face_that_may_not_be_embedded_is_not_and_it_is_said(tmp_path: Path) -> None:
    make_font(tmp_path / "FZXBSJW.TTF", "方正小标宋简体", fs_type=2)
    faces = choose_faces([tmp_path])
    assert faces.roles[Role.TITLE].name == "Noto Serif SC"
    assert any("“小标宋”不允许嵌入" in sentence for sentence in faces.substitutions)


def test_damaged_font_files_are_passed_over(tmp_path: Path) -> None:
    whole = make_font(tmp_path / "whole.tmp", "仿宋").read_bytes()
    for length in (0, 3, 11, 40, 200, len(whole) // 2):
        (tmp_path / f"cut{length}.ttf").write_bytes(whole[:length])
    (tmp_path / "simfang.ttf").write_bytes(b"ttcf" + b"\xff" * 60)
    (tmp_path / "simkai.ttf").write_bytes(b"no font at all")
    faces = choose_faces([tmp_path])
    assert faces.roles[Role.SUBHEADING].name == "Noto Serif SC"
    with pytest.raises(FaceFileError):
        read_faces(tmp_path / "simkai.ttf")


@pytest.mark.parametrize("cubic", [False, True])
def test_a_face_with_damaged_outlines_is_passed_over_glyph_by_glyph(
    tmp_path: Path, cubic: bool
) -> None:
    path = make_font(tmp_path / "simfang.ttf", "仿宋", cubic=cubic)
    with TTFont(path) as font:
        place = font.reader.tables["CFF " if cubic else "glyf"]
        start, length = place.offset, place.length
    data = bytearray(path.read_bytes())
    data[start + length // 4 : start + length] = b"\xff" * (length - length // 4)
    path.write_bytes(data)
    report = written_report("2021", 4)
    result = render_pdf(report, faces=choose_faces([tmp_path]))
    assert report.title in reading_text(result.data)
    assert result.missing == ()


@pytest.mark.parametrize("cubic", [False, True])
def test_a_report_is_set_in_the_faces_of_the_machine(tmp_path: Path, cubic: bool) -> None:
    make_font(tmp_path / "simfang.ttf", "仿宋", cubic=cubic)
    result = render_pdf(written_report("2021", 4), faces=choose_faces([tmp_path]))
    with opened(result.data) as pdf:
        assert any(font["BaseFont"].name.endswith("+Fake-Face") for font in fonts(pdf))
        body = [c for c in pdf.pages[0].chars if c["fontname"].endswith("Fake-Face")]
        assert {c["text"] for c in body} <= set(_CHARS)
        # What the face lacks comes from another one, not from a box.
        assert any(c["fontname"].endswith("NotoSerifSC-Regular") for c in pdf.pages[0].chars)
    assert result.missing == ()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("times.ttf", "Times New Roman"),
        ("LiberationSerif-Regular.ttf", "Liberation Serif"),
        ("latin.ttf", "Tinos"),
    ],
)
def test_digits_are_in_times_or_what_is_as_wide(tmp_path: Path, file: str, name: str) -> None:
    make_font(tmp_path / file, name)
    result = render_pdf(written_report("2021", 4), faces=choose_faces([tmp_path]))
    with opened(result.data) as pdf:
        digits = [c for p in pdf.pages for c in body(p) if c["text"].isdigit()]
    assert digits
    assert all(c["fontname"].endswith("Fake-Face") for c in digits)


def test_digits_stand_as_much_closer_as_characters_do(embedded_only: FaceSet) -> None:
    close = page.CELL - page.BODY_SIZE
    for setter in (Compositor(embedded_only), Metrics()):
        solid = setter.set("第12.9万A", Role.BODY, page.BODY_SIZE)
        on_grid = setter.set("第12.9万A", Role.BODY, page.BODY_SIZE, cell=page.CELL)
        steps = [b - a for a, b in zip(solid.widths, on_grid.widths, strict=True)]
        assert steps == pytest.approx([close] * 7)


def test_a_subset_is_a_font_that_others_can_read(embedded_only: FaceSet) -> None:
    face = embedded_only.roles[Role.BODY]
    glyphs = [glyph for char in "政府 A，" if (glyph := face.glyph(char))]
    font = TTFont(BytesIO(build_subset(face.info, glyphs)))
    assert font["maxp"].numGlyphs == 6
    assert font["head"].unitsPerEm == 1000
    first = font["glyf"][font.getGlyphOrder()[1]]
    assert first.numberOfContours >= 2
    assert font["hmtx"][font.getGlyphOrder()[1]][0] == 1000


def test_conversion_keeps_the_shape(embedded_only: FaceSet) -> None:
    face = embedded_only.roles[Role.BODY]
    glyph = face.glyph("国")
    assert glyph
    box = struct.unpack(">4h", glyph.outline[2:10])
    with TTFont(face.info.path, lazy=True) as source:
        shapes = source.getGlyphSet()
        pen = BoundsPen(shapes)
        shapes[source.getBestCmap()[ord("国")]].draw(pen)
    assert box == pytest.approx(pen.bounds, abs=2)


# ---------------------------------------------------------------- what is kept on disk


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "faces"
    yield folder
    if folder.is_dir():
        folder.chmod(0o755)


def _serif(folder: Path | None) -> Face:
    return Face(read_faces(embedded_face_files()["Noto Serif SC"])[0], folder)


def _filled(folder: Path) -> Path:
    face = _serif(folder)
    for char in _CHARS:
        face.glyph(char)
    face.glyph("\U0001f600")
    face.keep()
    (file,) = folder.iterdir()
    return file


def test_kept_glyphs_are_used_without_opening_the_face(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(kept)
    fresh = _serif(None)
    wanted = {char: fresh.glyph(char) for char in _CHARS}
    monkeypatch.setattr("fontTools.ttLib.TTFont.__init__", None)
    again = _serif(kept)
    assert {char: again.glyph(char) for char in _CHARS} == wanted
    assert again.glyph("\U0001f600") is None


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign", "folder"])
def test_a_damaged_cache_is_made_again(kept: Path, damage: str) -> None:
    file = _filled(kept)
    data = file.read_bytes()
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        flipped = data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]
        cut = data[: len(data) // 2]
        kinds = {"cut": cut, "flipped": flipped, "empty": b"", "foreign": b"PK\x03\x04" * 99}
        file.write_bytes(kinds[damage])
    face = _serif(kept)
    assert face.glyph("政") == _serif(None).glyph("政")
    face.keep()
    if damage != "folder":
        assert file.read_bytes() != data[: len(data) // 2]
        assert _serif(kept).glyph("政")


def test_the_known_digits_are_those_of_the_faces() -> None:
    for family, path in embedded_face_files().items():
        face = Face(read_faces(path)[0])
        assert fingerprint({char: face.glyph(char) for char in DIGITS}) == KNOWN[family]


@pytest.mark.parametrize("own", [True, False])
def test_exchanged_digits_are_never_printed(tmp_path: Path, kept: Path, own: bool) -> None:
    """Not even from a cache that is whole: of our faces and of the machine's."""
    path = embedded_face_files()["Noto Serif SC"]
    if not own:
        path = Path(shutil.copy(path, tmp_path / "simfang.otf"))
    info = read_faces(path)[0]
    if not own:
        info = replace(info, name="仿宋")
    face = Face(info, kept)
    seven = face.glyph("7")
    face.keep()
    (file,) = kept.iterdir()
    glyphs = load_glyphs(file)
    save_glyphs(file, glyphs | {"7": glyphs["1"], "1": glyphs["7"]})
    assert Face(info, kept).glyph("7") == seven


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_in_place_of_the_cache_is_not_waited_for(kept: Path) -> None:
    file = _filled(kept)
    file.unlink()
    os.mkfifo(file)
    assert _serif(kept).glyph("政") == _serif(None).glyph("政")


@pytest.mark.parametrize("body", [b"\x00", b"\xff" * 30, b"\x00\x11\x00\x00" + b"\x00" * 6])
def test_a_whole_cache_of_nonsense_holds_nothing(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "x.glyphs"
    file.write_bytes(b"govreport glyphs\n" + hashlib.sha256(body).digest() + body)
    assert load_glyphs(file) == {}


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    # A file where the folder should be: true for every user, root included.
    (tmp_path / "cache").write_text("")
    faces = choose_faces([], tmp_path / "cache" / "faces")
    report = written_report("2021", 4)
    assert reading_text(render_pdf(report, faces=faces).data)


def test_another_file_under_the_same_name_is_another_face(tmp_path: Path, kept: Path) -> None:
    path = make_font(tmp_path / "simfang.ttf", "仿宋")
    face = Face(read_faces(path)[0], kept)
    first = face.glyph("政")
    face.keep()
    shutil.copy(embedded_face_files()["Noto Serif SC"], path)
    assert Face(read_faces(path)[0], kept).glyph("政") != first


MADE = "Fake-Face"  # what `make_font` calls all of its faces
RARE = "\U0003134a"  # in none of the faces that come along


def printed_with(folder: Path, text: str) -> tuple[tuple[str, ...], set[str]]:
    """What is said to be missing, and the fonts of the file."""
    report = Report(load_form("2021"), "某县档案局", 2026)
    report.apply(report.edit([(TextAddress("overview"), text)]))
    result = render_pdf(report, faces=choose_faces([folder]))
    with opened(result.data) as pdf:
        return result.missing, {str(font["BaseFont"].name).split("+")[1] for font in fonts(pdf)}


@pytest.mark.parametrize("cubic", [False, True])
def test_a_rare_character_is_printed_with_whatever_face_has_it(tmp_path: Path, cubic: bool) -> None:
    make_font(tmp_path / "simsunb.ttf", "SimSun-ExtB", cubic=cubic, chars=RARE)
    missing, names = printed_with(tmp_path, f"甲{RARE}乙")
    assert missing == ()
    assert MADE in names


def test_only_where_no_face_has_it_a_mark_stands_in(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", "Restricted", fs_type=2, chars=RARE)
    make_font(tmp_path / "LastResort.ttf", "Last", chars=RARE)
    (tmp_path / "b.ttf").write_bytes((tmp_path / "a.ttf").read_bytes()[:300])
    missing, names = printed_with(tmp_path, f"甲{RARE}乙")
    assert len(missing) == 1
    assert RARE in missing[0]
    assert MADE not in names


def test_a_private_sign_is_taken_from_no_strange_face(tmp_path: Path) -> None:
    make_font(tmp_path / "symbols.ttf", "Symbols", chars="\ue123")
    missing, names = printed_with(tmp_path, "甲\ue123乙")
    assert len(missing) == 1
    assert MADE not in names
