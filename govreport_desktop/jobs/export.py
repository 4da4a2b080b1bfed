"""Documents out of a report: what may be written where, and all of it or none.

A file of the format that is asked for is replaced, as ``cp`` does: exports are made again
and again under one name. Any other file that is there is somebody's work.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from govreport_desktop.errors import WriteError
from govreport_desktop.form.model import Form
from govreport_desktop.jobs.load import is_our_file
from govreport_desktop.jobs.placing import Place, put_all
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.report import Report
from govreport_desktop.writers.formats import FORMATS, ExportOptions, Format

# How the contents of a format are recognised, where that is not the format's own name.
_KINDS = {"html-fragment": ("html", "text"), "csv": ("text",)}


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What is to be written where: a path for each format's id, and how it is printed.

    ``sources`` are the files the report was made of; they are never written over.
    """

    targets: Mapping[str, Path]
    options: ExportOptions = field(default_factory=ExportOptions)
    sources: tuple[Path, ...] = ()

    @property
    def replaced(self) -> list[Path]:
        """The targets that are taken already; they would be written anew."""
        return [path for path in self.targets.values() if path.exists()]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what the clerk should see about each file, without repeats."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as bytes, and what the clerk should see about it."""

    data: bytes
    notes: tuple[str, ...]


def file_name(base: str, item: Format) -> str:
    """``base`` as a file of that format."""
    return f"{base}{item.ending}{item.suffix}"


def base_name(report: Report) -> str:
    """The name offices give their report, without what the formats add."""
    item = FORMATS["pdf"]
    return item.file_name(report).removesuffix(f"{item.ending}{item.suffix}")


def usual_targets(report: Report, folder: Path) -> dict[str, Path]:
    """A path in ``folder`` for every format, under the usual name."""
    base = base_name(report)
    return {name: folder / file_name(base, item) for name, item in FORMATS.items()}


def refuse(plan: ExportPlan) -> None:
    """Raise WriteError, before anything is written, where a target is out of the question."""
    taken: set[str] = set()
    sources = [source for source in plan.sources if source.exists()]
    for name, path in plan.targets.items():
        key = os.path.normcase(os.path.realpath(path))
        if key in taken:
            raise WriteError(f"“{path}”给了两种格式，后写的会盖掉先写的，请分别取名。")
        taken.add(key)
        refuse_target(name, path, sources)


def export(plan: ExportPlan, report: Report, progress: Progress = QUIET) -> Exported:
    """Write every file of ``plan``; ``report`` is not changed, and must not change meanwhile.

    Each is made beside its place and moved there when all of them are made, so that a cancel
    or a fault on the way leaves what was there. Raises WriteError and CancelledError.
    """
    refuse(plan)
    notes: list[str] = []

    def write(place: Place) -> None:
        done, (name, _) = place.number, items[place.number]
        progress.step(90 * done // len(items), f"正在写{FORMATS[name].name}")
        notes.extend(FORMATS[name].write(report, place.scratch, plan.options))

    items = list(plan.targets.items())
    put_all([path for _, path in items], write, progress)
    return Exported(tuple(plan.targets.values()), tuple(dict.fromkeys(notes)))


def export_blank(form: Form, targets: Mapping[str, Path], progress: Progress = QUIET) -> Exported:
    """Write the empty form, to be printed or filled in by others. Raises as `export` does."""
    return export(ExportPlan(targets, ExportOptions(prompts=True)), Report(form), progress)


def render(name: str, report: Report, options: ExportOptions) -> Rendered:
    """``report`` in the format ``name``, for whoever passes it on. Raises WriteError."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"report{FORMATS[name].suffix}"
        notes = FORMATS[name].write(report, file, options)
        return Rendered(file.read_bytes(), notes)


def refuse_target(name: str, path: Path, sources: Iterable[Path]) -> None:
    """Raise WriteError where the format ``name`` may not be written to ``path``."""
    item = FORMATS[name]
    if not path.parent.is_dir():
        raise WriteError(f"没有文件夹“{path.parent}”，请先建好或另选一处。")
    if path.is_dir():
        raise WriteError(f"“{path}”是一个文件夹，请写明文件名。")
    if path.exists() and any(path.samefile(source) for source in sources):
        raise WriteError(f"“{path}”就是来源，导出会盖掉它，请换一个文件名。")
    if path.suffix.lower() == ".govreport" or (path.is_file() and is_our_file(path)):
        raise WriteError(
            f"“{path}”是报告文件的名字，{item.name}不能写在那里，请用 {item.suffix} 结尾的文件名。"
        )
    if not path.is_file() and (path.exists() or Path(os.path.realpath(path)).is_symlink()):
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
