"""What the manual calls by name is there under that name: buttons, menus, pages, keys."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ui.actions import MENUS, SPECS
from ui.forms import plain_label

ROOT = Path(__file__).resolve().parents[3]
MANUAL = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
MNEMONIC = re.compile(r"\(&.\)|（&.）|&")
QUOTED = re.compile("“([^”\n]+)”")
# In quotation marks, and no words of the program's: what others write, and examples.
NOT_OURS = {
    "全称、简称、其他名称、类别、是否报送、起始年度、截止年度、并入",
    "此件公开发布",
    "机构改革，3 件移交市数据局",
    "是否保存",
}
# Put together while the program runs, of the pieces behind it.
MADE = {
    "移动 1 件：自然人 → 商业企业": ("移动", "件：", " → ", "自然人", "商业企业"),
    "……没有用的日志.journal": ("没有用的日志",),
    "予以公开改为 21": ("予以公开", "改为 "),
    "按《××检查单》": ("按《", "检查单》"),
}
KEY = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d+|[A-Z][A-Za-z]+|[A-Z0-9,]|加号|滚轮|方向键)|\bF\d+\b"
)
# Qt's own, or those of a wheel and of several keys at once.
USUAL = {
    *("Ctrl+加号", "Ctrl+滚轮", "Ctrl+方向键", "Shift+方向键", "Ctrl+Home", "Ctrl+End"),
    *("Ctrl+Enter", "F2"),
    *(f"Ctrl+{number}" for number in range(1, 5)),  # the views of a task
}


@cache
def said() -> str:
    """Every text of the program and of its data, without the marks of mnemonics."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "resources").rglob("*.toml")]
    for room in ("ui", "govreport_desktop"):
        for path in (ROOT / room).rglob("*.py"):
            texts += constants(path)
    return MNEMONIC.sub("", "\n".join(texts)).replace("“", "‘").replace("”", "’")


def constants(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def pieces(quoted: str) -> list[str]:
    """What of a name is fixed: what stands between numbers, and on each step of a way."""
    if quoted in MADE:
        return list(MADE[quoted])
    parts = re.split(r"\d+(?:\.\d+)?%?|—|……", quoted)
    return [part.strip().rstrip("…") for part in parts if part.strip()]


def test_what_is_quoted_stands_in_the_program() -> None:
    names = set(QUOTED.findall(MANUAL))
    assert len(names) > 100
    assert names >= NOT_OURS | set(MADE)
    missing = [
        name
        for name in sorted(names - NOT_OURS)
        if not all(piece in said() for piece in pieces(name))
    ]
    assert missing == []


def test_what_is_said_to_stand_in_a_menu_stands_there() -> None:
    named = re.findall("“([^”]+)”菜单[^“。]{0,6}“([^”]+)”", MANUAL)
    assert len(named) >= 4
    labels = {spec.id: plain_label(spec.text).rstrip("…") for spec in SPECS}
    menus = {
        plain_label(title): {labels[entry] for entry in entries.split() if entry in labels}
        for title, entries in MENUS
    }
    for menu, entry in named:
        assert entry in menus[menu], (menu, entry)


def test_every_key_named_does_something() -> None:
    known = {key for spec in SPECS for key in spec.keys.split()} | USUAL
    known |= {key for path in (ROOT / "ui").rglob("*.py") for key in constants(path)}
    mnemonics = {
        f"Alt+{letter}"
        for path in (ROOT / "ui").rglob("*.py")
        for text in constants(path)
        for letter in re.findall(r"\(&(.)\)", text)
    }
    named = set(KEY.findall(MANUAL))
    assert len(named) > 40
    assert named - known - mnemonics == set()
