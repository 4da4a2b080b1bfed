"""A list to file or to print: set like the report as a PDF or in Word, as a workbook, as text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.errors import WriteError
from govreport_desktop.jobs.export import refuse_target
from govreport_desktop.writers.listing import Listing, listing_document, listing_text

# The ending of a name, and as which kind of document such a file may be replaced.
_KINDS = {".pdf": "pdf", ".txt": "csv", ".docx": "docx", ".xlsx": "xlsx"}


def listing_pdf(listing: Listing) -> bytes:
    """``listing`` as a PDF, set like the report."""
    from govreport_desktop.writers.pdf.document import typeset

    return typeset(listing_document(listing)).data


def listing_docx(listing: Listing) -> bytes:
    """``listing`` as a Word document, set like the report."""
    from govreport_desktop.writers.word.docx import render_docx

    return render_docx(listing_document(listing))


def write_listing(listing: Listing, path: Path, sources: Sequence[Path] = ()) -> None:
    """Write ``listing`` by the ending of the name, in one step: PDF, Word, Excel or text.

    A file of another kind, and one of ``sources``, is never replaced. Raises WriteError.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise WriteError(
            f"清单写成 PDF、Word、Excel 或文本，“{path}”应以 .pdf、.docx、.xlsx 或 .txt 结尾。"
        )
    refuse_target(kind, path, sources)
    write_atomically(path, _bytes(kind, listing))


def _bytes(kind: str, listing: Listing) -> bytes:
    match kind:
        case "pdf":
            return listing_pdf(listing)
        case "docx":
            return listing_docx(listing)
        case "xlsx":
            from govreport_desktop.writers.xlsx.lists import render_list

            return render_list(listing)
    return listing_text(listing).encode()
