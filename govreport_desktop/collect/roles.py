"""Every file in a task has exactly one role, with the reason for it; nothing is passed over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from govreport_desktop.collect.decision import Decision, State, Subject
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.names import PARENT, Found, Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head, typed_cells
from govreport_desktop.collect.versions import (
    Paper,
    best_first,
    clusters,
    differences,
    newest_first,
)
from govreport_desktop.form import load_form
from govreport_desktop.form.organs import organ_kind_of
from govreport_desktop.report import is_number

_YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LAST_IN_NAME = re.compile(r"上年|去年|上一年")
_LITTLE_PROSE = 40


class Role(StrEnum):
    """What a file is in the task; the value is the word on screen."""

    COUNTS = "计入"
    OLDER = "旧稿"
    DUPLICATE = "重复"
    OTHER_FORMAT = "同稿另一格式"
    LAST_YEAR = "上年"
    OLD_FORM = "旧格式"
    UNREADABLE = "读不出"
    BLANK = "空白"
    OFF_ROSTER = "名单外"
    PARENTS_OWN = "本级稿"
    NO_REPORT = "不是年报"
    PENDING = "待定"


@dataclass(frozen=True, slots=True)
class Filed:
    """One file with its role.

    ``office`` is the id of the office it is of, "" where that is none or unknown, ``how`` what
    that was told by. ``why`` is the reason for the role, ``ask`` what to ask the office for.
    ``counts`` says whether its numbers are in the sums: those of a file that is proposed and
    not decided are, provisionally (``proposed``). ``same_as`` is the path of the file that
    stands for it. ``candidates`` are the offices it may be of, ``words`` the words an answer is
    remembered for. ``decided`` is the number of the decision that gave it the role, 0 where it
    follows from the file.
    """

    path: str
    hash: str
    role: Role
    why: str
    head: Head | None = None
    office: str = ""
    how: str = ""
    ask: str = ""
    counts: bool = False
    proposed: bool = False
    same_as: str = ""
    candidates: tuple[str, ...] = ()
    words: str = ""
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """What roles are given by: the task's year and form, its names, what was decided."""

    year: int
    form: str
    names: Names
    offices: Mapping[str, Office]
    state: State


def filed(files: Sequence[Seen], heads: Mapping[str, Head], asking: Asking) -> tuple[Filed, ...]:
    """A role for every file, in their order."""
    done: dict[str, Filed] = {}
    groups: dict[str, list[tuple[Paper, Filed]]] = defaultdict(list)
    for seen in files:
        head = heads.get(seen.hash)
        if head is None:
            done[seen.path] = Filed(seen.path, seen.hash, Role.PENDING, "还没有读")
            continue
        one = _alone(seen, head, asking)
        if one.role is Role.COUNTS:
            groups[one.office].append((Paper(seen, head), one))
        else:
            done[seen.path] = one
    for office, group in groups.items():
        done |= {one.path: one for one in _Group(office, group, asking).run()}
    return tuple(done[seen.path] for seen in files)


# ------------------------------------------------------------ a file by itself
def _alone(seen: Seen, head: Head, asking: Asking) -> Filed:
    """The role of a file whatever others there are; COUNTS where those have to be asked."""
    found = _office(seen, head, asking)
    one = Filed(seen.path, seen.hash, Role.COUNTS, "", head, found.office, found.how, head.ask)
    one = replace(one, candidates=found.candidates, words=found.words)
    decided = _decision(asking.state, seen)
    if decided is not None:
        return _as_decided(one, decided)
    if head.trouble:
        ours = head.kind == "govtask" and found.office == PARENT  # another task of this parent
        unreadable = head.trouble == "unreadable" and not ours
        role = Role.UNREADABLE if unreadable else Role.NO_REPORT
        return replace(one, role=role, why=head.error)
    for role, why in _reasons(seen, head, found, asking):
        return replace(one, role=role, why=why)
    return replace(one, why=named_otherwise(seen.path, head, asking.year))


def named_otherwise(path: str, head: Head, year: int) -> str:
    """That a file which states ``year`` is named after an earlier one; "" where it is not."""
    named = {int(found) for found in _YEAR_IN_NAME.findall(PurePosixPath(path).name)}
    older = {one for one in named if one < year}
    if head.year != year or not older or year in named:
        return ""
    return f"文件名写着 {max(older)} 年，里面写的是 {year} 年的报告，以里面的为准"


def _office(seen: Seen, head: Head, asking: Asking) -> Found:
    if head.named:
        return asking.names.of_several(head.named)
    found = asking.names.of_file(head.office, seen.path, head.office_id)
    if found.office in asking.offices:
        merged = asking.offices[found.office].merged_into
        if merged in asking.offices and head.year == asking.year:
            name = asking.offices[merged].name
            return found._replace(how=f"{found.how}，已并入{name}")
    return found


