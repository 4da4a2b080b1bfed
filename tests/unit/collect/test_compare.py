"""This year against last, office by office; and what is asked instead of being corrected."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from govreport_desktop.cli.found import print_problems_of, problems_json
from govreport_desktop.collect import deciding, roster
from govreport_desktop.collect.asked import Question, kinds, questions
from govreport_desktop.collect.compare import Break
from govreport_desktop.collect.decision import Draft, Subject, to_text
from govreport_desktop.collect.overview import overview
from govreport_desktop.collect.roles import Role
from govreport_desktop.collect.status import OfficeState
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs import returning
from govreport_desktop.jobs.collecting import NewTask, new_task, scan
from govreport_desktop.jobs.documents import write_new
from govreport_desktop.report import Report, TextAddress
from govreport_desktop.report.edit import ExplanationAddress, FieldAddress
from govreport_desktop.report.explanations import explanation_content
from govreport_desktop.report.shape import to_shape
from govreport_desktop.writers.xlsx.workbook import write_xlsx
from tests.collect_folder import COUNTY, FEES, PARENT, YEAR, Received, _put, changed, of

CARRIED = CellAddress("requests", "carried_over", "natural_person")
RECEIVED = CARRIED._replace(row="received")


def with_last(task: CollectTask, made: Received) -> None:
    """Every office's last year, as last year's task gives it."""
    ids = {office.name: office.id for office in task.roster}
    task.decide(*(Draft(Subject.LAST, ids[name], to_shape(one)) for name, one in made.last.items()))


def test_reports_that_go_on_from_last_year_raise_nothing(made: Received, task: CollectTask) -> None:
    with_last(task, made)
    view = overview(task)
    assert len(view.last) == 45
    assert view.breaks == ()
    assert {r.state for r in view.rows if r.office.name in made.clean} == {OfficeState.PASSED}
    change = view.change(RECEIVED)
    assert change.before == sum(int(str(r.values[RECEIVED])) for r in made.last.values())
    parts = sum((now or 0) - (then or 0) for _, then, now in change.parts)
    assert (change.before or 0) + parts == change.now


def test_last_years_file_in_the_folder_is_compared_with(made: Received, task: CollectTask) -> None:
    view = overview(task)
    names = {row.office.id: row.office.name for row in view.rows}
    sources = {names[key]: last.source for key, last in view.last.items()}
    assert sources == {
        f"{COUNTY}教育局": "往年/教育局2024年报.docx",
        f"{COUNTY}公安局": "公安局2025年报.html",
    }


def test_last_years_task_goes_before_a_file_that_is_named_as_this_years(
    made: Received, task: CollectTask
) -> None:
    with_last(task, made)
    sources = {row.office.name: row.office.id for row in overview(task).rows}
    last = overview(task).last
    assert last[sources[f"{COUNTY}公安局"]].source == "上年任务"
    assert last[sources[f"{COUNTY}教育局"]].source == "往年/教育局2024年报.docx"
    # Somebody has said that it is last year's: then it is.
    one = overview(task).file("公安局2025年报.html")
    what = {"role": str(Role.LAST_YEAR), "hash": one.hash, "office": one.office}
    task.decide(Draft(Subject.FILE, one.path, what))
    assert overview(task).last[sources[f"{COUNTY}公安局"]].source == one.path


def test_a_break_is_named_and_a_merger_explains_it(made: Received, task: CollectTask) -> None:
    with_last(task, made)
    name, gone = f"{COUNTY}商务局", f"{COUNTY}统计局"
    report = made.reports[name]
    forward = made.last[gone].values[CARRIED._replace(row="carried_forward")]
    assert isinstance(forward, int)
    more = Report(report.form, name, YEAR)
    more.load(dict(report.values), dict(report.texts), dict(report.fields), {})
    for row in ("carried_over", "granted"):
        at = CARRIED._replace(row=row)
        more.apply(more.edit([(at, int(str(more.values[at])) + forward + 1)]))
    (made.folder / of(made, "商务局")).unlink()
    _put(made, of(made, "商务局"), more, Role.COUNTS, 21)
    scan(task)
    view = overview(task)
    broken = list(view.breaks)
    assert [one.address for one in broken] == [CARRIED], "the total only follows from it"
    assert [(one.office.name, one.difference) for one in broken] == [(name, forward + 1)]
    mine = next(r for r in view.rows if r.office.name == name)
    assert mine.state is OfficeState.TO_VERIFY
    assert "按上年任务应为" in mine.remark
    _merge(task, gone, name)
    (left,) = [one for one in overview(task).breaks if one.address == CARRIED]
    assert (left.difference, left.merged) == (1, (gone,))


def _merge(task: CollectTask, gone: str, into: str) -> None:
    ids = {office.name: office for office in task.roster}
    at = task.roster.index(ids[gone]) + 1
    task.decide(roster.entry(replace(ids[gone], merged_into=ids[into].id), at))


def asked(task: CollectTask) -> dict[str, Question]:
    view = overview(task)
    found = questions(view.sums.form, view.rows, task.body, task.state, view.last)
    return {q.kind: q for q in found}


def test_clean_reports_ask_nothing(task: CollectTask) -> None:
    assert asked(task) == {}


@pytest.mark.parametrize(
    ("kind", "cell", "sentence"),
    [
        ("rules", CellAddress("proactive", "rules", "in_force"), ""),
        (
            "codefendant",
            CellAddress("disputes", "litigation_direct", "upheld"),
            "其中1件我局与县政府为共同被告。",
        ),
        ("joint", None, "与县民政局联合印发规范性文件2件。"),
        ("passed_on", None, "其中3件转送县公安局办理。"),
        ("fees", None, "不动产登记费由税务局代征。"),
        ("permits", None, "11月起许可事项划转县行政审批局办理。"),
    ],
)
def test_what_may_not_simply_be_added_is_asked(
    made: Received, task: CollectTask, kind: str, cell: CellAddress | None, sentence: str
) -> None:
    name = f"{COUNTY}商务局"
    report = changed(made.reports[name], 0)
    stock = CellAddress("proactive", "normative_documents", "issued")
    report.apply(report.edit([(cell or stock, 2)]))
    texts = [(TextAddress("overview"), report.texts["overview"] + sentence)]
    report.apply(report.edit(texts))
    (made.folder / of(made, "商务局")).unlink()
    _put(made, of(made, "商务局"), report, Role.COUNTS, 21)
    scan(task)
    found = asked(task)
    assert list(found) == [kind]
    one = found[kind]
    assert one.is_open
    assert one.evidence[0].office == name
    assert sentence.rstrip("。") in one.evidence[0].words
    assert one.basis
    task.decide(deciding.answer(one.key, "已按规定计", one.figures))
    assert not asked(task)[kind].is_open


def test_every_kind_of_question_has_a_basis() -> None:
    assert all(kind.basis and kind.title and "{offices}" in kind.words for kind in kinds())


def test_next_year_begins_with_what_is_known(made: Received, task: CollectTask) -> None:
    task.decide(Draft(Subject.NAME, "发改委", {"office": task.roster[1].id}))
    task.close()
    path = made.folder.parent / "明年" / "汇总.govtask"
    path.parent.mkdir()
    new_task(NewTask(path, PARENT, YEAR + 1, last=made.folder / "汇总.govtask"))
    with CollectTask.open(path) as new:
        assert [office.name for office in new.roster] == [office.name for office in task.roster]
        assert new.state.what(Subject.NAME, "发改委")["office"] == new.roster[1].id
        view = overview(new)
        assert {row.office.name for row in view.rows if row.office.id in view.last} == made.counted


def test_a_break_is_a_sentence_for_the_office(task: CollectTask, made: Received) -> None:
    """Row, column, what stands, what should, by which sum, why and on what basis; no rule's id."""
    with_last(task, made)
    name = f"{COUNTY}商务局"
    report = made.reports[name]
    stock = CellAddress("proactive", "normative_documents", "in_force")
    copy = Report(report.form, name, YEAR)
    copy.load(dict(report.values), dict(report.texts), dict(report.fields), {})
    copy.apply(copy.edit([(stock, int(str(copy.values[stock])) + 5)]))
    (made.folder / of(made, "商务局")).unlink()
    _put(made, of(made, "商务局"), copy, Role.COUNTS, 21)
    scan(task)
    view = overview(task)
    (broken,) = [one for one in view.breaks if one.address == stock]
    row = next(r for r in view.rows if r.office.name == name)
    one = next(
        p
        for p in returning.proposed_points(task, view, row)
        if stock in [c.address for c in p.cells]
    )
    stands, should = copy.values[stock], broken.expected
    assert one.words.startswith(
        f"行政规范性文件（现行有效件数）现填 {stands}，按上年任务应为 {should}（上年 "
    )
    assert one.words.endswith("，多 5")
    assert (one.should, one.key) == (str(should), "R7:proactive/normative_documents")
    assert "现行有效件数＝上年现行有效件数＋本年制发件数－本年废止件数" in one.basis
    assert "审核说明" in one.why
    assert not any(
        "R7" in words or "R6" in words for words in (one.words, one.why, one.basis, row.remark)
    )


