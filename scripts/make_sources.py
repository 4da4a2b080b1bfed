"""Write the golden sources of ``tests/data/sources``: reports as other programs hand them on.

    python -m scripts.make_sources

Web pages in four styles, Word documents written by LibreOffice, workbooks written by
XlsxWriter, each on both forms. What is in them is known (`golden_report`), so that a test
can ask for every number back. Needs LibreOffice (``soffice``).
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from html import escape
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from govreport_desktop.form import load_form
from govreport_desktop.form.model import GridCell, Table
from govreport_desktop.report import Report, Value, format_value

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "sources"
FORMS = {"2021": 2023, "2019": 2020}
_PROSE = (
    "本年度主动公开政府信息1434条，其中公文类信息215条。",
    "（一）主动公开。举办新闻发布会3场，更新栏目28个。",
    "（二）依申请公开。完善登记、审核、答复流程，按期答复。",
)
_STYLE = "<style>td{border:1px solid #999;padding:4px}.nav a{color:#036}</style>"


def golden_report(form_id: str) -> Report:
    """The report in every golden source of a form: some cells blank, all parts written."""
    form = load_form(form_id)
    dice = random.Random(f"golden {form_id}")
    values: dict[object, Value] = {}
    for cell in form.cells:
        if cell.formula is None and dice.random() > 0.06:
            whole = dice.choice((0, dice.randrange(10), dice.randrange(4000)))
            values[cell.address] = (
                whole if cell.kind.type == "integer" else Decimal(f"{whole}.2449")
            )
    texts = {s.id: "\n".join(_PROSE) for s in form.narratives if s.number}
    report = Report(form, "云岫市砚湖区水务局", FORMS[form_id])
    report.load(values, texts, {}, {})  # type: ignore[arg-type]
    report.apply(report.edit([]))
    return report


# ---------------------------------------------------------------- what is printed
def said(report: Report, cell: GridCell, blank: str = "") -> str:
    """The text of a printed cell; ``blank`` is what stands for nothing."""
    if cell.address is None:
        return cell.text
    return format_value(report.values[cell.address], blank=blank)


def rows(table: Table) -> list[list[GridCell]]:
    """The printed cells of each row, those that begin in it."""
    found: list[list[GridCell]] = [[] for _ in range(table.row_count)]
    for cell in sorted(table.grid, key=lambda cell: (cell.row, cell.column)):
        found[cell.row].append(cell)
    return found


def matrix(report: Report, table: Table) -> list[list[str]]:
    """The table without merged cells: a text where its cell begins, "" in the rest of it."""
    found = [[""] * table.column_count for _ in range(table.row_count)]
    for cell in table.grid:
        found[cell.row][cell.column] = said(report, cell)
    return found


# ---------------------------------------------------------------- web pages
def spans(cell: GridCell) -> str:
    """The spans of a cell as attributes."""
    down = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    across = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    return down + across


def cms_table(report: Report, table: Table) -> str:
    """Merged cells and inline styles, as the editor of a content system leaves them."""
    lines = [
        "".join(
            f'<td{spans(c)} style="text-align:center"><span style="font-family:宋体">'
            f"{escape(said(report, c))}</span></td>"
            for c in row
        )
        for row in rows(table)
    ]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table class="data" cellspacing="0"><tbody>\n{body}\n</tbody></table>'


def word_table(report: Report, table: Table) -> str:
    """Word's own markup; every cell a paragraph, blanks as no-break spaces."""
    lines = []
    for row in rows(table):
        cells = (
            f"<td width=68{spans(c)} valign=center style='border:solid windowtext 1.0pt'>"
            f"<p class=MsoNormal align=center><span lang=EN-US style='font-size:9.0pt'>"
            f"{escape(said(report, c)) or '&nbsp;'}<o:p></o:p></span></p></td>"
            for c in row
        )
        lines.append(f"<tr style='mso-yfti-irow:1'>{''.join(cells)}</tr>")
    return f"<table class=MsoNormalTable border=1>{''.join(lines)}</table>"


def split_table(report: Report, table: Table) -> str:
    """No merged cells: every row has a cell for each column, most of the labels' are empty."""
    lines = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in matrix(report, table))
    return f"<table border=1>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def div_table(report: Report, table: Table) -> str:
    """No table at all: each cell is a line."""
    cells = (said(report, cell, blank="/") for row in rows(table) for cell in row)
    return "\n".join(f"<div>{escape(text)}</div>" for text in cells if text)


def cms_page(title: str, article: str) -> str:
    """A page of a portal: navigation, search, the article, related links, a footer."""
    links = "".join(f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(_MENU))
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}_云岫市人民政府</title>{_STYLE}
<script>var visits = 48213; document.title += "";</script></head>
<body><div class="nav"><ul>{links}</ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk">政府信息公开年报</a></div>
<div class="article"><h1>{title}</h1>
<p class="meta">发布日期：2024-01-18　浏览次数：<span>5127</span>　来源：区水务局</p>
{article}
</div><div class="related"><a href="/2">2022年政府信息公开工作年度报告</a></div>
<div class="footer">主办：云岫市人民政府办公室　网站标识码：3301000001</div></body></html>"""


def word_page(title: str, article: str) -> str:
    """What Word saves as a web page."""
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=Generator content="Microsoft Word 15"><title>{title}</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Pages>6</o:Pages></o:DocumentProperties></xml>
<![endif]--><style>p.MsoNormal {{margin:0cm; font-family:宋体}}</style></head>
<body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{title}<o:p></o:p></span></b></p>
{article}</div></body></html>"""


