"""What the data file of a form may hold, key by key: required first, then optional."""

from __future__ import annotations

from govreport_desktop.form.datafile import Keys, Pair
from govreport_desktop.form.model import Balance, CarryOver, Relation, Stock

TOP: Pair = (
    {"schema": int, "id": str, "name": str, "notice": str, "first_year": int, "title": str}
    | {"kinds": dict, "sections": list, "tables": list},
    {"last_year": int, "organs": list, "article_fill": str, "facts": dict, "relations": list},
)
KIND: Pair = ({"type": str, "unit": str, "name": str}, {"minimum": int})
SECTION: Pair = (
    {"id": str, "kind": str, "heading": str},
    {"role": str, "number": str, "aliases": list, "hint": str, "optional": bool},
)
TABLE: Pair = (
    {"id": str, "widths": list, "blocks": list},
    {"row_labels": str, "formulas": list},
)
BLOCK: Pair = ({"columns": list, "rows": list}, {"article": str})
_GROUP: Keys = {"short": str, "align": str, "lines": list}
_LEAF: Keys = {"label": str, "id": str, "aliases": list} | _GROUP
COLUMN: Pair = ({"label": str}, _LEAF | {"kind": str, "span": int, "row": str})
COLUMN_GROUP: Pair = ({"label": str, "columns": list}, _GROUP | {"row": str})
ROW: Pair = ({}, _LEAF)
ROW_GROUP: Pair = ({"label": str, "rows": list}, _GROUP)
FORMULA: Pair = ({"rule": str, "sum": list, "explain": str}, {"row": str, "column": str})
RELATION: Keys = {
    "rule": str,
    "kind": str,
    "table": str,
    "severity": str,
    "basis": str,
    "message": str,
}
RELATION_KINDS: dict[str, tuple[type[Relation], Keys]] = {
    "balance": (Balance, {"left": list, "right": list, "left_name": str, "right_name": str}),
    "carry_over": (CarryOver, {"opening": str, "closing": str}),
    "stock": (Stock, {"rows": list, "stock": str, "plus": str, "minus": str}),
}
