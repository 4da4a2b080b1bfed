"""R41 to R44: the law as data, and what one key makes of a wrong citation."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.checks import Problem, check
from govreport_desktop.checks.words.law import law, read_law
from govreport_desktop.checks.words.personal import _is_identity
from govreport_desktop.errors import FormError
from govreport_desktop.paths import resources
from govreport_desktop.report import Report, TextAddress
from tests.unit.checks.corpus import Passage
from tests.unit.checks.filled import put


def mended(text: str, rule: str) -> str:
    """``text`` after the one key of every problem of ``rule``, first to last."""
    report = Passage(file="here", text=text).report()
    while found := _fixable(report, rule):
        assert found[0].fix is not None
        put(report, dict(found[0].fix.contents))
    return report.texts["overview"]


def _fixable(report: Report, rule: str) -> list[Problem]:
    return [p for p in check(report) if p.rule == rule and p.fix]


def test_every_article_that_moved_stands_in_both_regulations() -> None:
    assert law().articles == 56
    for moved in law().moved:
        assert 1 <= moved.was <= 38
        assert 1 <= moved.now <= law().articles
        assert moved.was != moved.now


def test_no_title_of_a_notice_is_part_of_another() -> None:
    titles = [notice.title for notice in law().notices]
    assert not [(a, b) for a in titles for b in titles if a != b and a in b]


@pytest.mark.parametrize(
    ("rule", "text", "right"),
    [
        ("R41", "法定的15个工作日内答复申请。", "法定的20个工作日内答复申请。"),
        ("R41", "应当在十五个工作日内答复申请人。", "应当在二十个工作日内答复申请人。"),
        ("R42", "根据《条例》第三十一条编制年度报告。", "根据《条例》第四十九条编制年度报告。"),
        ("R42", "根据《条例》第 31 条编制年度报告。", "根据《条例》第49条编制年度报告。"),
        (
            "R42",
            "《政府信息公开信息处理费管理办法》（国办函[2020]190号）",
            "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
        ),
        (
            "R43",
            "统计期限为2023年3月1日至2023年12月31日。",
            "统计期限为2023年1月1日至2023年12月31日。",
        ),
        ("R44", "申请人李建国向我局提出。", "申请人李某某向我局提出。"),
        ("R44", "申请人欧阳修德向我局提出。", "申请人欧阳某某向我局提出。"),
        ("R44", "其本人手机13812345678。", "其本人手机138****5678。"),
        (
            "R44",
            "身份证110101199003077758已核。",
            "身份证110101********7758已核。",
        ),
    ],
)
def test_one_key_puts_it_right(rule: str, text: str, right: str) -> None:
    assert mended(text, rule) == right


def test_a_number_of_another_notice_is_left_to_the_clerk() -> None:
    text = "《政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2021〕30号）"
    (problem,) = (p for p in check(Passage(file="here", text=text).report()) if p.rule == "R42")
    assert problem.fix is None
    assert "国办公开办函〔2021〕30号是“政府信息公开工作年度报告格式”的文号" in problem.message


def test_a_period_carries_its_basis() -> None:
    text = "第三方应当在20个工作日内提出意见。"
    (problem,) = (p for p in check(Passage(file="here", text=text).report()) if p.rule == "R41")
    assert "第三十二条" in problem.basis
    assert problem.figures == (20, 15)


def test_the_check_digit_decides_about_an_identity_number() -> None:
    # The example that GB 11643-1999 gives itself.
    assert [d for d in "0123456789X" if _is_identity("11010519491231002" + d)] == ["X"]
    assert not _is_identity("11010519491331002X")
    assert not _is_identity("99010519491231002X")


def test_the_offices_own_telephone_is_nobodys() -> None:
    text = "补正材料由13812345678的机主代交。"
    assert any(p.rule == "R44" for p in check(Passage(file="a", text=text).report()))
    own = Passage(file="a", text=text, fields={"contact_phone": "0000-1234567、138 1234 5678"})
    assert not any(p.rule == "R44" for p in check(own.report()))


def test_a_period_from_new_year_is_left_to_the_rule_of_years() -> None:
    text = "所列数据的统计期限为2024年1月1日至2024年12月31日。"
    found = {p.rule for p in check(Passage(file="a", text=text).report())}
    assert "R43" not in found


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("schema = 1", "schema = 9", "schema"),
        ("days = 7", 'days = "7"', "periods.1..days"),
        ('about = "特殊需要', 'about = "(特殊需要', "regulation.moved"),
        ('number = "国办函〔2020〕109号"', 'number = "国办发〔2019〕54号"', "notices"),
    ],
)
def test_wrong_law_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, where: str
) -> None:
    text = (resources() / "words" / "law.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "law.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(FormError, match=rf"law\.toml：.*{where}"):
        read_law(path)


def test_the_law_of_the_program_is_right_in_every_expression() -> None:
    assert read_law(resources() / "words" / "law.toml").articles == law().articles


def test_a_report_of_before_the_regulation_is_left_alone() -> None:
    text = "按照《条例》第三十一条编制年度报告，在15个工作日内答复申请。"
    report = Passage(file="here", text=text, year=2018, form="2019").report()
    assert not [p for p in check(report) if p.rule in ("R41", "R42")]


@pytest.mark.parametrize(
    "day", ["2023-12-31", "2023年12月31日", "2023.12.31", "2023 年 12 月 31 日"]
)
def test_what_an_office_signs_before_the_year_is_over_is_asked_about(day: str) -> None:
    report = Passage(file="here", text="文。", fields={"signed_on": day}).report()
    (early,) = (p for p in check(report) if p.key.startswith("R43.early"))
    assert early.message.startswith("成文日期是 2023年12月31日，")
    put(report, {TextAddress("overview"): "本报告于2024年1月9日公布。"})
    assert len([p for p in check(report) if p.key.startswith("R43.early")]) == 1
