"""A folder of reports beside each other: what `check --offices` says of them."""

from __future__ import annotations

import random
from pathlib import Path

from govreport_desktop.checks import Problem, Severity
from govreport_desktop.form import load_form
from govreport_desktop.jobs.check import check_file
from govreport_desktop.jobs.documents import write_new
from govreport_desktop.report import Content, FieldAddress, TextAddress
from govreport_desktop.report.edit import Address

FORM = load_form("2021")
CELLS = [cell.address for cell in FORM.cells if cell.formula is None]
PARENT = "青川县人民政府"
_TOWNS = (
    *("石桥", "云溪", "竹园", "凉水", "关庄", "木鱼", "沙州", "姚渡", "三锅", "房石"),
    *("曲河", "前进", "营盘", "孔溪", "金子", "黄坪", "楼子", "大院", "红光"),
)


def prose(seed: int) -> str:
    """Sentences that no other office has."""
    dice = random.Random(seed)
    return "".join(
        "".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(22)) + "。" for _ in range(30)
    )


def town(folder: Path, number: int, text: str, figures: int = 0) -> str:
    """A report of a town, whose figures follow from ``figures``."""
    dice, name = random.Random(figures or number), f"青川县{_TOWNS[number]}镇人民政府"
    contents: dict[Address, Content] = {cell: dice.randrange(20, 60) for cell in CELLS[:9]}
    contents[TextAddress("overview")] = f"{name}{text}"
    write_new(folder / f"{name}.govreport", FORM, name, 2025, contents.items())
    return name


def found(folder: Path) -> list[Problem]:
    parent = folder.parent / "本级.govreport"
    write_new(parent, FORM, PARENT, 2025, overwrite=True)
    checked = check_file(parent, offices=folder)
    return [p for p in checked.problems if p.rule in ("R15", "R52", "R53", "R54")]


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
    assert sorted(p.rule for p in problems) == ["R52", "R53"], "a pair is told of once"
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


def test_another_offices_name_left_in_the_prose(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    names = [town(folder, number, prose(number)) for number in range(5)]
    left = town(folder, 6, f"{prose(6)}{names[2]}高度重视政府信息公开工作。")
    (one,) = found(folder)
    assert one.rule == "R15"
    assert one.message == (
        f"{left}：文字里该写本单位的地方写的是“{names[2]}”（{names[2]}），请核实是否沿用了它的文字。"
    )


def test_its_name_in_prose_that_is_another_offices_is_one_problem(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    names = [town(folder, number, prose(number)) for number in range(5)]
    left = town(folder, 6, f"{prose(2)}{names[2]}高度重视政府信息公开工作。")
    (one,) = found(folder)
    assert one.rule == "R52"
    assert one.message.startswith(f"{left}：文字 ")
    assert f"；与{names[2]}相同的文字里留着“" in one.message


def test_the_same_prose_under_three_names_is_one_problem(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    for number in range(2):
        town(folder, number, prose(number))
    for number in range(10, 19):
        town(folder, number, prose(10))
    (one,) = found(folder)
    assert one.rule == "R52"
    assert "全部文字与" in one.message


def test_what_the_parents_settings_switch_off_is_not_looked_for(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    names = [town(folder, number, prose(number)) for number in range(4)]
    town(folder, 8, prose(3), figures=3)
    parent = folder.parent / "本级.govreport"
    fact = FieldAddress("check_settings")
    write_new(parent, FORM, PARENT, 2025, [(fact, '{"off": ["R11", "R52"]}')])
    rules = {problem.rule for problem in check_file(parent, offices=folder).problems}
    assert names
    assert "R53" in rules
    assert not rules & {"R11", "R52"}
