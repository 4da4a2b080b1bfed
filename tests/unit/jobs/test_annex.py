"""Our own documents come back, however long the office's name and with 审核说明 behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.jobs.load import load_report
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.explanations import Note
from govreport_desktop.report.gestures import blanks_to_zero
from govreport_desktop.writers.formats import FORMATS, ExportOptions

NOTES = (
    Note("一、总体情况有 1350 字，超过 1000 字，请压缩。", "经办公室同意。\n内容较多。"),
    Note("自然人：上年结转 1，上年度报告为 3，少 2。", "机构划转。"),
)
OFFICES = (
    "某县档案局",
    "湖北省恩施土家族苗族自治州来凤县绿水镇人民政府办公室",
    "新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县哈拉奇乡人民政府",
    "双江拉祜族佤族布朗族傣族自治县人力资源和社会保障局",
)


@pytest.mark.parametrize("suffix", ["pdf", "docx", "html"])
@pytest.mark.parametrize("office", OFFICES)
def test_office_prose_and_date_come_back(tmp_path: Path, office: str, suffix: str) -> None:
    report = Report(load_form("2021"), office, 2026)
    said = {"overview": "全年主动公开。", "other": "本年度没有收取信息处理费。"}
    report.apply(report.edit([(TextAddress(part), text) for part, text in said.items()]))
    report.apply(report.edit([(FieldAddress("signed_on"), "2027-01-08")]))
    report.apply(blanks_to_zero(report, [cell.address for cell in report.form.cells]))
    path = tmp_path / f"report.{suffix}"
    FORMATS[suffix].write(report, path, ExportOptions(notes=NOTES, signature=True))
    back = load_report(path)
    assert (back.office, back.year) == (office, 2026)
    assert {part: back.texts[part] for part in said} == said
    assert back.fields["signed_on"] == "2027-01-08"
    assert back.values == report.values
