"""The web page as Chromium shows it: on a phone, in pages of other sites, and on paper."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from decimal import Decimal
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.edit import Address, Content
from govreport_desktop.writers.document import build_document
from govreport_desktop.writers.web.html import render_fragment, render_html
from tests.unit.writers.hosts import HOSTILE, PLAIN, PRINTING, host_page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
PHONE = 375
# What an element looks like: where it is, and what does not show in that.
_LOOK = """
const shown = ["display", "float", "position", "visibility", "opacity", "textIndent", "textAlign",
  "whiteSpace", "color", "borderTopWidth", "fontWeight", "fontSize",
  "lineHeight", "textTransform", "letterSpacing", "transform", "overflowX", "printColorAdjust"];
const look = frame => {
  const page = frame.contentDocument, article = page.querySelector("article");
  const root = page.documentElement;
  const from = article.getBoundingClientRect();
  const elements = [...article.querySelectorAll(":not(wbr, br)")].map(e => {
    const box = e.getBoundingClientRect(), style = frame.contentWindow.getComputedStyle(e);
    return [e.tagName, ...[box.x - from.x, box.y - from.y, box.width, box.height].map(Math.round),
      ...shown.map(name => style[name]), /T[DH]/.test(e.tagName) && style.backgroundColor];
  });
  const ground = frame.contentWindow.getComputedStyle(article).backgroundColor;
  const labels = [...article.querySelectorAll("th")].map(e => {
    const range = page.createRange(), lines = {};
    range.selectNodeContents(e);
    for (const box of range.getClientRects()) {
      const line = Math.round(box.top);
      lines[line] = Math.max(lines[line] || 0, Math.round(box.width));
    }
    return [e.textContent, Object.values(lines)];
  });
  return {elements, ground, over: root.scrollWidth - root.clientWidth, labels};
};
onload = () => {
  const found = {};
  for (const frame of document.querySelectorAll("iframe")) found[frame.id] = look(frame);
  document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify(found);
};
"""


def browser(*arguments: str, home: Path) -> str:
    options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home}")
    done = subprocess.run(
        [str(CHROMIUM), *options, *arguments], capture_output=True, check=True, timeout=120
    )
    return done.stdout.decode()


def large_report() -> Report:
    """Seven digits in every cell, a long address in the prose, a signature behind pages of it."""
    report = Report(load_form("2021"), "云岫市砚湖区住房和城乡建设局", 2024)
    numbers: list[tuple[Address, Content]] = [
        (cell.address, 9999999 if cell.kind.type == "integer" else Decimal("9999.999"))
        for cell in report.form.cells
        if not cell.formula
    ]
    address = "https://www.example.gov.cn/zwgk/" + "zfxxgkndbg_" * 14
    texts: list[tuple[Address, Content]] = [
        (TextAddress("overview"), f"（一）主动公开。见{address}。\n" + "公开信息186条。" * 80),
        (TextAddress("other"), "（一）收费。" + "本年度没有收取信息处理费。" * 157),
        (FieldAddress("signed_on"), "2025-01-15"),
    ]
    report.apply(report.edit([*numbers, *texts]))
    return report


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """How the fragment looks in every page, and the whole page on a phone."""
    folder = tmp_path_factory.mktemp("browser")
    document = build_document(large_report(), signature=True, draft=True)
    fragment = render_fragment(document)
    pages = {n: host_page(fragment, rules) for n, rules in {"plain": PLAIN, **HOSTILE}.items()}
    frames = [(name, page, 700) for name, page in pages.items()]
    frames.append(("phone", render_html(document), PHONE))
    page = folder / "frames.html"
    page.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><script>{_LOOK}</script>'
        + "".join(
            f'<iframe id="{name}" width="{width}" height="4000" style="border:0" '
            f'srcdoc="{escape(text)}"></iframe>'
            for name, text, width in frames
        ),
        encoding="utf-8",
    )
    said = browser("--dump-dom", page.as_uri(), home=folder)
    found = re.search(r"<body><pre>(.*)</pre>", said, re.DOTALL)
    assert found
    return json.loads(unescape(found[1]))  # type: ignore[no-any-return]


@pytest.mark.parametrize("host", HOSTILE)
def test_a_hostile_page_changes_nothing_of_what_it_shows(host: str, seen: dict[str, Any]) -> None:
    for mine, plain in zip(seen[host]["elements"], seen["plain"]["elements"], strict=True):
        assert mine == plain
    assert seen[host]["ground"] == "rgb(255, 255, 255)"


def test_a_long_address_widens_no_page_of_a_phone(seen: dict[str, Any]) -> None:
    assert seen["phone"]["over"] == 0


def test_a_narrow_label_breaks_by_its_sense(seen: dict[str, Any]) -> None:
    lines = [lines for text, lines in seen["phone"]["labels"] if text == "结果维持"]
    assert len(lines) == 3
    for first, second in lines:
        assert first == second


def printed(text: str, folder: Path) -> list[PageObject]:
    page, paper = folder / "page.html", folder / "page.pdf"
    page.write_text(text, encoding="utf-8")
    options = ("--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    browser(*options, home=folder / "home")
    return list(PdfReader(paper).pages)


def words(pages: list[PageObject]) -> list[str]:
    return [re.sub(r"\s", "", one.extract_text()) for one in pages]


@pytest.mark.parametrize("host", ["", "plain", "printing", *HOSTILE])
def test_on_paper_part_three_is_whole_and_so_is_the_signature(host: str, tmp_path: Path) -> None:
    document = build_document(large_report(), signature=True)
    rules = {"plain": PLAIN, "printing": PRINTING, **HOSTILE}
    text = host_page(render_fragment(document), rules[host]) if host else render_html(document)
    pages = printed(text, tmp_path)
    texts = words(pages)
    assert sum("申请人情况" in text for text in texts) == 1
    table = next(n for n, text in enumerate(texts) if "申请人情况" in text)
    assert "四、结转下年度继续办理" in texts[table]
    assert texts[table].count("9999999") >= 25 * 6
    signed = next(text for text in texts if "2025年1月15日" in text)
    assert signed.endswith("云岫市砚湖区住房和城乡建设局2025年1月15日")
    # The blue of C6D9F1, as PDF counts colours.
    assert any(b".7765 .851 .9451 rg" in one.get_contents().get_data() for one in pages)  # type: ignore[union-attr]


@pytest.mark.parametrize("lines", range(6))
def test_the_signature_goes_on_with_the_words_before_it(lines: int, tmp_path: Path) -> None:
    report = large_report()
    text = "本年度没有收取信息处理费。\n" * (9 + lines) + "另有事项。" * 8
    report.apply(report.edit([(TextAddress("other"), text)]))
    last = words(printed(render_html(build_document(report, signature=True)), tmp_path))[-1]
    assert last.endswith("另有事项。云岫市砚湖区住房和城乡建设局2025年1月15日")
