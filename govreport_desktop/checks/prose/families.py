"""Groups of categories that never overlap: a list of such items can be added up.

They are data, ``resources/genre/families.toml``: words of everyday reports, and the statute's own
groups among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from govreport_desktop.checks.prose.genre import genre
from govreport_desktop.form.datafile import Keys

_FAMILY: tuple[Keys, Keys] = (
    {"id": str, "complete": str, "members": list},
    {"apart": list, "whole": list},
)
_NONE = -1
_WHOLE = ("two", "apply")


class Family(NamedTuple):
    """One group: which word means which member, and when its members are all there is."""

    words: tuple[tuple[str, int], ...]  # the longest first; the number of its member
    whole: tuple[tuple[str, int], ...]  # words that must begin the name
    size: int
    complete: str

    def member(self, name: str) -> int:
        """Which member an item of that name is; -1 where it is none."""
        for word, member in self.words:
            if word in name:
                return member
        return next((member for word, member in self.whole if name.startswith(word)), _NONE)


@cache
def _families() -> tuple[Family, ...]:
    file = genre().files["families"]
    found = []
    for number, entry in file.each("families"):
        node = file.keys(entry, f"families[{number}]", *_FAMILY)
        words = [(word, i) for i, member in enumerate(node["members"]) for word in member]
        words += [(word, _NONE) for word in node.get("apart", ())]
        whole = [(w, i) for i, member in enumerate(node.get("whole", ())) for w in member]
        ordered = tuple(sorted(words, key=lambda pair: -len(pair[0])))
        found.append(Family(ordered, tuple(whole), len(node["members"]), node["complete"]))
    return tuple(found)


def apart(names: Sequence[str]) -> bool:
    """Whether the items are different members of one group, so that none overlap."""
    return _family(tuple(names)) is not None


def whole_family(names: Sequence[str]) -> bool:
    """Whether the items are of a group that takes everything apart: persons, ways to arrive."""
    family = _family(tuple(names))
    return family is not None and family.complete in _WHOLE


@lru_cache(maxsize=1024)
def exclusive(words: str) -> bool:
    """Whether ``words`` name a member of such a group."""
    return any(f.complete in _WHOLE and f.member(words) != _NONE for f in _families())


def complete(names: Sequence[str]) -> bool:
    """Whether the items are, besides, all that there is of their group."""
    family = _family(tuple(names))
    match family.complete if family else "":
        case "two":
            return True
        case "all":
            return family is not None and len(names) == family.size
        case "apply":
            return any("申请" in name for name in names)
    return False


@lru_cache(maxsize=512)
def _family(names: tuple[str, ...]) -> Family | None:
    for family in _families():
        hits = [family.member(name) for name in names]
        if _NONE not in hits and len(set(hits)) == len(hits):
            return family
    return None
