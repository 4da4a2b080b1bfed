"""Which of several files of one office is the newer, which are one and the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.reading import Head, typed_cells
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Value, is_number
from govreport_desktop.report.edit import same

_DRAFT = re.compile(
    r"草稿|草案|初稿|[未非待不]定稿|[定终]稿前|底稿|讨论稿|征求意见|送审|报审|未定|未完|待改|修改中|过程稿|(?<![a-z])(?:draft|wip|tmp)(?![a-z])",
    re.IGNORECASE,
)
# What programs keep aside of what they change, and what people call such a copy themselves.
_KEPT = re.compile(
    r"^~|~$|[._\- ](?:bak|old|orig|wbk|xlk|asd|sav|backup)\d*$|^backup of |"
    r"[._\- ](?:bak|backup)\d*(?=[.)）]|$)|备份(?!中心|局|办|处|库)|"
    r"自动(?:恢复|保存)|auto(?:recover|save)",
    re.IGNORECASE,
)
# 未定稿 and 定稿前 are drafts.
_FINAL = re.compile(
    r"(?<![未非待没不])(?<!没有)(?:定稿|终稿|最终|正式|盖章|签发|报送稿|上报稿)(?!前)|(?<![a-z])final",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"第?([一二三四五六七八九\d])[稿版次](?!次)|(?<![a-z])v(\d)", re.IGNORECASE)
_LATER = re.compile(r"修改稿|修改后|修订|更正|重报|再报|补报|改正|新版")
_COPY_NUMBER = re.compile(r"[(（](\d{1,2})[)）]$")
_NUMERALS = {char: number for number, char in enumerate("一二三四五六七八九", 1)}
# Of two that say the same the one that lost least on its way.
_BEST = (
    *("govreport", "json", "xlsx", "text", "docx", "odf", "fodf", "rtf"),
    *("ole", "doc", "html", "pdf", "ofd"),
)


class Paper(NamedTuple):
    """A file with what was read of it."""

    seen: Seen
    head: Head

    @property
    def path(self) -> str:
        """Below the folder of the task."""
        return self.seen.path

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return PurePosixPath(self.path).stem

    @property
    def unsent(self) -> str:
        """Why its name says that it was not handed in, "" where it does not; our 汇总底稿 is no
        draft."""
        name = PurePosixPath(self.path).name
        if is_kept(name):
            return "文件名写明是备份"
        draft = not self.head.workpaper and is_draft(self.stem)
        return "文件名写明是草稿或送审稿" if draft else ""

    @property
    def draft(self) -> bool:
        """Whether its name says that it was not handed in."""
        return bool(self.unsent)


class Difference(NamedTuple):
    """A cell for which two files of an office state different values."""

    address: CellAddress
    values: tuple[Value, ...]


def is_draft(stem: str) -> bool:
    """Whether a file's name says that it was not handed in."""
    return bool(_DRAFT.search(stem)) and not _FINAL.search(stem)


def is_kept(name: str) -> bool:
    """Whether a file's name is that of a copy which was kept aside: 教育局.docx.bak, 备份."""
    return bool(_KEPT.search(name))


def newest_first(papers: Sequence[Paper]) -> list[Paper]:
    """``papers`` in the order in which they are proposed: by what their names say, then by time.

    Of several sealed states the one sealed last goes first, whenever its file was written: a copy
    of an older one is often the younger file.
    """
    if len(papers) < 2:
        return list(papers)
    found = sorted(papers, key=_age, reverse=True)
    states = iter(sorted((p for p in found if p.head.sealed), key=_sealed, reverse=True))
    return [next(states) if paper.head.sealed else paper for paper in found]


def _sealed(paper: Paper) -> str:
    return paper.head.sealed


def _age(paper: Paper) -> tuple[object, ...]:
    stem = paper.stem
    number = max((_number(match) for match in _NUMBERED.finditer(stem)), default=0)
    later = number or (2 if _LATER.search(stem) else 1)
    copy = _COPY_NUMBER.search(stem)
    return (
        not paper.draft,
        later,
        paper.seen.modified // 10**9,
        bool(_FINAL.search(stem)),
        int(copy[1]) if copy else 0,
        _reading_rank(paper),
        [-ord(char) for char in paper.path],
    )


def _number(match: re.Match[str]) -> int:
    text = match[1] or match[2]
    return _NUMERALS.get(text, 0) or int(text)


def best_first(papers: Sequence[Paper]) -> list[Paper]:
    """``papers`` that say the same, the one that was read most surely first."""
    if len(papers) < 2:
        return list(papers)
    return sorted(papers, key=lambda p: (_reading_rank(p), _age(p)), reverse=True)


def _reading_rank(paper: Paper) -> tuple[object, ...]:
    kind = paper.head.kind
    rank = -_BEST.index(kind) if kind in _BEST else -len(_BEST)
    whole = not paper.head.open_points
    return (not paper.draft, whole, paper.head.numbers, not is_copy(paper.stem), rank)


def is_copy(stem: str) -> bool:
    """Whether a name looks like that of a copy: (1), 副本, 冲突."""
    return bool(
        _COPY_NUMBER.search(stem) or re.search(r"副本|复件|拷贝|冲突|conflict|copy", stem, re.I)
    )


def clusters(papers: Sequence[Paper]) -> list[list[Paper]]:
    """``papers``, newest first, in groups that state the same numbers, in their order."""
    found: list[list[Paper]] = []
    for paper in papers:
        # The newer first: what it left blank and the other has not is a difference.
        fitting = (g for g in found if not any(True for _ in differing([g[0], paper])))
        group = next(fitting, None)
        if group is None:
            found.append([paper])
        else:
            group.append(paper)
    return found


def differences(papers: Sequence[Paper]) -> tuple[Difference, ...]:
    """The cells for which ``papers`` state different values, in printed order."""
    return tuple(differing(papers))


def differing(papers: Sequence[Paper]) -> Iterator[Difference]:
    """`differences`, one by one; ``papers`` are newest first.

    What one file prints as 0 another leaves blank, and what the newer fills in the older had
    not yet: neither contradicts the other. Nor does a blank where a reader did not get
    everything out of its format.
    """
    if len({paper.head.form for paper in papers}) > 1:
        return
    newest = papers[0]
    for index, address in enumerate(typed_cells(newest.head.form)):
        values = tuple(paper.head.values[index] for paper in papers)
        blank = values[0] is None
        if blank and newest.head.open_points:
            continue
        others = [value for value in values[1:] if blank or value is not None]
        if any(not _alike(values[0], value) for value in others):
            yield Difference(address, values)


def _alike(one: Value, other: Value) -> bool:
    if is_number(one) and is_number(other):
        return one == other
    return same(one or None, other or None) if not (one and other) else same(one, other)
