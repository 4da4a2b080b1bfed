"""One word for one thing: the table in CONTRIBUTING holds for everything the window says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "ui").rglob("*.py"))
# A losing word that is part of another one, which is meant.
MEANT = {"选项": ("选项卡",), "校验": ("校验码",)}


def losing_words() -> dict[str, str]:
    """Each word that is not used, and the one that is."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = page.partition("## Words")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.splitlines()
        if line.startswith("| ")
    ]
    return {word: row[0] for row in rows[1:] for word in row[2].split(", ") if word}


def said(path: Path) -> list[tuple[int, str]]:
    """Every string of a module that a clerk may see: docstrings are for others."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def test_the_table_is_read() -> None:
    words = losing_words()
    assert words["撤消"] == "撤销, 重做"
    assert len(words) > 30
    assert not set(words) & {winner for row in words.values() for winner in row.split(", ")}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_window_uses_no_other_word(path: Path) -> None:
    words = losing_words()
    found = []
    for line, text in said(path):
        for word, winner in words.items():
            rest = text
            for meant in MEANT.get(word, ()):
                rest = rest.replace(meant, "")
            if re.search(word, rest):
                found.append(f"{line}: {word} should be {winner}: {text[:40]}")
    assert found == []
