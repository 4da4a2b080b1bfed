"""Between offices: sentences of one in another's, the same figures, figures far from peers'."""

from __future__ import annotations

import random
from decimal import Decimal
from time import process_time

import pytest

from govreport_desktop.checks import CheckSettings
from govreport_desktop.checks.problem import Severity
from govreport_desktop.checks.settings import in_force
from govreport_desktop.checks.sheet.reading import sheet_of
from govreport_desktop.collect.across import Compared, Finding, findings
from govreport_desktop.collect.alike import alike, common, marks, twins
from govreport_desktop.collect.compare import Last
from govreport_desktop.collect.copied import Prose, pairs
from govreport_desktop.collect.decision import State
from govreport_desktop.collect.names import Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.peers import far, same_figures
from govreport_desktop.collect.reading import Head, typed_cells
from govreport_desktop.collect.roles import Filed, Role
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import Value

FORM = load_form("2021")
CELLS = typed_cells("2021")
LICENCES = CellAddress("proactive", "licences", "decisions")
PENALTIES = CellAddress("proactive", "penalties", "decisions")

Offices = dict[str, Office]


def head(key: str, values: dict[CellAddress, Value] | None = None, texts: str = "") -> Head:
    found = values or {}
    row = tuple(found.get(cell, 0) for cell in CELLS)
    return Head(key, form="2021", values=row, marks=marks([texts], f"青川县{key}镇人民政府"))


def towns(figures: list[int], cell: CellAddress = LICENCES) -> tuple[Offices, dict[str, Head]]:
    offices = {str(n): Office(str(n), f"青川县第{n}镇人民政府") for n in range(len(figures))}
    return offices, {str(n): head(str(n), {cell: value}) for n, value in enumerate(figures)}


def looked_at(offices: Offices, heads: dict[str, Head], sheet: str = "") -> list[Finding]:
    counting = {k: Filed(f"{k}.docx", k, Role.COUNTS, "", one, k) for k, one in heads.items()}
    names = Names(tuple(offices.values()), "青川县人民政府")
    settings = in_force(CheckSettings(sheet=sheet_of(sheet) if sheet else None))
    return list(findings(Compared(FORM, offices, counting, names, {}, State(), {}, settings)))


# ------------------------------------------------------------ far from like offices
def test_a_figure_far_from_those_of_like_offices() -> None:
    offices, heads = towns([30, 42, 35, 28, 51, 33, 47, 39, 2600])
    (one,) = looked_at(offices, heads)
    assert (one.office.id, one.rule, one.address) == ("8", "far", LICENCES)
    assert one.severity is Severity.WARNING
    assert one.words == (
        "二 · 行政许可 · 本年处理决定数量：现填 2600，其余 8 个有这项数的乡镇人民政府"
        "中间的是 39，多得太远，请核实"
    )
    assert "中位数" in one.basis


def test_far_below_is_asked_about_and_0_is_not() -> None:
    offices, heads = towns([3000, 4200, 3500, 2800, 5100, 3300, 4700, 3900, 2, 0])
    assert [one.office for one in far(FORM, offices, heads, {})] == ["8"]


@pytest.mark.parametrize(
    "figures",
    [
        [30, 42, 35, 28, 51, 33, 2600],  # too few
        [1, 1, 2, 1, 3, 1, 2, 1, 18],  # small
        [1, 5, 60, 300, 2000, 9000, 12, 150, 40_000],  # offices that differ by nature
        [0] * 12 + [2600],  # nobody to compare with
        [40] * 12,
    ],
)
def test_quiet_where_it_says_nothing(figures: list[int]) -> None:
    assert list(far(FORM, *towns(figures), {})) == []


def test_quiet_where_it_was_so_last_year() -> None:
    offices, heads = towns([30, 42, 35, 28, 51, 33, 47, 39, 2600])
    assert list(far(FORM, offices, heads, {"8": Last({LICENCES: 2100}, "上年报告")})) == []
    assert list(far(FORM, offices, heads, {"8": Last({LICENCES: 26}, "上年报告")})) != []


@pytest.mark.parametrize(
    ("figures", "who"),
    [
        ([30, 42, 35, 28, 51, 33, 47, 39, 390], ["8"]),  # a digit too many
        ([300, 420, 350, 280, 510, 330, 470, 390, 12], ["8"]),  # two too few
        ([12, 60, 25, 140, 48, 33, 90, 18, 75, 2600], ["9"]),
        ([12, 60, 25, 140, 48, 33, 90, 18, 75, 260], []),
        ([900, 1200, 800, 1500, 30, 700, 60, 1100, 400, 1000], []),  # trailing off below
    ],
)
def test_how_far_follows_from_how_much_they_differ(figures: list[int], who: list[str]) -> None:
    assert [one.office for one in far(FORM, *towns(figures), {})] == who


def test_how_far_is_a_setting_of_the_office_above() -> None:
    offices, heads = towns([30, 42, 35, 28, 51, 33, 47, 39, 390])
    for settings in (
        CheckSettings(peers_z=Decimal(8)),
        CheckSettings(peers_z=Decimal(0)),
        CheckSettings(peers_least=500),
    ):
        assert list(far(FORM, offices, heads, {}, settings)) == []
    sheet = "schema = 1\ntitle = '检查单'\n[thresholds]\npeers_z = 8\n"
    assert looked_at(offices, heads) != []
    assert looked_at(offices, heads, sheet) == []
    (one,) = looked_at(offices, heads, "schema = 1\ntitle = '检查单'\n[levels]\nR54 = 'error'\n")
    assert one.severity is Severity.ERROR
    assert one.words.endswith("请核实（《检查单》定为错误）")


