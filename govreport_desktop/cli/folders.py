"""What is said of a folder of files: what was read, what was left out, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govreport_desktop.cli.streams import echo, say

if TYPE_CHECKING:
    from govreport_desktop.jobs.outcomes import FileRead, FolderRead


def say_what_counts(found: FolderRead) -> None:
    """On stderr: every file that was left out, what was not clear in those that count, and who
    was added without a roster or is missing on one."""
    for one in found.left_out:
        _warn(f"未计入　{one.name}：{one.error}")
    for one in found.files:
        lines = list(_remarks(one)) if one.counts else []
        if lines:
            _warn(f"注意　{one.name}：")
        for line in lines:
            _warn(f"  {line}")
    if found.whose:
        _warn(f"注意：{found.whose}")
    _say_folders(found)


def _say_folders(found: FolderRead) -> None:
    if found.folders:
        _warn(f"没有看这些文件夹里的文件：{'、'.join(found.folders)}。")


def _remarks(one: FileRead) -> Iterator[str]:
    """Office by file name, printed totals that differ, what the reader said, what is left."""
    if one.office_from_name:
        yield f"没有读到机关名称，按文件名记为“{one.office}”。"
    yield from map(str, one.declared)
    yield from one.notes
    for where, texts in one.left_over:
        yield f"没有认出，没有计入：{where}：{texts}"


def _warn(line: str) -> None:
    say(line, err=True)


# ------------------------------------------------------------ import
def say_what_was_imported(found: FolderRead) -> None:
    """A line a file, what the readers said below it, and how many of each."""
    for one in found.files:
        say(_imported(one))
        for note in () if one.error else one.notes:
            say(f"  {note}")
    count, failed = len(found.files), len(found.left_out)
    echo(f"共 {count} 个文件，读入 {count - failed} 个，未读入 {failed} 个。")
    _say_folders(found)


def _imported(one: FileRead) -> str:
    if one.error:
        how = "加 --force 可以覆盖。" if one.exists else ""
        return f"未读入　{one.name}：{one.error}{how}"
    whose = f"{one.office}{'（取自文件名）' if one.office_from_name else ''}"
    parts = [f"{whose}，{one.year or '年度未知'}，{one.numbers} 个数、{one.texts} 段文字"]
    if one.unplaced:
        parts.append(f"{len(one.unplaced)} 处没有认出")
    if one.declared:
        parts.append(f"{len(one.declared)} 个合计与原表不同")
    return f"已读入　{one.name} → {one.target}：{'，'.join(parts)}。"


def imported_json(found: FolderRead) -> str:
    """The same for scripts; where there is an error, what was read is not told."""
    return json.dumps({"files": list(map(_shape, found.files))}, ensure_ascii=False, indent=2)


def _shape(one: FileRead) -> dict[str, Any]:
    known = one.report is not None
    return {
        "name": one.name,
        "target": one.target if known else "",
        "office": one.office if known else "",
        "office_from_name": known and one.office_from_name,
        "year": one.year if known else None,
        "numbers": one.numbers,
        "texts": one.texts,
        "unplaced": len(one.unplaced) if known else 0,
        "declared": len(one.declared) if known else 0,
        "notes": list(one.notes) if known else [],
        "error": one.error,
    }