def test_what_both_see_is_counted_once_and_the_same_everywhere(
    task: CollectTask, made: Received, capsys: pytest.CaptureFixture[str]
) -> None:
    """The office's file carries last year's figures, and the office above knows them too."""
    with_last(task, made)
    name = f"{COUNTY}商务局"
    report = made.reports[name]
    copy = Report(report.form, name, YEAR)
    copy.load(dict(report.values), dict(report.texts), dict(report.fields), {})
    stock = CellAddress("proactive", "normative_documents", "in_force")
    copy.apply(copy.edit([(stock, int(str(copy.values[stock])) + 5)]))
    (made.folder / of(made, "商务局")).unlink()
    path = made.folder / "商务局.govreport"
    cells = [(c.address, copy.values[c.address]) for c in copy.form.cells if not c.formula]
    texts = [(TextAddress(key), text) for key, text in copy.texts.items()]
    last = (FieldAddress("last_year"), to_text(to_shape(made.last[name])))
    write_new(path, copy.form, name, YEAR, [*cells, *texts, last])
    scan(task)
    view = overview(task)
    row = next(r for r in view.rows if r.office.name == name)
    assert row.counted is not None
    own = [p for p in task.body(row.counted.hash).problems if p["open"]]
    assert [p["rule"] for p in own if p["severity"] != "info"] == ["R7"]
    assert (row.errors, row.warnings) == (0, 1)
    assert row.remark == "有 1 个警告"
    assert len(returning.proposed_points(task, view, row)) == 1
    (shape,) = json.loads(problems_json(task, view, [row]))["offices"]
    assert (shape["errors"], shape["warnings"]) == (0, 1)
    assert [(one["rule"], one["counted"]) for one in shape["findings"]] == [("R7", False)]
    print_problems_of(task, view, [row])
    assert capsys.readouterr().out.count("[警告]") == 1


