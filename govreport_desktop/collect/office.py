"""One office of the roster: what it is called, whether it owes a report, since and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Office:
    """An entry of the roster. ``id`` never changes, whatever becomes of the name.

    ``kind`` is an id of `form.organs`, "" where nobody has said. ``due`` says whether it
    reports to this parent (应报); vertically led offices do not (不报). ``since`` and
    ``until`` are the first and the last year it owes a report, None without a limit.
    ``merged_into`` is the id of the office that has taken it over. ``own`` is the parent's
    own entry, whose figures are added like any other's: 政府办公室, not the 本级 report.
    """

    id: str
    name: str
    short: str = ""
    other_names: tuple[str, ...] = ()
    kind: str = ""
    due: bool = True
    since: int | None = None
    until: int | None = None
    merged_into: str = ""
    own: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, the full name first."""
        return tuple(dict.fromkeys(n for n in (self.name, self.short, *self.other_names) if n))

    @property
    def called(self) -> str:
        """What it is called in a narrow column."""
        return self.short or self.name

    def owes(self, year: int) -> bool:
        """Whether it owes the report of ``year`` to this parent."""
        begun = self.since is None or self.since <= year
        going = self.until is None or year <= self.until
        return self.due and begun and going and not self.in_year(year).merged_into

    def in_year(self, year: int) -> Office:
        """The same as it was in ``year``: one taken over afterwards still stands for itself."""
        later = self.until is not None and year <= self.until
        return replace(self, merged_into="") if later and self.merged_into else self

    def to_plain(self) -> dict[str, Any]:
        """Its facts as a decision keeps them, without the id."""
        plain = {k: v for k, v in asdict(self).items() if k != "id"}
        plain["other_names"] = list(self.other_names)
        return plain


def office_of(key: str, plain: Mapping[str, Any]) -> Office:
    """The office that `Office.to_plain` wrote; facts a newer program added are passed over."""
    return Office(
        id=key,
        name=str(plain.get("name", "")),
        short=str(plain.get("short") or ""),
        other_names=tuple(map(str, plain.get("other_names") or ())),
        kind=str(plain.get("kind") or ""),
        due=bool(plain.get("due", True)),
        since=_year(plain.get("since")),
        until=_year(plain.get("until")),
        merged_into=str(plain.get("merged_into") or ""),
        own=bool(plain.get("own", False)),
    )


def _year(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
