"""R40: words written wrong, from a list of the confusions of this genre.

The list is data (``resources/words/confusions.toml``). There is no model of the language behind
it: a wrong form is there only where nothing else can be meant, or where what tells it apart
stands beside it in the data. Behind it come fixed phrases with a character like the right one
(`near_phrases`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose, Stretch
from govreport_desktop.checks.rewriting import rewrite_all
from govreport_desktop.checks.words.homophones import near_phrases
from govreport_desktop.form.datafile import DataFile, Keys
from govreport_desktop.paths import resources
from govreport_desktop.patterns import regex

SCHEMA = 1
_TOP: tuple[Keys, Keys] = ({"schema": int, "groups": dict}, {})
_GROUP: tuple[Keys, Keys] = ({"name": str, "level": str, "basis": str, "words": dict}, {})
_WORD: tuple[Keys, Keys] = (
    {"right": str},
    {"before": str, "not_before": str, "not_after": str, "not_with": str},
)
_BESIDE = 40  # characters behind a wrong form that its guards look at
# “惯彻”改为“贯彻”: who quotes a mistake to correct it does not make it.
_CORRECTING = regex(r"改为|改成|应为|写成|误写|错写|错别字")
_QUOTES = frozenset({"“”", "‘’", "「」", "『』"})


class Confusion(NamedTuple):
    """One wrong form and the right one.

    ``before`` and ``not_before`` are patterns of what must and must not follow, ``not_after``
    the characters one of which must not stand in front, ``not_with`` a pattern that its
    sentence must not hold; "" where nothing is asked. They are compiled when the form is met.
    """

    wrong: str
    right: str
    group: str
    basis: str
    level: Severity
    before: str = ""
    not_before: str = ""
    not_after: str = ""
    not_with: str = ""

    def means(self, prose: Prose, start: int) -> bool:
        """Whether the wrong form at ``start`` is one, and not a piece of two right words."""
        plain, end = prose.plain, start + len(self.wrong)
        front = plain[start - 1 : start]
        if front and front in self.not_after:
            return False
        follows = plain[end : end + _BESIDE]
        if self.before and not re.match(self.before, follows):
            return False
        if self.not_before and re.match(self.not_before, follows):
            return False
        first, last = prose.reading.sentence_at(start)
        sentence = f"{plain[first:start]}\n{plain[end:last]}"
        if front + plain[end : end + 1] in _QUOTES and _CORRECTING.search(sentence):
            return False
        return not self.not_with or not re.search(self.not_with, sentence)


@cache
def confusions() -> tuple[Confusion, ...]:
    """The list this program knows, longest wrong forms first."""
    return read_confusions(resources() / "words" / "confusions.toml")


def read_confusions(path: Path) -> tuple[Confusion, ...]:
    """The list in the file at ``path``. Raises FormError where its data is wrong."""
    data = DataFile.of(path)
    data.keys(data.data, "top", *_TOP)
    data.schema(SCHEMA)
    found = [one for key, group in data.data["groups"].items() for one in _group(data, key, group)]
    data.unique([one.wrong for one in found], "groups")
    return tuple(sorted(found, key=lambda one: -len(one.wrong)))


def _group(data: DataFile, key: str, node: Any) -> Iterator[Confusion]:
    where = f"groups.{key}"
    group = data.keys(node, where, *_GROUP)
    try:
        level = Severity(group["level"])
    except ValueError:
        data.fail(f"{where}.level", f"不认识 {group['level']}")
    for wrong, entry in group["words"].items():
        word = {"right": entry} if isinstance(entry, str) else entry
        word = data.keys(word, f"{where}.words.{wrong}", *_WORD)
        yield Confusion(wrong, group=group["name"], basis=group["basis"], level=level, **word)


def _find(context: Context, rule: Rule) -> Iterator[Problem]:
    known = [one for one in confusions() if one.level is rule.severity]
    for prose in context.proses:
        taken: set[int] = set()
        there = frozenset(prose.plain)
        for one in known:
            # Most wrong forms have a character that the text has not: that is the faster look.
            if there.issuperset(one.wrong) and (places := _places(prose, one, taken)):
                yield _problem(context, rule, prose, one, places)
        if rule is WRONG:
            yield from _homophones(context, prose, taken)


def _homophones(context: Context, prose: Prose, taken: set[int]) -> Iterator[Problem]:
    """Fixed phrases with one character like its own in them, where the list has said nothing."""
    found: dict[Confusion, list[Stretch]] = {}
    for (start, end), phrase, like in near_phrases(prose.plain):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            wrong = prose.plain[start:end]
            one = Confusion(wrong, phrase, f"{like}错字", WRONG.basis, WRONG.severity)
            found.setdefault(one, []).append(Stretch(start, end))
    for one, places in found.items():
        yield _problem(context, WRONG, prose, one, places)


def _places(prose: Prose, one: Confusion, taken: set[int]) -> list[Stretch]:
    """Where ``one`` stands; ``taken`` are the characters of what was found already."""
    found, size = [], len(one.wrong)
    start = prose.plain.find(one.wrong)
    while start >= 0:
        place = range(start, start + size)
        if taken.isdisjoint(place) and one.means(prose, start):
            taken.update(place)
            found.append(Stretch(start, start + size))
        start = prose.plain.find(one.wrong, start + size)
    return found


def _problem(
    context: Context, rule: Rule, prose: Prose, one: Confusion, places: list[Stretch]
) -> Problem:
    """One problem for a word, however often it stands there; one key puts all of them right."""
    if one.level is Severity.WARNING:
        said, please = f"应为“{one.right}”（{one.group}）", "请改正"
    else:
        said, please = f"公文里一般写作“{one.right}”", "建议改用"
    often = f"，共 {len(places)} 处" if len(places) > 1 else ""
    label = f"{f'{len(places)} 处' if often else ''}改为“{one.right}”"
    problem = rule.at(
        prose,
        *places[0],
        f"{prose.title}：“{one.wrong}”{said}{often}，{please}。",
        also=tuple(places[1:]),
        anchor=one.wrong,
        fixes=rewrite_all(context.report, prose, places, one.right, label),
    )
    return problem._replace(basis=one.basis)


def _find_wrong(context: Context) -> Iterator[Problem]:
    yield from _find(context, WRONG)


def _find_preferred(context: Context) -> Iterator[Problem]:
    yield from _find(context, PREFERRED)


WRONG = Rule(
    id="R40.words",
    name="错别字",
    what="没有这类报告里常见的错别字：惯彻、布署、知请权、既使等。",
    basis="《通用规范汉字表》（国发〔2013〕23号）、《现代汉语词典》",
    example="认真惯彻落实，保障公众知请权",
    severity=Severity.WARNING,
    find=_find_wrong,
)
PREFERRED = Rule(
    id="R40.preferred",
    name="公文的通行写法",
    what="用公文通行的写法：账（不用帐）、作出答复（不用做出）、截至某日（不用截止）等。",
    basis="《第一批异形词整理表》（GF 1001—2001）；条例的用字",
    example="建立台帐，依法做出答复",
    severity=Severity.INFO,
    find=_find_preferred,
)
