"""What the commands read and write, and what they say about it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.errors import GovReportError, ReadError
from govreport_desktop.report.years import FIRST_YEAR, LAST_YEAR, is_year

if TYPE_CHECKING:
    from govreport_desktop.checks import Problem
    from govreport_desktop.matching.proposal import Proposal
    from govreport_desktop.report import Report
    from govreport_desktop.source import Source

# Standard input as a source, standard output as a target.
STANDARD = Path("-")


def load_report(path: Path) -> Report:
    """The report in ``path``: a ``.govreport``, or any document the readers understand."""
    if path != STANDARD and is_our_file(path):
        from govreport_desktop.store.document import Document

        with Document.open(path, read_only=True) as document:
            return document.report
    proposal = read_proposal(path)
    refuse_empty(proposal, path)
    return proposal.new_report()


def is_our_file(path: Path) -> bool:
    """Whether ``path`` is to be opened as a file of this program."""
    if not path.is_file():
        raise ReadError(f"找不到文件“{path}”，请检查文件名。")
    from govreport_desktop.store.database import looks_like_report

    return looks_like_report(path)


def read_proposal(
    path: Path,
    form: str = "",
    year: int | None = None,
    office: str = "",
    *,
    into: Report | None = None,
) -> Proposal:
    """Read ``path`` (``-`` is standard input) and match it to the form.

    ``into`` is the report the contents are for; without it they are for a new one.
    """
    from govreport_desktop.matching.into import match_into, match_new

    with progress(f"正在读取 {source_name(path)}"):
        source = _standard_input() if path == STANDARD else _file(path)
        if into is not None:
            return match_into(source, into, form, year, office)
        return match_new(source, form, year, office)


def source_name(path: Path) -> str:
    """What a source is called in a sentence."""
    return "标准输入" if path == STANDARD else path.name


def refuse_empty(proposal: Proposal, path: Path) -> None:
    """A source of which nothing was understood is the wrong file, or one we cannot read."""
    if proposal.empty:
        raise ReadError(
            f"从“{source_name(path)}”里没有读出任何数和文字，没有写入：请确认选对了文件，"
            "也可以加 --dry-run 看里面有哪些没有认出。"
        )


def _file(path: Path) -> Source:
    from govreport_desktop.readers.detect import read_source

    if not path.is_file():
        raise ReadError(f"找不到文件“{path}”，请检查文件名。")
    return read_source(path)


def _standard_input() -> Source:
    """Whatever is piped in, by its contents: a Word file as well as a text."""
    from tempfile import TemporaryDirectory

    from govreport_desktop.readers.detect import MAX_BYTES, read_source

    with TemporaryDirectory() as folder:
        path = Path(folder) / source_name(STANDARD)
        # More than is allowed, so that the reader says that it is too much.
        path.write_bytes(sys.stdin.buffer.read(MAX_BYTES + 2**20))
        return read_source(path)


def parse_year(text: str | None) -> int | None:
    """A year as typed after ``--year``."""
    if text is None:
        return None
    if not (text.isdecimal() and len(text) == 4 and is_year(int(text))):
        raise GovReportError(
            f"年度应为四位数字（{FIRST_YEAR} 到 {LAST_YEAR}），例如 2025，现在是“{text}”。"
        )
    return int(text)


def ask_office(office: str) -> str:
    """The office's name, asked for where it is unknown and someone is there to answer."""
    if office:
        return office
    if sys.stdin.isatty():
        import typer

        return str(typer.prompt("没有读到机关名称，请输入机关全称")).strip()
    raise GovReportError("没有读到机关名称，请用 --office 指明机关全称。")


def refuse_existing(path: Path, force: bool) -> None:
    """A file that is there is not overwritten unless the clerk says so."""
    if path.exists() and not force:
        raise GovReportError(f"“{path}”已经存在，请换一个文件名，或加 --force 覆盖。")


def refuse_same(path: Path, source: Path) -> None:
    """A file is not made of itself."""
    if path.exists() and source.exists() and path.samefile(source):
        raise GovReportError(f"来源和“{path}”是同一个文件，请换一个文件名。")


def load_folder(folder: Path) -> list[Report]:
    """Every report in ``folder``, by file name. Raises where one of them cannot be read."""
    if not folder.is_dir():
        raise ReadError(f"找不到文件夹“{folder}”，请检查文件夹名。")
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] not in ".~")
    with progress(f"正在读取 {len(files)} 份报告"):
        return [load_report(path) for path in files]


def compare_with_folder(report: Report, folder: Path, names: Path | None) -> list[Problem]:
    """What R11 finds between ``report`` and the reports in ``folder``."""
    from govreport_desktop.checks.consolidation import compare_with_offices
    from govreport_desktop.checks.run import explained
    from govreport_desktop.readers.text.text import decode

    offices = load_folder(folder)
    expected: list[str] = []
    if names is not None:
        if not names.is_file():
            raise ReadError(f"找不到文件“{names}”，请检查文件名。")
        lines = decode(names.read_bytes(), names.name).splitlines()
        expected = [line.strip() for line in lines if line.strip()]
    return explained(report, compare_with_offices(report, offices, expected))


def make_folder(folder: Path) -> None:
    """Have ``folder``; a file of that name is in the way."""
    if folder.exists() and not folder.is_dir():
        raise GovReportError(f"“{folder}”是一个文件，不是文件夹，请另选一处。")
    folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def progress(words: str) -> Iterator[None]:
    """A moving line on a terminal while something takes its time; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{words}……"):
        yield
