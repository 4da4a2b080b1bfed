"""A new report: one first edit, all or nothing, whatever it begins with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govreport_desktop.errors import EditError, FileError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.carry_over import OtherYearError
from govreport_desktop.jobs.create import NewReport, create
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.store.document import Document, verify
from tests.unit.jobs.conftest import HALF, RECEIVED

FORM = load_form("2021")
OPENING = CellAddress("requests", "carried_over", "natural_person")
CLOSING = CellAddress("requests", "carried_forward", "natural_person")


def last_year(overview: str = "（一）主动公开。公开12条。") -> Report:
    last = Report(FORM, "某局", 2023)
    contents: list[tuple[Address, Content]] = [
        (CLOSING, 4),
        (TextAddress("overview"), overview),
        (FieldAddress("contact_name"), "去年的人"),
        (FieldAddress("contact_phone"), "0000-1"),
    ]
    last.apply(last.edit(contents))
    return last


def new(path: Path) -> NewReport:
    facts = {"contact_name": "张三", "office": "别的局", "year": "1999", "signed_on": ""}
    return NewReport(path, FORM, "某局", 2024, facts, last_year(), zeros=True)


def test_profile_carry_over_and_zeros_are_one_first_edit(tmp_path: Path) -> None:
    path = tmp_path / "新.govreport"
    carried = create(new(path))
    assert carried is not None
    assert "上年结转：自然人 4。" in carried.words
    assert verify(path) == []
    with Document.open(path) as document:
        report = document.report
        assert (report.office, report.year) == ("某局", 2024)
        assert (report.values[OPENING], report.values[RECEIVED]) == (4, 0)
        assert report.fields["contact_name"] == "张三"  # what is known goes before last year's
        assert report.fields["contact_phone"] == "0000-1"
        assert report.texts["overview"] == "（一）主动公开。"
        names = {
            document.history(address)[-1].name
            for address in (OPENING, RECEIVED, FieldAddress("contact_name"))
        }
        assert names == {"新建"}


def test_what_is_the_only_content_keeps_its_name(tmp_path: Path) -> None:
    path = tmp_path / "新.govreport"
    create(replace(new(path), facts={}, zeros=False))
    with Document.open(path) as document:
        (entry,) = document.history(OPENING)
    assert (entry.name, entry.kind) == ("取用上年度报告", "carry_over")


def test_a_blank_report_has_no_empty_edit_in_its_log(tmp_path: Path) -> None:
    path = tmp_path / "新.govreport"
    assert create(NewReport(path, FORM, "某局", 2024)) is None
    assert verify(path) == []
    with Document.open(path) as document:
        assert document.history(RECEIVED) == []


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_refused_edit_leaves_what_was_there(old: Path, tmp_path: Path, overwrite: bool) -> None:
    path = old if overwrite else tmp_path / "新.govreport"
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    wanted = replace(new(path), last=last_year(HALF), with_text=True, overwrite=overwrite)
    with pytest.raises(EditError, match="不能保存的字符"):
        create(wanted)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(FileError, match="已经存在"):
        create(new(old))
    assert old.read_bytes() == before
    create(replace(new(old), overwrite=True))
    with Document.open(old) as document:
        assert document.report.office == "某局"


def test_a_report_open_elsewhere_is_not_replaced(old: Path) -> None:
    with Document.open(old), pytest.raises(FileError, match="不能覆盖"):
        create(replace(new(old), overwrite=True))
    with Document.open(old) as document:
        assert document.report.values[RECEIVED] == 7


def test_last_year_is_the_year_before_unless_somebody_says_so(tmp_path: Path) -> None:
    path = tmp_path / "新.govreport"
    wanted = replace(new(path), year=2025)
    with pytest.raises(OtherYearError, match="上一年度应为 2024 年度"):
        create(wanted)
    assert not path.exists()
    carried = create(replace(wanted, any_year=True))
    assert carried is not None
    assert "上一年度应为 2024 年度" in carried.doubts[0]


def test_a_report_is_not_made_of_itself(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(FileError, match="同一个文件"):
        create(replace(new(old), overwrite=True), source=old)
    assert old.read_bytes() == before
