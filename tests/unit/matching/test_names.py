"""Names in Chinese characters of every block of Unicode, and whom a report says to ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.matching.match import match
from govreport_desktop.matching.proposal import Proposal
from govreport_desktop.readers.detect import read_source
from govreport_desktop.readers.text.text import read_text
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.web.html import write_html
from govreport_desktop.writers.word.docx import write_docx

# Of the extensions A, B, D, E, G, of the late ones of the first block, and the round zero.
_RARE = ["㙍头县人民政府", "𠮷田县人民政府", "〇河县水务局", "𫟼水县水务局", "𬭎山市档案局"]
_RARE += ["𰻞川街道办事处", "鿏洲市水务局", "𠮷田县㙍头镇人民政府"]
_CONTACT = {
    "contact_name": "李四",
    "contact_phone": "0571-12345678，转8001",
    "contact_address": "云岫市人民路1号（一楼），大厅",
    "contact_email": "a.b@yunxiu.gov.cn",
}
_SENTENCE = "如对本报告有疑问，请与某县档案局联系（{}）。"


def _pdf(report: Report, path: Path, *, contact: bool) -> None:
    path.write_bytes(render_pdf(report, signature=True, contact=contact).data)


def _word(report: Report, path: Path, *, contact: bool) -> None:
    write_docx(build_document(report, signature=True, contact=contact), path)


def _web(report: Report, path: Path, *, contact: bool) -> None:
    write_html(build_document(report, signature=True, contact=contact), path)


@pytest.fixture(params=[_pdf, _word, _web])
def come_back(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Proposal]:
    """A report as a file of each kind, read back."""

    def back(report: Report, *, contact: bool = False) -> Proposal:
        request.param(report, tmp_path / "a", contact=contact)
        return match(read_source(tmp_path / "a"))

    return back


def _report(office: str, **fields: str) -> Report:
    report = Report(load_form("2021"), office, 2023)
    facts = {"signed_on": "2024-01-20", **fields}
    report.apply(report.edit([(FieldAddress(name), text) for name, text in facts.items()]))
    texts = {"preamble": "本报告依条例编制。", "other": "无。"}
    report.apply(report.edit([(TextAddress(id_), text) for id_, text in texts.items()]))
    return report


@pytest.mark.parametrize("office", _RARE)
def test_an_office_with_a_rare_character_keeps_its_name(
    come_back: Callable[..., Proposal], office: str
) -> None:
    report = _report(office)
    proposal = come_back(report)
    again = proposal.new_report()
    assert again.office == office
    assert again.texts == report.texts
    assert again.fields["signed_on"] == "2024-01-20"
    assert not proposal.unplaced


@pytest.mark.parametrize("office", _RARE)
def test_a_sentence_names_such_an_office_too(office: str) -> None:
    table = "二、主动公开政府信息情况\n行政许可\t1\n行政处罚\t2\n行政强制\t3\n"
    text = f"本报告由{office}编制。\n一、总体情况\n好。\n{table}"
    assert match(read_text(text, "x")).office == office


def test_the_sentence_that_we_print_is_read_as_whom_to_ask(
    come_back: Callable[..., Proposal],
) -> None:
    report = _report("某县档案局", **_CONTACT)
    proposal = come_back(report, contact=True)
    again = proposal.new_report()
    assert {name: again.fields[name] for name in _CONTACT} == _CONTACT
    assert again.texts == report.texts
    assert not proposal.unplaced
    assert sum("读作联系方式" in note for note in proposal.notes) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        _SENTENCE.format("联系人：李四") + "欢迎来电。",
        "欢迎来电。" + _SENTENCE.format("联系人：李四"),
        _SENTENCE.format("传真：0571-1"),
        _SENTENCE.format("联系人：李四，联系人：王五"),
        _SENTENCE.format("电话：0571-1，联系人：李四"),
        _SENTENCE.format("联系人："),
    ],
)
def test_any_other_sentence_stays_prose(sentence: str) -> None:
    head = f"某县档案局2023年政府信息公开工作年度报告\n{sentence}\n一、总体情况\n好。\n"
    table = "二、主动公开政府信息情况\n行政许可\t1\n行政处罚\t2\n行政强制\t3\n"
    proposal = match(read_text(head + table, "x"))
    assert proposal.texts["preamble"] == sentence
    assert not any(name.startswith("contact") for name in proposal.fields)
