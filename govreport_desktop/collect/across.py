"""What only the office above can see: an office's report beside the others', and beside its last.

Each finding belongs to one office and is a warning with its basis; a person's verdict settles it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from govreport_desktop.checks.problem import Severity
from govreport_desktop.collect.alike import Alike, alike, mention, stands_for_itself
from govreport_desktop.collect.compare import Last
from govreport_desktop.collect.decision import State, Subject
from govreport_desktop.collect.implausible import implausible
from govreport_desktop.collect.names import PARENT, Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head
from govreport_desktop.collect.roles import Filed
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.report import format_value

# Whose file is younger by so much is taken for the one that copied.
_LATER = timedelta(hours=1)
_COPIED = "国办公开办函〔2021〕30号：对雷同、敷衍的报告追究责任"
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


def findings(compared: Compared) -> tuple[Finding, ...]:
    """Everything found, in the order of the roster."""
    heads = {key: one.head for key, one in compared.counting.items() if one.head is not None}
    found: dict[str, list[Finding]] = {key: [] for key in heads}
    copied = alike(tuple((key, head.marks) for key, head in heads.items()))
    for one in copied:
        found[one.office].append(_copied(one, copied, heads, compared))
    near = {one.office: one.other for one in copied}
    for key, head in heads.items():
        found[key] += _left_over(compared, compared.offices[key], head, near.get(key, ""))
    for each in implausible(compared.form, compared.offices, heads, compared.last):
        answer = compared.state.what(Subject.ANSWER, each.asked)
        if f"{each.office}={format_value(each.value)}" in answer.get("figures", ()):
            continue
        office = compared.offices[each.office]
        finding = Finding(office, each.rule, Severity.WARNING, each.words, each.basis, each.address)
        found[each.office].append(finding)
    return tuple(each for key in compared.offices for each in found.get(key, ()))


# ------------------------------------------------------------ prose
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
    """Other offices named in the prose: id, name as written, whether as the report's own."""
    for text in head.mentions:
        one = mention(text)
        name, other = compared.names.at_end_of(one.before)
        if other in ("", PARENT, office.id) or other not in compared.offices:
            continue
        if compared.offices[other].merged_into == office.id or (only and other not in only):
            continue
        yield other, name, stands_for_itself(one, name)
