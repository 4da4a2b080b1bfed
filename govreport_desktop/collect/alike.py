"""Which offices' prose is the same, and which of them name another office as themselves.

Prose is compared by winnowed fingerprints of its characters (Schleimer, Wilkerson, Aiken:
Winnowing, SIGMOD 2003): whatever two texts share from 17 characters on is found, in a kilobyte
an office. What many offices have in common is the parent's own template, and does not count.
"""

from __future__ import annotations

import base64
import re
import struct
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

_SHINGLE, _WINDOW = 10, 8
# Shared by more than so many offices, and than so large a part of them, it is nobody's own.
_FEW, _PART = 3, 8
# From how much on prose is called the same: of what is an office's own, and in fingerprints,
# some four and a half characters each.
ALIKE, _LEAST = 0.5, 20

_SIGNS = re.compile(r"[^\u4e00-\u9fff]+")
# The last characters of an office's name, as far as it is told by them.
_NAMED = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:人民政府办公室|人民政府|街道办事处|办事处|街道|办公室|委员会|中心|局|镇|乡|委)"
)
_AFTER = re.compile(
    r"认真|严格|高度|坚持|积极|持续|深入|全面|始终|不断|切实|进一步|依法|共|主动|收到|未收到|20\d\d年|"
    r"全年|门户|政府信息公开|围绕|按照|将|专人|负责|在[^，。；\n]{1,14}方面"
)
_BEFORE = re.compile(r"(?:^|[，。；：、\n（]|年|年度|由|是|为|我们)$")
_BESIDE = re.compile(r"赴|与|和|向|对|等|被|转|联合|会同|协调|配合|协同|请|征求|学习|属于|指导")
_OPENS = re.compile(r"(?:^|[。；\n])$")
_GOES_ON = re.compile(r"[、和与及的（]")  # behind a name that does not stand alone
_REACH, _MOST = 24, 60


class Alike(NamedTuple):
    """``office`` has ``share`` of its own prose (0 to 1) in common with ``other``; both are ids."""

    office: str
    other: str
    share: float


class Mention(NamedTuple):
    """A name in prose: the text up to its end, and whether the office itself should stand there.

    ``alone`` says that no other name is joined to it.
    """

    before: str
    subject: bool
    alone: bool


# ------------------------------------------------------------ of one report, when it is read
def marks(texts: Sequence[str], office: str) -> str:
    """The fingerprints of prose, packed as text; the office's own name does not count."""
    plain = _SIGNS.sub("", "".join(texts).replace(office, "") if office else "".join(texts))
    hashes = shingles(plain)
    last = max(len(hashes) - _WINDOW + 1, min(len(hashes), 1))
    chosen = sorted({min(hashes[at : at + _WINDOW]) for at in range(last)})
    return base64.b64encode(struct.pack(f"<{len(chosen)}I", *chosen)).decode()


def shingles(plain: str) -> list[int]:
    """The hash of every ten characters of ``plain``, which holds Chinese characters alone."""
    return [crc32(plain[at : at + _SHINGLE].encode()) for at in range(len(plain) - _SHINGLE + 1)]


def mentions(texts: Sequence[str], office: str) -> tuple[str, ...]:
    """The names of offices in prose, each as `mention` reads it; its own are left out."""
    found: dict[str, None] = {}
    for text in texts:
        for match in _NAMED.finditer(text):
            before = text[max(match.end() - _REACH, 0) : match.end()]
            if office and before.endswith(office):
                continue
            subject = _AFTER.match(text, match.end()) is not None
            alone = _GOES_ON.match(text, match.end()) is None
            mark = "!" if subject else "." if alone else " "
            # A line end would be shown as a sign; it ends a sentence.
            found.setdefault(f"{mark}{before.replace(chr(10), '。')}")
    return tuple(found)[:_MOST]


# ------------------------------------------------------------ of many, when they are compared
def mention(text: str) -> Mention:
    """What `mentions` wrote."""
    return Mention(text[1:], text[:1] == "!", text[:1] in "!.")


def stands_for_itself(one: Mention, name: str) -> bool:
    """Whether ``name``, with which the mention ends, stands where the reporting office should."""
    lead = one.before[: -len(name)]
    clause = re.split(r"[，。；\n]", lead)[-1]
    return one.subject and bool(_BEFORE.search(lead)) and not _BESIDE.search(clause)


def opens_sentence(one: Mention, name: str) -> bool:
    """Whether ``name``, with which the mention ends, is what a sentence speaks of."""
    return one.alone and bool(_OPENS.search(one.before[: -len(name)]))


def is_beside(one: Mention, name: str) -> bool:
    """Whether the mention says what the office does with the one of that name."""
    clause = re.split(r"[，。；\n]", one.before[: -len(name)])[-1]
    return not one.alone or bool(_BESIDE.search(clause)) or clause.endswith("、")


@lru_cache(maxsize=4)
def alike(offices: tuple[tuple[str, str], ...]) -> tuple[Alike, ...]:
    """Every office whose own prose is another's to a good part, with the one it is nearest to.

    ``offices`` are ids with the fingerprints of their prose. Of two that are alike both are
    answered, as far as each is to a good part the other's.
    """
    holders, few = _holders(offices)
    own: Counter[str] = Counter()
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for here in holders.values():
        if len(here) > few:
            continue
        own.update(here)
        for office in here:
            shared[office].update(other for other in here if other != office)
    return tuple(_nearest(offices, own, shared))


@lru_cache(maxsize=4)
def common(offices: tuple[tuple[str, str], ...]) -> frozenset[int]:
    """The fingerprints of what too many write for it to be anybody's own."""
    holders, few = _holders(offices)
    return frozenset(one for one, here in holders.items() if len(here) > few)


def twins(offices: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Offices whose prose is the same from end to end, their own names apart; by group."""
    groups: dict[str, list[str]] = defaultdict(list)
    for office, packed in offices:
        groups[packed].append(office)
    found = ((packed, here) for packed, here in groups.items() if len(here) > 1)
    return tuple(tuple(here) for packed, here in found if len(_unpacked(packed)) >= _LEAST)


def _holders(offices: Sequence[tuple[str, str]]) -> tuple[dict[int, list[str]], int]:
    """Who has each fingerprint, and how many may have one for it to be their own."""
    holders: dict[int, list[str]] = defaultdict(list)
    for office, packed in offices:
        for one in _unpacked(packed):
            holders[one].append(office)
    return holders, max(_FEW, len(offices) // _PART)


def _nearest(
    offices: Sequence[tuple[str, str]], own: Counter[str], shared: dict[str, Counter[str]]
) -> Iterator[Alike]:
    for office, _ in offices:
        for other, count in shared[office].most_common(1):
            share = count / own[office]
            if count >= _LEAST and share >= ALIKE:
                yield Alike(office, other, share)


def _unpacked(packed: str) -> tuple[int, ...]:
    data = base64.b64decode(packed)
    return struct.unpack(f"<{len(data) // 4}I", data)
