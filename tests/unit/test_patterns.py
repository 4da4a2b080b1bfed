"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

import govreport_desktop
from govreport_desktop.checks.catalogue import EVERY
from govreport_desktop.patterns import Later, regex
from tests.unit.checks.corpus import passages


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


def test_a_text_without_what_it_needs_is_no_reason_to_compile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = regex("[甲乙]+丙", needs=("甲丙", "乙丙"))
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled"))
    assert found.search("甲乙") is None
    assert [*found.finditer("丙甲")] == []
    assert found.sub("", "乙") == "乙"
    monkeypatch.undo()
    assert found.sub("", "丁乙丙") == "丁"
    assert [match.group() for match in found.finditer("乙丙甲丙")] == ["乙丙", "甲丙"]


def test_whatever_matches_has_what_the_pattern_needs() -> None:
    texts = [passage.text for passage in passages()]
    texts += [rule.example for rule in EVERY]
    matched = set()
    for one in _patterns():
        if one.needs:
            whole = re.compile(one.pattern, one.flags)
            for text in texts:
                if whole.search(text):
                    matched.add(one.pattern)
                    assert any(word in text for word in one.needs), (one.pattern, text)
    assert len(matched) > 8


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
    found = [*_patterns()]
    for one in found:
        assert re.compile(one.pattern).groups == one.groups
    assert len(found) > 100


def _patterns() -> Iterator[Later]:
    """Every pattern that stands in a module."""
    for module in pkgutil.walk_packages(govreport_desktop.__path__, "govreport_desktop."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            for one in value if isinstance(value, tuple | list) else [value]:
                if isinstance(one, Later):
                    yield one


def test_none_is_told_by_its_identity() -> None:
    """``match.re`` is the compiled one, never the one that a module has."""
    root = Path(__file__).parents[2]
    for path in (*root.glob("govreport_desktop/**/*.py"), *root.glob("ui/**/*.py")):
        assert not re.search(r"\.re (?:is|==|in)\b", path.read_text(encoding="utf-8")), path
