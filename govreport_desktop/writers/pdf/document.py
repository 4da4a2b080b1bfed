"""The report as a PDF in the official typesetting, ready to sign, print and publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from govreport_desktop.report.explanations import Note
from govreport_desktop.report.report import Report
from govreport_desktop.writers.document import Document, build_document
from govreport_desktop.writers.faces import FaceSet
from govreport_desktop.writers.typeset.places import Place

if TYPE_CHECKING:
    from govreport_desktop.writers.typeset.flow import Entry


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A finished PDF.

    ``substitutions`` say which face stood in for which, ``missing`` which characters no
    face has and where they stand: sentences for the clerk. ``pages`` gives the first page
    of each part by its section id, counted from 1, ``tops`` how far down it begins, in points;
    ``places`` where each number and line stands: a preview leads from there to its source.
    """

    data: bytes
    substitutions: tuple[str, ...]
    missing: tuple[str, ...]
    pages: Mapping[str, int]
    tops: Mapping[str, float]
    places: tuple[Place, ...] = ()


def render_pdf(
    report: Report,
    *,
    blank: str = "",
    signature: bool = False,
    draft: bool = False,
    contact: bool = False,
    notes: Sequence[Note] = (),
    faces: FaceSet | None = None,
) -> PdfResult:
    """Typeset ``report`` after GB/T 9704-2012 as a tagged PDF/A-2a and PDF/UA-1.

    ``blank`` is what a cell without a number prints as; ``signature`` adds the office and
    the date, ``draft`` prints 草稿 across every page, ``contact`` says whom to ask, ``notes`` are
    appended as 审核说明. The faces are those of the machine unless ``faces`` are given. Equal
    reports give equal bytes on one machine at one time (`made_at`).
    """
    document = build_document(
        report, blank=blank, signature=signature, draft=draft, contact=contact, notes=notes
    )
    result = typeset(document, faces)
    if preamble := report.form.role("preamble"):
        return replace(result, pages={preamble.id: 1} | dict(result.pages))
    return result


def typeset(document: Document, faces: FaceSet | None = None) -> PdfResult:
    """Any document of neutral blocks as such a PDF: the report, or a list beside it."""
    from govreport_desktop.writers.pdf.pdfa.file import build_file
    from govreport_desktop.writers.typeset import page
    from govreport_desktop.writers.typeset.pages import set_pages

    pages = set_pages(document, faces)
    first: dict[str, Entry] = {}
    for entry in pages.entries:
        first.setdefault(entry.section, entry)
    return PdfResult(
        build_file(pages),
        pages.substitutions,
        pages.missing,
        {section: entry.page + 1 for section, entry in first.items()},
        {section: page.HEIGHT - entry.top for section, entry in first.items()},
        pages.places,
    )
