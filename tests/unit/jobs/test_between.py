"""A folder of reports beside each other: what `check --offices` says of them."""

from __future__ import annotations

import random
from pathlib import Path

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.form import load_form
from govreport_desktop.jobs.check import check_file
from govreport_desktop.jobs.documents import write_new
from govreport_desktop.report import Content, TextAddress
from govreport_desktop.report.edit import Address

FORM = load_form("2021")
CELLS = [cell.address for cell in FORM.cells if cell.formula is None]
PARENT = "青川县人民政府"


def prose(seed: int) -> str:
    """Sentences that no other office has."""
    dice = random.Random(seed)
    return "".join(
        "".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(22)) + "。" for _ in range(30)
    )


def town(folder: Path, number: int, text: str, figures: int = 0) -> str:
    """A report of a town, whose figures follow from ``figures``."""
    dice, name = random.Random(figures or number), f"青川县第{number}镇人民政府"
    contents: dict[Address, Content] = {cell: dice.randrange(20, 60) for cell in CELLS[:9]}
    contents[TextAddress("overview")] = f"{name}{text}"
    write_new(folder / f"{name}.govreport", FORM, name, 2025, contents.items())
    return name


def found(folder: Path) -> list[Problem]:
    parent = folder.parent / "本级.govreport"
    write_new(parent, FORM, PARENT, 2025, overwrite=True)
    checked = check_file(parent, offices=folder)
    return [p for p in checked.problems if p.rule in ("R52", "R53", "R54")]


def test_offices_of_their_own_raise_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    for number in range(10):
        town(folder, number, prose(number))
    assert found(folder) == []


def test_prose_and_figures_of_another_office(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    names = [town(folder, number, prose(number)) for number in range(8)]
    copied = town(folder, 8, prose(3), figures=3)
    problems = found(folder)
    assert {p.rule for p in problems} == {"R52", "R53"}
    prose_of = [p for p in problems if p.rule == "R52" and copied in p.key.partition("/")[0]]
    assert prose_of[0].severity is Severity.WARNING
    assert prose_of[0].message.startswith(f"{copied}：文字 100% 与{names[3]}相同")
    assert "，如“" in prose_of[0].message
    assert "等 30 句。" in prose_of[0].message
    assert prose_of[0].basis


def test_a_warning_between_offices_is_explained(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    for number in range(4):
        town(folder, number, prose(number))
    town(folder, 8, prose(3))
    key = next(p.key for p in found(folder) if p.severity is Severity.WARNING)
    parent = folder.parent / "本级.govreport"
    checked = check_file(parent, offices=folder, explain=(key, "同一人起草"))
    (one,) = (p for p in checked.problems if p.key == key)
    assert one.explanation == "同一人起草"
