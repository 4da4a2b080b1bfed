"""Every file in a task has exactly one role, with the reason for it; nothing is passed over."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from govreport_desktop.collect.contents import (
    YEAR_IN_NAME,
    blank_words,
    mostly,
    named_otherwise,
)
from govreport_desktop.collect.decision import Decision, State, Subject
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.names import PARENT, Found, Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.versions import (
    Paper,
    best_first,
    clusters,
    differences,
    newest_first,
)
from govreport_desktop.form import load_form
from govreport_desktop.form.organs import organ_kind_of

# What is said of a report that another came in place of, after it was sent back.
REPLACED = "已退回，后来又报了一份"
_LAST_IN_NAME = re.compile(r"上年|去年|上一年")


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


def lying_there(files: Sequence[Filed]) -> dict[str, list[str]]:
    """What a decision about an office's report keeps of ``files``, all there are of it: only
    others than these have come since."""
    replaced = [one.hash for one in files if one.why == REPLACED]
    return {"over": [one.hash for one in files], **({"replaced": replaced} if replaced else {})}


@dataclass(frozen=True, slots=True)
class Asking:
    """What roles are given by: the task's year and form, its names, what was decided.

    ``outsiders`` says by id why offices of a roster that was guessed do not report here.
    """

    year: int
    form: str
    names: Names
    offices: Mapping[str, Office]
    state: State
    outsiders: Mapping[str, str] = field(default_factory=dict)


# ------------------------------------------------------------ a file by itself
def alone(seen: Seen, head: Head, asking: Asking) -> Filed:
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
    if blank := blank_words(head):
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
        noted = "名单里注明不报本级政府（垂直管理等）"
        yield Role.OFF_ROSTER, asking.outsiders.get(office.id) or noted
    elif office is not None and not office.owes(asking.year):
        yield Role.PENDING, f"名单里{office.name}这一年不用报，请确认这份怎么办"


def _unknown(head: Head, found: Found) -> tuple[Role, str]:
    kind = organ_kind_of(head.office) if head.office else None
    if kind is not None and kind.id == "vertical" and not found.candidates:
        return Role.OFF_ROSTER, f"{found.how}；是垂直管理单位，{kind.to}"
    if found.sure:
        return Role.OFF_ROSTER, found.how
    return Role.PENDING, f"{found.how}，请确认是哪个单位"


def _other_year(seen: Seen, head: Head, asking: Asking) -> Iterator[tuple[Role, str]]:
    named = {int(year) for year in YEAR_IN_NAME.findall(seen.path)}
    said = head.year
    if said is None:
        older = {year for year in named if year < asking.year}
        if older and asking.year not in named:
            yield Role.LAST_YEAR, f"里面没有写年度，文件名写的是 {max(older)} 年"
        elif _LAST_IN_NAME.search(seen.path):
            yield Role.LAST_YEAR, "里面没有写年度，文件名写的是上年"
        elif mostly(head) not in (None, asking.year):
            yield Role.PENDING, f"里面没有写年度，文字里多是 {mostly(head)} 年，请确认"
        return
    if said == asking.year:
        return
    named_most = mostly(head)
    if said < asking.year and named_most == asking.year:
        yield (
            Role.PENDING,
            f"标题写的是 {said} 年，文字里多是 {named_most} 年，请确认是哪一年的报告",
        )
    elif said < asking.year:
        right = f"，只是文件名写着 {asking.year} 年" if asking.year in named else ""
        yield Role.LAST_YEAR, f"里面写的是 {said} 年的报告{right}"
    else:
        yield Role.PENDING, f"里面写的是 {said} 年，本次汇总 {asking.year} 年，请确认"


# ------------------------------------------------------------ several files of one office
class OfficeFiles:
    """The reports of one office for this year, each of which might count."""

    def __init__(self, office: str, group: Sequence[tuple[Paper, Filed]], asking: Asking) -> None:
        self._office, self._asking = office, asking
        self._papers = newest_first([paper for paper, _ in group])
        self._filed = {one.path: one for _, one in group}

    def run(self) -> Iterator[Filed]:
        """A role for each of them."""
        returned = self._replaced()
        chosen = self._chosen(returned)
        papers = self._papers
        if chosen is None:
            yield from self._older([p for p in papers if p.seen.hash in returned], papers, REPLACED)
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

    def _chosen(self, returned: Container[str]) -> Paper | None:
        """The file that a person has chosen, last if several times; not one that was sent back
        afterwards and that another came in place of."""
        sent = self._asking.state.of(Subject.RETURN).get(self._office)
        last = sent.number if sent is not None else 0
        decided = [
            p
            for p in self._papers
            if (number := self._filed[p.path].decided)
            and (number > last or p.seen.hash not in returned)
        ]
        return max(decided, key=lambda p: self._filed[p.path].decided, default=None)

    def _replaced(self) -> set[str]:
        """The contents that were sent back, with what lay beside them then, where something
        else has come since: what was there already is no answer to the letter."""
        state, gone = self._asking.state, set[str]()
        for kind in (Subject.VERDICT, Subject.RETURN):
            what = state.what(kind, self._office)
            if kind == Subject.RETURN or what.get("verdict") == "退回":
                gone |= self._replaced_since(what)
        return gone

    def _replaced_since(self, what: Mapping[str, Any]) -> set[str]:
        sent = str(what.get("hash", ""))
        beside = {sent, *map(str, what.get("over", ()))}
        # Tasks of earlier programs do not say what lay beside it; a draft never is an answer.
        asked = "over" in what
        since = {p.seen.hash for p in self._papers if asked or not p.draft} - beside
        return beside if since else set(map(str, what.get("replaced", ())))

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
