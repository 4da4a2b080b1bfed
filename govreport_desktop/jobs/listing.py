"""A list to file or to print: as a PDF set like the report, or as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.errors import WriteError
from govreport_desktop.jobs.export import refuse_target
from govreport_desktop.writers.listing import Listing, listing_document, listing_text

# The ending of a name, and as which kind of document such a file may be replaced.
_KINDS = {".pdf": "pdf", ".txt": "csv"}


def listing_pdf(listing: Listing) -> bytes:
    """``listing`` as a PDF, set like the report."""
    from govreport_desktop.writers.pdf.document import typeset

    return typeset(listing_document(listing)).data


def write_listing(listing: Listing, path: Path, sources: Sequence[Path] = ()) -> None:
    """Write ``listing`` to a PDF or a text file, by the ending of the name, in one step.

    A file of another kind, and one of ``sources``, is never replaced. Raises WriteError.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise WriteError(f"清单写成 PDF 或文本，“{path}”应以 .pdf 或 .txt 结尾。")
    refuse_target(kind, path, sources)
    pdf = kind == "pdf"
    write_atomically(path, listing_pdf(listing) if pdf else listing_text(listing).encode())
