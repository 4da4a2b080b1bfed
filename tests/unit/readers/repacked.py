"""Reports in the packagings that this program reads and does not write, made of what it writes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from random import Random
from xml.sax.saxutils import escape

from govreport_desktop.report import Report
from tests.unit.matching import noisy, rendered
from tests.unit.readers import opened, rtfs, zips

_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
_PROLOG = re.compile(rb"^\s*<\?xml[^>]*\?>\s*")

Write = Callable[[str], bytes]


def archive(report: Report, write: Write) -> bytes:
    """A page as browsers save it with all it needs (MHTML)."""
    letter = EmailMessage()
    letter["From"] = "<Saved by Blink>"
    letter["Subject"] = report.title
    letter.set_content(write("html").decode(), subtype="html", charset="utf-8", cte="base64")
    letter.add_related(b"GIF89a", "image", "gif")
    return letter.as_bytes()


def flat(report: Report, write: Write) -> bytes:
    """A Word document as one file of XML."""
    parts = [
        b'<pkg:part pkg:name="/%s"><pkg:xmlData>%s</pkg:xmlData></pkg:part>'
        % (name.encode(), _PROLOG.sub(b"", part))
        for name, part in _parts(write("docx")).items()
        if name.endswith((".xml", ".rels"))
    ]
    package = b'<pkg:package xmlns:pkg="%s">%s</pkg:package>'
    return b'<?xml version="1.0"?>\n' + package % (_PACKAGE.encode(), b"".join(parts))


def word_2003(report: Report, write: Write) -> bytes:
    """The same document in the XML of Word 2003."""
    text = _PROLOG.sub(b"", _parts(write("docx"))["word/document.xml"])
    text = text.replace(_MAIN.encode(), _WORD_2003.encode())
    return b'<?xml version="1.0"?>\n' + text.replace(b"w:document", b"w:wordDocument")


def excel_2003(report: Report, write: Write) -> bytes:
    """A workbook in the XML of Excel 2003."""
    rows = [[report.title]]
    for section in report.form.sections:
        rows.append([section.title])
        if section.kind == "table":
            rows += rendered.matrix(report, report.form.tables[section.id])
        else:
            rows += [[text] for text in report.texts[section.id].split("\n")]
    data = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    told = "".join(
        f"<Row>{''.join(data.format(escape(text)) for text in row)}</Row>" for row in rows
    )
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{_SHEETS}" xmlns:ss="{_SHEETS}">'
        f'<Worksheet ss:Name="年报"><Table>{told}</Table></Worksheet></Workbook>'
    ).encode()


def open_text(report: Report, write: Write) -> bytes:
    """An OpenDocument text."""
    return opened.packed(opened.blocks_as_text(noisy.blocks_of(report, "word", Random(0))))


def open_sheet(report: Report, write: Write) -> bytes:
    """An OpenDocument spreadsheet as one file of XML."""
    return opened.blocks_as_sheet(noisy.blocks_of(report, "word", Random(0)))


def rich_text(report: Report, write: Write) -> bytes:
    """Rich Text Format."""
    return rtfs.blocks_as_rtf(noisy.blocks_of(report, "word", Random(0)))


def in_a_zip(report: Report, write: Write) -> bytes:
    """A web page as it is sent packed, with what a system leaves beside it."""
    return zips.archive({"年报/某局年报.html": write("html"), "__MACOSX/._某局年报.html": b"x"})


def text(report: Report, write: Write) -> bytes:
    """A page copied as text."""
    tables = {t.id: rendered.browser_table(report, t) for t in report.form.tables.values()}
    return rendered.document(report, tables).encode()


REPACKED: Mapping[str, Callable[[Report, Write], bytes]] = {
    "mhtml": archive,
    "flat": flat,
    "word2003": word_2003,
    "excel2003": excel_2003,
    "odt": open_text,
    "rtf": rich_text,
    "fods": open_sheet,
    "zip": in_a_zip,
    "text": text,
}


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
