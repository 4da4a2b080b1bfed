"""Which office of the roster a name means, and which a file is of.

A name is the same with or without the county in front, and 镇, 镇政府 and 镇人民政府 are one;
石桥镇 and 石桥街道, 政府 and 政府办公室, 交通局 and 交通运输局 are not: whatever is only near is
asked, once, and the answer is a decision about those words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from rapidfuzz import fuzz

from govreport_desktop.collect.home import (
    ends_in_home,
    home_of,
    shortened,
    without_home,
)
from govreport_desktop.collect.office import Office
from govreport_desktop.divisions import leading_division, without_peoples
from govreport_desktop.form.names import plain_name

# Stands for the parent where an office is asked for: a file of its is its own draft.
PARENT = "*"

_SIGNS = re.compile(r"[\s\-—_·.,，。、:：;；“”\"'《》<>\[\]【】()（）]+")
# One office, several spellings of its kind; the first pattern that fits is applied.
_SPELLINGS = (
    (re.compile(r"(?:人民)?政府(?:办公室|办公厅|办)$"), "政府办公室"),
    (re.compile(r"(?<=[乡镇])(?:人民政府|政府)?$"), ""),
    (re.compile(r"街道(?:办事处|办)?$"), "街道"),
    (re.compile(r"(?<!管)(?<!管理)委员会$"), "委"),
    (re.compile(r"人民政府$"), "政府"),
)
# How offices' names end: a name that ends otherwise is hardly one.
ENDS = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|中心|政府|街道|办事处|镇|乡|院|队|所|站|处|馆|部|署|公司|学校|医院|会)$"
)
# What may stand around an office's name in the name of a file or folder.
_BEFORE = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|附件|关于|报送|上报|转|来自|收到?|各|由|回复|新建|终稿|定稿|年|年度|号|(?<![\u4e00-\u9fff])[省市县区州旗])$"
)
_RUN = re.compile(r"[\u4e00-\u9fff]+$")
_LEVELS = "省市县区州旗盟"
# Zones are called 区 and are offices of those they lie in.
_ELSEWHERE = re.compile(r"(?:[市县旗州盟]|(?<![发新园景社术管护理])区)$")
_AFTER = re.compile(
    r"$|[^\u4e00-\u9fff]|年|政府信息|信息公开|政务公开|关于|报告|公开|上报|报送|终|定|修|初|草|第|最|盖|正|"
    r"新|副本|复件|冲突|汇总|数据|表|报|的|稿|电子|扫描|签|填|审|征|讨|更|重|补|退|再|本|去|上|人民政府|政府|办"
)
_PARENT_AFTER = re.compile(r"$|[^\u4e00-\u9fff]|年|关于|报告|上报|的|本级|汇总|草|初|稿|终|定")
# Of an abbreviation and its full name: 发改局, 发展和改革局.
_NEAR = 72
_KIND = re.compile(r"(?:街道|[镇乡局委])$")


class Found(NamedTuple):
    """Which office something is of.

    ``office`` is an id of the roster, `PARENT`, or "" where it is none of them or not known.
    ``how`` says in words what it was told by. ``sure`` is False where somebody has to say;
    ``candidates`` are then the ids that come into question, and ``words`` the words that an
    answer is remembered for ("" where only this file can be answered for).
    """

    office: str = ""
    how: str = ""
    sure: bool = True
    candidates: tuple[str, ...] = ()
    words: str = ""


@dataclass(slots=True, eq=False)
class Names:
    """The names of one roster; ``answers`` are words and the office they were said to mean.

    ``key_of_task`` is what tells the ids of this roster from those of another office's.
    """

    roster: Sequence[Office]
    parent: str
    parent_names: Sequence[str] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    key_of_task: str = ""
    _index: _Index = field(init=False)

    def __post_init__(self) -> None:
        self._index = _index(tuple(self.roster), self.parent, tuple(self.parent_names))
        # An office's own name needs no answer: an old one would take it from the office, or keep
        # a file named after another from being asked about.
        given = {self.key(words): office for words, office in self.answers.items()}
        keys = self._index.keys
        self.answers = {
            key: office
            for key, office in given.items()
            if len(ids := keys.get(key, frozenset())) != 1 or PARENT in ids
        }

    def key(self, name: str) -> str:
        """What is the same of all spellings of a name: no county, one word for its kind."""
        return _key(name, self._index.home)

    def meant(self, name: str) -> Found:
        """The office that ``name`` means."""
        key = self.key(name)
        if not key:
            return Found()
        if key in self.answers:
            return Found(self.answers[key], f"“{name}”，此前已经答过", words=key)
        ids = self._index.ids_of(key)
        if len(ids) == 1:
            return Found(next(iter(ids)), f"“{name}”", words=key)
        if ids:
            return Found("", f"“{name}”在名单里有几个", False, tuple(sorted(ids)), key)
        near = self._index.near(key)
        if near:
            return Found("", f"“{name}”与名单里的名称相近", False, near, key)
        return Found("", f"“{name}”不在名单里", bool(ENDS.search(key)), (), key)

    def in_words(self, text: str) -> Found:
        """The office that the name of a file or folder names; none where it names none."""
        # 张三(司法局): what stands in brackets or apart counts where the rest names none.
        apart = " ".join(map(plain_name, _SIGNS.sub(" ", text).split()))
        whole = self._named_in(plain_name(text), text)
        if whole.office:
            return whole
        other = self._named_in(apart, text)
        return other if other.office or not whole.how else whole

    def _named_in(self, plain: str, text: str) -> Found:
        exact, loose = self._index.spotted(_SIGNS.sub(" ", plain) or " ")
        if len(exact) == 1:
            return Found(next(iter(exact)), f"名称“{text}”", words=exact.popitem()[1])
        if exact or loose:
            found = tuple(sorted({*exact, *loose}))
            return Found("", f"名称“{text}”", False, found, "")
        return Found()

    def at_end_of(self, text: str) -> tuple[str, str]:
        """The name that ``text`` ends with, the longest, and its office's id; "" for none."""
        return self._index.at_end_of(text)

    def of_file(self, stated: str, path: str, own_id: str = "") -> Found:
        """The office of a file by the id it carries, by what it states, by its name and folders."""
        if own := self._by_id(own_id):
            return self._of_own(own, stated)
        where = PurePosixPath(path)
        by_name = self.in_words(where.stem)
        by_folder = next(
            (f for f in (self.in_words(part.name) for part in where.parents if part.name) if f.how),
            Found(),
        )
        if not stated:
            return self._unstated(by_name, by_folder, where.stem)
        by_title = self.meant(stated)
        if by_title.office and by_title.sure:
            other = by_name.sure and by_name.office not in ("", by_title.office)
            if other and by_title.words not in self.answers:
                both = (by_name.office, by_title.office)
                how = f"里面写的是“{stated}”，{by_name.how}是另一个单位"
                return Found("", how, False, both)
            return by_title
        outside = by_name if by_name.how else by_folder
        if outside.sure and outside.office and outside.office in by_title.candidates:
            return outside._replace(how=f"{outside.how}和里面写的“{stated}”")
        if outside.office and not by_title.office and by_title.words not in self.answers:
            how = f"里面写的是“{stated}”，{outside.how}是名单里的单位"
            candidates = tuple(dict.fromkeys((outside.office, *by_title.candidates)))
            return Found("", how, False, candidates)
        return by_title

    def is_elsewhere(self, stated: str) -> bool:
        """Whether ``stated`` begins with another county or city, which has an office of its own
        of that name: 江州市财政局."""
        rest = without_home(_SIGNS.sub("", plain_name(stated)), self._index.home)
        division = home_of(rest)
        return division != "" and bool(_ELSEWHERE.search(division)) and rest != division

    def of_several(self, stated: Sequence[str]) -> Found:
        """The offices of a file with the reports of several, each of which is concerned."""
        meant = [self.meant(name) for name in stated]
        ids = dict.fromkeys(
            id_ for one in meant for id_ in ((one.office,) if one.office else one.candidates)
        )
        return Found("", "里面有几个单位的报告", False, tuple(ids))

    def _by_id(self, own_id: str) -> Office | None:
        """The office that a file of ours was made out to."""
        key, _, number = own_id.rpartition("/")
        if not key or key != self.key_of_task:
            return None
        return next((office for office in self.roster if office.id == number), None)

    def _of_own(self, own: Office, stated: str) -> Found:
        """A file made out to ``own``; where another office put its name into it, somebody says."""
        named = self.meant(stated) if stated else Found()
        if named.sure and named.office not in ("", own.id) and named.words not in self.answers:
            how = f"表是发给{own.name}的，里面写的是“{stated}”"
            return Found("", how, False, tuple(o for o in (named.office, own.id) if o != PARENT))
        renamed = f"（里面写的是“{stated}”）" if stated and named.office != own.id else ""
        return Found(own.id, f"表里的名单编号{renamed}")

    def _unstated(self, by_name: Found, by_folder: Found, stem: str) -> Found:
        for found in (by_name, by_folder):
            if found.how:
                return found
        words = office_words(stem)
        if words and ENDS.search(words):
            return self.meant(words)
        return Found("", "里面和文件名都没有写单位", False)


