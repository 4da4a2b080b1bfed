"""How well text copied out of published PDFs is read back: every figure right, none wrong.

    python -m scripts.copies [REPORTS] [--keep FOLDER]

Balanced reports of invented offices become PDFs, by this program and by LibreOffice from a
Word document and from web pages in several styles; their text is taken out in the three
usual ways (reading order, page layout, one cell a line) with poppler and mutool, and read
with the readers of this program. Needs ``soffice``, ``pdftotext`` and ``mutool``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import cast

import docx
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Twips

from govreport_desktop.errors import GovReportError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report, Value
from govreport_desktop.report.numbers import is_number
from scripts.make_sources import page, rows, said

YEARS = {"2021": range(2021, 2027), "2019": range(2019, 2021)}
_OFFICES = ("云岫市砚湖区水务局", "柏川县人民政府", "青岚县石桥镇人民政府", "望江市交通运输局")
_PROSE = (
    "全年主动公开政府信息{a}条，其中公文{b}件，回应关切{c}次。",
    "（一）主动公开。更新栏目{b}个，举办新闻发布会{c}场。",
    "（二）依申请公开。完善登记、审核、办理、答复流程，按期答复率为100%。",
    "（三）监督保障。开展培训{c}次，参训{b}人次。",
)


# ---------------------------------------------------------------- reports
def balanced_report(form: Form, dice: Random) -> Report:
    """A report whose totals and relations hold, most of its cells 0 as in real ones."""
    report = Report(form, dice.choice(_OFFICES), dice.choice(YEARS[form.id]))
    values: dict[CellAddress, Value] = {}
    for cell in form.cells:
        if cell.formula is None:
            whole = dice.choice((0,) * 8 + (dice.randrange(10),) * 4 + (dice.randrange(400),))
            if cell.address.table == "proactive" and dice.random() < 0.6:
                whole = dice.randrange(60_000)
            values[cell.address] = (
                whole if cell.kind.type == "integer" else Decimal(f"{whole}.{dice.choice('2456')}")
            )
    figures = {"a": dice.randrange(9999), "b": dice.randrange(999), "c": dice.randrange(1, 30)}
    texts = {s.id: "\n".join(_PROSE).format(**figures) for s in form.narratives if s.number}
    report.load(values, texts, dict(report.fields), {})
    _balance(report)
    return report


def _balance(report: Report) -> None:
    """Let 本年新收 be what makes R1 hold, or 结转 where that would be below 0."""
    changes: list[tuple[CellAddress, Value]] = []
    for column in report.form.tables["requests"].column_names:
        if column == "total":
            continue

        def at(row: str, column: str = column) -> int:
            value = report.values[CellAddress("requests", row, column)]
            assert isinstance(value, int)
            return value

        new = at("total") + at("carried_forward") - at("carried_over")
        changes.append((CellAddress("requests", "received", column), max(new, 0)))
        if new < 0:
            forward = at("carried_over") - at("total")
            changes.append((CellAddress("requests", "carried_forward", column), forward))
    report.apply(report.edit(changes))


# ---------------------------------------------------------------- documents
# Column widths of part three's table in twips: labels and figures broken over many lines.
HARSH: Mapping[str, tuple[int, ...]] = {
    "labels": (700, 700, 1100, *[700] * 7),
    "figures": (800, 900, 2700, *[470] * 7),
    "wide": (900, 1200, 4200, *[430] * 7),
    "equal": (900,) * 10,
}


def squeeze(path: Path, target: Path, widths: Sequence[int]) -> None:
    """The Word document at ``path`` with a table of that many columns made so wide.

    The other tables get columns of one width, as far as the text is wide.
    """
    document = docx.Document(str(path))
    for table in cast(Iterator[CT_Tbl], document.element.body.iter(qn("w:tbl"))):
        grid = table.tblGrid.gridCol_lst
        given = widths if len(grid) == len(widths) else [sum(widths) // len(grid)] * len(grid)
        for column, width in zip(grid, given, strict=True):
            column.w = Twips(width)
        for row in table.tr_lst:
            at = 0
            for cell in row.tc_lst:
                cell.width = Twips(sum(given[at : at + cell.grid_span]))
                at += cell.grid_span
    document.save(str(target))


def documents(report: Report, folder: Path) -> Iterator[tuple[str, Path]]:
    """The report as PDF: its maker's name, and the file."""
    from govreport_desktop.writers.document import build_document
    from govreport_desktop.writers.pdf.document import render_pdf
    from govreport_desktop.writers.word.docx import write_docx

    (folder / "ours.pdf").write_bytes(render_pdf(report).data)
    yield "ours", folder / "ours.pdf"
    write_docx(build_document(report), folder / "word.docx")
    made = [folder / "word.docx"]
    for name, widths in HARSH.items():
        made.append(folder / f"harsh-{name}.docx")
        squeeze(made[0], made[-1], widths)
    for style in ("cms", "split"):
        made.append(folder / f"web-{style}.html")
        made[-1].write_bytes(page(report, style))
    for path in made:
        infilter = ["--infilter=HTML (StarWriter)"] if path.suffix == ".html" else []
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", *infilter, "--convert-to", "pdf"]
        command += ["--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        yield path.stem, path.with_suffix(".pdf")


def _tool(*command: str) -> Callable[[Path], str]:
    def run(path: Path) -> str:
        filled = [part.format(path=path) for part in command]
        done = subprocess.run(filled, check=True, capture_output=True, timeout=60)
        return done.stdout.decode("utf-8", "replace")

    return run


TOOLS: Mapping[str, Callable[[Path], str]] = {
    "reading order": _tool("pdftotext", "{path}", "-"),
    "raw order": _tool("pdftotext", "-raw", "{path}", "-"),
    "page layout": _tool("pdftotext", "-layout", "{path}", "-"),
    "mutool": _tool("mutool", "draw", "-F", "txt", "{path}"),
}


def copies(report: Report, folder: Path) -> Iterator[tuple[str, str]]:
    """Every copy of the report's text: how it was made, and the text."""
    for maker, path in documents(report, folder):
        for manner, take in TOOLS.items():
            yield f"{maker}, {manner}", take(path)
    yield "one cell a line", cell_a_line(report)
    yield "one row a line", row_a_line(report)


def cell_a_line(report: Report) -> str:
    """What a browser's copy of a page leaves where cells are paragraphs: a cell a line."""
    return _written(report, "\n")


def row_a_line(report: Report) -> str:
    """The same where cells are parted by tabs: covered positions are lost."""
    return _written(report, "\t")


def _written(report: Report, gap: str) -> str:
    lines = [report.title]
    for section in report.form.sections:
        if section.number:
            lines.append(section.title)
        if section.kind == "table":
            printed = rows(report.form.tables[section.id])
            lines += (gap.join(said(report, cell) or " " for cell in row) for row in printed)
        else:
            lines.append(report.texts[section.id])
    return "\n".join(lines)


# ---------------------------------------------------------------- reading
@dataclass
class Score:
    """How many figures of some copies came back right, wrong and not at all."""

    right: int = 0
    wrong: int = 0
    unread: int = 0
    refused: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, report: Report, text: str) -> None:
        """Read ``text``, a copy of ``report``, and count."""
        typed = [cell for cell in report.form.cells if cell.formula is None]
        try:
            found = match(read_text(text, "copy.txt"))
        except GovReportError as error:
            self.refused += 1
            self.unread += len(typed)
            self.examples.append(f"refused: {error}")
            return
        for cell in typed:
            self._count(report, cell.address, found)

    def _count(self, report: Report, address: CellAddress, found: Proposal) -> None:
        true, read = report.values[address], found.values.get(address)
        if found.form.id == report.form.id and is_number(read) and read == true:
            self.right += 1
        elif is_number(read):
            self.wrong += 1
            self.examples.append(f"{address}: {read}, right is {true}")
        else:
            self.unread += 1


