"""The pages that are read: what they point at is there, what they name exists."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup, TyperOption

from govreport_desktop.cli.parsed import command_line

ROOT = Path(__file__).parents[2]
README, MANUAL = ROOT / "README.md", ROOT / "docs" / "manual.md"
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "benchmarks" / "README.md",
]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 1_500_000  # of all pictures: a clone stays quick

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_KEYS_ROW = re.compile(r"^\| ([^|]+) \| `([^`]+)` \|$", re.MULTILINE)


def page_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def links(page: Path) -> list[str]:
    """Where a page points, code left out."""
    return _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """The names of a page's headings as web sites make them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(text))
    return {heading.strip().replace(" ", "-") for heading in kept}


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    for link in links(page):
        if link.startswith(("https://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_reached_from_the_readme() -> None:
    linked = {(ROOT / link).resolve() for link in links(README) if "://" not in link}
    assert {page for page in PAGES if page != README} <= linked


def test_pictures_are_few_and_all_are_shown() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    pictures = set(IMAGES.glob("*"))
    assert {picture for picture in pictures if picture.is_file()} <= shown
    assert sum(picture.stat().st_size for picture in IMAGES.glob("*.png")) < MOST_BYTES


# ------------------------------------------------------------ commands
def program() -> TyperGroup:
    command = typer.main.get_command(command_line())
    assert isinstance(command, TyperGroup)
    return command


def spellings(name: str) -> set[str]:
    """Every way to write an option of a command, or of one of those below it."""
    command = program().commands[name]
    below = command.commands.values() if isinstance(command, TyperGroup) else ()
    params = [param for each in (command, *below) for param in each.params]
    options = [param for param in params if isinstance(param, TyperOption)]
    return {spelling for option in options for spelling in option.opts} | {"--help"}


def command_lines(page: Path) -> Iterator[list[str]]:
    """What stands after ``govreport`` in each piece of code of a page."""
    text = page.read_text(encoding="utf-8")
    for piece in _CODE.findall(text):
        for line in piece.strip("`").splitlines():
            if re.match(r"govreport\s", line):
                yield shlex.split(line)[1:]


def is_command(word: str) -> bool:
    return re.fullmatch(r"[a-z][a-z-]*", word) is not None


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_command_and_option_named_exists(page: Path) -> None:
    for words in command_lines(page):
        if not is_command(words[0]):
            continue
        assert words[0] in program().commands, words
        options = {word for word in words if word.startswith("-")}
        assert options <= spellings(words[0]), words


@pytest.mark.parametrize("heading", ["## Command line", "## 命令行"])
def test_the_readme_names_every_command_in_both_languages(heading: str) -> None:
    table = README.read_text(encoding="utf-8").split(heading)[1].split("\n## ")[0]
    named = {words[0] for words in map(str.split, re.findall(r"`govreport ([^`]+)`", table))}
    assert {word for word in named if is_command(word)} == set(program().commands)


@pytest.mark.parametrize("heading", ["## Command line", "## 命令行"])
def test_options_the_readme_mentions_beside_a_command_exist(heading: str) -> None:
    table = README.read_text(encoding="utf-8").split(heading)[1].split("\n## ")[0]
    for name, rest in re.findall(r"^\| `govreport ([a-z-]+)(.*)$", table, re.MULTILINE):
        mentioned = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest))
        assert mentioned <= spellings(name), name


# ------------------------------------------------------------ what else is named
def test_the_readme_gives_a_reason_for_every_dependency() -> None:
    text = README.read_text(encoding="utf-8")
    table = text.split("## What it is made of")[1].split("\n## ")[0]
    rows = [row.split("|")[1:4] for row in table.splitlines() if row.startswith("| ")][1:]
    named = {name.strip() for row in rows for name in row[0].split(",")}
    with (ROOT / "pyproject.toml").open("rb") as file:
        entries = tomllib.load(file)["project"]["dependencies"]
    assert named == {re.split(r"[<>=]", entry)[0] for entry in entries}
    assert all(reason.strip() for row in rows for reason in row)


@pytest.mark.parametrize("page", [README, ROOT / "CONTRIBUTING.md"], ids=page_name)
def test_every_make_target_named_exists(page: Path) -> None:
    named = set(re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named
    assert named <= targets()


def test_contributing_names_every_make_target() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z]+)", text)) == targets()


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_the_benchmarks_page_names_every_benchmark() -> None:
    text = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    modules = {path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py")} - {"timing"}
    assert modules <= set(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE))


def test_the_manual_has_the_keys_of_the_window() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    table = text.split("\n## 快捷键\n")[1].split("\n在表里：")[0]
    assert _KEYS_ROW.findall(table) == list(window_keys())


def window_keys() -> Iterator[tuple[str, str]]:
    """Name and first key of each command, read from the source: no Qt here."""
    tree = ast.parse((ROOT / "ui" / "actions.py").read_bytes())
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            continue
        if call.func.id == "Spec":
            _, text, *rest = [ast.literal_eval(argument) for argument in call.args]
            given = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
            keys = rest[0] if rest else given.get("keys", "")
            if keys:
                yield text.partition("(&")[0], keys.split()[0]
