"""What a report's JSON shape (docs/forms.md) holds, read and checked, before it is a `Report`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from govreport_desktop.errors import ReadError
from govreport_desktop.form import Form, form_for_year, load_form
from govreport_desktop.form.model import CellAddress, CellSpec
from govreport_desktop.report.edit import FIELDS
from govreport_desktop.report.numbers import Unread, Value, check_number, parse_number
from govreport_desktop.report.years import FIRST_YEAR, LAST_YEAR, is_year

# Fields that have a key of their own.
OWN = ("office", "year", "last_year")


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a report consists of, as plain values.

    ``printed`` are the totals that stand in the shape, ``unplaced`` the names of what the
    form has no place for.
    """

    form: Form
    values: Mapping[CellAddress, Value]
    printed: Mapping[CellAddress, Value]
    texts: Mapping[str, str]
    fields: Mapping[str, str]
    explanations: Mapping[str, str]
    unplaced: tuple[str, ...]


def read_contents(shape: object) -> Contents:
    """What stands in ``shape``, a value that json.loads gave.

    Raises ReadError where it is no report at all, or a key holds another kind of value.
    """
    if not isinstance(shape, dict) or not (shape.keys() & {"form", "tables", "narratives"}):
        raise ReadError("这份 JSON 不是政府信息公开年度报告：没有 form、tables 或 narratives。")
    year = _year(shape)
    form = _form(shape.get("form"), year)
    unplaced: list[str] = []
    values, printed = _read_tables(form, _group(shape, "tables"), unplaced)
    parts = {section.id for section in form.narratives}
    texts = _strings(_group(shape, "narratives"), parts, "narratives", unplaced)
    known = set(FIELDS) - set(OWN)
    fields = _strings(_group(shape, "profile"), known, "profile", unplaced)
    fields |= {"office": _text(shape, "office"), "year": "" if year is None else str(year)}
    fields |= _last_year(shape.get("last_year"))
    explanations = _strings(_group(shape, "explanations"), None, "explanations", unplaced)
    return Contents(form, values, printed, texts, fields, explanations, tuple(unplaced))


def _year(shape: Mapping[str, Any]) -> int | None:
    year = shape.get("year")
    if year is None:
        return None
    if isinstance(year, bool) or not isinstance(year, int):
        raise ReadError(f"JSON 里的 year 应为整数年份，现在是“{year}”。")
    if not is_year(year):
        raise ReadError(f"JSON 里的 year 应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间，现在是 {year}。")
    return year


def _last_year(last: object) -> dict[str, str]:
    """Last year's report as the fields hold it: a shape of its own, or the text of one."""
    if last is None:
        return {}
    if isinstance(last, str):
        return {"last_year": last}
    if not isinstance(last, dict):
        raise ReadError(f"JSON 里的 last_year 应为一份报告，现在是“{last}”。")
    try:
        return {"last_year": json.dumps(last, ensure_ascii=False)}
    except RecursionError as error:
        raise ReadError("JSON 里的 last_year 一层套一层，没有尽头。") from error


def _form(form_id: object, year: int | None) -> Form:
    if isinstance(form_id, str):
        return load_form(form_id)
    if form_id is not None:
        raise ReadError(f'JSON 里的 form 应为文字（如 "2021"），现在是“{form_id}”。')
    if year is None:
        raise ReadError("JSON 里没有 form，也没有 year，不知道是哪一种格式。")
    return form_for_year(year)


def _read_tables(
    form: Form, tables: Mapping[str, Any], unplaced: list[str]
) -> tuple[dict[CellAddress, Value], dict[CellAddress, Value]]:
    values: dict[CellAddress, Value] = {}
    printed: dict[CellAddress, Value] = {}
    for table, rows in tables.items():
        for row, columns in _group(tables, table, rows).items():
            for column, plain in _group(rows, row, columns).items():
                address = CellAddress(table, row, column)
                if not form.has(address):
                    unplaced.append(f"tables/{address} = {plain}")
                    continue
                spec = form.cell(address)
                (printed if spec.formula else values)[address] = _value(spec, plain)
    return values, printed


def _value(spec: CellSpec, plain: object) -> Value:
    match plain:
        case None:
            return None
        case bool():
            return Unread(str(plain), "不是数")
        case int():
            return check_number(plain, spec.kind)
        case float():
            # json gives floats only for numbers with a point; repr is what stood there.
            return check_number(Decimal(repr(plain)), spec.kind, repr(plain))
        case str():
            return parse_number(plain, spec.kind)
    raise ReadError(f"JSON 里 {spec.address} 应为数、文字或 null，现在是“{plain}”。")


def _group(parent: Mapping[str, Any], key: str, value: object = None) -> Mapping[str, Any]:
    value = parent.get(key) if value is None else value
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ReadError(f"JSON 里的 {key} 应为一组键和值，现在是“{value}”。")
    return value


def _text(shape: Mapping[str, Any], key: str) -> str:
    value = shape.get(key) or ""
    if not isinstance(value, str):
        raise ReadError(f"JSON 里的 {key} 应为文字，现在是“{value}”。")
    return value


def _strings(
    group: Mapping[str, Any], known: set[str] | None, name: str, unplaced: list[str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in group.items():
        if value is None:
            continue
        if not isinstance(value, str):
            raise ReadError(f"JSON 里的 {name}/{key} 应为文字，现在是“{value}”。")
        if known is not None and key not in known:
            unplaced.append(f"{name}/{key} = {value}")
        else:
            found[key] = value
    return found