def measure(count: int, keep: Path | None) -> dict[str, Score]:
    """The scores of ``count`` reports of each form, by how the copy was made."""
    scores: dict[str, Score] = {}

    def one(job: tuple[str, int]) -> tuple[Report, list[tuple[str, str]]]:
        form_id, number = job
        report = balanced_report(load_form(form_id), Random(f"copies {form_id} {number}"))
        with tempfile.TemporaryDirectory() as folder:
            return report, list(copies(report, Path(folder)))

    jobs = [(form_id, number) for number in range(count) for form_id in YEARS]
    with ThreadPoolExecutor(2) as pool:
        for (form_id, number), (report, texts) in zip(jobs, pool.map(one, jobs), strict=True):
            for manner, text in texts:
                if keep is not None:
                    name = f"{form_id}-{number}-{manner.replace(', ', '-').replace(' ', '_')}.txt"
                    (keep / name).write_text(text, encoding="utf-8")
                scores.setdefault(f"{form_id} {manner}", Score()).add(report, text)
    return scores


def main() -> int:
    """Measure and print a line a manner; 1 where anything is wrong or under 97 % is right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=3, help="of each form")
    parser.add_argument("--keep", type=Path, help="keep the copies in this folder")
    wanted = parser.parse_args()
    if wanted.keep:
        wanted.keep.mkdir(parents=True, exist_ok=True)
    scores = measure(wanted.reports, wanted.keep)
    total: Counter[str] = Counter()
    for manner, score in sorted(scores.items()):
        total.update(right=score.right, wrong=score.wrong, unread=score.unread)
        print(f"{manner:36} right {score.right:5} wrong {score.wrong:3} unread {score.unread:4}")
        for example in score.examples[:2]:
            print(f"    {example}")
    share = total["right"] / max(sum(total.values()), 1)
    print(f"right {share:.1%}, wrong {total['wrong']}")
    return 0 if share >= 0.97 and not total["wrong"] else 1


if __name__ == "__main__":
    sys.exit(main())
