"""Lists on paper: printed through the system's dialog, or put into a PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.paths import file_stem
from ui import messages

if TYPE_CHECKING:
    from govreport_desktop.writers.listing import Listing
    from ui.menus.shell import Shell
    from ui.tasks import Task

_FILES = "PDF 文件 (*.pdf)"


def print_listing(shell: Shell, listing: Listing) -> None:
    """Typeset ``listing`` in the background, ask for the printer, print."""

    def work(task: Task) -> bytes:
        from govreport_desktop.jobs.listing import listing_pdf

        task.step(10, "正在排版")
        return listing_pdf(listing)

    shell.run(work, partial(_print, shell, listing), "正在排版", "没有打印")


def file_listing(shell: Shell, listing: Listing) -> None:
    """Ask for a place, and write ``listing`` there as a PDF."""
    name = f"{file_stem(''.join(listing.title_lines))}.pdf"
    path = messages.ask_save(shell.owner, shell.settings, "存为 PDF", name, _FILES)
    if path is None:
        return
    sources = (shell.session.document.path,) if shell.session else ()

    def work(_: Task) -> Path:
        from govreport_desktop.jobs.listing import write_listing

        write_listing(listing, path, sources)
        return path

    shell.run(work, partial(_tell, shell), "正在写清单", "没有写出清单")


def _tell(shell: Shell, path: Path) -> None:
    shell.tell(f"已写出 {path}")


def _print(shell: Shell, listing: Listing, data: bytes) -> None:
    from govreport_desktop.pdfium import PdfPages
    from ui.preview.printing import new_printer, print_dialog, print_pages

    printer = new_printer("".join(listing.title_lines), len(PdfPages(data).sizes))
    if print_dialog(printer, shell.owner):

        def work(task: Task) -> int:
            return print_pages(printer, data, 0, task.step)

        shell.run(work, partial(_tell_printed, shell), "正在打印", "没有打印")


def _tell_printed(shell: Shell, pages: int) -> None:
    shell.tell(f"已送去打印 {pages} 页")