def plain_page(title: str, article: str) -> str:
    """Nothing around the article."""
    return f"<html><head><meta charset=utf-8></head><body><h2>{title}</h2>{article}</body></html>"


_MENU = ("首页", "政务公开", "办事服务", "互动交流", "走进砚湖")
PAGES = {
    "cms": (cms_page, cms_table, "p", "utf-8"),
    "word": (word_page, word_table, "p class=MsoNormal", "gb18030"),
    "split": (plain_page, split_table, "p", "utf-8"),
    "lines": (plain_page, div_table, "div", "utf-8"),
}


def page(report: Report, style: str) -> bytes:
    """The report as a web page in one of the styles of `PAGES`."""
    around, write, tag, encoding = PAGES[style]
    end = tag.partition(" ")[0]
    parts = []
    for section in report.form.sections:
        if section.number:
            parts.append(f"<{tag}><strong>{section.title}</strong></{end}>")
        if section.kind == "table":
            parts.append(write(report, report.form.tables[section.id]))
        else:
            lines = report.texts[section.id].split("\n")
            parts += [f"<{tag}>　　{escape(line)}</{end}>" for line in lines if line]
    return around(report.title, "\n".join(parts)).encode(encoding)


# ---------------------------------------------------------------- Word and Excel
# What LibreOffice saves as, each from what it opens.
SAVED = {
    "docx": "docx:MS Word 2007 XML",
    "odt": "odt",
    "rtf": "rtf",
    "doc": "doc",
    "ods": "ods",
    "fods": "fods",
}


def write_saved(source: Path, path: Path) -> None:
    """``source`` as LibreOffice saves it at ``path``, whose ending says as what."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", SAVED[path.suffix[1:]]]
        command += ["--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        shutil.copyfile(Path(folder) / f"{source.stem}{path.suffix}", path)


def write_docx(report: Report, path: Path) -> None:
    """A Word document as LibreOffice writes it from a web page."""
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / f"{path.stem}.html"
        html.write_bytes(page(report, "cms"))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--infilter=HTML (StarWriter)"]
        command += ["--convert-to", SAVED["docx"], "--outdir", folder, str(html)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        shutil.copyfile(html.with_suffix(".docx"), path)


def write_sheet(report: Report, path: Path, *, as_text: bool = False) -> None:
    """One sheet with everything below each other, cells merged; ``as_text``: numbers as text."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": not as_text}) as book:
        fill_sheet(report, book.add_worksheet("年度报告"))


def fill_sheet(report: Report, sheet: Worksheet) -> None:
    """Write everything of a report below each other into ``sheet``."""
    sheet.write_string(0, 0, report.title)
    top = 2
    for section in report.form.sections:
        if section.number:
            sheet.write_string(top, 0, section.title)
            top += 1
        if section.kind != "table":
            for line in filter(None, report.texts[section.id].split("\n")):
                sheet.write_string(top, 0, line)
                top += 1
            continue
        table = report.form.tables[section.id]
        for cell in table.grid:
            place = top + cell.row, cell.column
            end = place[0] + cell.row_span - 1, cell.column + cell.column_span - 1
            text = said(report, cell)
            if place != end:
                sheet.merge_range(*place, *end, text)
            elif text:
                sheet.write(*place, text)
        top += table.row_count + 1


def write_turned(report: Report, path: Path) -> None:
    """A sheet for each table, the columns of numbers of part 三 from right to left."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as book:
        for table in report.form.tables.values():
            sheet = book.add_worksheet(report.form.section(table.section).number + "表")
            lines = matrix(report, table)
            if table.id == "requests":
                lines = _turned(table, lines)
            for y, line in enumerate(lines):
                for x, text in enumerate(line):
                    if text:
                        sheet.write(y, x, text)


def _turned(table: Table, lines: list[list[str]]) -> list[list[str]]:
    labels = table.label_columns
    heads = ["" if n else "项目" for n in range(labels)] + list(table.column_names.values())
    lines = [heads, *lines[table.header_rows :]]
    return [line[:labels] + line[labels:][::-1] for line in lines]


def main() -> int:
    """Write every source anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form_id in FORMS:
        report = golden_report(form_id)
        for style in PAGES:
            (FOLDER / f"{style}-{form_id}.html").write_bytes(page(report, style))
        write_docx(report, FOLDER / f"libreoffice-{form_id}.docx")
        write_sheet(report, FOLDER / f"xlsxwriter-{form_id}.xlsx")
        for ending in SAVED:
            if ending != "docx":
                first = "xlsxwriter-{}.xlsx" if ending in ("ods", "fods") else "libreoffice-{}.docx"
                target = FOLDER / f"libreoffice-{form_id}.{ending}"
                write_saved(FOLDER / first.format(form_id), target)
        write_sheet(report, FOLDER / f"xlsxwriter-text-{form_id}.xlsx", as_text=True)
        write_turned(report, FOLDER / f"xlsxwriter-turned-{form_id}.xlsx")
    return 0


if __name__ == "__main__":
    sys.exit(main())