@dataclass(slots=True)
class _Index:
    """What is looked up in a roster, made once for it; whatever was looked up is kept."""

    home: str
    keys: dict[str, frozenset[str]]
    # The keys of 民族乡 without their peoples.
    in_short: dict[str, frozenset[str]]
    # How names may be written in the name of a file, by the first two characters.
    variants: dict[str, list[tuple[str, str]]]
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _spotted: dict[str, tuple[dict[str, str], dict[str, str]]] = field(default_factory=dict)

    def ids_of(self, key: str) -> frozenset[str]:
        """The offices with that key, the county's name in front of it shortened or not."""
        known = (self.keys.get(one) for one in (key, *shortened(key, self.home)))
        # 石桥乡 is 石桥回族乡 where no other office is called that.
        loose = self.in_short.get(key) or self.keys.get(without_peoples(key))
        return next(filter(None, known), loose or frozenset())

    def spotted(self, words: str) -> tuple[dict[str, str], dict[str, str]]:
        """The offices named in ``words``, whole and as a part of another name, with their key."""
        if words not in self._spotted:
            self._spotted[words] = self._spot(words)
        exact, loose = self._spotted[words]
        return dict(exact), dict(loose)

    def at_end_of(self, text: str) -> tuple[str, str]:
        """See `Names.at_end_of`."""
        for at in range(len(text) - 1):
            for variant, office in self.variants.get(text[at : at + 2], ()):
                if variant == text[at:] and self._lead(text[:at]) is not None:
                    home = self.home if text[:at].endswith(self.home) else ""
                    return f"{home}{variant}", office
        return "", ""

    def near(self, key: str) -> tuple[str, ...]:
        """The offices whose name is near to ``key``, nearest first."""
        if key not in self._near:
            scored = {
                office: score
                for known, ids in self.keys.items()
                if (score := _nearness(key, known)) >= _NEAR
                for office in ids
                if office != PARENT or key == "政府"
            }
            found = sorted(scored, key=lambda office: (-scored[office], office))
            self._near[key] = tuple(found[:3])
        return self._near[key]

    def _spot(self, words: str) -> tuple[dict[str, str], dict[str, str]]:
        found = [
            (at, variant, office)
            for at in range(len(words) - 1)
            for variant, office in self.variants.get(words[at : at + 2], ())
            if words.startswith(variant, at)
        ]
        exact: dict[str, str] = {}
        loose: dict[str, str] = {}
        taken: list[tuple[int, int]] = []
        for at, variant, office in sorted(found, key=lambda one: (-len(one[1]), one[0])):
            end = at + len(variant)
            if any(start <= at and end <= stop for start, stop in taken):
                continue
            taken.append((at, end))
            lead = self._lead(words[:at])
            if lead is None:
                continue  # the office of that name of another county
            after = _PARENT_AFTER if office == PARENT else _AFTER
            if lead and after.match(words, end):
                exact[office] = _key(variant, self.home)
            elif office != PARENT:
                loose[office] = _key(variant, self.home)
        return exact, {k: v for k, v in loose.items() if k not in exact}

    def _lead(self, before: str) -> bool | None:
        """Whether a name may begin behind ``before``; None where another division stands there."""
        run = _RUN.search(before)
        if run is not None and ends_in_home(run[0], self.home):
            return True
        if run is None or run[0][-1] not in _LEVELS or len(run[0]) == 1:
            return bool(_BEFORE.search(before))
        names = (run[0][at:] for at in range(len(run[0])))
        return None if any(leading_division(name) == name for name in names) else False


