"""What is said of a cell or part that one is at."""

from __future__ import annotations

import json
from pathlib import Path

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.jobs.local_hints import take_local_hints
from govreport_desktop.report import FieldAddress, Report
from govreport_desktop.report.inspection import Inspection, inspect_cell, inspect_part
from govreport_desktop.report.shape import to_shape
from govreport_desktop.report.typed import parse_typed

CELL = CellAddress("requests", "received", "business")


def report(this: int | None = None, last: int | None = None) -> Report:
    before = Report(load_form("2021"), "示例局", 2023)
    before.apply(before.edit([(CELL, last)]))
    made = Report(load_form("2021"), "示例局", 2024)
    text = json.dumps(to_shape(before), ensure_ascii=False) if last is not None else ""
    made.apply(made.edit([(CELL, this), (FieldAddress("last_year"), text)]))
    return made


def test_a_cell_is_that_of_its_row_and_of_its_column() -> None:
    found = inspect_cell(report(), CELL)
    known = load_form("2021").help_for(CELL)
    assert found.title == "本年新收 · 商业企业"
    assert found.counts == f"{known.row.counts}\n{known.column.counts}"
    assert found.mistake
    assert "30号" in found.basis
    assert (found.how, found.last) == ("", "")
    assert "\n" not in found.line
    assert found.line.index("常见错误：") < found.line.index("依据：")


def test_last_years_figure_stands_there_with_the_difference() -> None:
    assert inspect_cell(report(9, 12), CELL).last == "上年 12，本年少 3"
    assert inspect_cell(report(12, 12), CELL).last == "上年 12，本年相同"
    assert inspect_cell(report(None, 12), CELL).last == "上年 12", "a blank is not 0"


def test_a_computed_cell_says_how() -> None:
    found = inspect_cell(report(), CELL._replace(column="total"))
    assert found.how.startswith("由程序计算：")
    assert found.line.startswith("由程序计算：")
    assert found.line.count("由程序") == 1, "said once"


def test_of_what_is_no_number_the_reason_comes_first() -> None:
    wrong = report()
    wrong.apply(wrong.edit([(CELL, parse_typed("=10/3", wrong.form.cell(CELL).kind))]))
    assert inspect_cell(wrong, CELL).line.startswith("“=10/3”算得 3.3333……，应为整数。")


def test_a_part_has_what_the_notice_says_of_it() -> None:
    found = inspect_part(report(), "problems")
    assert found.title == "五、存在的主要问题及改进情况"
    assert "泛泛而谈" in found.mistake


def test_nothing_known_is_nothing_said() -> None:
    assert Inspection("本年新收").line == ""


def test_every_cell_of_every_form_can_be_asked() -> None:
    for form_id in ("2019", "2021", "university"):
        made = Report(load_form(form_id), "示例局", 2024)
        for spec in made.form.cells:
            assert inspect_cell(made, spec.address).title


def test_what_the_office_above_says_stands_in_it_too(tmp_path: Path) -> None:
    file = tmp_path / "口径.toml"
    file.write_text(
        'schema = 1\noffice = "某县"\n[tables.requests.rows.received]\nhint = "当面的也算。"\n',
        "utf-8",
    )
    take_local_hints(file)
    found = inspect_cell(report(), CELL)
    assert found.local == "当面的也算。（某县）"
    assert "本地口径：当面的也算。（某县）" in found.line
