"""Reports full of anything a clerk could have put there, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from govreport_desktop.form import CellSpec, Form, Kind, load_form
from govreport_desktop.report import Content, Edit, Report, TextAddress, Value, parse_number
from govreport_desktop.report.edit import Address, ExplanationAddress, FieldAddress

forms = st.sampled_from(["2019", "2021"]).map(load_form)
_prose = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


def typed_numbers(kind: Kind) -> st.SearchStrategy[Value]:
    """What a cell of ``kind`` can hold, blank and unreadable included."""
    unread = st.text(max_size=8).map(lambda text: parse_number(text, kind))
    lowest = -(10**15) + 1 if kind.minimum is None else kind.minimum
    if kind.type == "integer":
        numbers: st.SearchStrategy[Value] = st.one_of(
            st.integers(max(lowest, -50), 500), st.integers(lowest, 10**15 - 1)
        )
    else:
        numbers = st.decimals(0, 10**6, places=4).map(lambda d: d or abs(d))
    return st.one_of(st.none(), numbers, numbers, unread)


def typed_cells(form: Form) -> tuple[CellSpec, ...]:
    """The cells a clerk fills in."""
    return tuple(cell for cell in form.cells if not cell.formula)


@st.composite
def contents(draw: st.DrawFn, form: Form) -> dict[Address, Content]:
    """New contents for some places of a report."""
    found: dict[Address, Content] = {}
    for cell in draw(st.lists(st.sampled_from(typed_cells(form)), unique=True, max_size=12)):
        found[cell.address] = draw(typed_numbers(cell.kind))
    for section in draw(st.lists(st.sampled_from(form.narratives), unique=True, max_size=2)):
        found[TextAddress(section.id)] = draw(_prose)
    if draw(st.booleans()):
        found[FieldAddress("contact_name")] = draw(_prose)
        found[ExplanationAddress("R6:requests/business")] = draw(_prose)
    return found


@st.composite
def edits(draw: st.DrawFn, report: Report) -> Edit:
    """An edit that fits ``report`` as it is."""
    return report.edit(draw(contents(report.form)).items())


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of either form, some of it filled in."""
    report = Report(draw(forms), draw(_prose), draw(st.none() | st.integers(2019, 2099)))
    for _ in range(draw(st.integers(0, 3))):
        report.apply(draw(edits(report)))
    return report


def snapshot(report: Report) -> dict[str, object]:
    """Everything in ``report``, with the exact wording of every number."""
    values = {str(a): (type(v).__name__, str(v)) for a, v in report.values.items()}
    return {
        "values": values,
        "texts": dict(report.texts),
        "fields": dict(report.fields),
        "explanations": dict(report.explanations),
    }
