"""Reports full of random or chosen content, for everything that writes and reads workbooks."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import strategies as st

from govreport_desktop.form import Form, load_form
from govreport_desktop.form.model import CellSpec
from govreport_desktop.report import Report, Unread, Value, parse_number
from govreport_desktop.workbook.layout import COVER_FIELDS

FORMS = ("2021", "2019")

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "'")
words = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="年月一二三，。\n\r\t _x0041_{}=+-@&<>'\"\x00\x0b\ufffe\ud800", max_size=30),
    st.builds(lambda sign, rest: sign + rest, st.sampled_from(_SIGNS), st.text(max_size=12)),
    st.sampled_from(
        ["#N/A", "=1+1", "_x000D_", "{requests/received/total}", "\n", "\n\na\n", "续"]
    ),
)
_amounts = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(0, 10**12 - 1),
    st.integers(0, 8),
)


def _unread(cell: CellSpec) -> st.SearchStrategy[Value]:
    return words.map(lambda text: parse_number(text, cell.kind)).filter(
        lambda value: isinstance(value, Unread)
    )


def _value(cell: CellSpec) -> st.SearchStrategy[Value]:
    low = 0 if cell.kind.minimum == 0 else -(10**6)
    numbers: st.SearchStrategy[Value] = (
        _amounts
        if cell.kind.type == "decimal"
        else st.one_of(st.integers(low, 999), st.integers(low, 10**15 - 1))
    )
    return st.one_of(st.none(), numbers, numbers, _unread(cell))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A whole report of either form: any number, any text, anything unreadable."""
    form = load_form(draw(st.sampled_from(FORMS)))
    report = Report(form)
    typed = [cell for cell in form.cells if cell.formula is None]
    some = draw(st.lists(st.sampled_from(typed), unique_by=lambda c: c.address, max_size=60))
    values = {cell.address: draw(_value(cell)) for cell in some}
    texts = {section: draw(words) for section in report.texts}
    fields = {name: draw(words) for name in COVER_FIELDS}
    report.load(values, texts, fields, {})
    return report


def full_report(form_id: str = "2021", seed: int = 1) -> Report:
    """Every cell filled, part 三 out of balance, prose in several paragraphs."""
    chance = random.Random(seed)
    form: Form = load_form(form_id)
    report = Report(form, "示例市测试局", 2023 if form_id == "2021" else 2020)
    values: dict[object, Value] = {}
    for cell in form.cells:
        if cell.formula is None:
            whole = cell.kind.type == "integer"
            values[cell.address] = chance.randint(0, 900) if whole else Decimal("59237.2449")
    text = "（一）主动公开。全年公开信息1434条。\n（二）依申请公开。\n\n收到申请12件。"
    texts = dict.fromkeys(report.texts, text)
    fields = {**report.fields, "contact_name": "=1+1", "contact_phone": "+86 10 0000"}
    report.load(values, texts, fields, {})  # type: ignore[arg-type]
    return report