@lru_cache(maxsize=4)
def _index(roster: tuple[Office, ...], parent: str, parent_names: tuple[str, ...]) -> _Index:
    home = home_of(parent)
    keys: dict[str, set[str]] = {}
    for office in roster:
        for name in office.names:
            keys.setdefault(_key(name, home), set()).add(office.id)
    for name in filter(None, (parent, *parent_names)):
        keys.setdefault(_key(name, home), set()).add(PARENT)
    in_short: dict[str, set[str]] = {}
    for key, ids in keys.items():
        if (short := without_peoples(key)) and short not in keys:
            in_short.setdefault(short, set()).update(ids)
    variants: dict[str, list[tuple[str, str]]] = {}
    for key, ids in (keys | in_short).items():
        for variant in _written(key) if len(ids) == 1 else ():
            variants.setdefault(variant[:2], []).append((variant, next(iter(ids))))
    return _Index(home, _frozen(keys), _frozen(in_short), variants)


def _frozen(keys: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(ids) for key, ids in keys.items()}


@lru_cache(maxsize=20_000)
def _key(name: str, home: str) -> str:
    words = _SIGNS.sub("", plain_name(name))
    bare = without_home(words, home)
    if not bare:
        return "政府" if words else ""
    for pattern, spelling in _SPELLINGS:
        if pattern.search(bare):
            return pattern.sub(spelling, bare, count=1)
    return bare


