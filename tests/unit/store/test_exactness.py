"""Any report of any form comes back from its file exactly, and so does every step to it."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellSpec, Form
from govreport_desktop.report import (
    FIELDS,
    Address,
    Content,
    ExplanationAddress,
    FieldAddress,
    TextAddress,
    Unread,
)
from govreport_desktop.store.document import Document, verify
from tests.unit.store.samples import contents

Contents = list[tuple[Address, Content]]

# Every character but lone surrogates, which no text file can hold either.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
AMOUNTS = st.builds(
    lambda digits, places: Decimal((0, tuple(map(int, str(digits))), -places)),
    st.integers(0, 10**14),
    st.integers(-1, 8),
).filter(lambda amount: amount.adjusted() < 15)


def _content_of(cell: CellSpec) -> st.SearchStrategy[Content]:
    number = AMOUNTS if cell.kind.type == "decimal" else _counts(cell)
    return st.one_of(st.none(), number, TEXTS.map(Unread))


def _counts(cell: CellSpec) -> st.SearchStrategy[int]:
    low = -(10**14) if cell.kind.minimum is None else cell.kind.minimum
    return st.integers(low, 10**14)


@st.composite
def edits(draw: st.DrawFn, form: Form) -> Contents:
    """Contents for a handful of addresses, each at most once."""
    typed = [cell for cell in form.cells if not cell.formula]
    cells = draw(st.lists(st.sampled_from(typed), max_size=8, unique_by=lambda c: c.address))
    found: Contents = [(cell.address, draw(_content_of(cell))) for cell in cells]
    sections = draw(st.sets(st.sampled_from([section.id for section in form.narratives])))
    found += [(TextAddress(section), draw(TEXTS)) for section in sorted(sections)]
    names = draw(st.sets(st.sampled_from(sorted(set(FIELDS) - {"last_year"}))))
    found += [(FieldAddress(name), draw(TEXTS)) for name in sorted(names)]
    keys = draw(st.sets(TEXTS, max_size=2))
    return found + [(ExplanationAddress(key), draw(TEXTS)) for key in sorted(keys)]


@given(data=st.data(), form_id=st.sampled_from(["2019", "2021"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_what_goes_in_comes_out(data: st.DataObject, form_id: str) -> None:
    form = load_form(form_id)
    steps = data.draw(st.lists(edits(form), min_size=1, max_size=4))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "年报.govreport"
        with Document.create(path, form, "某局", 2020) as document:
            states = []
            for step in steps:
                document.apply(document.report.edit(step))
                states.append(contents(document.report))
                document.save_version("一步")
            values = dict(document.report.values)
        assert verify(path) == []
        with Document.open(path) as document:
            assert contents(document.report) == states[-1]
            assert dict(document.report.values) == values
            kept = [contents(document.version(v.id)) for v in document.versions()]
            assert kept == states
            for version, state in zip(document.versions(), states, strict=True):
                document.apply(document.restoring(version.id))
                assert contents(document.report) == state
            for address, _ in steps[0]:
                entries = document.history(address)
                olds, news = [e.old for e in entries], [e.new for e in entries]
                assert news[:-1] == olds[1:]
                if entries:
                    assert news[-1] == document.report.content(address)
