"""Word as LibreOffice sets it: as many pages as the PDF, beginning with the same words."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from itertools import accumulate
from pathlib import Path

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.report.explanations import Note
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from govreport_desktop.writers.typeset import page
from tests.unit.writers.printed import page_texts
from tests.unit.writers.written import written_report

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here"),
]
_SENTENCE = (
    "本年度主动公开政府信息1234条，网站访问量12.94万次。二是健全制度，强化监督；优化平台“一网通查”，"
    "答复申请均在法定期限内完成。全年举办培训3次，参加人员160余人次（其中线上90人次），依法公开各类"
    "重大建设项目、社会公益事业等领域信息。"
)
_PARAGRAPHS = ("（一）主动公开", f"1.加强发布。{_SENTENCE * 2}", f"一是{_SENTENCE * 3}", _SENTENCE)
_SIGNED = ExportOptions(signature=True)
_NOTES = tuple(Note(f"第三部分第{column}列上年结转不同。", _SENTENCE) for column in range(1, 9))
_LONG_NAME = "北原自治区苍旗盟白音左翼后旗乌兰哈达苏木人民政府"
# What programs break lines by a little differently: a mark more or less at the end of a page;
# where many numbers let each program squeeze its own marks, less than a page in all.
_CHARACTERS = 4
_PAGE, _NUMBERED = page.LINES * page.CHARACTERS, 24_000

# LibreOffice sets a gap between digits and characters whether the file asks for one or not:
# it reads neither autoSpaceDE nor autoSpaceDN. The macro takes that out, as the file says.
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script"
 script:name="Module1" script:language="StarBasic">
Sub PrintAll(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim wanted(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  wanted(0).Name = "FilterName" : wanted(0).Value = "writer_pdf_Export"
  name = Dir(folder &amp; "/*.docx")
  Do While name &lt;&gt; ""
    place = ConvertToURL(folder &amp; "/" &amp; name)
    made = ConvertToURL(folder &amp; "/printed/" &amp; Left(name, Len(name) - 5) &amp; ".pdf")
    doc = StarDesktop.loadComponentFromURL(place, "_blank", 0, hidden())
    usual = doc.StyleFamilies.getByName("ParagraphStyles").getByName("Standard")
    usual.ParaIsCharacterDistance = False
    doc.storeToURL(made, wanted())
    doc.close(True)
    name = Dir()
  Loop
End Sub
</script:module>
"""


def _numbers() -> str:
    """30,000 characters, a number in every clause."""
    dice = random.Random(9704)
    clauses = (
        "本年度主动公开政府信息{}条，网站访问量{}万次，政务新媒体发布{}条。",
        "收到申请{}件，按期答复{}件，办结率{}%。",
        "举办培训{}次，参加人员{}人次，检查单位{}家，发现问题{}个。",
    )
    sentences = [
        re.sub(r"{}", lambda _: str(dice.randrange(1, 30_000)), dice.choice(clauses))
        for _ in range(700)
    ]
    return "\n".join("".join(sentences[at : at + 4]) for at in range(0, 700, 4))


def _with_numbers() -> Report:
    report = _report("2021", 900)
    report.apply(report.edit([(TextAddress("overview"), _numbers())]))
    return report


def _report(form: str, length: int, largest: int = 2000, office: str = "") -> Report:
    report = written_report(form, 7, largest)
    prose = "\n".join(_PARAGRAPHS * (length // len("".join(_PARAGRAPHS)) + 1))
    texts: list[tuple[Address, Content]] = [
        (TextAddress("overview"), prose),
        (TextAddress("problems"), "\n".join((*_PARAGRAPHS, *_PARAGRAPHS))),
        (TextAddress("other"), "本年度没有收取信息处理费。"),
        (FieldAddress("office"), office or report.office),
    ]
    report.apply(report.edit(texts))
    return report


CASES = {
    "sample": (_report("2021", 900), ExportOptions()),
    "digits": (_report("2021", 900, 9_999_999), _SIGNED),
    "long": (_report("2021", 30_000), _SIGNED),
    "2019": (_report("2019", 900), _SIGNED),
    "name": (_report("2021", 900, office=_LONG_NAME), _SIGNED),
    "draft": (_report("2021", 2000), ExportOptions(draft=True)),
    "notes": (_report("2021", 1200), ExportOptions(signature=True, notes=_NOTES)),
    "blank": (Report(load_form("2021")), ExportOptions(prompts=True)),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every report as Word, and what LibreOffice prints of it in ``printed``."""
    folder = tmp_path_factory.mktemp("word")
    written = CASES | {"numbers": (_with_numbers(), _SIGNED)}
    for name, (report, options) in written.items():
        FORMATS["docx"].write(report, folder / f"{name}.docx", options)
    (folder / "printed").mkdir()
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    _run(*office, "--terminate_after_init")  # makes the profile
    basic = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    assert basic.exists()
    basic.write_text(_MACRO, encoding="utf-8")
    _run(*office, f'macro:///Standard.Module1.PrintAll("{folder}")')
    return folder


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


@pytest.mark.parametrize("name", CASES)
def test_pages_are_as_many_and_begin_with_the_same_words(name: str, folder: Path) -> None:
    report, options = CASES[name]
    FORMATS["pdf"].write(report, folder / f"{name}.pdf", options)
    ours = _begins((folder / f"{name}.pdf").read_bytes())
    theirs = _begins((folder / "printed" / f"{name}.pdf").read_bytes())
    assert len(theirs) == len(ours)
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True), 1):
        assert abs(one - other) <= _CHARACTERS, f"page {number}"


def test_a_text_of_numbers_stays_within_a_page(folder: Path) -> None:
    report = _with_numbers()
    FORMATS["pdf"].write(report, folder / "numbers.pdf", _SIGNED)
    ours = _begins((folder / "numbers.pdf").read_bytes())
    theirs = _begins((folder / "printed" / "numbers.pdf").read_bytes())
    assert abs(len(theirs) - len(ours)) <= 1
    # Of part one: a table after it goes to the next page as a whole, or does not.
    prose = [(one, other) for one, other in zip(ours, theirs, strict=False) if one < _NUMBERED]
    assert len(prose) > 30
    assert max(abs(one - other) for one, other in prose) < _PAGE


def _begins(data: bytes) -> list[int]:
    """How many characters of text stand before each page, and all of them."""
    # What a face lacks comes from another, and is read in another order: marks are left out.
    texts = (re.sub(r"[^\w]|＿", "", text) for text in page_texts(data))
    return [0, *accumulate(map(len, texts))]
