"""The books of an import balance: nothing in a source is lost, and nothing is read twice."""

from __future__ import annotations

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.account import take_account
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal, Unplaced
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Unread
from govreport_desktop.source import Place
from tests.unit.matching import noisy
from tests.unit.matching.books import unbalanced
from tests.unit.matching.strange import STRANGE

_SAMPLE, _STRANGE, _CAMPAIGN = 6, 3, 10_000
_TABLE = "行政许可\t12\n行政处罚\t3\n行政强制\t0\n"


def _read(text: str) -> Proposal:
    return match(read_text(text, "来文"))


@pytest.mark.parametrize("kind", noisy.KINDS)
def test_every_figure_and_sentence_of_a_noisy_source_is_accounted_for(kind: str) -> None:
    assert unbalanced(kind, range(_SAMPLE)) == {}


@pytest.mark.parametrize("kind", noisy.KINDS)
def test_stranger_noise_is_accounted_for_too(kind: str) -> None:
    assert unbalanced(kind, range(_STRANGE), STRANGE) == {}


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("kind", noisy.KINDS)
def test_the_books_balance_in_ten_thousand_sources(kind: str) -> None:
    assert unbalanced(kind, range(_SAMPLE, _CAMPAIGN)) == {}


def test_what_became_of_everything_is_counted() -> None:
    text = (
        "某局2023年政府信息公开工作年度报告\n一、总体情况\n全年工作有序推进。公开 8 条。\n"
        f"二、主动公开政府信息情况\n{_TABLE}行政确认\t9\n- 3 -\n某局\n2024年1月8日\n"
    )
    account = _read(text).account
    # Three numbers, two sentences with one figure; 行政确认's 9; title, page, signature.
    assert (account.placed, account.left_out) == (6, 1)
    assert account.furniture > 0
    assert account.balances


@pytest.mark.parametrize("seed", [1915, 3437])
def test_a_figure_with_a_mark_is_not_taken_for_the_same_figure_without(seed: int) -> None:
    """One line with 1① or 1件 and 1, the one left out, the other read: the campaign found them."""
    assert unbalanced("pdf", [seed]) == {}


@pytest.mark.parametrize(
    ("left", "missing"),
    [
        ("结果维持 总计以上 其他结果 5 5五、网站建设不够。", []),
        ("结果维持 总计以上 其他结果 5 还要提高。 5五、网站建设不够。", ["还要提高。"]),
        (
            "结果维持 总计以上 其他结果还要在许多方面提高办理的质量 5 5五、网站建设不够。",
            ["总计以上"],
        ),
    ],
)
def test_a_word_between_the_labels_of_a_line_that_runs_into_prose_is_no_sentence(
    left: str, missing: list[str]
) -> None:
    """The line of a printed table with the paragraph below it: pdf 4575 of the campaign."""
    source, place = read_text(left, "来文"), Place(0)
    items = (Unplaced("5五、网站建设不够。", place), Unplaced("5", place))
    account = take_account(Proposal(load_form("2021"), source=source, unplaced=items), furniture=())
    found = [item.text for item in account.missing]
    assert len(found) == len(missing)
    assert all(words in text for words, text in zip(missing, found, strict=True))


@pytest.mark.parametrize(
    "said", ["1.完善制度。", "还要提高。", "附件：1.统计表 2.说明", "01.制度。"]
)
def test_a_short_sentence_among_the_rows_of_a_table_is_named(said: str) -> None:
    """By the matcher itself: that the account would miss it is the last resort."""
    title = "二、主动公开政府信息情况"
    found = _read(f"{title}\n行政许可\t12\n{said}\n行政处罚\t3\n行政强制\t0\n")
    assert not found.account.missing
    assert said.rpartition(" ")[2] in " ".join(item.text for item in found.unplaced)
    assert [v for v in found.values.values() if v is not None] == [12, 3, 0]


def test_a_number_that_nobody_claims_is_missed_and_named() -> None:
    """The account sees what the matcher lost, whatever the matcher says."""
    proposal = _read(_TABLE)
    licences = CellAddress("proactive", "licences", "decisions")
    read = {a: text for a, text in proposal.read.items() if a != licences}
    account = take_account(
        Proposal(proposal.form, source=proposal.source, read=read, places=proposal.places), ()
    )
    assert [item.text for item in account.missing] == ["12"]
    assert not account.balances


def test_a_number_read_where_it_does_not_stand_is_seen() -> None:
    proposal = _read(_TABLE)
    licences = CellAddress("proactive", "licences", "decisions")
    penalties = CellAddress("proactive", "penalties", "decisions")
    places = {**proposal.places, penalties: proposal.places[licences]}
    wrong = Proposal(proposal.form, source=proposal.source, read=proposal.read, places=places)
    account = take_account(wrong, ())
    assert [item.text for item in account.twice] == ["3"]
    assert [item.text for item in account.missing] == ["3"]


@pytest.mark.parametrize("page", ["- 3 -", "— 12 —", "第 4 页 共 9 页", "第5页", "－7－"])
def test_the_number_of_a_page_stops_no_row_and_is_no_prose(page: str) -> None:
    proposal = _read(
        f"一、总体情况\n全年公开 8 条。\n{page}\n工作有序。\n二、主动公开政府信息情况\n"
        f"行政许可 4317\n{page}\n行政处罚 926\n{page}\n行政强制 1\n"
    )
    assert [v for v in proposal.values.values() if v is not None] == [4317, 926, 1]
    assert proposal.texts["overview"] == "全年公开 8 条。\n工作有序。"
    assert proposal.unplaced == ()


def test_the_count_of_numbers_is_of_figures_not_of_blanks() -> None:
    proposal = _read("信息内容\t本年处理决定数量\n行政许可\t5\n行政处罚\t\n行政强制\t—\n")
    assert len(proposal.values) == 3
    assert proposal.numbers == 1


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("行政许可\t5件左右", "5件左右"),
        ("行政许可\t2件（撤回1件）", "2件（撤回1件）"),
        ("行政许可\t待核", "待核"),
    ],
)
def test_words_in_a_cell_stay_in_the_cell(row: str, kept: str) -> None:
    proposal = _read(f"信息内容\t本年处理决定数量\n{row}\n行政处罚\t1\n行政强制\t2\n")
    value = proposal.values[CellAddress("proactive", "licences", "decisions")]
    assert getattr(value, "text", None) == kept
    assert proposal.unplaced == ()


def test_serial_numbers_beside_the_labels_are_no_figures_of_the_table() -> None:
    proposal = _read("序号\t项目\t处理决定数量\n1\t行政许可\t5\n2\t行政处罚\t6\n3\t行政强制\t7\n")
    assert [v for v in proposal.values.values() if v is not None] == [5, 6, 7]
    assert proposal.unplaced == ()


@pytest.mark.parametrize("mark", ["①", "¹", "⑴", "❶"])
def test_a_mark_alone_in_a_cell_is_no_number(mark: str) -> None:
    proposal = _read(f"信息内容\t本年处理决定数量\n行政许可\t{mark}\n行政处罚\t1\n行政强制\t2\n")
    value = proposal.values[CellAddress("proactive", "licences", "decisions")]
    assert isinstance(value, Unread)
    assert "注码" in value.reason
