"""docs/forms.md knows every key the loader takes and every id the data has."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.form import FACTS, ROLES, available_forms, keys, load_form, organs
from govreport_desktop.form import help as form_help

PAGE = (Path(__file__).parents[3] / "docs" / "forms.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("form_id", available_forms())
def test_every_id_is_on_the_page(form_id: str) -> None:
    form = load_form(form_id)
    ids = {section.id for section in form.sections}
    ids |= {part for cell in form.cells for part in cell.address}
    assert {name for name in ids if f"`{name}`" not in PAGE} == set()


def test_every_key_is_on_the_page() -> None:
    pairs = (
        keys.TOP,
        keys.KIND,
        keys.SECTION,
        keys.TABLE,
        keys.BLOCK,
        keys.COLUMN,
        keys.COLUMN_GROUP,
        keys.ROW,
        keys.ROW_GROUP,
        keys.FORMULA,
    )
    names = {key for required, optional in pairs for key in required | optional}
    names |= set(keys.RELATION)
    for required, optional in (form_help.TOP, form_help.TABLE, form_help.ENTRY):
        names |= required.keys() | optional.keys()
    for required, optional in (organs._TOP, organs._KIND, organs._ASK, organs._OLD):
        names |= required.keys() | optional.keys()
    for kind, (_, own) in keys.RELATION_KINDS.items():
        names |= {kind, *own}
    assert {key for key in names if f"`{key}`" not in PAGE} == set()


def test_every_role_and_fact_is_on_the_page() -> None:
    assert {name for name in (*ROLES, *FACTS) if f"`{name}`" not in PAGE} == set()


@pytest.mark.parametrize("kind", organs.organs().kinds.values(), ids=lambda kind: kind.id)
def test_every_kind_of_organ_is_on_the_page_with_its_day(kind: organs.OrganKind) -> None:
    line = next(
        line for line in PAGE.splitlines() if line.startswith(f"| `{kind.id}` | {kind.name}")
    )
    assert line.endswith(f"| {kind.due_date(2026)} |")


def test_every_place_a_sentence_may_name_is_on_the_page() -> None:
    for kind, (cls, _) in keys.RELATION_KINDS.items():
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |"))
        braces = line.split("|")[4]
        assert set(braces.replace("`", "").split()) == cls.PLACES
