"""What is still open before a report leaves the house, and the page of it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text

from govreport_desktop.checks.leaving import Kind, Leaving
from govreport_desktop.errors import GovReportError, WriteError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.check import check
from govreport_desktop.jobs.leaving import leaving, leaving_file, leaving_listing, submit
from govreport_desktop.jobs.listing import write_listing
from govreport_desktop.report import (
    Address,
    Content,
    ExplanationAddress,
    FieldAddress,
    Report,
    TextAddress,
)
from govreport_desktop.report.explanations import explanation_content
from govreport_desktop.store.document import Document, Submission
from govreport_desktop.store.versions import UNNAMED
from govreport_desktop.writers.listing import listing_text

OFFICE = "某县档案局"
FACTS = {"contact_name": "张三", "contact_phone": "0571-1", "signed_on": "2024年1月20日"}
PROSE = (
    "本年度主动公开政府信息，办理依申请公开，加强政府信息管理，建设网站平台，做好监督保障和培训。"
)
PROBLEMS = (
    "公开内容还不够细，解读形式单一，下一步将编制目录、每季度检查，由办公室督促各科室逐项改进。"
)


def finished() -> Report:
    """A report with nothing left to do."""
    report = Report(load_form("2021"), OFFICE, 2023)
    contents: list[tuple[Address, Content]] = [
        (spec.address, 0 if spec.kind.type == "integer" else Decimal(0))
        for spec in report.form.cells
        if spec.formula is None
    ]
    contents += [(FieldAddress(name), text) for name, text in FACTS.items()]
    contents += [
        (TextAddress("overview"), PROSE),
        (TextAddress("problems"), PROBLEMS),
        (TextAddress("other"), "本年度没有收取信息处理费。"),
    ]
    report.apply(report.edit(contents))
    return report


def with_(report: Report, *contents: tuple[Address, Content]) -> Report:
    report.apply(report.edit(contents))
    return report


def found(report: Report) -> Leaving:
    return leaving(report, check(report).problems, None)


def words(report: Report, kind: Kind) -> list[str]:
    return [point.words for point in found(report).of(kind)]


def test_a_finished_report_may_leave() -> None:
    result = found(finished())
    assert result.open == ()
    assert result.ready
    assert result.headline.startswith("可以报送")


def test_errors_come_first_and_lead_to_their_cells() -> None:
    received = CellAddress("requests", "received", "natural_person")
    result = found(with_(finished(), (received, 3), (FieldAddress("signed_on"), "")))
    kinds = [point.kind for point in result.points]
    assert kinds == sorted(kinds, key=list(Kind).index)
    first = result.points[0]
    assert first.kind is Kind.ERROR
    assert first.problem is not None
    assert received in first.cells
    assert not result.ready
    assert result.headline.startswith("还有 ")


def test_an_explained_warning_is_settled_until_its_figures_change() -> None:
    report = with_(finished(), (TextAddress("problems"), "公开内容还不够细，下一步改进。"))
    (problem,) = [p for p in check(report).problems if p.section == "problems"]
    assert words(report, Kind.WARNING) == [problem.message]
    content = explanation_content("只有这一个问题", problem.figures)
    with_(report, (ExplanationAddress(problem.key), content))
    assert words(report, Kind.WARNING) == []
    with_(report, (TextAddress("problems"), "公开内容还不够细，下一步抓紧改进。"))
    (again,) = words(report, Kind.WARNING)
    assert "请再看一遍" in again


def test_a_place_left_to_be_filled_in_is_a_kind_of_its_own() -> None:
    report = with_(finished(), (TextAddress("other"), "本年度收取信息处理费XX元。"))
    (point,) = found(report).of(Kind.PLACEHOLDER)
    assert point.problem is not None
    assert point.problem.spans


def test_blanks_are_told_by_part_with_where_to_go() -> None:
    report = Report(load_form("2021"), OFFICE, 2023)
    blanks = {point.section: point for point in found(report).of(Kind.BLANK)}
    table = blanks["requests"]
    assert "144 格空白" in table.words
    assert table.cells[0] == CellAddress("requests", "received", "natural_person")
    assert "还没有写" in blanks["overview"].words
    assert "problems" in blanks
    with_(report, (TextAddress("overview"), PROSE))
    # Now a check says of part five that it is missing; once is enough.
    assert [p.section for p in found(report).of(Kind.BLANK)] == [
        "proactive",
        "requests",
        "disputes",
        "other",
    ]
    assert any("存在的主要问题" in line for line in words(report, Kind.WARNING))
    with_(report, (TextAddress("overview"), "（一）主动公开情况\n（二）依申请公开情况"))
    assert any("只有小标题" in line for line in words(report, Kind.BLANK))


def test_missing_facts_are_told_each_with_its_field() -> None:
    report = Report(load_form("2021"))
    fields = [point.field for point in found(report).of(Kind.FACT)]
    assert fields == ["office", "year", "contact_name", "contact_phone", "signed_on"]
    with_(report, (FieldAddress("office"), "青屿高新区管理委员会"), (FieldAddress("year"), "2023"))
    fields = [point.field for point in found(report).of(Kind.FACT)]
    assert fields == ["office_kind", "contact_name", "contact_phone", "signed_on"]


def test_faces_and_versions_are_only_notes() -> None:
    report = finished()
    result = leaving(report, check(report).problems, [])
    assert result.ready
    (version,) = result.of(Kind.VERSION)
    assert "Ctrl+S" in version.words
    assert "处请留意" in result.headline
    assert result.content == ()


def test_a_version_with_a_name_is_asked_for_until_there_is_one(tmp_path: Path) -> None:
    path = tmp_path / "年报.govreport"
    with Document.create(path, load_form("2021"), OFFICE, 2023) as document:
        assert leaving_file(path).of(Kind.VERSION)
        document.save_version(UNNAMED)
        (point,) = leaving_file(path).of(Kind.VERSION)
        assert "名称" in point.words
        document.save_version("送审稿")
        assert leaving_file(path).of(Kind.VERSION) == ()
        document.apply(document.report.edit([(FieldAddress("contact_name"), "张三")]))
        assert leaving_file(path).of(Kind.VERSION)


def test_the_page_has_every_point_under_its_kind(tmp_path: Path) -> None:
    result = found(with_(finished(), (CellAddress("requests", "received", "business"), 2)))
    listing = leaving_listing(result)
    text = listing_text(listing)
    assert text.startswith(f"{OFFICE}2023年度报告送审前检查\n")
    assert all(point.words.rstrip("。") in text for point in result.points)
    pdf, plain = tmp_path / "检查.pdf", tmp_path / "检查.txt"
    write_listing(listing, pdf)
    write_listing(listing, plain)
    assert plain.read_text(encoding="utf-8") == text
    assert "错误（2项）" in extract_text(pdf).replace(" ", "")


def test_a_list_never_takes_the_place_of_something_else(tmp_path: Path) -> None:
    listing = leaving_listing(found(finished()))
    endings = "以 .pdf、.docx、.xlsx 或 .txt 结尾"
    for name, words_ in (("清单.odt", endings), ("没有/清单.pdf", "没有文件夹")):
        with pytest.raises(WriteError, match=words_):
            write_listing(listing, tmp_path / name)
    source = tmp_path / "来源.txt"
    source.write_text("来源", encoding="utf-8")
    with pytest.raises(WriteError, match="就是来源"):
        write_listing(listing, source, [source])
    assert source.read_text(encoding="utf-8") == "来源"


def test_what_is_handed_in_becomes_a_version(tmp_path: Path) -> None:
    path = tmp_path / "年报.govreport"
    with Document.create(path, load_form("2021"), OFFICE, 2023) as document:
        first = document.save_version("送审稿")
        document.apply(document.report.edit([(FieldAddress("contact_name"), "张三")]))
    day = Submission(date(2024, 1, 22), "县政府办公室")
    marked = submit(path, day)
    assert (marked.name, marked.submission) == ("报送稿", day)
    assert submit(path, day).id == marked.id
    assert submit(path, day, "送审稿").id == first.id
    with pytest.raises(GovReportError, match="没有叫“定稿”的版本"):
        submit(path, day, "定稿")
