"""What the commands read and write, and what they say about it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_desktop.errors import GovReportError, ReadError

if TYPE_CHECKING:
    from govreport_desktop.checks import Problem
    from govreport_desktop.readers.proposal import Proposal
    from govreport_desktop.report import Report
    from govreport_desktop.writers.formats import ExportOptions

_SQLITE = b"SQLite format 3\0"


def load_report(path: Path) -> Report:
    """The report in ``path``: a ``.govreport``, or any document the readers understand."""
    if is_our_file(path):
        from govreport_desktop.store.document import Document

        with Document.open(path, read_only=True) as document:
            return document.report
    return read_proposal(path).new_report()


def is_our_file(path: Path) -> bool:
    """Whether ``path`` is to be opened as a file of this program."""
    if not path.is_file():
        raise ReadError(f"找不到文件“{path}”，请检查文件名。")
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE or path.suffix == ".govreport"


def read_proposal(
    source: Path, form: str = "", year: int | None = None, office: str = ""
) -> Proposal:
    """Read ``source`` (``-`` is standard input) and match it to the form."""
    from govreport_desktop.readers.match import match

    if str(source) == "-":
        from govreport_desktop.readers.text import decode, read_text

        text = decode(sys.stdin.buffer.read(), "标准输入")
        return match(read_text(text, "标准输入"), form_id=form, year=year, office=office)
    from govreport_desktop.readers.detect import read_source

    if not source.is_file():
        raise ReadError(f"找不到文件“{source}”，请检查文件名。")
    with progress(f"正在读取 {source.name}"):
        return match(read_source(source), form_id=form, year=year, office=office)


def parse_year(text: str | None) -> int | None:
    """A year as typed after ``--year``."""
    if text is None:
        return None
    if not (text.isdecimal() and len(text) == 4):
        raise GovReportError(f"年度应为四位数字，例如 2025，现在是“{text}”。")
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
    from govreport_desktop.readers.text import decode

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


def write_all(report: Report, targets: Mapping[str, Path | None], options: ExportOptions) -> None:
    """Write ``report`` in every format that has a target, and say so."""
    import typer

    from govreport_desktop.writers.formats import FORMATS

    for name, path in targets.items():
        if path is None:
            continue
        with progress(f"正在写 {path.name}"):
            sentences = FORMATS[name].write(report, path, options)
        typer.echo(f"已写出 {path}。")
        for sentence in sentences:
            typer.echo(f"  {sentence}", err=True)


@contextmanager
def progress(words: str) -> Iterator[None]:
    """A moving line on a terminal while something takes its time; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{words}……"):
        yield
