"""No code names a part, a row or a column of a form by its id: it asks for roles and facts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from govreport_desktop.form import available_forms, load_form

ROOT = Path(__file__).parents[3]
SOURCES = sorted(
    path for room in ("govreport_desktop", "ui") for path in (ROOT / room).rglob("*.py")
)
# What only happens to be spelled like an id, by file, and what it is.
NAMESAKES = {
    "govreport_desktop/form/meaning.py": "the roles themselves",
    "govreport_desktop/form/load.py": "the roles whose text is read",
}
WORDS = {
    ("govreport_desktop/checks/prose/numerals.py", "other"): "a kind of quantity",
    ("govreport_desktop/checks/open_points.py", "total"): "a kind of open point",
    ("govreport_desktop/matching/proposal.py", "total"): "the same",
    ("govreport_desktop/report/open_points.py", "total"): "the same",
    ("govreport_desktop/cli/tables.py", "problems"): "the key of the list that check prints",
    ("govreport_desktop/collect/reading.py", "problems"): "what the checks found in a file",
    ("govreport_desktop/jobs/reading_one.py", "total"): "a kind of open point",
    ("govreport_desktop/cli/help.py", "problems"): "a command",
    ("govreport_desktop/cli/help.py", "rules"): "a command",
    ("govreport_desktop/cli/declared.py", "rules"): "the same",
    ("govreport_desktop/cli/sheets.py", "rules"): "the same",
    ("govreport_desktop/cli/deciding.py", "rules"): "the same",
    ("govreport_desktop/cli/collecting.py", "problems"): "the same",
    ("govreport_desktop/cli/found.py", "problems"): "a key of the list it prints",
    ("govreport_desktop/cli/collected.py", "amount"): "what one office adds to a figure",
    ("govreport_desktop/collect/file.py", "decisions"): "a table of the file",
    ("ui/problems/dock.py", "problems"): "the object name of the dock",
    ("ui/actions.py", "problems"): "the command that shows the dock",
    ("ui/messages.py", "problems"): "the picture of that command",
    ("ui/actions.py", "change"): "what a command needs: a page that can be changed",
    ("ui/window/main_window.py", "problems"): "the command that shows the dock",
}


@cache
def ids() -> frozenset[str]:
    known: set[str] = set()
    for form in map(load_form, available_forms()):
        known |= {section.id for section in form.sections}
        for cell in form.cells:
            known |= {str(cell.address), cell.address.row, cell.address.column}
            # closed. stands for every row below it
            known.add(cell.address.row.partition(".")[0] + ".")
    return frozenset(known)


def asks_for_role(node: ast.AST) -> Iterator[ast.Constant]:
    """The literals by which a role is asked for: mypy knows their spelling."""
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("role", "prose"):
        yield from (arg for arg in node.args if isinstance(arg, ast.Constant))
    if isinstance(node, ast.Compare) and getattr(node.left, "attr", "") == "role":
        yield from (right for right in node.comparators if isinstance(right, ast.Constant))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_id_of_a_form_stands_in_code(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    if name in NAMESAKES:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    roles = {id(literal) for node in ast.walk(tree) for literal in asks_for_role(node)}
    known = ids()
    found = [
        f"{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and node.value in known
        and id(node) not in roles
        and (name, node.value) not in WORDS
    ]
    assert found == []
