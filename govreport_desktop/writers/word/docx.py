"""The report as an editable Word document (.docx), set as GB/T 9704-2012 asks.

Written part by part from our own template, after ECMA-376: page, styles and settings are the
standard's and nothing else is in the file. The faces named are the official ones; whoever
opens it has them or sees their own stand-in.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from govreport_desktop.atomic import write_atomically
from govreport_desktop.paths import APP_NAME
from govreport_desktop.writers.archive import zipped
from govreport_desktop.writers.document import Document
from govreport_desktop.writers.made import made_at
from govreport_desktop.writers.word.body import Body
from govreport_desktop.writers.word.markup import HEAD, SPACE, element
from govreport_desktop.writers.word.page import footer_part, header_part, section, settings_part
from govreport_desktop.writers.word.styles import fonts_part, styles_part

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_SPACE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "application/vnd.openxmlformats-package"
_DOCUMENT = "application/vnd.openxmlformats-officedocument"
_SPACES = f'{SPACE} xmlns:r="{_OFFICE}"'
_LONGEST = 255  # characters of a property (ISO/IEC 29500-2)


def write_docx(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``. Raises WriteError where the place cannot be written."""
    write_atomically(path, render_docx(document))


def render_docx(document: Document) -> bytes:
    """``document`` as the bytes of a .docx file."""
    body = Body(document)
    inside = body.xml()  # first: it says which styles are needed
    parts = {
        "styles": styles_part(body.sizes),
        "settings": settings_part(),
        "fontTable": fonts_part(),
        "footer1": footer_part(even=False),
        "footer2": footer_part(even=True),
    }
    if document.draft:
        parts |= {"header1": header_part(50), "header2": header_part(51)}
    end = section("".join(_reference(name) for name in sorted(parts) if name[-1].isdigit()))
    text = f"{HEAD}<w:document {_SPACES}>{element('body', inside, end)}</w:document>"
    return _package(document, text, parts)


def _reference(name: str) -> str:
    kind = "even" if name.endswith("2") else "default"
    return f'<w:{name[:-1]}Reference w:type="{kind}" r:id="{name}"/>'


def _package(document: Document, text: str, parts: dict[str, str]) -> bytes:
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _links(
            ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("core", _CORE, "docProps/core.xml"),
            ("app", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": text,
        "word/_rels/document.xml.rels": _links(
            *((name, f"{_OFFICE}/{name.rstrip('12')}", f"{name}.xml") for name in parts)
        ),
        **{f"word/{name}.xml": part for name, part in parts.items()},
        "docProps/core.xml": _core(document),
        "docProps/app.xml": _app(document),
    }
    return zipped({name: content.encode() for name, content in files.items()})


def _content_types(parts: dict[str, str]) -> str:
    types = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        **{f"/word/{name}.xml": f"{_WORD}.{name.rstrip('12')}+xml" for name in parts},
        "/docProps/core.xml": f"{_PACKAGE}.core-properties+xml",
        "/docProps/app.xml": f"{_DOCUMENT}.extended-properties+xml",
    }
    said = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_TYPES}">'
        f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{said}</Types>'
    )


def _links(*links: tuple[str, str, str]) -> str:
    said = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'{HEAD}<Relationships xmlns="{_LINKS}">{said}</Relationships>'


def _core(document: Document) -> str:
    when = _w3c(made_at())
    office, title = (escape(text[:_LONGEST]) for text in (document.office, document.title))
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_CORE_SPACE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>{escape(document.form)}</dc:subject>"
        f"<dc:creator>{office}</dc:creator><dc:language>zh-CN</dc:language>"
        f"<cp:lastModifiedBy>{office}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _w3c(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _app(document: Document) -> str:
    return (
        f'{HEAD}<Properties xmlns="{_APP}">'
        f"<Application>{APP_NAME}</Application>"
        f"<Company>{escape(document.office[:_LONGEST])}</Company></Properties>"
    )