def test_what_only_the_office_above_sees_is_in_the_list_of_problems(
    task: CollectTask, made: Received, capsys: pytest.CaptureFixture[str]
) -> None:
    with_last(task, made)
    name = f"{COUNTY}商务局"
    copy = changed(made.reports[name], 0)
    stock = CellAddress("proactive", "normative_documents", "in_force")
    copy.apply(copy.edit([(stock, int(str(copy.values[stock])) + 5)]))
    (made.folder / of(made, "商务局")).unlink()
    _put(made, of(made, "商务局"), copy, Role.COUNTS, 21)
    scan(task)
    view = overview(task)
    row = next(r for r in view.rows if r.office.name == name)
    said = [one.words for one in view.above[row.office.id].breaks]
    assert said
    assert row.warnings == len(said) == len(returning.proposed_points(task, view, row))
    (shape,) = json.loads(problems_json(task, view, [row]))["offices"]
    assert [one["message"] for one in shape["findings"]] == said
    assert shape["warnings"] == len(said)
    print_problems_of(task, view, [row])
    printed = capsys.readouterr().out
    assert all(words in printed for words in said)


def test_an_explanation_holds_for_the_figures_it_was_written_for(
    task: CollectTask, made: Received
) -> None:
    with_last(task, made)
    name = f"{COUNTY}商务局"
    path = next(p for p in task.files if "商务局" in p)
    report = made.reports[name]
    stock = CellAddress("proactive", "normative_documents", "in_force")
    stands = int(str(report.values[stock]))
    minus, plus = (
        int(str(report.values[stock._replace(column=c)])) for c in ("repealed", "issued")
    )
    last = stands - plus + minus

    def hand_in(by: int) -> Break:
        copy = Report(report.form, name, YEAR)
        copy.load(dict(report.values), dict(report.texts), dict(report.fields), {})
        figures = (last, plus, minus, stands, stands + 5, 5)
        said = explanation_content("清理时重新认定了 5 件。", figures)
        key = ExplanationAddress("R7:proactive/normative_documents")
        copy.apply(copy.edit([(stock, stands + by), (key, said)]))
        (made.folder / path).unlink(missing_ok=True)
        write_xlsx(copy, made.folder / "商务局新报.xlsx")
        scan(task)
        return next(one for one in overview(task).breaks if one.address == stock)

    assert hand_in(5).explanation == "清理时重新认定了 5 件。"
    assert not hand_in(6).explanation, "it was said of other figures"


