"""退回: what goes to an office and what its next version did, from folder to the office's file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from govreport_desktop.checks import check
from govreport_desktop.collect import deciding, returns
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.letter import read_letter
from govreport_desktop.collect.overview import Overview, overview
from govreport_desktop.collect.returns import Sender
from govreport_desktop.collect.status import OfficeRow, OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs import returning
from govreport_desktop.jobs.collecting import scan
from govreport_desktop.jobs.sent_back import take_letter
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.report import Report
from govreport_desktop.store.document import Document
from govreport_desktop.workbook.layout import sheet_title, table_of, table_position
from govreport_desktop.writers.listing import listing_text
from tests.collect_folder import COUNTY, FORM, PARENT, Received, of, write

HEALTH = f"{COUNTY}卫生健康局"
RECEIVED = CellAddress("requests", "received", "business")
GRANTED = RECEIVED._replace(row="granted")
SENDER = Sender(PARENT, date(2026, 1, 20), date(2026, 1, 25), "0839-1234567")


def edited(report: Report, *changes: tuple[CellAddress, int], more: str = "") -> Report:
    """A copy of a report with some cells changed by an amount, and more prose."""
    copy = Report(FORM, report.office, report.year)
    values = {c.address: report.values[c.address] for c in FORM.cells if not c.formula}
    for address, by in changes:
        before = values[address]
        assert isinstance(before, int)
        values[address] = before + by
    texts = dict(report.texts)
    texts["other"] += more
    copy.load(values, texts, dict(report.fields), {})
    return copy


def hand_in(made: Received, task: CollectTask, report: Report) -> Overview:
    """The office puts ``report`` where its file lies; the folder is looked at again."""
    path = made.folder / of(made, "卫生健康局")
    path.unlink()
    write(report, path)
    scan(task)
    return overview(task)


def row_of(view: Overview) -> OfficeRow:
    return next(row for row in view.rows if row.office.name == HEALTH)


@pytest.fixture
def wrong(made: Received, task: CollectTask) -> Overview:
    """One office has received three requests more than it dealt with."""
    return hand_in(made, task, edited(made.reports[HEALTH], (RECEIVED, 3)))


def sent(task: CollectTask, view: Overview, folder: Path) -> tuple[Path, ...]:
    ready = [returning.prepared(task, view, row_of(view), SENDER)]
    return returning.send_back(task, ready, folder)


def test_the_points_say_what_stands_where_and_why(task: CollectTask, wrong: Overview) -> None:
    row = row_of(wrong)
    assert (row.state, row.decided) == (OfficeState.RETURNED, False)
    assert returns.to_send(wrong.rows) == []
    assert row in returns.to_send(wrong.rows, proposed=True)
    points = returning.proposed_points(task, wrong, row)
    first = points[0]
    assert first.number == 1
    assert RECEIVED in {c.address for c in first.cells}
    assert first.basis
    assert "商业企业一列" in returning.where(first, FORM)
    text = returning.letter_text(returning.prepared(task, wrong, row, SENDER).letter)
    assert text.startswith(f"{HEALTH}：")
    assert "1. 【" in text
    assert "应为；" not in text and "应为 ；" not in text  # where nobody can know it from afar
    # Which cell is wrong the program only thinks: it is not what should stand there.
    assert first.why.startswith("可能的原因：")
    assert first.why.rstrip("。") in text
    assert not first.should
    assert "2026年1月25日前" in text
    assert "0839-1234567" in text


def test_all_files_of_a_letter_and_the_decision(
    task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    paths = {path.suffix: path for path in sent(task, wrong, tmp_path / "退回")}
    assert set(paths) == {".docx", ".pdf", ".govreturn", ".xlsx"}
    word = docx.Document(str(paths[".docx"]))
    assert [cell.text for cell in word.tables[0].rows[0].cells][:3] == ["序号", "位置", "现填"]
    assert word.tables[0].rows[1].cells[0].text == "1"
    assert any(PARENT in p.text for p in word.paragraphs)
    assert paths[".pdf"].read_bytes().startswith(b"%PDF")
    letter = read_letter(paths[".govreturn"])
    assert (letter.office, letter.year, letter.version) == (HEALTH, 2025, 2)
    assert letter.file == row_of(wrong).counted.path  # type: ignore[union-attr]
    after = overview(task)
    assert row_of(after).state is OfficeState.NOT_BACK
    assert row_of(after).returns == 1
    task.undo(task.decisions[-1].number)
    assert row_of(overview(task)).returns == 0


def test_the_workbook_is_marked_and_still_reads_as_the_report(
    task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    (path,) = (p for p in sent(task, wrong, tmp_path) if p.suffix == ".xlsx")
    book = openpyxl.load_workbook(path)
    section = next(s for s in FORM.sections if s.id == "requests")
    at = table_position(table_of(FORM, section), RECEIVED)
    cell = book[sheet_title(section)][at.ref]
    assert cell.comment is not None
    assert cell.comment.text.startswith("1. ")
    assert cell.fill.fgColor.rgb == "00FFEB9C"
    assert book.sheetnames[1] == "退回意见"
    back = read_xlsx(path)
    body = returning.body_of(task, row_of(wrong))
    assert body is not None
    assert back.placed[RECEIVED] == str(body.report().values[RECEIVED])
    assert not back.notes
    assert BytesIO(path.read_bytes()).read(2) == b"PK"


def test_the_office_opens_it_and_the_points_stand_at_its_cells(
    made: Received, task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    (letter,) = (p for p in sent(task, wrong, tmp_path) if p.suffix == ".govreturn")
    mine = tmp_path / "我的年报.govreport"
    write(edited(made.reports[HEALTH], (RECEIVED, 3)), mine)
    take_letter(mine, letter)
    with Document.open(mine) as document:
        found = [p for p in check(document.report) if p.rule == "R25"]
        assert any(RECEIVED in p.cells and PARENT in p.message for p in found)
        document.apply(document.report.edit([(GRANTED, made_plus(document.report, 3))]))
        left = [p for p in check(document.report) if p.rule == "R25"]
        assert not any(GRANTED in p.cells for p in left)


def made_plus(report: Report, by: int) -> int:
    value = report.values[GRANTED]
    assert isinstance(value, int)
    return value + by


def test_a_second_version_done_and_one_that_changes_something_else(
    made: Received, task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    sent(task, wrong, tmp_path)
    licences = CellAddress("proactive", "licences", "decisions")
    view = hand_in(made, task, edited(made.reports[HEALTH], (licences, 5)))
    second = returning.second_version(task, view, row_of(view))
    assert second is not None
    assert not second.unchanged
    assert any(RECEIVED in {c.address for c in one.cells} for one in second.done)
    assert [(one.address, one.before != one.after) for one in second.others] == [(licences, True)]
    assert "另外改动了 1 格" in second.words
    assert row_of(view).state is not OfficeState.NOT_BACK


def test_a_second_version_that_is_the_first_again_is_said_at_once(
    made: Received, task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    sent(task, wrong, tmp_path)
    path = made.folder / of(made, "卫生健康局")
    again = path.with_name(f"卫生健康局第二稿{path.suffix}")
    same = edited(made.reports[HEALTH], (RECEIVED, 3))
    path.unlink()
    write(same, again.with_suffix(".json"))
    scan(task)
    view = overview(task)
    row = row_of(view)
    assert row.remark.startswith("第二稿没有改")
    second = returning.second_version(task, view, row)
    assert second is not None
    assert second.unchanged
    assert not second.done
    assert all(one.number for one, _ in second.left)


def test_a_point_by_hand_and_one_office_that_has_nothing(
    task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    clean = next(r for r in wrong.rows if r.state is OfficeState.PASSED and r.counted)
    with pytest.raises(GovReportError, match="没有要退回的意见"):
        returning.prepared(task, wrong, clean, SENDER)
    body = returning.body_of(task, clean)
    assert body is not None
    said = [returns.by_hand("请附上盖章的扫描件", body.report(), RECEIVED)]
    ready = returning.prepared(task, wrong, clean, SENDER, said)
    assert "请附上盖章" in listing_text(returning.letter_listing(ready.letter))
    missing = replace(clean, counted=None, files=())
    with pytest.raises(GovReportError, match="还没有报送文件"):
        returning.prepared(task, wrong, missing, SENDER)
    with pytest.raises(GovReportError, match="没有要退回的单位"):
        returning.send_back(task, [], tmp_path)
    with pytest.raises(GovReportError, match="空白"):
        returns.by_hand(" ")


def test_an_unreadable_file_is_sent_back_with_what_to_ask_for(
    task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    row = next(r for r in wrong.rows if r.state is OfficeState.UNREADABLE)
    paths = returning.send_back(task, [returning.prepared(task, wrong, row, SENDER)], tmp_path)
    assert {p.suffix for p in paths} == {".docx", ".pdf", ".govreturn"}
    (letter,) = returning.letters_of(task, row)
    text = listing_text(returning.letter_listing(letter))
    assert "重新报送" in text
    # No workbook goes with it, nothing of it was looked through, nothing in it can be explained.
    for words in ("表格", "审核说明", "第 1 稿", "见问题"):
        assert words not in text, words


def test_where_a_file_cannot_be_written_nothing_is_decided(
    task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    before = len(task.decisions)
    row = row_of(wrong)
    ready = returning.prepared(task, wrong, row, SENDER)
    name = next(iter(returning.files_of(ready)))
    (tmp_path / name).mkdir()
    with pytest.raises(GovReportError):
        returning.send_back(task, [ready], tmp_path)
    assert len(task.decisions) == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == []
    assert not task.state.of(Subject.RETURN)


def test_a_point_on_prose_like_anothers_quotes_it_and_says_where(
    made: Received, task: CollectTask
) -> None:
    report, other = made.reports[HEALTH], made.reports[f"{COUNTY}教育局"]
    copy = edited(report)
    values = {c.address: report.values[c.address] for c in FORM.cells if not c.formula}
    copy.load(values, dict(other.texts), dict(report.fields), {})
    view = hand_in(made, task, copy)
    rules = ("copied", "same_prose")
    said = [
        one
        for row in view.rows
        for one in returning.proposed_points(task, view, row)
        if one.key.startswith(rules)
    ]
    assert said
    for one in said:
        assert one.excerpt and one.section
        assert one.excerpt[:20] in one.words
        part = next(section.title for section in FORM.sections if section.id == one.section)
        assert returning.where(one, FORM) == part  # the sentence itself quotes the words


def test_telephone_and_day_are_kept_for_the_next_letter(
    task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    sent(task, wrong, tmp_path)
    next_day = returning.sender_of(task, date(2026, 1, 21))
    assert (next_day.due, next_day.phone) == (SENDER.due, SENDER.phone)
    assert returning.sender_of(task, date(2026, 1, 26)).due is None
    given = returning.sender_of(task, date(2026, 1, 21), date(2026, 1, 28), "0839-7")
    assert (given.due, given.phone) == (date(2026, 1, 28), "0839-7")
    task.decide(Draft(Subject.TASK, "phone", {"value": "0839-8"}))
    assert returning.sender_of(task, date(2026, 1, 21)).phone == "0839-8"


def test_prose_that_changed_is_a_second_version_of_its_own(
    made: Received, task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    sent(task, wrong, tmp_path)
    again = edited(made.reports[HEALTH], (RECEIVED, 3), more="另报送清单一份。")
    view = hand_in(made, task, again)
    second = returning.second_version(task, view, row_of(view))
    assert second is not None
    assert not second.unchanged
    assert not second.others
    task.decide(deciding.verdict(row_of(view), OfficeState.RETURNED))
    assert row_of(overview(task)).decided


def test_a_point_that_only_a_person_can_see_is_not_called_undone_nor_passed(
    made: Received, task: CollectTask, wrong: Overview, tmp_path: Path
) -> None:
    said = [returns.by_hand("请附上台账")]
    ready = [returning.prepared(task, wrong, row_of(wrong), SENDER, said)]
    returning.send_back(task, ready, tmp_path)
    licences = CellAddress("proactive", "licences", "decisions")
    row = row_of(view := hand_in(made, task, edited(made.reports[HEALTH], (licences, 5))))
    assert (row.state, row.decided) == (OfficeState.TO_VERIFY, False)
    assert "另写的 1 点" in row.remark
    second = returning.second_version(task, view, row)
    assert second is not None
    assert [one.words for one, _ in second.unsure] == ["请附上台账"]
    assert not second.left
    assert "要对照看的 1 点" in second.words


def printing(made: Received, task: CollectTask, total: str) -> Overview:
    """The office hands in a document whose grand total is printed as ``total``."""
    path = made.folder / of(made, "卫生健康局")
    path.unlink(missing_ok=True)
    place = path.with_name("卫生健康局.docx")
    place.unlink(missing_ok=True)
    write(made.reports[HEALTH], place)
    paper = docx.Document(str(place))
    rows = (list(r.cells) for t in paper.tables for r in t.rows)
    cells = next(r for r in rows if any("（七）总计" in "".join(c.text.split()) for c in r))
    cells[-1].text = total
    paper.save(str(place))
    scan(task)
    return overview(task)


def test_a_corrected_printed_total_is_a_change(
    made: Received, task: CollectTask, tmp_path: Path
) -> None:
    true = str(made.reports[HEALTH].values[CellAddress("requests", "total", "total")])
    view = printing(made, task, "987")
    (point,) = returning.proposed_points(task, view, row_of(view))
    assert [one.text for one in point.cells] == ["987"]
    assert point.should == true
    sent(task, view, tmp_path / "退回")
    row = row_of(printing(made, task, true))
    assert row.state is OfficeState.PASSED
    found = returning.second_version(task, overview(task), row)
    assert found is not None
    assert (len(found.done), found.left, found.unchanged) == (1, (), False)
