"""Find and replace in the prose of every part."""

from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.report.fields import expand
from govreport_desktop.report.search import find_all, replace_matches

FIELD = "{requests/received/total}"


def report_with(**texts: str) -> Report:
    report = Report(load_form("2021"), "示例局", 2024)
    cell = CellAddress("requests", "received", "natural_person")
    report.apply(report.edit([(cell, 12)]))
    report.apply(report.edit([(TextAddress(part), text) for part, text in texts.items()]))
    return report


def test_every_part_is_searched_in_printed_order() -> None:
    report = report_with(other="2023年", overview="2023年与2023年", problems="无")
    assert [(m.section, m.start, m.end) for m in find_all(report, "2023")] == [
        ("overview", 0, 4),
        ("overview", 6, 10),
        ("other", 0, 4),
    ]
    assert find_all(report, "") == []


def test_case_counts_only_when_asked() -> None:
    report = report_with(overview="APP与App，İapp")
    assert len(find_all(report, "app")) == 3
    assert [m.start for m in find_all(report, "App", match_case=True)] == [4]


def test_replacing_all_touches_only_the_parts_concerned() -> None:
    report = report_with(overview="2023年、2023年", problems="2024年", other="2023年")
    result = replace_matches(report, find_all(report, "2023年"), "2024年")
    assert dict(result.contents) == {
        TextAddress("overview"): "2024年、2024年",
        TextAddress("other"): "2024年",
    }
    assert (result.replaced, result.bound) == (3, 0)


def test_digits_of_a_field_are_found_and_never_replaced() -> None:
    report = report_with(overview=f"收到{FIELD}件，办结12件")
    matches = find_all(report, "12件")
    assert [m.bound for m in matches] == [True, False]
    result = replace_matches(report, matches, "13件")
    assert dict(result.contents)[TextAddress("overview")] == f"收到{FIELD}件，办结13件"
    assert (result.replaced, result.bound) == (1, 1)


def test_field_shaped_text_put_in_prints_as_it_was_typed() -> None:
    report = report_with(overview="写甲")
    report.apply(report.edit(replace_matches(report, find_all(report, "甲"), FIELD).contents))
    assert expand(report.texts["overview"], report).text == f"写{FIELD}"
