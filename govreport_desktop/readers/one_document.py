"""Files sent together that are one document in several formats, as 年报.docx and 年报.pdf."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

# Of one document in two formats the first of these is read: it can be edited.
_FIRST = ("govreport", "xlsx", "docx", "ole")

Sent = TypeVar("Sent")


def one_of_each(
    sent: Sequence[Sent], path: Callable[[Sent], str], kind: Callable[[Sent], str]
) -> list[Sent]:
    """``sent`` in its order, of each document in several formats the one to be read.

    They are one document where ``path``, with "/" between folders, differs in its ending only.
    """

    def rank(one: Sent) -> int:
        return _FIRST.index(kind(one)) if kind(one) in _FIRST else len(_FIRST)

    best: dict[tuple[PurePosixPath, str], Sent] = {}
    for one in sorted(sent, key=rank):
        there = PurePosixPath(path(one))
        best.setdefault((there.parent, there.stem), one)
    return [one for one in sent if any(one is chosen for chosen in best.values())]
