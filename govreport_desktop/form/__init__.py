"""What the statute asks: sections, tables, number kinds, formulas and relations, as data."""

from govreport_desktop.form.choose import (
    available_forms,
    form_for_office,
    form_for_year,
    load_form,
    newest_form,
)
from govreport_desktop.form.help import CellHelp, Guidance
from govreport_desktop.form.meaning import FACTS, ROLES, FactName, SectionRole
from govreport_desktop.form.model import (
    Balance,
    CarryOver,
    CellAddress,
    CellSpec,
    Fact,
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
    "FACTS",
    "ROLES",
    "Balance",
    "CarryOver",
    "CellAddress",
    "CellHelp",
    "CellSpec",
    "Fact",
    "FactName",
    "Form",
    "Formula",
    "GridCell",
    "Guidance",
    "Kind",
    "Relation",
    "Role",
    "Section",
    "SectionRole",
    "Stock",
    "Table",
    "available_forms",
    "form_for_office",
    "form_for_year",
    "load_form",
    "newest_form",
]
