"""Which form a year and a kind of organ ask for, among the files that lie there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govreport_desktop.errors import FormError
from govreport_desktop.form import available_forms, choose, form_for_year, load_form

HEAD = """schema = 1
id = "{id}"
name = "{id}"
notice = "某函"
title = "{{office}}{{year}}年报告"
"""
REST = """
[kinds]

[[sections]]
id = "words"
kind = "narrative"
heading = "文字"
"""

Put = Callable[[str, str], None]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Put]:
    """Put a form of these years, and no table, beside the others."""
    (tmp_path / "forms").mkdir()
    monkeypatch.setattr(choose, "resources", lambda: tmp_path)
    caches = (choose.load_form, choose.available_forms, choose._scopes)

    def write(form_id: str, years: str) -> None:
        text = f"{HEAD.format(id=form_id)}{years}\ntables = []\n{REST}"
        (tmp_path / "forms" / f"{form_id}.toml").write_text(text, encoding="utf-8")
        for cache in caches:
            cache.cache_clear()

    write("first", "first_year = 2019\nlast_year = 2020")
    yield write
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize("years", ["first_year = 2020", "first_year = 2001", "first_year = 2019"])
def test_two_forms_for_one_report_are_refused(put: Put, years: str) -> None:
    put("second", years)
    refused = r"first\.toml 和 second\.toml：适用的年度重叠"
    with pytest.raises(FormError, match=refused):
        form_for_year(2019)
    with pytest.raises(FormError, match=refused):
        load_form("first")


def test_forms_that_follow_one_another_are_fine(put: Put) -> None:
    put("second", "first_year = 2021")
    put("early", "first_year = 2010\nlast_year = 2018")
    assert [form_for_year(year).id for year in (2018, 2019, 2020, 2021)] == [
        *("early", "first", "first", "second")
    ]
    assert available_forms() == ("early", "first", "second")


def test_a_form_for_one_kind_of_organ_is_never_chosen_by_the_year_alone(put: Put) -> None:
    put("schools", 'first_year = 2010\norgans = ["university"]')
    assert form_for_year(2019).id == "first"
    assert form_for_year(2019, "department").id == "first"
    assert form_for_year(2019, "university").id == "schools"
    assert load_form("schools").organs == ("university",)
    with pytest.raises(FormError, match=r"2024 年没有统一格式.*2019"):
        form_for_year(2024)


def test_a_kind_with_a_form_of_its_own_has_no_other(put: Put) -> None:
    put("schools", 'first_year = 2020\norgans = ["university"]')
    with pytest.raises(FormError, match=r"2019 年没有统一格式.*2020"):
        form_for_year(2019, "university")


def test_two_forms_for_one_kind_are_refused_too(put: Put) -> None:
    put("schools", 'first_year = 2010\norgans = ["university", "office"]')
    put("streets", 'first_year = 2022\norgans = ["office"]')
    with pytest.raises(FormError, match=r"schools\.toml 和 streets\.toml"):
        form_for_year(2019)


def test_a_head_that_cannot_be_read_is_named(put: Put) -> None:
    put("second", 'first_year = "2021"')
    with pytest.raises(FormError, match=r"second\.toml：（顶层）\.first_year：应为 int"):
        form_for_year(2019)