def _decision(state: State, seen: Seen) -> Decision | None:
    """What was decided of a file, as long as its contents are those it was decided of."""
    found = state.of(Subject.FILE).get(seen.path)
    return found if found is not None and (found.what or {}).get("hash") == seen.hash else None


def _as_decided(one: Filed, decided: Decision) -> Filed:
    what = decided.what or {}
    role = Role(what.get("role", Role.PENDING))
    why = decided.why or f"{decided.who or '有人'} {decided.time.month}月{decided.time.day}日决定"
    office = str(what.get("office") or one.office)
    return replace(one, role=role, why=why, office=office, decided=decided.number, candidates=())


def _reasons(seen: Seen, head: Head, found: Found, asking: Asking) -> Iterator[tuple[Role, str]]:
    """What keeps a report out of the sums, the weightiest first."""
    if found.office == PARENT:
        yield Role.PARENTS_OWN, "是本级政府自己的报告，不是所属单位的"
    if blank := _blank(head):
        yield Role.BLANK, blank
    yield from _other_year(seen, head, asking)
    if head.form != asking.form:
        name = load_form(head.form).name
        yield Role.OLD_FORM, f"用的是{name}，{asking.year} 年度应当用另一种格式"
    if not found.office:
        yield _unknown(head, found)
        return
    office = asking.offices.get(found.office)
    if office is not None and not office.due:
        yield Role.OFF_ROSTER, "名单里注明不报本级政府（垂直管理等）"
    elif office is not None and not office.owes(asking.year):
        yield Role.PENDING, f"名单里{office.name}这一年不用报，请确认这份怎么办"


def _unknown(head: Head, found: Found) -> tuple[Role, str]:
    kind = organ_kind_of(head.office) if head.office else None
    if kind is not None and kind.id == "vertical" and not found.candidates:
        return Role.OFF_ROSTER, f"{found.how}；是垂直管理单位，{kind.to}"
    if found.sure:
        return Role.OFF_ROSTER, found.how
    return Role.PENDING, f"{found.how}，请确认是哪个单位"


def _blank(head: Head) -> str:
    """Why a report says nothing; "" where it says something."""
    if not typed_cells(head.form):
        return "" if head.prose >= _LITTLE_PROSE else "没有填任何内容"
    little = head.prose < _LITTLE_PROSE
    stated = any(value is not None for value in head.values)
    if little and not _states_its_own(head):
        return "只有发下去时已有的数，没有填" if stated else "是空表，没有填"
    if not stated:
        return "三张表里一个数也没有填，只有文字"
    given = (value for value in head.values if value is not None)
    if little and all(is_number(value) and not value for value in given):
        return "全部是 0，也没有文字，像是没有填的表；确是零报告的，请决定计入"
    return ""


def _states_its_own(head: Head) -> bool:
    """Whether anything is filled in that was not there when the blank went out."""
    form = load_form(head.form)
    given = {*form.where("requests.carried_over"), *form.where("documents.in_force")}
    pairs = zip(typed_cells(head.form), head.values, strict=True)
    return any(value is not None and address not in given for address, value in pairs)


def _other_year(seen: Seen, head: Head, asking: Asking) -> Iterator[tuple[Role, str]]:
    named = {int(year) for year in _YEAR_IN_NAME.findall(seen.path)}
    said = head.year
    if said is None:
        older = {year for year in named if year < asking.year}
        if older and asking.year not in named:
            yield Role.LAST_YEAR, f"里面没有写年度，文件名写的是 {max(older)} 年"
        elif _LAST_IN_NAME.search(seen.path):
            yield Role.LAST_YEAR, "里面没有写年度，文件名写的是上年"
        elif _mostly(head) not in (None, asking.year):
            yield Role.PENDING, f"里面没有写年度，文字里多是 {_mostly(head)} 年，请确认"
        return
    if said == asking.year:
        return
    mostly = _mostly(head)
    if said < asking.year and mostly == asking.year:
        yield (
            Role.PENDING,
            f"标题写的是 {said} 年，文字里多是 {mostly} 年，请确认是哪一年的报告",
        )
    elif said < asking.year:
        right = f"，只是文件名写着 {asking.year} 年" if asking.year in named else ""
        yield Role.LAST_YEAR, f"里面写的是 {said} 年的报告{right}"
    else:
        yield Role.PENDING, f"里面写的是 {said} 年，本次汇总 {asking.year} 年，请确认"


def _mostly(head: Head) -> int | None:
    """The year most often named in the prose; None where none is, or two are."""
    if not head.years:
        return None
    most = max(head.years.values())
    years = [year for year, count in head.years.items() if count == most]
    return years[0] if len(years) == 1 else None


