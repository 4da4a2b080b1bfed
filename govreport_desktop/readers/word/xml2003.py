"""The XML of Word 2003: notes and comments stand where they are referred to, heads in the text.

Each is taken from there to where newer documents have it, so that one reader takes both.
"""

from __future__ import annotations

from typing import Any

from govreport_desktop.readers.markup import damaged, unmarked
from govreport_desktop.readers.package import Package
from govreport_desktop.readers.word.build import Built, element
from govreport_desktop.readers.word.package import W, parsed_word

_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_NOTES = {f"{W}footnote": "footnote", f"{W}endnote": "endnote"}
_MARGINS = (f"{W}hdr", f"{W}ftr")
_MARK = (f"{_AML}annotation",)


def open_2003(data: bytes, name: str) -> Built:
    """The document in ``data``. Raises ReadError where it is none, damaged or too large."""
    root = parsed_word(unmarked(data), name)
    body = root.find(f"{W}body")
    if body is None:
        raise damaged(name)
    document = Built(name, body, Package({}, name), "", root.find(f"{W}styles"))
    for found in list(body.iter(*_NOTES, *_MARGINS, *_MARK)):
        if found.tag in _NOTES:
            _move(document, found, _NOTES[found.tag])
        elif found.tag in _MARGINS:
            document.margins.append(found)
        elif found.get(f"{W}type") == "Word.Comment":
            _move(document, found, "comment")
    return document


def _move(document: Built, found: Any, kind: str) -> None:
    """Put a note or a comment among its like, and a mark where it stood."""
    root = document.parts.setdefault(f"{kind}s", element(f"{kind}s"))
    name = str(len(root))
    kept, mark = element(kind), element(f"{kind}Reference")
    for one in (kept, mark):
        one.set(f"{W}id", name)
    mark.tail = found.tail
    found.getparent().replace(found, mark)
    kept.append(found)
    root.append(kept)
