"""What changed between two versions, in the words of the form, to show and to print."""

from decimal import Decimal
from pathlib import Path

import pytest

from govreport_desktop.errors import GovReportError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.changes import changes_between, compare_versions, passages
from govreport_desktop.jobs.listing import write_listing
from govreport_desktop.report import (
    ExplanationAddress,
    FieldAddress,
    Report,
    TextAddress,
    Unread,
)
from govreport_desktop.store.document import Document
from govreport_desktop.writers.listing import listing_text

GRANTED = CellAddress("requests", "granted", "natural_person")
FEES = CellAddress("proactive", "fees", "amount")


def report() -> Report:
    return Report(load_form("2021"), "某县档案局", 2023)


def test_a_number_is_told_by_part_row_and_column() -> None:
    old, new = report(), report()
    old.apply(old.edit([(GRANTED, 3), (FEES, Decimal("1.0"))]))
    new.apply(new.edit([(GRANTED, 5), (FEES, Decimal("1.00"))]))
    fees, granted = changes_between(old, new)
    assert granted[1:6] == ("第三部分", "予以公开", "自然人", "3", "5")
    assert (fees.old, fees.new) == ("1.0", "1.00")
    assert granted.place == "第三部分 · 予以公开 · 自然人"


def test_blank_is_not_0_and_what_is_no_number_is_quoted() -> None:
    old, new = report(), report()
    new.apply(new.edit([(GRANTED, 0)]))
    (one,) = changes_between(old, new)
    assert (one.old, one.new) == ("空白", "0")
    new.apply(new.edit([(GRANTED, Unread("三个", "不是数"))]))
    assert changes_between(old, new)[0].new == "“三个”"


def test_totals_are_not_told_beside_what_changed_them() -> None:
    old, new = report(), report()
    new.apply(new.edit([(GRANTED, 5)]))
    assert len(changes_between(old, new)) == 1


def test_prose_is_told_passage_by_passage() -> None:
    old, new = report(), report()
    old.apply(old.edit([(TextAddress("overview"), "公开 3 条。培训 1 次。\n更新目录。")]))
    new.apply(new.edit([(TextAddress("overview"), "公开 3 条。培训 2 次。\n更新目录。新设专栏。")]))
    found = changes_between(old, new)
    assert [(c.old, c.new) for c in found] == [
        ("培训 1 次。", "培训 2 次。"),
        ("（没有）", "新设专栏。"),
    ]
    assert all(c.is_prose and c.part == "一、总体情况" for c in found)


def test_passages_are_whole_sentences() -> None:
    assert list(passages("甲。乙。", "甲。乙。")) == []
    assert list(passages("甲。乙。丙。", "甲。丙。")) == [("乙。", "")]
    assert list(passages("", "没有句号")) == [("", "没有句号")]


def test_a_passage_lies_within_one_paragraph() -> None:
    old = "加强审核，补充XX。"
    new = "加强审核，补充说明。\n（四）平台建设。如常。\n（五）监督保障。如常。"
    assert list(passages(old, new)) == [
        (old, "加强审核，补充说明。"),
        ("", "（四）平台建设。如常。"),
        ("", "（五）监督保障。如常。"),
    ]


def test_facts_and_explanations_are_told_in_words() -> None:
    old, new = report(), report()
    new.apply(
        new.edit(
            [
                (FieldAddress("contact_name"), "张三"),
                (FieldAddress("office_kind"), "township"),
                (FieldAddress("check_settings"), '{"overview_limit": 1500}'),
                (FieldAddress("last_year"), '{"form": "2021"}'),
                (ExplanationAddress("R6/x"), "移交\u2063 3"),
            ]
        )
    )
    found = {c.row or c.part: (c.old, c.new) for c in changes_between(old, new)}
    assert found["联系人"] == ("空白", "张三")
    assert "1500" in found["审核设置"][1]
    assert found["上年度报告"] == ("空白", "有")
    assert found["审核说明"] == ("空白", "移交")
    assert "township" not in str(found)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "年报.govreport"
    with Document.create(path, load_form("2021"), "某县档案局", 2023) as document:
        document.save_version("送审稿")
        document.apply(document.report.edit([(GRANTED, 5)]))
        document.save_version("领导改后")
        document.apply(document.report.edit([(TextAddress("other"), "没有收取信息处理费。")]))
    return path


def test_versions_are_compared_by_name_or_number(kept: Path) -> None:
    listing, found = compare_versions(kept, "送审稿", "2")
    assert [c.address for c in found] == [GRANTED]
    assert "领导改后" in listing_text(listing)
    _, found = compare_versions(kept, "1")
    assert [c.address for c in found] == [GRANTED, TextAddress("other")]
    _, found = compare_versions(kept, "2", "2")
    assert found == ()
    with pytest.raises(GovReportError, match=r"没有叫“定稿”的版本.*1 送审稿；2 领导改后"):
        compare_versions(kept, "定稿")


def test_the_list_names_both_and_has_every_change(kept: Path, tmp_path: Path) -> None:
    listing, _ = compare_versions(kept, "送审稿")
    text = listing_text(listing)
    assert "共 2 处不同" in text
    assert "第三部分\t予以公开\t自然人\t空白\t5" in text
    assert "现在：没有收取信息处理费。" in text
    write_listing(listing, tmp_path / "清单.pdf")
    assert (tmp_path / "清单.pdf").read_bytes().startswith(b"%PDF")
