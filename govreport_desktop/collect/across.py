"""What only the office above can see: an office's report beside the others', and beside its last.

Each finding belongs to one office and is a warning with its basis; a person's verdict settles it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from govreport_desktop.checks.problem import Severity
from govreport_desktop.checks.settings import CheckSettings, in_force
from govreport_desktop.checks.sheet.marking import note_of
from govreport_desktop.checks.sheet.reading import sheet_of
from govreport_desktop.collect.alike import (
    Alike,
    alike,
    is_beside,
    mention,
    opens_sentence,
    stands_for_itself,
    twins,
)
from govreport_desktop.collect.compare import Last
from govreport_desktop.collect.decision import State, Subject
from govreport_desktop.collect.implausible import implausible
from govreport_desktop.collect.names import PARENT, Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.peers import far, far_words, same_figures
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.roles import Filed
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.report import format_value

# Whose file is younger by so much is taken for the one that copied.
_LATER = timedelta(hours=1)
_COPIED = "国办公开办函〔2021〕30号：对雷同、敷衍的报告追究责任"
# Findings about whole prose: from another office to a good part, and from end to end.
PROSE_RULES = ("copied", "same_prose")
# What is known by a number, and so by a switch, too (`checks.among`).
NUMBERS = dict.fromkeys(PROSE_RULES, "R52") | {
    "left_over": "R15",
    "same_figures": "R53",
    "far": "R54",
}
_FAR = "与同类单位比较（中位数和绝对中位差），可以说明原因"
_NAMED = 3  # offices in a sentence
_LEFT_OVER = "国办公开办函〔2021〕30号：主管部门审核把关；公布的报告中常见的沿用别的单位的文字"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one office. ``rule`` says what kind, ``address`` the cell concerned.

    ``others`` are the names of the offices it was compared with. A note (`Severity.INFO`) is
    no alarm: somebody else's prose is like this one's.
    """

    office: Office
    rule: str
    severity: Severity
    words: str
    basis: str
    address: CellAddress | None = None
    others: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it is known by, whatever its words."""
        where = str(self.address) if self.address else "、".join(self.others)
        return f"{self.rule}:{where}"

    def is_alarm_for(self, office: Office) -> bool:
        """Whether ``office`` is asked about it."""
        return self.office.id == office.id and self.severity is not Severity.INFO


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: the reports that count, the names and last years of their offices."""

    form: Form
    offices: Mapping[str, Office]
    counting: Mapping[str, Filed]
    names: Names
    last: Mapping[str, Last]
    state: State
    came: Mapping[str, datetime]
    settings: CheckSettings | None = None  # None for what the task's check sheet says

    @property
    def held(self) -> CheckSettings:
        """How strictly it is compared."""
        text = self.state.setting("sheet")
        usual = CheckSettings(sheet=sheet_of(text) if text else None)
        return in_force(usual if self.settings is None else self.settings)


def findings(compared: Compared) -> tuple[Finding, ...]:
    """Everything found, in the order of the roster."""
    heads = {key: one.head for key, one in compared.counting.items() if one.head is not None}
    found: dict[str, list[Finding]] = {key: [] for key in heads}
    marks = tuple((key, head.marks) for key, head in heads.items())
    copied = alike(marks)
    for one in copied:
        found[one.office].append(_copied(one, copied, heads, compared))
    near = {one.office: one.other for one in copied}
    # What too many share is nobody's, but for all of it to be the same is no template.
    for group in twins(marks):
        for key in group:
            if key not in near:
                found[key].append(_same_prose(compared, key, group))
    for key, head in heads.items():
        found[key] += _left_over(compared, compared.offices[key], head, near.get(key, ""))
    for each in implausible(compared.form, compared.offices, heads, compared.last):
        answer = compared.state.what(Subject.ANSWER, each.asked)
        if f"{each.office}={format_value(each.value)}" in answer.get("figures", ()):
            continue
        office = compared.offices[each.office]
        finding = Finding(office, each.rule, Severity.WARNING, each.words, each.basis, each.address)
        found[each.office].append(finding)
    for beside in _beside_others(compared, heads, found):
        found[beside.office.id].append(beside)
    every = (each for key in compared.offices for each in found.get(key, ()))
    return tuple(_weighed(every, compared.held))


def _weighed(every: Iterable[Finding], held: CheckSettings) -> Iterator[Finding]:
    """What is looked for at all, with the level of a check sheet; a note stays one."""
    for each in every:
        rule = NUMBERS.get(each.rule, "")
        if held.sheet is not None and held.runs(rule) and each.severity is not Severity.INFO:
            words = f"{each.words}{note_of(rule, each.severity, held.sheet)}"
            yield replace(each, words=words, severity=held.sheet.level(rule) or each.severity)
        elif held.runs(rule):
            yield each


