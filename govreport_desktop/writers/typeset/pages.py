"""A document set on pages, once for every format that prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from govreport_desktop.writers.document import Document
from govreport_desktop.writers.faces import FaceSet, machine_faces
from govreport_desktop.writers.typeset.compose import Composer
from govreport_desktop.writers.typeset.flow import Entry
from govreport_desktop.writers.typeset.fonts import Fonts
from govreport_desktop.writers.typeset.places import Place
from govreport_desktop.writers.typeset.sheet import Sheet
from govreport_desktop.writers.typeset.tags import Tag
from govreport_desktop.writers.typeset.type import Compositor
from govreport_desktop.writers.typeset.watermark import watermark

# Two at once would convert the same glyphs twice and gain nothing.
_LOCK = Lock()
_latest: tuple[Document, FaceSet, Pages] | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """Finished pages: nothing of them changes any more, whoever writes them into a file.

    ``entries`` are the outline, ``root`` the tags of all that is drawn, ``places`` where each
    number and line stands. ``substitutions`` say which face stood in for which, ``missing``
    which characters no face has: sentences for the clerk.
    """

    title: str
    author: str
    sheets: Sequence[Sheet]
    fonts: Fonts
    entries: Sequence[Entry]
    root: Tag
    places: tuple[Place, ...]
    substitutions: tuple[str, ...]
    missing: tuple[str, ...]


def set_pages(document: Document, faces: FaceSet | None = None) -> Pages:
    """``document`` in the official typesetting; the faces are the machine's unless given."""
    with _LOCK:
        faces = faces or machine_faces()
        compositor = Compositor(faces)
        under = watermark(faces) if document.draft else None
        composer = Composer(document, compositor, under)
        flow = composer.compose()
        faces.keep()
    return Pages(
        title=document.title,
        author=document.office,
        sheets=flow.sheets,
        fonts=flow.fonts,
        entries=flow.entries,
        root=composer.root,
        places=tuple(flow.places),
        substitutions=faces.substitutions,
        missing=compositor.missing,
    )


def pages_of(document: Document) -> Pages:
    """As `set_pages`, but what is asked for twice in a row is set once.

    An export in several formats asks once for each; setting is a good part of the work.
    """
    global _latest  # noqa: PLW0603
    faces, kept = machine_faces(), _latest
    if kept is None or kept[1] is not faces or kept[0] != document:
        kept = _latest = document, faces, set_pages(document, faces)
    return kept[2]
