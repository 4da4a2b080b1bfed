"""Where documents go: to files, as one job, or to standard output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from govreport_desktop.cli.progress import progress
from govreport_desktop.cli.sources import STANDARD
from govreport_desktop.cli.streams import say
from govreport_desktop.errors import WriteError
from govreport_desktop.writers.formats import FORMATS, ExportOptions

if TYPE_CHECKING:
    from govreport_desktop.jobs.export import ExportPlan
    from govreport_desktop.report import Report

# What can go through a pipe to a program that reads text.
_TEXTS = ("html", "html-fragment", "csv", "json")
_AS_IT_IS = ExportOptions()

Targets = Mapping[str, Path]


def chosen(targets: Mapping[str, Path | None]) -> dict[str, Path]:
    """The formats that have a target."""
    return {name: path for name, path in targets.items() if path is not None}


def check_targets(targets: Targets, sources: Iterable[Path]) -> None:
    """Raise WriteError, before anything is written, where a target is out of the question."""
    from govreport_desktop.jobs.export import refuse

    piped = _piped(targets)
    for name in piped:
        if name not in _TEXTS:
            raise WriteError(
                f"{FORMATS[name].name}不能写到标准输出，请给 --{name} 一个文件名；"
                "“-”只用于网页、CSV 和 JSON。"
            )
    if len(piped) > 1:
        raise WriteError("“-”给了两种格式，后写的会盖掉先写的，请分别取名。")
    refuse(_plan(targets, _AS_IT_IS, sources))


def write_all(
    report: Report,
    targets: Targets,
    options: ExportOptions = _AS_IT_IS,
    sources: Iterable[Path] = (),
) -> None:
    """Write ``report`` to every target, and say so; what goes to a pipe stands alone there."""
    from govreport_desktop.jobs.export import export, render

    piped = [render(name, report, options) for name in _piped(targets)]
    with progress("正在导出") as shown:
        done = export(_plan(targets, options, sources), report, shown)
    for document in piped:
        typer.echo(document.data, nl=False)
    for path in done.paths:
        say(f"已写出 {path}。", err=bool(piped))
    for sentence in (*done.notes, *(note for document in piped for note in document.notes)):
        say(f"  {sentence}", err=True)


def _piped(targets: Targets) -> list[str]:
    return [name for name, path in targets.items() if path == STANDARD]


def _plan(targets: Targets, options: ExportOptions, sources: Iterable[Path]) -> ExportPlan:
    from govreport_desktop.jobs.export import ExportPlan

    files = {name: path for name, path in targets.items() if path != STANDARD}
    return ExportPlan(files, options, tuple(sources))
