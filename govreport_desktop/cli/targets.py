"""Where documents are written, and where never: onto a report, or onto what they are made of.

A file of the format that is asked for is replaced, as ``cp`` does: exports are made again
and again under one name. Any other file that is there is somebody's work.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from govreport_desktop.cli.sources import STANDARD, is_our_file, progress
from govreport_desktop.errors import WriteError
from govreport_desktop.writers.formats import FORMATS, ExportOptions

if TYPE_CHECKING:
    from govreport_desktop.report import Report

# What can go through a pipe to a program that reads text.
_TEXTS = ("html", "html-fragment", "csv", "json")
# How the contents of a format are recognised, where that is not the format's own name.
_KINDS = {"html-fragment": ("html", "text"), "csv": ("text",)}

Targets = Mapping[str, Path]


def chosen(targets: Mapping[str, Path | None]) -> dict[str, Path]:
    """The formats that have a target."""
    return {name: path for name, path in targets.items() if path is not None}


def check_targets(targets: Targets, sources: Iterable[Path]) -> None:
    """Raise WriteError, before anything is written, where a target is out of the question."""
    taken: dict[str, Path] = {}
    of = [source for source in sources if source.exists()]
    for name, path in targets.items():
        key = os.path.normcase(path if path == STANDARD else path.resolve())
        if key in taken:
            raise WriteError(f"“{path}”给了两种格式，后写的会盖掉先写的，请分别取名。")
        taken[key] = path
        if path == STANDARD:
            _check_standard_output(name)
        else:
            _check_file(name, path, of)


def write_all(report: Report, targets: Targets, options: ExportOptions) -> None:
    """Write ``report`` to every target, and say so; what goes to a pipe stands alone there."""
    piped = STANDARD in targets.values()
    for name, path in targets.items():
        with progress(f"正在写{FORMATS[name].name}"):
            sentences = _write(name, report, path, options)
        if path != STANDARD:
            typer.echo(f"已写出 {path}。", err=piped)
        for sentence in sentences:
            typer.echo(f"  {sentence}", err=True)


def _write(name: str, report: Report, path: Path, options: ExportOptions) -> tuple[str, ...]:
    if path != STANDARD:
        return FORMATS[name].write(report, path, options)
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / f"report{FORMATS[name].suffix}"
        sentences = FORMATS[name].write(report, file, options)
        typer.echo(file.read_bytes(), nl=False)
    return sentences


def _check_standard_output(name: str) -> None:
    if name not in _TEXTS:
        raise WriteError(
            f"{FORMATS[name].name}不能写到标准输出，请给 --{name} 一个文件名；"
            "“-”只用于网页、CSV 和 JSON。"
        )


def _check_file(name: str, path: Path, sources: Iterable[Path]) -> None:
    if not path.parent.is_dir():
        raise WriteError(f"没有文件夹“{path.parent}”，请先建好或另选一处。")
    if path.is_dir():
        raise WriteError(f"“{path}”是一个文件夹，请写明文件名。")
    if path.exists() and any(path.samefile(source) for source in sources):
        raise WriteError(f"“{path}”就是来源，导出会盖掉它，请换一个文件名。")
    if path.suffix.lower() == ".govreport" or (path.is_file() and is_our_file(path)):
        raise WriteError(
            f"“{path}”是报告文件的名字，{FORMATS[name].name}不能写在那里，"
            f"请用 {FORMATS[name].suffix} 结尾的文件名。"
        )
    if path.exists() and not path.is_file():
        raise WriteError(f"“{path}”不是普通文件，请换一个文件名。")
    if path.is_file() and not _is_such_a_file(name, path):
        raise WriteError(f"“{path}”已经存在，里面是别种内容，没有覆盖它，请换一个文件名。")


def _is_such_a_file(name: str, path: Path) -> bool:
    """Whether the file goes by the format's name, is of that format, or is empty."""
    from govreport_desktop.readers.detect import MAX_BYTES, kind_of

    size = path.stat().st_size
    if path.suffix.lower() == FORMATS[name].suffix or not size:
        return True
    return size <= MAX_BYTES and kind_of(path.read_bytes()) in _KINDS.get(name, (name,))
