"""What the statute asks: sections, tables, number kinds, formulas and relations, as data."""

from govreport_desktop.form.load import available_forms, form_for_year, load_form
from govreport_desktop.form.model import (
    Balance,
    CarryOver,
    CellAddress,
    CellSpec,
    Form,
    Formula,
    GridCell,
    Kind,
    Relation,
    Role,
    Section,
    Stock,
    Table,
)

__all__ = [
    "Balance",
    "CarryOver",
    "CellAddress",
    "CellSpec",
    "Form",
    "Formula",
    "GridCell",
    "Kind",
    "Relation",
    "Role",
    "Section",
    "Stock",
    "Table",
    "available_forms",
    "form_for_year",
    "load_form",
]
