"""The CSV: every number and sentence, opened safely by a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Unread, format_value
from govreport_desktop.workbook.commas import HEADER
from govreport_desktop.writers.plain.csv import write_csv
from tests.unit.writers.xlsx_reports import FORMS, full_report


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("form_id", FORMS)
def test_every_number_and_paragraph_has_a_line(form_id: str, tmp_path: Path) -> None:
    report = full_report(form_id)
    write_csv(report, tmp_path / "a.csv")
    found = rows(tmp_path / "a.csv")
    assert tuple(found[0]) == HEADER
    numbers = {row["标识"]: row["值"] for row in found if "/" in row["标识"]}
    assert numbers == {str(a): format_value(value) for a, value in report.values.items()}
    for section, text in report.texts.items():
        assert "\n".join(row["值"] for row in found if row["标识"] == section) == text
    assert {(row["机关名称"], row["年度"]) for row in found} == {(report.office, str(report.year))}


def test_excel_recognises_the_encoding_and_the_lines(tmp_path: Path) -> None:
    write_csv(full_report(), tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_text_becomes_a_formula(sign: str, tmp_path: Path) -> None:
    report = full_report()
    address = CellAddress("requests", "received", "business")
    attack = f'{sign}cmd|" /C calc"!A0'
    report.load({address: Unread(attack)}, {"overview": attack}, {"office": attack}, {})
    write_csv(report, tmp_path / "a.csv")
    found = rows(tmp_path / "a.csv")
    assert {row["机关名称"] for row in found} == {f"'{attack}"}
    assert [row["值"] for row in found if row["标识"] == str(address)] == [f"'{attack}"]
    assert [row["值"] for row in found if row["标识"] == "overview"] == [f"'{attack}"]


def test_a_negative_number_is_a_number_and_a_blank_is_empty(tmp_path: Path) -> None:
    report = full_report("2019")
    change = CellAddress("proactive", "licences", "change")
    blank = CellAddress("requests", "granted", "business")
    report.load({change: -12, blank: None}, {"overview": "坏\ud800字"}, {}, {})
    write_csv(report, tmp_path / "a.csv")
    numbers = {row["标识"]: row["值"] for row in rows(tmp_path / "a.csv")}
    assert numbers[str(change)] == "-12"
    assert numbers[str(blank)] == ""
    assert numbers["overview"] == "坏?字"
