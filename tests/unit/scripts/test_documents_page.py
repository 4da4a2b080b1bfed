"""What docs/documents.md says was measured, just now, and every line of it holds."""

from __future__ import annotations

from scripts.documents_page import PAGE, RULES, measured, page, pdf_rules


def test_every_line_holds() -> None:
    rows = measured()
    assert len(rows) >= 19
    assert [row.asked for row in rows if not row.holds] == []


def test_the_page_is_what_is_measured() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m scripts.documents_page"


def test_every_rule_of_the_pdf_is_named() -> None:
    assert set(pdf_rules()) == set(RULES)
