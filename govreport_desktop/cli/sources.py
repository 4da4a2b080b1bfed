"""What the commands take in, and what they say about it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govreport_desktop.cli.progress import progress
from govreport_desktop.errors import GovReportError, quoted, shown_name
from govreport_desktop.report import Report
from govreport_desktop.report.years import FIRST_YEAR, LAST_YEAR, is_year

# Standard input as a source, standard output as a target.
STANDARD = Path("-")


@contextmanager
def as_file(path: Path) -> Iterator[Path]:
    """``path`` itself; where it is ``-``, whatever is piped in, as a file while it is needed."""
    if path != STANDARD:
        yield path
        return
    from tempfile import TemporaryDirectory

    from govreport_desktop.readers.detect import MAX_BYTES

    with TemporaryDirectory() as folder:
        file = Path(folder) / source_name(STANDARD)
        if sys.stdin is None:
            raise GovReportError("标准输入是关闭的，没有东西可读，请写明文件名。")
        # More than is allowed, so that the reader says that it is too much.
        file.write_bytes(sys.stdin.buffer.read(MAX_BYTES + 2**20))
        yield file


def load(path: Path) -> Report:
    """The report in ``path``, whatever kind of file that is, or in what is piped in."""
    from govreport_desktop.jobs.load import load_report

    with as_file(path) as file, progress(f"正在读取 {source_name(path)}") as shown:
        return load_report(file, shown)


def source_name(path: Path) -> str:
    """What a source is called in a sentence."""
    return "标准输入" if path == STANDARD else shown_name(path.name)


def parse_year(text: str | None) -> int | None:
    """A year as typed after ``--year``."""
    if text is None:
        return None
    if not (text.isdecimal() and len(text) == 4 and is_year(int(text))):
        raise GovReportError(
            f"年度应为四位数字（{FIRST_YEAR} 到 {LAST_YEAR}），例如 2025，现在是“{quoted(text)}”。"
        )
    return int(text)


def ask_office(office: str) -> str:
    """The office's name, asked for where it is unknown and someone is there to answer."""
    if not (office or (office := answered_office())):
        raise GovReportError("没有读到机关名称，请用 --office 指明机关全称。")
    return office


def answered_office() -> str:
    """What somebody at a terminal says the office is called; "" where nobody is there."""
    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    import typer

    return str(typer.prompt("没有读到机关名称，请输入机关全称", default="")).strip()


def refuse_existing(path: Path, force: bool) -> None:
    """A file that is there is not overwritten unless the clerk says so."""
    if path.exists() and not force:
        raise GovReportError(f"“{path}”已经存在，请换一个文件名，或加 --force 覆盖。")
