"""Files are known by what is in them, and refused with one sentence each."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from govreport_desktop.errors import GovReportError, ReadError, shown_name
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.readers import detect
from govreport_desktop.readers.detect import read_source
from govreport_desktop.report import TextAddress
from govreport_desktop.store.document import Document

_LICENCES = CellAddress("proactive", "licences", "decisions")


def _zip(path: Path, member: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    return path


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", "是空文件"),
        ("a.txt", b" \r\n\t ", "是空文件"),
        ("a.xlsx", b"PK\x03\x04 truncated", "不完整或已损坏"),
        ("a.txt", bytes(range(256)) * 9, "不是文字文件"),
        ("a.json", b'{"form": "2021"', "不是完整的 JSON"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "旧版 Office"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "是图片"),
        ("a.txt", "行政许可 12 ".encode() * 40_000, "有 320000 个字符"),
        ("a.htm", b"<p>" + "行政许可 12 ".encode() * 40_000 + b"</p>", "的文字有 319999 个字符"),
        ("a.htm", "<p>行政许可 12</p>".encode() * 45_000, "的文字有 315000 个字符"),
    ],
)
def test_bad_files_are_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=sentence) as caught:
        match(read_source(path))
    assert name in str(caught.value)
    assert str(caught.value).endswith("。")
    assert path.read_bytes() == data


def test_a_renamed_zip_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="没有找到年度报告的表格"):
        match(read_source(_zip(tmp_path / "a.xlsx", "readme.txt")))


def test_missing_files_and_folders_are_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="没有找到文件"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="是一个文件夹"):
        read_source(tmp_path)


def test_what_is_too_large_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 3_000_000)
    monkeypatch.setattr(detect, "MAX_BYTES", 2 * 1024 * 1024)
    with pytest.raises(ReadError, match="2 MB，超过了 2 MB"):
        read_source(path)


def test_someone_elses_database_is_refused(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "a.txt"
    connection = sqlite3.connect(path)
    connection.execute("create table t (x)")
    connection.close()
    with pytest.raises(GovReportError):
        read_source(path)


def test_a_file_of_ours_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.govreport"
    with Document.create(path, load_form("2021"), "云岫市水务局", 2023) as document:
        report = document.report
        document.apply(report.edit([(_LICENCES, 24380), (TextAddress("overview"), "总体。")]))
    other = path.rename(tmp_path / "b.txt")
    proposal = match(read_source(other))
    assert (proposal.office, proposal.year, proposal.form.id) == ("云岫市水务局", 2023, "2021")
    assert proposal.values[_LICENCES] == 24380
    assert proposal.texts["overview"] == "总体。"
    assert proposal.declared == ()


def test_text_in_gb18030_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes("行政许可\t12\r\n行政处罚\t3\r\n行政强制\t0\r\n".encode("gb18030"))
    assert match(read_source(path)).values[_LICENCES] == 12


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are always text")
def test_a_name_that_is_no_utf8_is_said_as_it_was_meant(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "年报告.txt".encode("gb18030")))
    path.write_bytes(b"")
    with pytest.raises(ReadError, match=r"“年报告\.txt”是空文件"):
        read_source(path)
    path.write_text("行政许可\t3", "utf-8")
    assert read_source(path).name == "年报告.txt"


@pytest.mark.parametrize(
    "name", ["年报.txt", "\udcff.txt", "\ud800.txt", "\udcc4\uac68\udcb8\udce6.txt"]
)
def test_any_name_can_be_printed(name: str) -> None:
    shown_name(name).encode("utf-8")
    str(ReadError(f"“{name}”打不开。")).encode("utf-8")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Rar!\x1a\x07\x00" + bytes(20), "是压缩包"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), "是压缩包"),
        (b"II*\x00" + bytes(20), "是图片"),
    ],
)
def test_formats_that_are_not_read_are_named(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "来文"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=said):
        read_source(path)


@pytest.mark.parametrize(
    ("member", "said"),
    [("ppt/x.xml", "演示文稿")],
)
def test_packages_that_are_not_read_are_named(tmp_path: Path, member: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_source(_zip(tmp_path / "来文", member))
