"""A report that is sent in a .zip: opened where it is the only one, else named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.readers.archive import MAX_BYTES
from govreport_desktop.readers.detect import read_source
from govreport_desktop.source import Source
from govreport_desktop.store.document import Document
from tests.unit.readers.hostile import ROWS, docx, locked_zip, paragraph
from tests.unit.readers.zips import archive

_LICENCES = CellAddress("proactive", "licences", "decisions")
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(99)


def _read(data: bytes, tmp_path: Path) -> Source:
    path = tmp_path / "来件.zip"
    path.write_bytes(data)
    return read_source(path)


def test_the_one_report_is_read_and_all_else_named(tmp_path: Path) -> None:
    source = _read(archive({"某局/": b"", "某局/年报.txt": ROWS, "某局/照片.png": _PNG}), tmp_path)
    assert match(source).values[_LICENCES] == 12
    assert source.name == "年报.txt"
    assert any("里面的“年报.txt”" in note for note in source.notes)
    assert any("照片.png" in note and "没有读入" in note for note in source.notes)


def test_what_systems_leave_behind_counts_for_nothing(tmp_path: Path) -> None:
    litter = {"__MACOSX/._年报.txt": "x", ".DS_Store": "x", "Thumbs.db": "x", "~$年报.docx": "x"}
    source = _read(archive({"年报.txt": ROWS, **litter}), tmp_path)
    assert source.notes == ()


def test_a_report_of_ours_in_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.govreport"
    with Document.create(path, load_form("2021"), "云岫市水务局", 2023) as document:
        document.apply(document.report.edit([(_LICENCES, 7)]))
    source = _read(archive({"年报.govreport": path.read_bytes()}), tmp_path)
    assert match(source).values[_LICENCES] == 7


@pytest.mark.parametrize("name", ["年度报告.txt".encode("gbk"), "年度报告.txt".encode()])
def test_names_are_read_that_do_not_say_what_they_are_written_in(
    name: bytes, tmp_path: Path
) -> None:
    stand_in = b"a" * (len(name) - 4) + b".txt"
    data = archive({stand_in.decode(): ROWS}).replace(stand_in, name)
    source = _read(data, tmp_path)
    assert source.name == "年度报告.txt"
    assert source.notes == ()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"甲.txt": ROWS, "乙.docx": docx(paragraph("x"))}, "不止一个文件（甲.txt、乙.docx）"),
        ({"年报.txt": ROWS, "稿/年报.txt": ROWS}, "不止一个文件（年报.txt、稿/年报.txt）"),
        ({"照片.png": _PNG}, "没有能读的文件（照片.png）"),
        ({"里.zip": archive({"年报.txt": ROWS})}, "没有能读的文件（里.zip）"),
        ({"信.eml": b"From: a@b.c\nTo: d@e.f\nSubject: x\n\nx"}, "没有能读的文件（信.eml）"),
        ({"空.txt": " "}, "没有能读的文件"),
        ({f"{n}.txt": ROWS for n in range(300)}, "文件太多"),
        ({"弹.txt": b" " * (MAX_BYTES + 1)}, "大得不正常"),
    ],
)
def test_what_is_not_opened_is_said(
    parts: dict[str, str | bytes], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        _read(archive(parts), tmp_path)
    assert str(caught.value).endswith("。")


def test_one_document_in_two_formats_is_read_once(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "材料/年报.txt": "行政许可\t7",
        "材料/年报.docx": docx(paragraph("x")),
    }
    source = _read(archive(parts), tmp_path)
    assert source.name == "年报.docx"
    assert source.notes == (
        "“来件.zip”是压缩包，读的是里面的“年报.docx”，别的文件（材料/年报.txt）没有读入。",
    )


def test_a_password_is_said_and_damage_too(tmp_path: Path) -> None:
    data = archive({"年报.txt": ROWS})
    with pytest.raises(ReadError, match="设有密码"):
        _read(locked_zip(data), tmp_path)
    broken = bytearray(data)
    broken[data.index(b"PK\x01\x02") + 16] ^= 0xFF  # the sum of the bytes
    with pytest.raises(ReadError, match="已损坏"):
        _read(bytes(broken), tmp_path)


@pytest.mark.parametrize(
    "name", ["../../坏.txt", "/etc/坏.txt", "a:b?.txt", "..", "长" * 200 + ".txt"]
)
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr(zipfile.ZipInfo(name), ROWS)
    assert match(_read(data.getvalue(), tmp_path)).values[_LICENCES] == 12
    assert sorted(path.name for path in tmp_path.iterdir()) == ["来件.zip"]