# ------------------------------------------------------------ several files of one office
class _Group:
    """The reports of one office for this year, each of which might count."""

    def __init__(self, office: str, group: Sequence[tuple[Paper, Filed]], asking: Asking) -> None:
        self._office, self._asking = office, asking
        self._papers = newest_first([paper for paper, _ in group])
        self._filed = {one.path: one for _, one in group}

    def run(self) -> Iterator[Filed]:
        """A role for each of them."""
        chosen = self._chosen()
        returned = self._returned()
        papers = self._papers
        if chosen is None:
            yield from self._older(
                [p for p in papers if p.seen.hash in returned], papers, "已退回，后来又报了一份"
            )
            papers = [p for p in papers if p.seen.hash not in returned] or papers
            sent = {p.seen.hash for p in papers if not p.draft}
            # The very file that was handed in is that, whatever a copy of it is called.
            finals = [p for p in papers if p.seen.hash in sent]
            if finals:
                for paper in papers:
                    if paper not in finals:
                        yield from self._older([paper], papers, paper.unsent)
                papers = finals
        groups = clusters(papers)
        if chosen is not None:
            yield from self._around(chosen, groups)
        elif len(groups) == 1:
            yield from self._one(groups[0])
        else:
            yield from self._several(groups)

    def _chosen(self) -> Paper | None:
        """The file that a person has chosen, last if several times."""
        decided = [p for p in self._papers if self._filed[p.path].decided]
        return max(decided, key=lambda p: self._filed[p.path].decided, default=None)

    def _returned(self) -> set[str]:
        """The contents that were sent back, where something else has come since."""
        state, found = self._asking.state, set[str]()
        for kind in (Subject.VERDICT, Subject.RETURN):
            what = state.what(kind, self._office)
            if kind == Subject.RETURN or what.get("verdict") == "退回":
                found.add(str(what.get("hash", "")))
        hashes = {p.seen.hash for p in self._papers}
        return found & hashes if hashes - found else set()

    def _older(
        self, papers: Sequence[Paper], all_papers: Sequence[Paper], why: str
    ) -> Iterator[Filed]:
        if len(papers) == len(all_papers):
            return
        for paper in papers:
            yield replace(self._filed[paper.path], role=Role.OLDER, why=why)

    def _one(self, papers: list[Paper]) -> Iterator[Filed]:
        """All state the same numbers: one counts."""
        best = best_first(papers)[0]
        yield from self._counted(best, papers)

    def _counted(self, best: Paper, papers: Sequence[Paper]) -> Iterator[Filed]:
        one = self._filed[best.path]
        if best.draft and not one.decided:
            why = f"只有这一份，{best.unsent}，请确认是否算正式报送"
            yield replace(one, role=Role.PENDING, why=why)
        else:
            yield replace(one, counts=True, why=one.why or "名单里的单位，本年度，一份")
        for paper in papers:
            if paper is not best:
                yield self._beside(paper, best)

    def _beside(self, paper: Paper, best: Paper) -> Filed:
        """A file whose numbers are those of the one that counts."""
        one = replace(self._filed[paper.path], same_as=best.path)
        if paper.seen.hash == best.seen.hash:
            return replace(one, role=Role.DUPLICATE, why=f"与“{best.path}”一字不差")
        if paper.head.kind != best.head.kind:
            return replace(one, role=Role.OTHER_FORMAT, why=f"与“{best.path}”的数相同，格式不同")
        if paper.head.words == best.head.words:
            return replace(one, role=Role.DUPLICATE, why=f"与“{best.path}”的数和文字都相同")
        return replace(one, role=Role.OLDER, why=f"与“{best.path}”的数相同，文字不同，数只计一次")

    def _several(self, groups: list[list[Paper]]) -> Iterator[Filed]:
        """They contradict each other: the newest is proposed, a person chooses."""
        heads = [best_first(group)[0] for group in groups]
        count = len(differences(heads))
        for number, group in enumerate(groups):
            best = heads[number]
            why = f"这个单位有 {len(groups)} 种不同的稿，有 {count} 格的数不同，请选一份"
            more = "；先按较新的这份暂计" if number == 0 else f"；较新的是“{heads[0].path}”"
            yield replace(
                self._filed[best.path],
                role=Role.PENDING,
                why=why + more,
                counts=number == 0,
                proposed=number == 0,
            )
            for paper in group:
                if paper is not best:
                    yield self._beside(paper, best)

    def _around(self, chosen: Paper, groups: list[list[Paper]]) -> Iterator[Filed]:
        """A person has chosen; what has come since asks anew."""
        decision = self._asking.state.of(Subject.FILE)[chosen.path]
        over = set((decision.what or {}).get("over", ()))
        since = [
            paper
            for group in groups
            if chosen not in group
            for paper in group
            if paper.seen.hash not in over
        ]
        yield replace(self._filed[chosen.path], counts=True)
        for group in groups:
            for paper in group:
                if paper is chosen:
                    continue
                if chosen in group:
                    yield self._beside(paper, chosen)
                elif paper in since:
                    why = f"选定“{chosen.path}”以后又收到的，有不同的数，请再选一次"
                    yield replace(self._filed[paper.path], role=Role.PENDING, why=why)
                else:
                    why = f"选用了“{chosen.path}”"
                    yield replace(self._filed[paper.path], role=Role.OLDER, why=why)
