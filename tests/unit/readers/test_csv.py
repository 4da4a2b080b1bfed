"""Our own CSV comes back, also after a spreadsheet has saved it in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from govreport_desktop.errors import ReadError
from govreport_desktop.matching.match import match
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.own.csv import read_own_csv
from govreport_desktop.report import Report
from govreport_desktop.workbook.commas import HEADER
from govreport_desktop.writers.plain.csv import render_csv
from tests.unit.writers.written import assert_comes_back, reports_to_write, written_report

_WAYS = {
    "ours": (",", "utf-8-sig"),
    "no mark": (",", "utf-8"),
    "Excel for Windows": (",", "gb18030"),
    "semicolons": (";", "utf-8-sig"),
    "Unicode text": ("\t", "utf-16"),
}


def as_saved(report: Report, mark: str) -> str:
    import csv
    import io

    rows = csv.reader(io.StringIO(render_csv(report), newline=""))
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=mark).writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("way", _WAYS)
@settings(max_examples=5)
@given(report=reports_to_write)
def test_our_own_comes_back_whole(
    way: str, report: Report, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mark, encoding = _WAYS[way]
    path = tmp_path_factory.mktemp("csv") / "年报.csv"
    path.write_bytes(as_saved(report, mark).encode(encoding))
    assert_comes_back(read_source(path), report)


def test_a_changed_total_is_told() -> None:
    text = render_csv(written_report("2021", 3))
    place = "requests/received/total"
    line = next(line for line in text.splitlines() if line.endswith(place))
    cells = line.split(",")
    source = read_own_csv(text.replace(line, ",".join([*cells[:5], "7", *cells[6:]])), "a.csv")
    assert source is not None
    (declared,) = match(source).declared
    assert str(declared.address) == place
    assert declared.printed == 7


def test_a_line_that_lost_a_cell_is_named() -> None:
    text = render_csv(written_report("2021", 3)) + "某局,2022,多出的一行\r\n"
    source = read_own_csv(text, "a.csv")
    assert source is not None
    assert [item.text for item in match(source).unplaced] == ["某局 | 2022 | 多出的一行"]


def test_anything_else_is_not_ours() -> None:
    assert read_own_csv("机关名称,年度\n某局,2022\n", "a.csv") is None
    with pytest.raises(ReadError, match="多得不正常"):
        read_own_csv(",".join(HEADER) + "\n" * 30_000, "a.csv")


def test_a_formula_in_the_text_is_text(tmp_path: Path) -> None:
    report = written_report("2021", 3)
    report.load(dict(report.values), {**report.texts, "overview": "=1+1\n-2"}, {}, {})
    source = read_own_csv(render_csv(report), "a.csv")
    assert source is not None
    assert match(source).texts["overview"] == "=1+1\n-2"
