"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import re
from pathlib import Path
from typing import NoReturn

import pytest

import govreport_desktop
from govreport_desktop.patterns import Later, regex


def test_it_is_the_pattern_once_it_is_used() -> None:
    found = regex(r"(?P<year>20\d\d)年", re.IGNORECASE)
    match = found.search("于2025年")
    assert match is not None
    assert match["year"] == "2025"
    assert found.sub("", "于2025年") == "于"
    assert found.groupindex["year"] == 1
    assert found.flags & re.IGNORECASE
    assert found.pattern == r"(?P<year>20\d\d)年"


def test_nothing_is_compiled_before(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    found = regex("甲+")
    real = re.compile

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return real(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    assert found.pattern == "甲+"
    assert compiled == []
    assert [found.findall("甲甲乙甲"), found.split("乙甲丙")] == [["甲甲", "甲"], ["乙", "丙"]]
    assert compiled == ["甲+"]


def test_it_goes_to_another_process_used_or_not() -> None:
    found = regex("甲+", refuse=lambda error: pytest.fail(str(error)))
    for _ in range(2):
        assert pickle.loads(pickle.dumps(found)).findall("甲甲") == ["甲甲"]
        found.search("甲")


def test_a_pattern_that_is_none_is_refused_where_it_stands() -> None:
    def refuse(error: re.error) -> NoReturn:
        raise ValueError(f"here: {error}")

    found = regex("(", refuse=refuse)
    with pytest.raises(ValueError, match="here: missing"):
        found.search("")


def test_every_one_of_the_program_can_be_compiled() -> None:
    """An error in one shows when it is first used, which may be at a clerk's."""
    seen = 0
    for module in pkgutil.walk_packages(govreport_desktop.__path__, "govreport_desktop."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            for one in value if isinstance(value, tuple | list) else [value]:
                if isinstance(one, Later):
                    assert re.compile(one.pattern).groups == one.groups
                    seen += 1
    assert seen > 100


def test_none_is_told_by_its_identity() -> None:
    """``match.re`` is the compiled one, never the one that a module has."""
    root = Path(__file__).parents[2]
    for path in (*root.glob("govreport_desktop/**/*.py"), *root.glob("ui/**/*.py")):
        assert not re.search(r"\.re (?:is|==|in)\b", path.read_text(encoding="utf-8")), path