def _written(key: str) -> Iterable[str]:
    """How the name with that key may be written in the name of a file."""
    yield key if key != "政府" else "县政府"
    if key == "政府":
        yield from ("市政府", "区政府", "县人民政府", "市人民政府", "区人民政府")
    elif key == "政府办公室":
        yield from ("政府办", "人民政府办公室", "府办")
    elif key.endswith("街道"):
        yield from (f"{key}办事处", f"{key}办")
    elif key.endswith("委"):
        yield f"{key}员会"
    elif key[-1:] in "乡镇":
        yield from (f"{key}政府", f"{key}人民政府")


def _nearness(one: str, other: str) -> float:
    """How near two different keys are, of 100; abbreviations are near."""
    short, full = sorted((one, other), key=len)
    if {one, other} == {"政府", "政府办公室"}:
        return 90
    if len(short) >= 2 and short[0] == full[0] and short[-1] == full[-1] and is_within(short, full):
        return 95
    stems = _KIND.sub("", one), _KIND.sub("", other)
    if stems[0] == stems[1] and len(stems[0]) >= 2:
        return 92
    if len(short) >= 3 and full.startswith(short[:-1]) and short[-1] == full[-1]:
        return 94
    # Names that differ in the very word that tells them apart are not near: 教育局, 体育局.
    return fuzz.ratio(one, other) if len(short) >= 5 else 0


def is_within(short: str, full: str) -> bool:
    """Whether the characters of ``short`` stand in ``full`` in that order: 发改, 发展和改革."""
    rest = iter(full)
    return all(char in rest for char in short)


_REPORT_WORDS = re.compile(
    r"[\s_\-—]*(?:20\d\d\s*年?度?)?[\s_\-—]*(?:政府)?信息公开(?:工作)?(?:年度)?(?:报告|年报).*$"
)
# What systems, mail and cloud drives put behind the name of a copy.
COPY = re.compile(
    r"\s*(?:[(（]\d+[)）]|[-—_ ]+(?:副本|复件|拷贝|冲突|copy)\d*|"
    r"[-—_ ]*[(（][^()（）]*(?:副本|冲突|conflict|copy)[^()（）]*[)）])$",
    re.IGNORECASE,
)


def office_words(stem: str) -> str:
    """The office as a file is named after it: 某县水务局2023年政府信息公开工作年度报告(1)."""
    name = _REPORT_WORDS.sub("", stem)
    while (shorter := COPY.sub("", name)) != name:
        name = shorter
    return name.strip(" _-—") or stem
