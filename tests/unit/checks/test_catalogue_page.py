"""docs/checks.md is what the checks say of themselves today."""

from __future__ import annotations

from dataclasses import fields

from govreport_desktop.checks import CheckSettings
from scripts.checks_page import PAGE, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m scripts.checks_page"


def test_every_threshold_is_on_the_page() -> None:
    written = page()
    assert all(
        f"`{field.name}`" in written for field in fields(CheckSettings) if field.name != "off"
    )
