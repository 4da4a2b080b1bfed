"""A roster as people keep it: a sheet, a text file or a paste, one office a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.home import home_of, without_home
from govreport_desktop.collect.office import Office
from govreport_desktop.errors import ReadError, quoted
from govreport_desktop.form.organs import organ_kind_of, organs

# What the columns of a roster are called, in any order.
_COLUMNS = {
    "name": (
        "全称",
        "单位全称",
        "机关全称",
        "机关名称",
        "单位名称",
        "单位",
        "名称",
        "部门",
        "机关",
    ),
    "short": ("简称", "单位简称", "机关简称"),
    "other_names": ("其他名称", "别名", "曾用名", "又名", "原名称"),
    "kind": ("类别", "机关类别", "单位类别", "性质", "类型"),
    "due": ("是否报送", "应报", "是否应报", "报送", "应报/不报", "报送要求"),
    "since": ("起始年度", "起始", "开始年度", "自"),
    "until": ("截止年度", "截止", "终止年度", "至"),
    "merged_into": ("并入", "并入单位", "合并到"),
    "own": ("本级",),
    "id": ("编号", "单位编号", "代码"),
}
_NOT_DUE = ("不报", "否", "不", "免报", "不应报", "垂直管理")
_YES = ("是", "√", "✓", "本级", "y", "yes", "1")
_NUMBERING = re.compile(
    r"^\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、．)）]\s*|^\s*[（(]\d{1,3}[)）]\s*"
)
_SEVERAL = re.compile(r"[、,，;；/|\s]+")


def from_rows(rows: Iterable[Sequence[str]], parent: str = "") -> tuple[Office, ...]:
    """The offices in ``rows`` of texts, with a header line or with the name first.

    A kind that is not stated follows from the name; an office of a vertically led system
    is 不报 unless the row says otherwise, and the parent's own office is its own entry. Raises
    ReadError where no office is found, one stands there twice, or an office merges into one
    that is not there.
    """
    lines = [[cell.strip() for cell in row] for row in rows]
    lines = [line for line in lines if any(line)]
    header, start = _header(lines)
    taken: set[str] = set()
    found = [
        _office(_named(line, header), parent, taken)
        for line in lines[start:]
        if _named(line, header).get("name")
    ]
    if not found:
        raise ReadError("名单里没有找到单位：一行写一个单位，或用“全称”“简称”等作表头。")
    _refuse_twice(found)
    return tuple(_merged(found))


def from_text(text: str, parent: str = "") -> tuple[Office, ...]:
    """The offices in a text or a paste: one a line, columns by tabs or commas."""
    rows = []
    for line in text.splitlines():
        plain = _NUMBERING.sub("", line)
        rows.append(plain.split("\t") if "\t" in plain else re.split(r"[,，]", plain))
    return from_rows(rows, parent)


def drafts(offices: Sequence[Office], known: Sequence[Office] = ()) -> tuple[Draft, ...]:
    """The decisions that make ``offices`` the roster, where ``known`` is the one there is.

    An office that has an entry under its name keeps the id of that; one that is not among
    ``offices`` stays as it is: a roster is added to, and taken from one by one.
    """
    by_name = {office.name: office for office in known}
    taken = {office.id for office in known}
    ids = {}
    for office in offices:
        old = by_name.get(office.name)
        key = old.id if old else office.id
        if old is None and key in taken:
            key = _free(taken)
        taken.add(key)
        ids[office.id] = key
    made = []
    for at, office in enumerate(offices):
        merged = ids.get(office.merged_into, office.merged_into)
        new = replace(office, id=ids[office.id], merged_into=merged)
        old = by_name.get(office.name)
        if old is None or old.to_plain() != new.to_plain():
            made.append(Draft(Subject.OFFICE, new.id, new.to_plain() | {"at": at + 1}, "名单"))
    return tuple(made)


def entry(office: Office, at: int, why: str = "") -> Draft:
    """The decision that one office is as ``office`` says; ``at`` is its place on the roster."""
    return Draft(Subject.OFFICE, office.id, office.to_plain() | {"at": at}, why)


def _header(lines: Sequence[Sequence[str]]) -> tuple[dict[int, str], int]:
    """Which column is what, and where the offices begin."""
    for number, line in enumerate(lines[:10]):
        named = {
            at: what
            for at, text in enumerate(line)
            for what, words in _COLUMNS.items()
            if "".join(text.split()) in words
        }
        if "name" in named.values():
            return named, number + 1
    return {0: "name", 1: "short"}, 0


def _named(line: Sequence[str], header: Mapping[int, str]) -> dict[str, str]:
    return {what: line[at] for at, what in header.items() if at < len(line) and line[at]}


def _office(plain: Mapping[str, str], parent: str, taken: set[str]) -> Office:
    name = "".join(_NUMBERING.sub("", plain["name"]).split())
    key = plain.get("id", "")
    if not key or key in taken:
        key = _free(taken)
    taken.add(key)
    kind = organs().stored(plain.get("kind", "")) if plain.get("kind") else ""
    known = organs().kinds.get(kind) or organ_kind_of(_whole(name, parent))
    vertical = known is not None and known.id == "vertical"
    due = plain.get("due", "")
    return Office(
        id=key,
        name=name,
        short=plain.get("short", ""),
        other_names=tuple(n for n in _SEVERAL.split(plain.get("other_names", "")) if n),
        kind=kind or (known.id if known else ""),
        due=due not in _NOT_DUE if due else not vertical,
        since=_year(plain.get("since", ""), name),
        until=_year(plain.get("until", ""), name),
        merged_into=plain.get("merged_into", ""),
        own=plain.get("own", "").lower() in _YES,
    )


def _whole(name: str, parent: str) -> str:
    """The name with the parent's division in front, as the kinds of organs look for it."""
    home = home_of(parent)
    return f"{home}{without_home(name, home)}" if home else name


def _free(taken: set[str]) -> str:
    return next(key for n in range(1, 100_000) if (key := f"{n:03}") not in taken)


def _year(text: str, name: str) -> int | None:
    digits = re.sub(r"年度?$", "", text)
    if not digits:
        return None
    if not re.fullmatch(r"20\d\d", digits):
        raise ReadError(f"名单里“{quoted(name)}”的年度应为四位数字，现在是“{quoted(text)}”。")
    return int(digits)


def _refuse_twice(offices: Sequence[Office]) -> None:
    seen: set[str] = set()
    for office in offices:
        if office.name in seen:
            raise ReadError(f"名单里“{quoted(office.name)}”出现了两次，请删去一行。")
        seen.add(office.name)


def _merged(offices: Sequence[Office]) -> Iterator[Office]:
    """``merged_into`` is stated by name; kept by id."""
    ids = {name: office.id for office in offices for name in (office.id, *office.names)}
    for office in offices:
        if not office.merged_into:
            yield office
        elif office.merged_into in ids:
            yield replace(office, merged_into=ids[office.merged_into])
        else:
            raise ReadError(
                f"名单里“{quoted(office.name)}”并入的“{quoted(office.merged_into)}”不在名单里。"
            )
