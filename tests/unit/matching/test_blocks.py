"""A table that a page gave away in blocks: bands, strips, what stands behind the next title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from time import process_time

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import Report
from scripts.copies import balanced_report
from tests.unit.matching.test_proved import figures, unread, wrong

_LAST = 7
Rows = list[list[str]]


def _band(rows: Rows, groups: Sequence[int], first: int = 0) -> list[str]:
    """Rows as so many columns at a time, each from top to bottom."""
    found: list[str] = []
    for width in groups:
        found += [text for row in rows for text in row[first : first + width]]
        first += width
    return found


def _flat(rows: Iterable[Sequence[str]]) -> list[str]:
    return [text for row in rows for text in row]


def _in_bands(rows: Rows) -> list[str]:
    """Rows, a band of six that lie close, rows, and a last band whose wide columns touch."""
    close = _band(rows[6:12], [1] * _LAST)
    return [*_flat(rows[:6]), *close, *_flat(rows[12:-3]), *_band(rows[-3:], [1, 1, 1, 1, 1, 2])]


def _in_strips(rows: Rows) -> list[str]:
    """The first three columns of a page among the labels, then the others, in bands too."""
    page = rows[2:]
    right = [*_flat(row[3:] for row in page[:-2]), *_band(page[-2:], [1, 1, 2], first=3)]
    return [*_flat(rows[:2]), *_band(page, [3]), *right]


def _late(rows: Rows) -> list[str]:
    """A page's first column below the rows that follow on it."""
    page = rows[4:-3]
    right = _flat(row[1:] for row in page)
    return [*_flat(rows[:4]), *right, *_flat(rows[-3:]), *(row[0] for row in page)]


LAYOUTS = {"bands": _in_bands, "strips": _in_strips, "late": _late}


def _copied(report: Report, requests: list[str], behind: int = 0) -> Proposal:
    """What is read of a copy with all labels first; ``behind`` numbers follow the next title."""
    labels = [label.text for label in report.form.tables["requests"].row_labels]
    end = len(requests) - behind
    lines = [report.title, "三、收到和处理政府信息公开申请情况", *labels, *requests[:end]]
    lines += ["四、政府信息公开行政复议、行政诉讼情况", "行政复议", *requests[end:], "行政诉讼"]
    lines += _flat(figures(report, "disputes"))
    lines += ["五、存在的主要问题及改进情况", "一些栏目更新不够及时，将加强检查。"]
    return match(read_text("\n".join(lines), "copy.txt"))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("seed", [0, 3])
def test_blocks_of_a_page_are_put_together(form_id: str, seed: int, layout: str) -> None:
    report = balanced_report(load_form(form_id), Random(f"blocks {seed}"))
    requests = LAYOUTS[layout](figures(report, "requests"))
    found = _copied(report, requests)
    assert wrong(report, found) == []
    assert unread(report, found, "requests") == []
    assert any("请核对" in note for note in found.notes)


@pytest.mark.parametrize("behind", [6, 40, 150])
def test_numbers_behind_the_next_title_come_back(behind: int) -> None:
    report = balanced_report(load_form("2021"), Random("behind"))
    found = _copied(report, _in_bands(figures(report, "requests")), behind)
    assert wrong(report, found) == []
    assert unread(report, found, "requests") == unread(report, found, "disputes") == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(2))
def test_with_one_wrong_total_nothing_is_read_as_another_number(layout: str, seed: int) -> None:
    dice = Random(f"fault {seed}")
    report = balanced_report(load_form("2021"), dice)
    rows = figures(report, "requests")
    row, column = dice.choice([(dice.randrange(len(rows)), _LAST - 1), (-2, dice.randrange(6))])
    rows[row][column] = str(int(rows[row][column]) + dice.choice((1, 2, 10)))
    assert wrong(report, _copied(report, LAYOUTS[layout](rows))) == []


def test_two_readings_leave_the_table_open() -> None:
    """Two rows of one number each: in which of the columns it stood, two ways would say."""
    report = balanced_report(load_form("2021"), Random("few"))
    cells = [CellAddress("requests", "received", "natural_person")]
    cells.append(CellAddress("requests", "granted", "natural_person"))
    typed = [c.address for c in report.form.cells if not c.formula]
    report.apply(report.edit([(a, int(a in cells)) for a in typed if a.table == "requests"]))
    rows = figures(report, "requests")
    found = _copied(report, _in_strips(rows))
    assert wrong(report, found) == []
    assert len(unread(report, found, "requests")) > 100


def test_a_table_in_no_known_order_is_given_up_in_time() -> None:
    report = balanced_report(load_form("2021"), Random("order"))
    texts = _flat(figures(report, "requests"))
    Random("order").shuffle(texts)
    start = process_time()
    found = _copied(report, texts)
    assert process_time() - start < 2
    assert wrong(report, found) == []


# A page whose first five columns stand lower than the others: 行政诉讼 comes first.
_TURNED = """四、政府信息公开行政复议、行政诉讼情况
行政
复议
行政诉讼
复议
后起
诉
结果 其他 尚未
结果 结果 其他 尚未
结果维持
总计
总计
纠正 结果 审结
维持 纠正 结果 审结
{suits}
结果 结果 其他 尚未
未经复议
总计
维持 纠正 结果 审结
直接起诉
{reviews}
五、存在的主要问题及改进情况
一些栏目更新不够及时，将加强检查。"""


def test_suits_before_reviews_are_not_read_as_reviews() -> None:
    report = balanced_report(load_form("2021"), Random("suits"))
    texts = _flat(figures(report, "disputes"))
    told = _TURNED.format(suits="\n".join(texts[5:]), reviews="\n".join(texts[:5]))
    requests = "\n".join(_flat(figures(report, "requests")))
    title = "三、收到和处理政府信息公开申请情况"
    labels = "\n".join(label.text for label in report.form.tables["requests"].row_labels)
    text = "\n".join((report.title, title, labels, requests, told))
    assert wrong(report, match(read_text(text, "copy.txt"))) == []