# ------------------------------------------------------------ figures
def _beside_others(
    compared: Compared, heads: Mapping[str, Head], found: Mapping[str, Sequence[Finding]]
) -> Iterator[Finding]:
    """The same figures in two reports, and figures far from those of like offices.

    A cell that was named already is not named again.
    """
    for same in same_figures(heads):
        office, other = compared.offices[same.office], compared.offices[same.other]
        words = (
            f"表里不为 0 的 {same.figures} 个数有 {same.same} 个与{other.name}的相同，"
            "请核实是否套用了它的表"
        )
        yield Finding(
            office, "same_figures", Severity.WARNING, words, _COPIED, others=(other.name,)
        )
    for one in far(compared.form, compared.offices, heads, compared.last, compared.held):
        if any(each.address == one.address for each in found[one.office]):
            continue
        words = far_words(compared.form, one)
        office = compared.offices[one.office]
        yield Finding(office, "far", Severity.WARNING, words, _FAR, one.address)


# ------------------------------------------------------------ prose
def _same_prose(compared: Compared, key: str, group: Sequence[str]) -> Finding:
    others = tuple(compared.offices[one].name for one in group if one != key)
    named = "、".join(others[:_NAMED]) + (f"等 {len(others)} 个单位" if others[_NAMED:] else "")
    words = f"全部文字与{named}的相同，只有单位名称和数不同"
    return Finding(
        compared.offices[key], "same_prose", Severity.WARNING, words, _COPIED, others=others
    )


def _copied(
    one: Alike, copied: Sequence[Alike], heads: Mapping[str, Head], compared: Compared
) -> Finding:
    other = compared.offices[one.other]
    words = f"文字 {one.share:.0%} 与{other.name}相同（各单位都有的话不算）"
    severity = Severity.WARNING
    back = next((a for a in copied if (a.office, a.other) == (one.other, one.office)), None)
    if back is not None and _is_source(one, heads, compared):
        severity = Severity.INFO
        words = f"{other.name}的文字 {back.share:.0%} 与这份相同，那一份较晚，请看那一份"
    return Finding(
        compared.offices[one.office], "copied", severity, words, _COPIED, others=(other.name,)
    )


def _is_source(one: Alike, heads: Mapping[str, Head], compared: Compared) -> bool:
    """Whether the other is the one that copied: it names this office, or is clearly younger."""
    mine, other = compared.offices[one.office], compared.offices[one.other]
    names_me = any(True for _ in _named(compared, other, heads[one.other], {mine.id}))
    names_it = any(True for _ in _named(compared, mine, heads[one.office], {other.id}))
    if names_me != names_it:
        return names_me
    here, there = compared.came.get(one.office), compared.came.get(one.other)
    return here is not None and there is not None and there - here > _LATER


def _left_over(compared: Compared, office: Office, head: Head, near: str) -> Iterator[Finding]:
    """Other offices where this one should stand; anywhere, in prose that is theirs."""
    seen: set[str] = set()
    for other, name, itself in _named(compared, office, head, None):
        if other in seen or not (itself or other == near):
            continue
        seen.add(other)
        whose = compared.offices[other].name
        words = f"文字里该写本单位的地方写的是“{name}”（{whose}），请核实是否沿用了它的文字"
        if not itself:
            words = f"与{whose}相同的文字里留着“{name}”，请核实是否沿用了它的文字"
        yield Finding(office, "left_over", Severity.WARNING, words, _LEFT_OVER, others=(whose,))


def _named(
    compared: Compared, office: Office, head: Head, only: set[str] | None
) -> Iterator[tuple[str, str, bool]]:
    """Other offices named in the prose: id, name as written, whether as the report's own.

    A full name is, where a sentence speaks of it or where it stands more than once by itself.
    """
    full: Counter[str] = Counter()
    for text in head.mentions:
        one = mention(text)
        name, other = compared.names.at_end_of(one.before)
        if other in ("", PARENT, office.id) or other not in compared.offices:
            continue
        if compared.offices[other].merged_into == office.id or (only and other not in only):
            continue
        itself = stands_for_itself(one, name)
        if name == compared.offices[other].name and not is_beside(one, name):
            full[other] += 1
            itself = itself or full[other] > 1 or opens_sentence(one, name)
        yield other, name, itself