def test_kinds_are_not_mixed() -> None:
    offices, heads = towns([30, 42, 35, 28, 51, 33, 47, 39, 2600])
    offices["8"] = Office("8", "青川县公安局")
    assert list(far(FORM, offices, heads, {})) == []


# ------------------------------------------------------------ the same figures
def test_the_same_figures_in_two_reports() -> None:
    dice = random.Random(3)
    offices, heads = towns([0] * 12)
    for key in heads:
        heads[key] = head(key, {cell: dice.randrange(30) for cell in CELLS[:14]})
    mine = dict(zip(CELLS, heads["4"].values, strict=True))
    heads["9"] = head("9", mine | {LICENCES: 999})
    found = [one for one in looked_at(offices, heads) if one.rule == "same_figures"]
    assert [(one.office.id, one.others) for one in found] == [
        ("4", ("青川县第9镇人民政府",)),
        ("9", ("青川县第4镇人民政府",)),
    ]
    assert "个数有 13 个与青川县第4镇人民政府的相同" in found[1].words


def test_a_handful_of_figures_is_telling_by_their_size() -> None:
    _, heads = towns([0] * 12)
    few: dict[CellAddress, Value] = dict(zip(CELLS, (1204, 386, 87, 17), strict=False))
    heads["2"] = heads["7"] = head("2", few)
    assert {one.office for one in same_figures(heads)} == {"2", "7"}
    heads["7"] = head("7", few | {CELLS[1]: 368})
    assert same_figures(heads) == ()


def test_small_figures_are_telling_where_hardly_any_office_has_them() -> None:
    _, heads = towns([0] * 16)
    rows = ("denied.internal", "denied.process", "declined.repeat", "closed.other", "received")
    columns = ("natural_person", "business", "legal_service")
    own: dict[CellAddress, Value] = {
        CellAddress("requests", row, column): 1 for row in rows for column in columns
    }
    heads["3"] = heads["5"] = head("3", own)
    assert {one.office for one in same_figures(heads)} == {"3", "5"}
    assert same_figures(dict.fromkeys(heads, head("3", own))) == ()


def test_a_few_small_figures_are_the_same_by_chance() -> None:
    few = dict.fromkeys(CELLS[:12], 1)
    assert same_figures({str(n): head(str(n), dict(few)) for n in range(5)}) == ()


# ------------------------------------------------------------ prose
def prose(seed: int, length: int = 900) -> str:
    """Sentences of some office, of characters that no other has in that order."""
    dice = random.Random(seed)
    made: list[str] = []
    while sum(map(len, made)) < length:
        made.append("".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(24)) + "。")
    return "".join(made)


def test_the_same_prose_under_many_names_is_no_template() -> None:
    offices, heads = towns([0] * 30)
    for key in heads:
        own = f"青川县{key}镇人民政府" + (prose(1) if int(key) < 10 else prose(50 + int(key)))
        heads[key] = head(key, texts=own)
    assert alike(tuple((k, h.marks) for k, h in heads.items())) == ()
    found = looked_at(offices, heads)
    assert {one.office.id for one in found} == {str(n) for n in range(10)}
    assert {one.rule for one in found} == {"same_prose"}
    assert found[0].words == (
        "全部文字与青川县第1镇人民政府、青川县第2镇人民政府、青川县第3镇人民政府等 9 个单位的相同，"
        "只有单位名称和数不同"
    )


def test_short_prose_is_nobodys() -> None:
    assert twins([("a", marks(["本年无。"], "")), ("b", marks(["本年无。"], ""))]) == ()


def test_sentences_beside_each_other() -> None:
    book = "印发工作手册二百余册"
    mine = f"我局组织培训3次，{book}，覆盖全部科室。本年新建政务公开专区一处并配齐查询设备。"
    theirs = f"我局组织培训12次，{book}，覆盖各个科室。全年办理建议提案若干并全部答复公开。"
    (one,) = pairs(Prose([mine]), Prose([theirs]))
    assert one.mine.startswith("我局组织培训3次")
    assert one.theirs.startswith("我局组织培训12次")
    assert 0.85 < one.share < 1
    assert one.words.count("“") == 2


def test_names_and_figures_do_not_count() -> None:
    mine = Prose(["青川县教育局全年主动公开信息120条，比上年多一成。"], "青川县教育局")
    theirs = Prose(["青川县水利局全年主动公开信息98条，比上年多一成。"], "青川县水利局")
    (one,) = pairs(mine, theirs)
    assert one.share == 1


def test_a_sentence_of_the_template_is_no_pair() -> None:
    template = "各单位要按照县政府办公室统一部署做好政府信息公开年度报告编制工作。"
    own = [prose(n) for n in range(12)]
    offices = tuple((str(n), marks([template + text], "")) for n, text in enumerate(own))
    assert pairs(Prose([template]), Prose([template])) != ()
    assert pairs(Prose([template]), Prose([template]), common(offices)) == ()


def test_fifty_offices_are_compared_within_two_seconds() -> None:
    texts = [prose(n, 5000) for n in range(50)]
    texts[7] = texts[3][:3000] + texts[7][:2000]
    begun = process_time()
    offices = tuple((str(n), marks([text], "")) for n, text in enumerate(texts))
    found = alike(offices)
    shown = [
        pairs(Prose([texts[int(a.office)]]), Prose([texts[int(a.other)]]), common(offices))
        for a in found
    ]
    assert process_time() - begun < 2
    assert {(one.office, one.other) for one in found} == {("3", "7"), ("7", "3")}
    assert all(len(each) > 100 for each in shown)
