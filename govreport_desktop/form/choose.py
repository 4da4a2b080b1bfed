"""Which forms there are, and which of them a year and a kind of organ ask for."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from govreport_desktop.errors import FormError
from govreport_desktop.form.load import read_form
from govreport_desktop.form.model import Form
from govreport_desktop.paths import resources


class _Scope(NamedTuple):
    """What a form is for, as the head of its file says: years, and kinds of organ."""

    id: str
    first_year: int
    last_year: int | None
    named: tuple[str, ...]  # kinds of organ

    def fits(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def overlaps(self, other: _Scope) -> bool:
        organs = set(self.named) & set(other.named) or not (self.named or other.named)
        apart = (self.last_year is not None and self.last_year < other.first_year) or (
            other.last_year is not None and other.last_year < self.first_year
        )
        return bool(organs) and not apart


@cache
def load_form(form_id: str) -> Form:
    """The form of that id. Raises FormError where there is none or its data is wrong."""
    if form_id not in available_forms():
        known = "、".join(available_forms())
        raise FormError(f"没有编号为“{form_id}”的格式，可用的格式有：{known}。")
    _scopes()
    return read_form(_path(form_id))


@cache
def available_forms() -> tuple[str, ...]:
    """The ids of the forms there are data for, in the order of their names."""
    return tuple(sorted(path.stem for path in (resources() / "forms").glob("*.toml")))


def form_for_year(year: int, organ: str = "") -> Form:
    """The form prescribed for the report of ``year`` by an organ of that kind.

    A kind that a form names (``organs`` in its data) has only such forms, and so has one
    that reports on nothing else; every other kind, and "" for one not known, has those for
    administrative organs in general. Raises FormError where no form is prescribed.
    """
    offered = _offered(organ)
    for scope in offered:
        if scope.fits(year):
            return load_form(scope.id)
    if not offered:
        raise FormError("没有供这一类机关使用的报告格式。")
    first = min(scope.first_year for scope in offered)
    raise FormError(f"{year} 年没有统一格式：全国统一格式从 {first} 年度报告开始使用。")


def form_for_office(year: int, office: str, kind: str = "") -> Form:
    """The form for the report of ``year`` by ``office``.

    ``kind`` is the kind of organ as far as somebody has chosen it; else the one that the name
    says. Raises FormError as above.
    """
    from govreport_desktop.form.organs import organ_kind_of

    named = None if kind else organ_kind_of(office)
    return form_for_year(year, kind or (named.id if named else ""))


def refuse_foreign_form(form: Form, office: str, kind: str = "") -> None:
    """Raise FormError where ``form`` is not for an organ like ``office``.

    ``kind`` is the kind of organ as far as it was chosen. Of a name that says no kind nobody
    knows better than whoever chose the form.
    """
    from govreport_desktop.form.organs import organ_kind_of, organs

    known = organs().kinds
    found = known.get(kind) or organ_kind_of(office)
    if found is None or found.id in form.organs or not (form.organs or found.own_form):
        return
    if form.organs:
        whom = "、".join(known[key].name for key in form.organs if key in known)
        raise FormError(f"{form.name}只供{whom}使用，“{office}”是{found.name}，请用通用的格式。")
    raise FormError(f"“{office}”是{found.name}，用自己的格式报告，不能用{form.name}。")


def newest_form(organ: str = "") -> Form:
    """The form that came last for organs of that kind: what is asked for without a year."""
    return load_form(max(_offered(organ), key=lambda scope: scope.first_year).id)


def _offered(organ: str) -> tuple[_Scope, ...]:
    own = tuple(scope for scope in _scopes() if organ in scope.named)
    if own or (organ and _reports_on_its_own(organ)):
        return own
    return tuple(scope for scope in _scopes() if not scope.named)


def _reports_on_its_own(organ: str) -> bool:
    from govreport_desktop.form.organs import organs  # most starts need no kind of organ

    kind = organs().kinds.get(organ)
    return kind is not None and kind.own_form


@cache
def _scopes() -> tuple[_Scope, ...]:
    """What each form is for. Raises FormError where two are for the same report."""
    scopes = tuple(_scope(form_id) for form_id in available_forms())
    for one, other in combinations(scopes, 2):
        if one.overlaps(other):
            raise FormError(
                f"{one.id}.toml 和 {other.id}.toml：适用的年度重叠，机关种类也相同，"
                "同一份报告不能有两种格式，请改正 first_year、last_year 或 organs。"
            )
    return scopes


def _scope(form_id: str) -> _Scope:
    """Read from the head of the file alone: most starts need the tables of one form only."""
    try:
        head = tomllib.loads(_path(form_id).read_text(encoding="utf-8").split("\n[", 1)[0])
        first, last = head["first_year"], head.get("last_year")
        named = tuple(head.get("organs", ()))
    except (OSError, ValueError, KeyError, TypeError):
        first, last, named = None, None, ()
    if not isinstance(first, int) or not (last is None or isinstance(last, int)):
        # Reading the whole of it says what is wrong, and where.
        form = read_form(_path(form_id))
        first, last, named = form.first_year, form.last_year, form.organs
    return _Scope(form_id, first, last, named)


def _path(form_id: str) -> Path:
    return resources() / "forms" / f"{form_id}.toml"
