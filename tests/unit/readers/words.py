"""Word documents made part by part, the way other programs write them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tests.unit.readers.zips import archive

NOTHING: Mapping[str, str | bytes] = MappingProxyType({})

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    f'xmlns:r="{KINDS}"'
)


def run(text: str, properties: str = "") -> str:
    """A run with these properties."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def para(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a bare text is one."""
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; a bare text is a cell of one paragraph."""
    inner = "".join(
        f"<w:tc>{cell if cell.startswith('<') else para(cell)}</w:tc>" for cell in cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def whole(tag: str, inner: str, space: str = MAIN) -> str:
    """A part of that root."""
    return f'<w:{tag} xmlns:w="{space}" {_MORE}>{inner}</w:{tag}>'


def document(*body: str, space: str = MAIN, parts: Mapping[str, str | bytes] = NOTHING) -> bytes:
    """A document with this body; ``parts`` beside it by kind (styles, numbering, footnotes)."""
    links, files = "", dict[str, str | bytes]()
    for number, (kind, part) in enumerate(parts.items(), 1):
        name, _, end = kind.partition("__")
        target = f"{name}{number}.{end or 'xml'}"
        links += f'<Relationship Id="rId{number}" Type="{KINDS}/{name}" Target="{target}"/>'
        files[f"word/{target}"] = part
    main = f'<Relationship Id="r1" Type="{KINDS}/officeDocument" Target="word/document.xml"/>'
    body_xml = f"<w:body>{''.join(body)}</w:body>"
    return archive(
        {
            "_rels/.rels": f'<Relationships xmlns="{_LINKS}">{main}</Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}'
            "</Relationships>",
            "word/document.xml": whole("document", body_xml, space),
            **files,
        }
    )