def test_an_office_that_is_merged_after_this_year_owes_its_last_report(task: CollectTask) -> None:
    by_name = {office.name: office for office in task.roster}
    gone, into = by_name[f"{COUNTY}水利局"], by_name[f"{COUNTY}农业农村局"]
    before = overview(task).sums.values
    task.decide(roster.entry(replace(gone, merged_into=into.id, until=YEAR), 1))
    view = overview(task)
    assert view.row(gone.id).state is OfficeState.PASSED
    assert view.sums.values == before
    task.decide(roster.entry(replace(gone, merged_into=into.id, until=YEAR - 1), 1))
    assert overview(task).row(gone.id).state is OfficeState.NOT_DUE


def test_what_was_taken_over_is_not_all_of_last_year(task: CollectTask, made: Received) -> None:
    """Only of the office taken over is last year known: there is nothing to compare with."""
    gone, name = f"{COUNTY}统计局", f"{COUNTY}商务局"
    ids = {office.name: office for office in task.roster}
    shape = to_shape(made.last[gone])
    task.decide(Draft(Subject.LAST, ids[gone].id, shape))
    _merge(task, gone, name)
    view = overview(task)
    assert not [one for one in view.breaks if one.office.name == name]
    assert view.last[ids[name].id].partial
    mine = next(row.office for row in view.rows if row.office.name == name)
    change = view.change(CARRIED)
    assert mine in change.unknown
    # What offices without a last year state now is nobody's change.
    known = {row.office.id for row in view.rows} & set(view.last)
    assert {office.id for office, _, _ in change.parts} <= known
    assert sum((now or 0) - (then or 0) for _, then, now in change.parts) == change.by
    began = replace(ids[name], since=YEAR)  # it is all that it took over
    task.decide(roster.entry(began, task.roster.index(ids[name]) + 1))
    assert not overview(task).last[ids[name].id].partial


def test_a_report_of_two_years_ago_is_not_last_years(made: Received, task: CollectTask) -> None:
    name = f"{COUNTY}民政局"
    older = changed(made.last[name], 3, YEAR - 2)
    _put(made, "历年/民政局.json", older, Role.LAST_YEAR)
    scan(task)
    view = overview(task)
    assert view.file("历年/民政局.json").role is Role.LAST_YEAR
    office = next(row.office for row in view.rows if row.office.name == name)
    assert office.id not in view.last
    assert not [one for one in view.breaks if one.office == office]


@pytest.mark.parametrize(
    ("short", "fees", "before", "is_asked"),
    [
        ("商务局", "86500", None, True),
        ("姚渡镇", "5200", None, True),
        ("商务局", "86500.25", None, False),  # in 万元
        ("商务局", "9800", None, False),
        ("商务局", "86500", "61000.5", False),  # so it was last year
        ("商务局", "86500", "8.65", True),
    ],
)
def test_fees_that_no_office_of_its_level_has_are_asked_about(
    made: Received, task: CollectTask, short: str, fees: str, before: str | None, is_asked: bool
) -> None:
    path = of(made, short) if short == "商务局" else of(made, f"{short}人民政府")
    name = next(name for name in made.reports if short in name)
    report = changed(made.reports[name], 0)
    report.apply(report.edit([(FEES, Decimal(fees))]))
    (made.folder / path).unlink()
    _put(made, path, report, Role.COUNTS, 21)
    if before is not None:
        last = changed(made.last[name], 0)
        last.apply(last.edit([(FEES, Decimal(before))]))
        _put(made, f"往年/{short}2024.docx", last, Role.LAST_YEAR)
    scan(task)
    found = asked(task)
    assert ("large_fees" in found) is is_asked
    if is_asked:
        assert [(one.office, one.words) for one in found["large_fees"].evidence] == [(name, fees)]
