"""Documents of Word 97 to 2003 and of WPS: read whole, whoever wrote them, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.match import match
from govreport_desktop.readers.books import audited
from govreport_desktop.readers.detect import kind_of, read_source
from govreport_desktop.readers.word.old import MAX_BYTES
from govreport_desktop.readers.word.pieces import old_texts
from govreport_desktop.source import Source
from scripts.make_sources import FOLDER

_DOC = FOLDER / "libreoffice-2021.doc"
# The class that WPS writes into the header, where Word writes none.
_CLASS = bytes(range(1, 17))


def _read(data: bytes, tmp_path: Path, name: str = "来文.wps") -> Source:
    path = tmp_path / name
    path.write_bytes(data)
    return read_source(path)


def test_what_wps_writes_into_the_header_is_no_hindrance(tmp_path: Path) -> None:
    data = _DOC.read_bytes()
    found = _read(data[:8] + _CLASS + data[24:], tmp_path)
    assert found.blocks == read_source(_DOC).blocks
    assert found.notes == ()


def test_the_text_is_counted_apart_from_what_converts_it() -> None:
    data = _DOC.read_bytes()
    (text,) = old_texts(data)
    assert "行政许可" in text
    short = audited("doc", data, Source("a"))
    assert [note for note in short.notes if "没有读到" in note]


def test_a_workbook_that_holds_a_text_is_a_workbook() -> None:
    book = (FOLDER.parent / "old_workbooks" / "marked.xls").read_bytes()
    assert kind_of(book) == "ole"
    assert kind_of(book + "WordDocument".encode("utf-16-le") + bytes(2)) == "ole"
    assert kind_of(_DOC.read_bytes()) == "doc"
    assert kind_of(_DOC.read_bytes() + "Workbook".encode("utf-16-le") + bytes(2)) == "doc"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data[:3000], "已损坏"),
        (lambda data: data.replace(b"\xec\xa5", b"\xdc\xa5", 1), "Word 95|已损坏"),
        (lambda data: data + bytes(MAX_BYTES), "大得不正常"),
    ],
)
def test_what_is_not_read_is_said(change: object, said: str, tmp_path: Path) -> None:
    assert callable(change)
    with pytest.raises(ReadError, match=said) as caught:
        _read(change(_DOC.read_bytes()), tmp_path)
    assert str(caught.value).endswith("。")


def test_a_document_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    data = bytearray(_DOC.read_bytes())
    # The flag fEncrypted of the file information block (MS-DOC 2.5.2).
    at = data.index(b"\xec\xa5") + 0x0A
    data[at + 1] |= 1
    with pytest.raises(ReadError, match="密码"):
        _read(bytes(data), tmp_path)


@pytest.mark.parametrize(
    ("name", "held", "said", "unsaid"),
    [
        ("a.doc", "", "旧版 Word 文档，已损坏.*docx", "xlsx"),
        ("a.wps", "", "旧版 Word 文档，已损坏.*docx", "xlsx"),
        ("a.xls", "", "旧版 Excel 表格，已损坏.*xlsx", "docx"),
        ("a.doc", "Workbook", "旧版 Excel 表格，已损坏.*xlsx", "docx"),
        ("a.xls", "PowerPoint Document", "演示文稿", "另存为"),
        ("a.ppt", "", "演示文稿", "另存为"),
        ("a", "", "旧版 Office 文件.*docx.*xlsx", "密码"),
    ],
)
def test_a_damaged_old_file_is_called_what_it_is(
    name: str, held: str, said: str, unsaid: str, tmp_path: Path
) -> None:
    stream = held.encode("utf-16-le") + bytes(2) if held else b""
    data = _DOC.read_bytes()[:512] + bytes(3000) + stream
    with pytest.raises(ReadError, match=said) as caught:
        _read(data, tmp_path, name)
    assert unsaid not in str(caught.value)


def test_the_numbers_come_by_way_of_the_matcher() -> None:
    assert len(match(read_source(_DOC)).values) > 150
