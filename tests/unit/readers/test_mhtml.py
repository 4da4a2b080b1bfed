"""Pages saved with all they need in one file."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.detect import kind_of, read_source
from govreport_desktop.source import SourceParagraph


@pytest.mark.parametrize(
    ("charset", "cte"), [("utf-8", "base64"), ("gb2312", "base64"), ("utf-8", "quoted-printable")]
)
def test_the_page_of_an_archive_is_read(tmp_path: Path, charset: str, cte: str) -> None:
    letter = EmailMessage()
    letter["From"] = "<Saved by Blink>"
    letter["Subject"] = "年度报告"
    letter.set_content("<html><p>政府信息公开</p></html>", subtype="html", charset=charset, cte=cte)
    letter.add_related(b"GIF89a", "image", "gif")
    path = tmp_path / "页面.mht"
    path.write_bytes(letter.as_bytes())
    assert kind_of(path.read_bytes()) == "mhtml"
    blocks = read_source(path).blocks
    assert [b.text for b in blocks if isinstance(b, SourceParagraph)] == ["政府信息公开"]


def test_an_archive_without_a_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / "页面.mht"
    path.write_bytes(
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nhi\n--x--\n"
    )
    with pytest.raises(ReadError, match=r"“页面\.mht”是网页归档（MHT）"):
        read_source(path)
