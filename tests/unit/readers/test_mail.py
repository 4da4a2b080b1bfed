"""Letters saved from a mail program: what is attached is read, what is unclear is named."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.detect import kind_of, read_source
from govreport_desktop.source import SourceTable
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from tests.unit.writers.xlsx_reports import full_report

TEXT = "县政府办：附件是我局年报，请查收。"


def _letter(path: Path, files: Mapping[str, bytes], body: str = TEXT, html: str = "") -> Path:
    letter = EmailMessage()
    letter["From"], letter["To"] = "甲局 <a@example.invalid>", "b@example.invalid"
    letter["Subject"] = "报送年报"
    letter.set_content(body)
    if html:
        letter.add_alternative(html, subtype="html")
    for name, data in files.items():
        letter.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(letter.as_bytes())
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = tmp_path_factory.mktemp("made")
    for kind in ("docx", "xlsx", "pdf", "csv"):
        FORMATS[kind].write(full_report("2021"), folder / f"年报.{kind}", ExportOptions())
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["年报.docx", "年报.xlsx", "年报.pdf", "年报.csv"])
def test_the_report_attached_is_read_as_it_is_by_itself(
    tmp_path: Path, made: Mapping[str, bytes], name: str
) -> None:
    picture = b"\x89PNG\r\n\x1a\n a seal"
    path = _letter(tmp_path / "信.eml", {name: made[name], "签名.png": picture})
    (tmp_path / name).write_bytes(made[name])
    assert kind_of(path.read_bytes()) == "mail"
    mine, alone = read_source(path), read_source(tmp_path / name)
    assert mine.placed == alone.placed
    assert len(mine.blocks) == len(alone.blocks)
    assert all(block.where.startswith(f"附件“{name}”") for block in mine.blocks)
    assert mine.notes == alone.notes
    assert mine.name == "信.eml"


def test_a_document_and_its_pdf_are_one_report(tmp_path: Path, made: Mapping[str, bytes]) -> None:
    files = {name: made[name] for name in ("年报.pdf", "年报.docx")} | {"说明.txt": TEXT.encode()}
    source = read_source(_letter(tmp_path / "信.eml", files))
    assert source.blocks[0].where.startswith("附件“年报.docx”")
    assert source.notes[-1] == "邮件里还有别的附件（年报.pdf、说明.txt），没有读。"


def test_a_letter_that_was_passed_on_is_walked_through(
    tmp_path: Path, made: Mapping[str, bytes]
) -> None:
    inner = _letter(tmp_path / "原信.eml", {"年报.docx": made["年报.docx"]})
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "a@example.invalid", "b@example.invalid", "转发"
    outer.set_content("转来一封")
    outer.add_attachment(email.message_from_bytes(inner.read_bytes(), policy=email.policy.default))
    (tmp_path / "转发.eml").write_bytes(outer.as_bytes())
    source = read_source(tmp_path / "转发.eml")
    assert source.blocks[0].where.startswith("附件“年报.docx”")


def test_a_letter_to_hidden_receivers_is_one(tmp_path: Path, made: Mapping[str, bytes]) -> None:
    """Or one saved from among the drafts: nobody stands in it to whom it went."""
    path = _letter(tmp_path / "信.eml", {"年报.docx": made["年报.docx"]})
    path.write_bytes(path.read_bytes().replace(b"To: b@example.invalid\n", b""))
    assert kind_of(path.read_bytes()) == "mail"
    assert read_source(path).blocks[0].where.startswith("附件“年报.docx”")


def test_what_is_not_clear_is_named_with_what_to_do(
    tmp_path: Path, made: Mapping[str, bytes]
) -> None:
    two = {"甲局.docx": made["年报.docx"], "乙局.docx": made["年报.docx"]}
    with pytest.raises(ReadError, match=r"“信\.eml”是邮件，有 2 个附件（甲局\.docx、乙局\.docx）"):
        read_source(_letter(tmp_path / "信.eml", two))
    with pytest.raises(ReadError, match=r"附件（年报\.rar）读不出来；请把附件存出来.*先解压"):
        read_source(_letter(tmp_path / "信.eml", {"年报.rar": b"Rar!\x1a\x07 packed"}))
    with pytest.raises(ReadError, match=r"附件没有读出来：“年报\.pdf”"):
        read_source(_letter(tmp_path / "信.eml", {"年报.pdf": made["年报.pdf"][:300]}))
    with pytest.raises(ReadError, match="没有能读的附件，也没有正文"):
        read_source(_letter(tmp_path / "信.eml", {"章.png": b"\x89PNG seal"}, body=" "))


def test_without_an_attachment_the_letter_itself_is_read(tmp_path: Path) -> None:
    page = "<p>表如下</p><table><tr><td>行政许可</td><td>12</td></tr></table>"
    source = read_source(_letter(tmp_path / "信.eml", {}, html=page))
    (table,) = (block for block in source.blocks if isinstance(block, SourceTable))
    assert [cell.text for cell in table.rows[0]] == ["行政许可", "12"]
    plain = read_source(_letter(tmp_path / "信.eml", {}))
    assert [block.text for block in plain.blocks] == [TEXT]  # type: ignore[union-attr]


def test_a_page_saved_as_a_letter_is_none() -> None:
    page = b"From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>x"
    assert kind_of(page) == "mhtml"
    assert kind_of("From: 甲局\nTo 乙局".encode()) == "text"
