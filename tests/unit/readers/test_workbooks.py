"""Golden workbooks, as LibreOffice and Gnumeric wrote them, both forms, .xlsx and .xls."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.workbooks import read_xls
from govreport_desktop.report import TextAddress, format_value
from govreport_desktop.source import Source
from tests.unit.readers.test_xlsx_fuzz import MUTATIONS, mutated
from tests.unit.writers.xlsx_reports import full_report

FOLDER = Path(__file__).parents[2] / "data" / "workbooks"
FILES = sorted(path.name for path in FOLDER.iterdir())


def form_of(name: str) -> str:
    return "2019" if "gnumeric" in name else "2021"


def test_the_golden_workbooks_are_there() -> None:
    assert len(FILES) == 8


@pytest.mark.parametrize("name", FILES)
def test_every_number_and_sentence_is_read(name: str) -> None:
    report = full_report(form_of(name))
    proposal = match(read_source(FOLDER / name))
    assert proposal.form.id == report.form.id
    assert proposal.year == report.year
    for cell in report.form.cells:
        if cell.formula is None:
            read = format_value(proposal.values[cell.address])
            assert read == format_value(report.values[cell.address]), cell.words
    assert proposal.declared == ()
    for section in ("overview", "problems", "other"):
        written = [line for line in report.texts[section].split("\n") if line]
        assert [line for line in proposal.texts[section].split("\n") if line] == written


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("ours")])
def test_our_own_are_recognised_whatever_program_saved_them(name: str) -> None:
    report = full_report(form_of(name))
    source = read_source(FOLDER / name)
    assert (source.form_id, source.office, source.year) == (
        report.form.id,
        report.office,
        report.year,
    )
    assert source.blocks == ()
    for section, text in report.texts.items():
        assert source.placed[TextAddress(section)] == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "旧版 Excel 表格，已损坏.*xlsx"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"", "旧版 Excel 表格，已损坏.*xlsx"),
        (bytes(9 * 2**20), "大得不正常"),
    ],
)
def test_what_is_no_old_workbook_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "某局.xls"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=said):
        read_xls(path)


def test_damage_ends_in_a_sentence_and_invents_nothing() -> None:
    """xlrd is not the last word on hostile files: whatever it raises has to be known."""
    read = 0
    golden = [(FOLDER / name).read_bytes() for name in FILES if name.endswith(".xls")]
    for seed in range(MUTATIONS):
        chance = random.Random(seed)
        data = mutated(chance, chance.choice(golden))
        try:
            source = read_bytes(data)
        except ReadError as error:
            assert str(error).endswith("。")
            continue
        read += 1
        assert source.blocks or source.placed or source.notes
    assert read > MUTATIONS // 20


@pytest.mark.parametrize("stop", [600, 5000, 20000])
def test_a_truncated_old_workbook_is_refused(stop: int) -> None:
    with pytest.raises(ReadError, match="另存为"):
        read_bytes((FOLDER / "ours-libreoffice.xls").read_bytes()[:stop])


def read_bytes(data: bytes) -> Source:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "某局.xls"
        path.write_bytes(data)
        return read_xls(path)


def test_an_old_workbook_with_a_password_is_said_to_have_one() -> None:
    data = bytearray((FOLDER / "ours-libreoffice.xls").read_bytes())
    # The record behind that which begins the workbook becomes FILEPASS (MS-XLS 2.4.117).
    at = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    data[at : at + 2] = b"\x2f\x00"
    with pytest.raises(ReadError, match="设有打开密码") as caught:
        read_bytes(bytes(data))
    assert "损坏" not in str(caught.value)
