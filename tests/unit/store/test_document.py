"""What a clerk types is in the file, comes back exactly and can be looked back at."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from govreport_desktop.errors import EditError, FileError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import (
    Address,
    Content,
    ExplanationAddress,
    FieldAddress,
    Report,
    Unread,
)
from govreport_desktop.report.edit import Change, Edit
from govreport_desktop.store.document import Document, verify
from tests.unit.store.samples import (
    CONTACT,
    EXPLAINED,
    FEES,
    OVERVIEW,
    RECEIVED,
    RECEIVED_TOTAL,
    another_program,
    beside,
    contents,
    put,
)


def test_a_new_file_carries_office_year_and_form(path: Path) -> None:
    with Document.create(path, load_form("2019"), "某县档案局", 2020) as document:
        assert document.report.form.id == "2019"
    with Document.open(path) as document:
        assert (document.report.office, document.report.year) == ("某县档案局", 2020)
        assert document.report.form.id == "2019"
        assert not document.read_only
        assert document.holder == ""
    assert verify(path) == []


def test_a_new_file_without_office_and_year_is_sound(path: Path) -> None:
    with Document.create(path, load_form("2021")) as document:
        document.save_version("空白")
        assert document.report.year is None
    assert verify(path) == []


def test_what_is_typed_is_there_when_the_file_is_opened_again(
    path: Path, document: Document
) -> None:
    put(document, (RECEIVED, 123456789012345), (FEES, Decimal("59237.2400")))
    put(document, (OVERVIEW, "第一段\n\n第二段 \U0001f4c4\x00尾"), (CONTACT, "张三"))
    put(
        document,
        (EXPLAINED, "机构划转"),
        (CellAddress("disputes", "review", "upheld"), Unread("３个？")),
    )
    expected = contents(document.report)
    document.close()
    with Document.open(path) as again:
        assert contents(again.report) == expected
        assert str(again.report.values[FEES]) == "59237.2400"
        assert again.report.values[RECEIVED_TOTAL] == 123456789012345
        unread = again.report.values[CellAddress("disputes", "review", "upheld")]
        assert isinstance(unread, Unread)
        assert (unread.text, unread.reason) == ("３个？", "不是数")


def test_apply_answers_which_addresses_changed_totals_included(document: Document) -> None:
    changed = put(document, (RECEIVED, 3))
    assert {RECEIVED, RECEIVED_TOTAL} <= changed
    assert document.report.values[RECEIVED_TOTAL] == 3


def test_what_is_cleared_stays_cleared(path: Path, document: Document) -> None:
    put(document, (RECEIVED, 3), (OVERVIEW, "写了又删"), (EXPLAINED, "说明"), (CONTACT, "张三"))
    put(document, (RECEIVED, None), (OVERVIEW, ""), (EXPLAINED, ""), (CONTACT, ""))
    document.close()
    with Document.open(path) as again:
        assert contents(again.report) == contents(Report(again.report.form, "某县档案局", 2023))
    assert verify(path) == []


def test_decimals_that_only_print_differently_are_written(path: Path, document: Document) -> None:
    put(document, (FEES, Decimal("1.5")))
    put(document, (FEES, Decimal("1.50")))
    document.close()
    with Document.open(path) as again:
        assert str(again.report.values[FEES]) == "1.50"
        assert [str(entry.new) for entry in again.history(FEES)] == ["1.5", "1.50"]


def test_an_edit_that_changes_nothing_is_not_logged(document: Document) -> None:
    put(document, (RECEIVED, 3))
    assert document.apply(Edit((Change(RECEIVED, 3, 3),))) == frozenset()
    assert len(document.history(RECEIVED)) == 1


def test_an_edit_that_does_not_fit_is_not_written(path: Path, document: Document) -> None:
    with pytest.raises(EditError, match="由程序计算"):
        document.apply(Edit((Change(RECEIVED_TOTAL, None, 5),)))
    with pytest.raises(EditError, match="已经变了"):
        document.apply(Edit((Change(CONTACT, "", "张三"), Change(RECEIVED, 1, 5))))
    document.close()
    with Document.open(path) as again:
        assert again.report.values[RECEIVED] is None
        assert again.report.fields["contact_name"] == ""


@pytest.mark.parametrize(
    ("address", "content"),
    [
        (OVERVIEW, "半个字\ud83d"),
        (RECEIVED, Unread("半个字\ud83d")),
        (ExplanationAddress("半个字\ud83d"), "说明"),
    ],
    ids=["text", "cell", "address"],
)
def test_what_no_file_can_hold_is_refused_as_a_whole(
    path: Path, document: Document, address: Address, content: Content
) -> None:
    with pytest.raises(EditError, match="不能保存"):
        put(document, (CONTACT, "张三"), (address, content))
    assert document.report.fields["contact_name"] == ""
    assert verify(path) == []
    put(document, (CONTACT, "李四"))
    document.close()
    with Document.open(path) as again:
        assert again.report.fields["contact_name"] == "李四"


def test_history_says_who_changed_what_when_and_from_what(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = datetime.now().astimezone() - timedelta(milliseconds=1)
    put(document, (RECEIVED, 3))
    edit = document.report.edit([(RECEIVED, Unread("三"))], "粘贴 1 个单元格", "paste")
    document.apply(edit)
    document.apply(edit.inverse())
    first, second, third = document.history(RECEIVED)
    assert (first.old, first.new, first.kind) == (None, 3, "type")
    assert (second.old, second.new) == (3, Unread("三"))
    assert (second.name, second.kind) == ("粘贴 1 个单元格", "paste")
    assert (third.old, third.new, third.kind) == (Unread("三"), 3, "undo")
    assert before <= first.time <= third.time <= datetime.now().astimezone()
    assert first.who == document.history(FieldAddress("office"))[0].who
    assert document.history(FEES) == []


def test_history_of_prose_has_whole_texts_although_only_stretches_are_stored(
    path: Path, document: Document
) -> None:
    drafts = ["", "今年。", "今年共受理。", "今年共办结。", "今共办结。", "今共办结。结", ""]
    for draft in drafts[1:]:
        put(document, (OVERVIEW, draft))
    told = [(entry.old, entry.new) for entry in document.history(OVERVIEW)]
    assert told == list(pairwise(drafts))
    document.close()
    with another_program(path) as connection:
        query = "SELECT start, old, new FROM changes WHERE address = 'overview' AND edit = 4"
        assert connection.execute(query).fetchall() == [(3, "受理", "办结")]


def test_history_of_an_unknown_place_is_an_error(document: Document) -> None:
    with pytest.raises(EditError, match="没有这个位置"):
        document.history(CellAddress("requests", "nowhere", "total"))


def test_a_version_can_be_looked_at_and_gone_back_to(path: Path, document: Document) -> None:
    put(document, (RECEIVED, Unread("约3")), (FEES, Decimal("1.50")), (OVERVIEW, "初稿"))
    put(document, (EXPLAINED, "说明"), (FieldAddress("last_year"), '{"form": "2021"}'))
    kept = contents(document.report)
    version = document.save_version("送审稿")
    put(document, (RECEIVED, 3), (FEES, Decimal("1.5")), (OVERVIEW, ""), (EXPLAINED, ""))
    put(document, (CONTACT, "张三"), (FieldAddress("last_year"), ""))
    later = document.save_version("终稿")
    document.close()
    with Document.open(path) as again:
        assert again.versions() == [version._replace(is_current=False), later]
        assert [v.name for v in again.versions()] == ["送审稿", "终稿"]
        assert contents(again.version(version.id)) == kept
        edit = again.restoring(version.id)
        assert (edit.kind, edit.name) == ("restore", "恢复版本“送审稿”")
        again.apply(edit)
        assert contents(again.report) == kept
        assert again.report.last_year is not None
        assert not again.restoring(version.id)
        again.apply(edit.inverse())
        assert contents(again.report) == contents(again.version(later.id))
    assert verify(path) == []


def test_two_versions_of_the_same_contents_are_stored_once(path: Path, document: Document) -> None:
    put(document, (OVERVIEW, "总体情况" * 5000))
    first = document.save_version("上午")
    size = path.stat().st_size
    second = document.save_version("下午")
    assert path.stat().st_size == size
    assert contents(document.version(first.id)) == contents(document.version(second.id))
    assert [version.name for version in document.versions()] == ["上午", "下午"]
    assert verify(path) == []


def test_an_unknown_version_is_a_sentence(document: Document) -> None:
    with pytest.raises(FileError, match="没有第 7 个版本"):
        document.version(7)


def test_saved_at_is_when_the_last_edit_or_version_was_written(
    path: Path, document: Document
) -> None:
    put(document, (RECEIVED, 3))
    assert document.saved_at == document.history(RECEIVED)[-1].time
    version = document.save_version("送审稿")
    assert document.saved_at == version.time
    document.close()
    with Document.open(path) as again:
        assert again.saved_at == version.time


def test_a_closed_file_is_one_file(path: Path, document: Document) -> None:
    put(document, (RECEIVED, 3))
    document.close()
    document.close()
    assert beside(path) == []


def test_a_file_opened_for_reading_takes_no_edits(path: Path, document: Document) -> None:
    document.close()
    before = path.read_bytes()
    with Document.open(path, read_only=True) as again:
        assert beside(path) == []
        with pytest.raises(FileError, match="只读方式打开"):
            put(again, (RECEIVED, 3))
        with pytest.raises(FileError, match="只读方式打开"):
            again.save_version("送审稿")
        assert again.report.values[RECEIVED] is None
    assert path.read_bytes() == before


def test_what_another_program_wrote_meanwhile_is_not_overwritten(
    path: Path, document: Document
) -> None:
    put(document, (CONTACT, "张三"))
    with another_program(path) as connection:
        connection.execute("UPDATE fields SET text = '李四' WHERE name = 'contact_name'")
    with pytest.raises(FileError, match="被别的程序改过"):
        put(document, (CONTACT, "王五"))
    assert document.report.fields["contact_name"] == "张三"


def test_a_file_begins_with_its_first_edit(path: Path) -> None:
    form = load_form("2021")
    first = Report(form, "某局", 2023).edit(
        [(RECEIVED, 3), (OVERVIEW, "总体情况")], "导入", "import"
    )
    with Document.create(path, form, "某局", 2023, first=first) as document:
        assert document.report.values[RECEIVED] == 3
        assert [entry.kind for entry in document.history(RECEIVED)] == ["import"]
    assert verify(path) == []


def test_a_first_edit_that_does_not_fit_leaves_no_file(path: Path) -> None:
    form = load_form("2021")
    first = Report(form, "某局", 2023).edit([(RECEIVED_TOTAL, 3)])
    with pytest.raises(EditError, match="由程序计算"):
        Document.create(path, form, "某局", 2023, first=first)
    assert list(path.parent.iterdir()) == []
