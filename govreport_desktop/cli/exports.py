"""One way out for every format: which writer, and what it has to say."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.report import Report


def export_to(report: Report, kind: str, path: Path) -> tuple[str, ...]:
    """Write ``report`` as ``kind`` and answer the sentences the clerk should see."""
    match kind:
        case "pdf":
            from govreport_desktop.writers.pdf import write_pdf

            result = write_pdf(report, path)
            return (*result.substitutions, *result.missing)
        case "xlsx":
            from govreport_desktop.writers.xlsx import write_xlsx

            write_xlsx(report, path)
        case "json":
            from govreport_desktop.writers.json import write_json

            write_json(report, path)
        case _:
            raise ValueError(kind)
    return ()
