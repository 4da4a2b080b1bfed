"""What an archive asks of a file: XMP metadata and a colour profile (ISO 19005-2, 6.2, 6.6)."""

from __future__ import annotations

import struct
from datetime import datetime
from functools import cache
from html import escape

from govreport_desktop.paths import APP_NAME

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def xmp_packet(title: str, author: str, made: datetime) -> bytes:
    """The metadata packet of a document, in UTF-8; ``made`` is in UTC.

    It says PDF/A-2a and PDF/UA-1, the latter by a schema that has to be declared (ISO 19005-2,
    6.6.2.3): PDF/A knows no such property.
    """
    date = made.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    packet = _XMP.format(title=escape(title), author=escape(author), producer=APP_NAME, date=date)
    return packet.encode()


@cache
def srgb_profile() -> bytes:
    """A display profile of the sRGB colour space (IEC 61966-2-1), ICC version 2.

    Written out here, as the common ones carry a date and a maker's licence. The curve is
    the plain gamma 2.2 that approximates the standard's own within a printer's tolerance.
    """
    tags = {
        b"desc": _description("sRGB"),
        b"cprt": b"text\0\0\0\0Public domain\0",
        b"wtpt": _xyz(0.9505, 1.0, 1.0891),
        b"rXYZ": _xyz(0.4361, 0.2225, 0.0139),
        b"gXYZ": _xyz(0.3851, 0.7169, 0.0971),
        b"bXYZ": _xyz(0.1431, 0.0606, 0.7141),
        b"rTRC": _GAMMA,
        b"gTRC": _GAMMA,
        b"bTRC": _GAMMA,
    }
    place = 128 + 4 + 12 * len(tags)
    directory, body = struct.pack(">L", len(tags)), b""
    for name, data in tags.items():
        padded = data + b"\0" * (-len(data) % 4)
        directory += name + struct.pack(">LL", place + len(body), len(data))
        body += padded
    header = _profile_header(place + len(body))
    return header + directory + body


def _profile_header(size: int) -> bytes:
    header = struct.pack(
        ">L4s4s4s4s4s6H4s4sLL4sQL12s",
        size,
        b"\0\0\0\0",
        b"\x02\x10\0\0",
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        b"\0\0\0\0",
        0,
        0,
        b"\0\0\0\0",
        0,
        0,
        _xyz(0.9642, 1.0, 0.8249)[8:],
    )
    return header.ljust(128, b"\0")


_GAMMA = b"curv\0\0\0\0" + struct.pack(">LH", 1, round(2.2 * 256))


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3l", *(round(part * 65536) for part in (x, y, z)))


def _description(text: str) -> bytes:
    plain = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">L", len(plain)) + plain + b"\0" * (4 + 4 + 2 + 1 + 67)
