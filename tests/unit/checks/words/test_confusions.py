"""R40: the list is sound, its guards hold, and one key puts every place right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govreport_desktop.checks import Problem, check
from govreport_desktop.checks.words.confusions import confusions, read_confusions
from govreport_desktop.errors import FormError
from govreport_desktop.report import Report, TextAddress
from tests.unit.checks.corpus import Passage
from tests.unit.checks.filled import put

OVERVIEW = TextAddress("overview")


def report(text: str) -> Report:
    return Passage(file="here", text=text).report()


def words(report: Report) -> list[Problem]:
    return [p for p in check(report) if p.rule == "R40"]


def test_the_list_is_long_and_every_pattern_in_it_is_one() -> None:
    assert len(confusions()) >= 150
    for one in confusions():
        for pattern in (one.before, one.not_before, one.not_with):
            re.compile(pattern)


def test_no_right_form_holds_a_wrong_one() -> None:
    assert not words(report("\n".join(f"有{one.right}，" for one in confusions())))


def test_every_wrong_form_is_found_where_nothing_speaks_against_it() -> None:
    known = [one for one in confusions() if not one.before]
    problems = words(report("\n".join(f"事项：{one.wrong}。" for one in known)))
    assert len(problems) == len(known)
    said = " ".join(problem.message for problem in problems)
    assert all(f"“{one.wrong}”" in said and f"“{one.right}”" in said for one in known)


def test_one_key_puts_every_place_right() -> None:
    draft = report("认真惯 彻条例，深入惯彻要求。\n全面惯彻落实。")
    (problem,) = words(draft)
    assert problem.message.endswith("，共 3 处，请改正。")
    assert len(problem.spans) == 3
    assert problem.fix is not None
    put(draft, dict(problem.fix.contents))
    assert draft.texts["overview"] == "认真贯彻条例，深入贯彻要求。\n全面贯彻落实。"
    assert not words(draft)


def test_fields_beside_a_wrong_word_stay_as_they_are() -> None:
    draft = report("布署后收到{requests/received/total}件，布署到位。")
    (problem,) = words(draft)
    assert problem.fix is not None
    put(draft, dict(problem.fix.contents))
    assert draft.texts["overview"] == "部署后收到{requests/received/total}件，部署到位。"


def test_a_longer_wrong_form_goes_before_one_inside_it() -> None:
    assert len(words(report("建立建全机制。"))) == 1


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("schema = 2\n[groups]\n", "schema"),
        ('schema = 1\n[groups.a]\nname = "甲"\nlevel = "hard"\nbasis = "乙"\nwords = {}', "level"),
        ('schema = 1\n[groups.a]\nname = "甲"\nlevel = "info"\nbasis = "乙"\nwords = {x = 1}', "x"),
    ],
)
def test_a_wrong_list_is_refused_with_its_place(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "list.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormError, match=rf"list\.toml：.*{where}"):
        read_confusions(path)
