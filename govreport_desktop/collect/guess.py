"""What a folder without a task is most likely about: the year, the parent and its offices.

For a first look and for a consolidation without a roster. Whatever is taken from here is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from govreport_desktop.collect.home import divisions_of, home_of, is_government
from govreport_desktop.collect.names import ENDS, PARENT, Names, office_words
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.outsiders import doubtful, outsider
from govreport_desktop.collect.reading import Head
from govreport_desktop.divisions import leading_division, related, whole_name
from govreport_desktop.form.organs import organ_kind_of


@dataclass(frozen=True, slots=True)
class Guess:
    """The year most reports are of, the government most offices belong to, and the offices.

    ``year`` is None where no report says one, ``parent`` "" where the names have no county in
    common. ``outsiders`` says of the offices that are not to be added why, ``doubtful`` of those
    that are what speaks against it, both by their id.
    """

    year: int | None
    parent: str
    offices: tuple[Office, ...]
    outsiders: Mapping[str, str]
    doubtful: Mapping[str, str]


def guess(files: Mapping[str, Head], year: int | None = None, parent: str = "") -> Guess:
    """The likeliest for ``files`` by path; ``year`` and ``parent`` go before, where given."""
    reports = {path: head for path, head in files.items() if head.is_report}
    year = year or _commonest(head.year for head in reports.values() if head.year)
    if not parent:
        home = _home([head.office for head in reports.values() if head.office])
        parent = f"{home}人民政府" if home else ""
    named = {path: head for path, head in reports.items() if head.year in (year, None)}
    offices = tuple(_offices(named, parent))
    return Guess(year, parent, offices, *suspected(offices, parent))


def suspected(
    offices: Sequence[Office], parent: str
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """`Guess.outsiders` and `Guess.doubtful` of offices that were guessed."""
    reasons = {one.id: outsider(one.name, home_of(parent)) for one in offices if not one.due}
    return reasons, doubtful(offices, parent)


def _commonest(years: Iterable[int]) -> int | None:
    counted = Counter(years)
    return max(counted, key=lambda year: (counted[year], year), default=None)


def _home(names: Sequence[str]) -> str:
    """The division that more than half of the names begin with, the innermost that is.

    "" where there is none, or where they are of several districts of one city: whose offices
    are to be added up nobody can tell then.
    """
    found = {name: _homes(name) for name in set(names)}
    known = {home for homes in found.values() for home in homes}
    counted: Counter[str] = Counter()
    for homes in found.values():
        counted.update({*homes, *(one for one in known if homes and _lies_in(homes[-1], one))})
    likely = [home for home, count in counted.items() if 2 * count > len(found) and count > 1]
    home = max(likely, key=len, default="")
    below = [n for n, homes in found.items() if home in homes[:-1] and not is_government(n)]
    return "" if 2 * len(below) > len(found) else home


def _lies_in(home: str, one: str) -> bool:
    """Whether ``home`` is ``one`` without what lies around it: 临江区 of 云岭市临江区."""
    around = one.removesuffix(home)
    return around != one and around[-1:] in "省市州盟"


def _homes(name: str) -> tuple[str, ...]:
    """The divisions an office lies in, from the outermost in, each with those around it.

    The district of a city that its name goes on with is among them, on a list or not.
    """
    home = home_of(name)
    rest = name.removeprefix(home)
    inner = home_of(rest) if home and not is_government(rest) else ""
    parts = (*divisions_of(home), *((inner,) if inner and inner != rest else ()))
    whole = tuple(map(whole_name, parts))
    return tuple("".join(whole[: at + 1]) for at in range(len(whole)))


def _offices(reports: Mapping[str, Head], parent: str) -> list[Office]:
    """An office for each name there is; the longest spelling is its name."""
    names = Names((), parent)
    spellings: dict[str, set[str]] = {}
    for path, head in reports.items():
        words = office_words(PurePosixPath(path).stem)
        name = head.office or (words if ENDS.search(words) else "")
        if name and names.meant(name).office != PARENT and _may_belong(name, home_of(parent)):
            spellings.setdefault(names.key(name), set()).add(name)
    found = []
    for number, spelled in enumerate(spellings.values(), 1):
        name, *others = sorted(spelled, key=lambda n: (-len(n), n))
        kind = organ_kind_of(name)
        found.append(
            Office(
                f"{number:03}",
                name,
                other_names=tuple(others),
                kind=kind.id if kind else "",
                due=not outsider(name, home_of(parent)),
            )
        )
    return found


def _may_belong(name: str, home: str) -> bool:
    """Whether an office may be one of ``home``: no division in its name lies elsewhere."""
    last = divisions_of(home)[-1] if home else ""
    division = leading_division(name)
    return not home or not division or not leading_division(last) or related(division, last)
