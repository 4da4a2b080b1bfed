"""Prose with words that are never broken: what a line ends with says little about its paragraph."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from govreport_desktop.form import load_form
from govreport_desktop.matching.match import match
from govreport_desktop.readers.ofd.document import read_ofd
from govreport_desktop.readers.pdf.document import read_pdf
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.ofd.file import build_file
from govreport_desktop.writers.pdf.document import render_pdf
from govreport_desktop.writers.typeset.pages import set_pages
from tests.unit.readers.pdfs import FONT, drawn
from tests.unit.readers.test_pdf import texts

_SYLLABLES = "我局本年度主动公开政府信息通过网站发布文件并办理申请加强培训完善制度答复群众来信"
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_LEADS = (
    "",
    "",
    "（一）主动公开。",
    "1.规范流程。",
    "一是",
    "(2)",
    "（三）平台建设与政务新媒体运行",
)
_LEFT, _RIGHT, _SIZE = 80, 528, 16


def _word(dice: random.Random) -> str:
    def letters(least: int, most: int) -> str:
        return "".join(dice.choices(_LETTERS, k=dice.randint(least, most)))

    kinds = (
        lambda: "".join(dice.choices(_SYLLABLES, k=dice.randint(1, 30))),
        lambda: "".join(dice.choices(_SYLLABLES, k=dice.randint(1, 30))),
        lambda: f"{dice.randrange(10**6)}件",
        lambda: f"{dice.randrange(100)}.{dice.randrange(10)}%",
        lambda: f"a{letters(4, 14)}@mail.{letters(5, 20)}.gov.cn",
        lambda: f"https://www.{letters(5, 30)}.gov.cn/{letters(1, 60)}/t{letters(4, 40)}.html",
        lambda: f"http://{letters(90, 120)}",
        lambda: f"App {letters(4, 9)} Online {letters(2, 9)}",
        lambda: "0571-" + str(dice.randrange(10**8)),
    )
    return dice.choice(kinds)()


def paragraph(dice: random.Random) -> str:
    """One paragraph of Chinese prose with addresses, numbers and Latin words."""
    words = [
        _word(dice) + dice.choice(("", "", "，", "、", "“网”")) for _ in range(dice.randint(1, 9))
    ]
    return dice.choice(_LEADS) + "我" + "".join(words) + dice.choice("。。。；")


def _report(seed: int) -> Report:
    dice = random.Random(seed)
    form = load_form("2021")
    report = Report(form, "青屿市海洋渔业局", 2023)
    prose = {
        section.id: "\n".join(paragraph(dice) for _ in range(dice.randint(1, 5)))
        for section in form.narratives
        if section.number
    }
    report.apply(report.edit([(TextAddress(id_), text) for id_, text in prose.items()]))
    return report


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_paragraphs_of_our_own_pdf_come_back_one_by_one(seed: int) -> None:
    report = _report(seed)
    again = match(read_pdf(render_pdf(report).data, "年报.pdf")).new_report()
    assert again.texts == report.texts


_MAIL = "administrator@mail.qingyu-haiyang.gov.cn"


@pytest.mark.parametrize(
    "word", [_MAIL, "https://www.qingyu.gov.cn/zwgk/nb", "（jubao2023@qingyu.gov.cn）"]
)
def test_a_line_too_short_for_the_next_word_ends_no_paragraph(word: str) -> None:
    """Another program's PDF is ragged before a word that did not fit."""
    full = "本年度我局主动公开政府信息，网站访问量有所提升，社会公众满意"
    room = _RIGHT - _LEFT - stringWidth(word, FONT, _SIZE) + 1
    short = full[: int(room // _SIZE) + 1]

    def draw(canvas: Canvas) -> None:
        rows = [full[:26], full[:28], full[:28], full[:28], short, word + "，欢迎来信。"]
        for number, row in enumerate(rows):
            canvas.drawString(112 if number == 0 else _LEFT, 700 - 29 * number, row)

    assert texts(read_pdf(drawn(draw), "a.pdf")) == [
        full[:26] + full[:28] * 3 + short + word + "，欢迎来信。"
    ]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    full = "本年度我局主动公开政府信息，网站访问量有所提升，社会公众满意"

    def draw(canvas: Canvas) -> None:
        rows = [full[:26], full[:28], full[:28], full[:28], "来信请寄", _MAIL]
        for number, row in enumerate(rows):
            canvas.drawString(112 if number == 0 else _LEFT, 700 - 29 * number, row)

    assert texts(read_pdf(drawn(draw), "a.pdf"))[-2:] == [
        full[:26] + full[:28] * 3 + "来信请寄",
        _MAIL,
    ]


def test_an_address_over_two_lines_gets_no_blank() -> None:
    full = "本年度我局主动公开政府信息，网站访问量有所提升，社会公众满意"
    address = "https://www.qingyu.gov.cn/zwgk/" + "abcdefghij" * 9
    cut = next(n for n in range(len(address)) if stringWidth(address[:n], FONT, _SIZE) > 446) - 1

    def draw(canvas: Canvas) -> None:
        rows = [full[:26], full[:28], full[:28], address[:cut], address[cut:] + "。"]
        for number, row in enumerate(rows):
            canvas.drawString(112 if number == 0 else _LEFT, 700 - 29 * number, row)

    assert texts(read_pdf(drawn(draw), "a.pdf")) == [full[:26] + full[:28] * 2 + address + "。"]


@pytest.mark.parametrize(
    "office", ["某局", "水务局", "县水务局", "云岫市水务局", "云岫市防汛抗旱指挥部办公室"]
)
def test_the_lines_of_our_signature_stay_apart(office: str) -> None:
    report = Report(load_form("2021"), office, 2023)
    report.apply(
        report.edit([(FieldAddress("signed_on"), "2024-01-20"), (TextAddress("other"), "无。")])
    )
    source = read_pdf(render_pdf(report, signature=True).data, "a.pdf")
    again = match(source).new_report()
    assert again.texts == report.texts
    assert again.fields["signed_on"] == "2024-01-20"


@pytest.mark.parametrize(
    ("rows", "cut"),
    [
        (("网址https://www.qingyu.gov.cn/zwgk/nb/", "2025/202601/x.html，欢迎来信。"), True),
        (
            ("详见https://www.qingyu.gov.cn/zwgk/", "t2026_abcdefghijklmnopqrstuv.htm", "l，好。"),
            True,
        ),
        (("网址https://www.qingyu.gov.cn/", "2023年共发布信息12件。"), False),
        (("https://www.qingyu.gov.cn/", "https://www.qingyu.cn/a，好。"), False),
    ],
)
def test_where_an_address_is_cut_it_goes_on(rows: tuple[str, ...], cut: bool) -> None:
    """Programs cut behind a slash, though more of it would have fitted."""
    full = "本年度我局主动公开政府信息，网站访问量有所提升，社会公众满意"

    def draw(canvas: Canvas) -> None:
        canvas.drawString(112, 729, full[:26])
        for number, row in enumerate((full[:28], full[:28], full[:28], *rows)):
            canvas.drawString(_LEFT, 700 - 29 * number, row)

    found = texts(read_pdf(drawn(draw), "a.pdf"))
    assert found[-1] == (full[:26] + full[:28] * 3 + "".join(rows) if cut else rows[-1])


def test_wide_letters_of_our_ofd_stand_together() -> None:
    prose = "PM2.5，WAMQ mm，lfxzwgk@mail.gov.cn，Web MW公司。"
    report = Report(load_form("2021"), "某局", 2023)
    report.apply(report.edit([(TextAddress("overview"), prose)]))
    again = match(read_ofd(build_file(set_pages(build_document(report))), "a.ofd")).new_report()
    assert again.texts["overview"] == prose
