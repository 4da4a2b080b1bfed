"""The list of what a build carries along is the list of what is installed."""

from __future__ import annotations

from scripts.third_party import PAGE, page


def test_the_page_names_what_is_installed() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m scripts.third_party"


def test_every_package_has_a_licence_and_every_direct_one_a_reason() -> None:
    rows = [line.split(" | ") for line in page().splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 15
    assert [row[0] for row in rows if row[2] == "see the package"] == []
    by_project = [row[0] for row in rows if row[3] == "needed by govreport-desktop |"]
    assert by_project == [], "say in README.md what it is for"
