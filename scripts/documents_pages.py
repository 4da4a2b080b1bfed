"""Rows of docs/documents.md about what is printed: the page, its lines, its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from openpyxl import load_workbook

from scripts.documents_hands import (
    BLUE,
    BOTTOM,
    LEFT,
    MEASURE,
    MILLIMETRE,
    NONE,
    Row,
    W,
    inline,
    mm,
    ofd_lines,
    pages_with,
    points,
    style,
    text_of,
    word,
)
from scripts.documents_made import DIGITS, Made, number_cells
from tests.unit.writers import printed

_NEVER_FIRST, _NEVER_LAST = set("。，、；：？！）》”』】〉"), set("（《“『【〈")
_FULL = 1  # the number of a page that holds nothing but prose without marks


def page_rows(made: Made) -> Iterator[Row]:
    """What is printed."""
    for row in (_paper, _area, _grid, _size, _title, _indent, _faces, _line_ends):
        yield row(made)
    for row in (_page_number, _part_three, _smallest, _blue, _signature):
        yield row(made)


def _paper(made: Made) -> Row:
    pdf = {f"{mm(s.width)}×{mm(s.height)} mm" for s in made.sheets}
    size = (word(made, "document", ".//w:pgSz", side)[0] for side in "wh")
    twips = "×".join(str(mm(int(one) / 20)) for one in size) + " mm"
    ofd = "×".join(f"{float(side):g}" for side in made.ofd.box.split()[2:]) + " mm"
    web = "A4" if "size: A4;" in made.page_text else ""
    want = "210×297 mm"
    return Row(
        "幅面 A4（GB/T 9704 5.1）",
        "、".join(pdf),
        twips,
        f"{web}（打印）",
        ofd,
        "各文件里的页面尺寸",
        holds=pdf == {want} and twips == ofd == want and web == "A4",
    )


def _area(made: Made) -> Row:
    line = made.lines[_FULL][0]
    full = ofd_lines(made.ofd_pages[_FULL])[0]
    step = full[1].x - full[0].x
    found = (mm(line.left), mm(line.right - line.left))
    ofd = (round(full[0].x), round(full[-1].x + step - full[0].x))
    edges = {e: int(word(made, "document", ".//w:pgMar", e)[0]) / 20 for e in ("left", "right")}
    twips = (mm(edges["left"]), 210 - mm(edges["left"]) - mm(edges["right"]))
    web = re.search(r"margin: 37mm (\d+)mm 35mm (\d+)mm", made.page_text)
    sides = (int(web[2]), 210 - int(web[1]) - int(web[2])) if web else (0, 0)
    all_of = (found, twips, sides, ofd)
    said = [f"{left} / {wide} mm" for left, wide in all_of]
    return Row(
        "订口 28 mm，版心宽 156 mm（5.2.1）",
        said[0],
        said[1],
        said[2],
        said[3],
        "PDF、OFD 量满行首末两字；Word、网页取页边距",
        holds=set(all_of) == {(28, 156)},
    )


def _grid(made: Made) -> Row:
    lines = made.lines[_FULL]
    steps = {round(b.top - a.top, 1) for a, b in pairwise(lines)}
    ofd = ofd_lines(made.ofd_pages[_FULL])
    ofd_steps = {round(points(b[0].y - a[0].y), 1) for a, b in pairwise(ofd)}
    pitch = int(word(made, "document", ".//w:docGrid", "linePitch")[0])
    height = int(word(made, "document", ".//w:pgSz", "h")[0])
    height -= sum(int(word(made, "document", ".//w:pgMar", e)[0]) for e in ("top", "bottom"))
    character = 320 + int(style(made, "Normal", "w:rPr/w:spacing", "val"))
    counted = (len(lines), {len(one.text) for one in lines})
    counted_ofd = (len(ofd), {len(one) for one in ofd})
    counted_word = (height // pitch, {round(MEASURE * MILLIMETRE * 20) // character})
    return Row(
        "每面 22 行，每行 28 字（5.2.3）",
        f"{counted[0]} 行×{max(counted[1])} 字，行距 {max(steps)} 磅",
        f"{counted_word[0]} 行×{max(counted_word[1])} 字，行距 {pitch / 20:.2f} 磅",
        NONE,
        f"{counted_ofd[0]} 行×{max(counted_ofd[1])} 字，行距 {max(ofd_steps)} 磅",
        "数满页的行和字、量基线间距；Word 由固定行距和字距算得",
        holds=counted == counted_ofd == counted_word == (22, {28}) and max(steps) == 29.0,
    )


def _size(made: Made) -> Row:
    pdf = {round(c["size"], 1) for c in printed.body(made.sheets[_FULL])}
    ofd = {round(points(c.size), 1) for line in ofd_lines(made.ofd_pages[_FULL]) for c in line}
    half = int(style(made, "BodyText", "w:rPr/w:sz", "val")) / 2
    web = re.search(r"font-size: (\d+)pt; }", made.page_text)
    return Row(
        "正文 3 号字（16 磅，5.2.2）",
        f"{max(pdf):g} 磅",
        f"{half:g} 磅",
        f"{web[1] if web else 0} 磅（打印）",
        f"{max(ofd):g} 磅",
        "满页每个字的字号；Word、网页取样式",
        holds=pdf == ofd == {half} == {16.0} and bool(web and web[1] == "16"),
    )


def _title(made: Made) -> Row:
    lines = made.document.title_lines
    pdf = [line.text for line in made.lines[0][: len(lines)]]
    off = max(
        abs((line.left + line.right) / 2 / MILLIMETRE - LEFT - MEASURE / 2)
        for line in made.lines[0][: len(lines)]
    )
    sizes = {round(c["size"]) for c in made.sheets[0].chars if c["text"] == lines[0][0]}
    ofd = [text_of(line) for line in ofd_lines(made.ofd_pages[0])[: len(lines)]]
    web = [span.text_content() for span in made.page.xpath("//h1/span")]
    first: Any = made.docx["word/document.xml"].find(f".//{W}p")
    in_word = [text.text for text in first.iter(f"{W}t")]
    half = int(style(made, "Title", "w:rPr/w:sz", "val")) / 2
    centred = style(made, "Title", "w:pPr/w:jc", "val") == "center"
    balanced = "text-align:center" in inline(made, "//h1")[0]
    said = f"{len(lines)} 行"
    return Row(
        "标题 2 号（22 磅），居中，回行词意完整，各格式回行相同（7.3.1）",
        f"{max(sizes)} 磅，{said}，偏中 {off:.1f} mm",
        f"{half:g} 磅，{said}，居中",
        f"{said}，居中",
        said,
        "比较各文件标题各行的字；PDF 量每行两端",
        holds=pdf == ofd == web == in_word == list(lines) and off < 0.5 and centred and balanced,
    )


def _indent(made: Made) -> Row:
    first = made.lines[0][len(made.document.title_lines) + 1]
    pdf = (first.left / MILLIMETRE - LEFT) / (MEASURE / 28)
    line = ofd_lines(made.ofd_pages[0])[len(made.document.title_lines) + 1]
    ofd = (line[0].x - LEFT) / (MEASURE / 28)
    chars = int(style(made, "BodyText", "w:pPr/w:ind", "firstLineChars")) / 100
    prose = "//section//p[not(contains(@style, 'text-align:right'))]"
    web = {"text-indent:2em" in one for one in inline(made, prose)}
    return Row(
        "正文每自然段左空二字（7.3.3）",
        f"{pdf:.1f} 字",
        f"{chars:g} 字",
        "2 字" if web == {True} else NONE,
        f"{ofd:.1f} 字",
        "段首字离版心左边；Word、网页取样式",
        holds=round(pdf, 1) == round(ofd, 1) == chars == 2.0 and web == {True},
    )


def _faces(made: Made) -> Row:
    wanted = {
        "Title": "方正小标宋简体",
        "Heading1": "黑体",
        "Heading2": "楷体",
        "BodyText": "仿宋",
    }
    found = {n: style(made, n, "w:rPr/w:rFonts", "eastAsia") for n in wanted}
    web = "font:bold 1em/1.8 SimHei" in inline(made, "//h2")[0]
    return Row(
        "小标宋标题，一、黑体，（一）楷体，正文仿宋（7.3.1、7.3.3）",
        "本机有的用本机的，没有的说明",
        "、".join(found.values()),
        "SimHei、FangSong" if web else "",
        "同 PDF",
        "Word 的样式、网页的 font；PDF 见 test_faces.py",
        holds=found == wanted and web and "FangSong" in made.page_text,
    )


def _line_ends(made: Made) -> Row:
    tables = {
        n for words in ("第二十条第", "申请人情况", "行政诉讼") for n in pages_with(made, words)
    }
    prose = [n for n in range(len(made.sheets)) if n not in tables]
    pdf = [line.text.strip() for n in prose for line in made.lines[n]]
    ofd = [text_of(line).strip() for n in prose for line in ofd_lines(made.ofd_pages[n])]
    breaches = [
        sum(line[0] in _NEVER_FIRST or line[-1] in _NEVER_LAST for line in lines if line)
        for lines in (pdf, ofd)
    ]
    kinsoku = style(made, "Normal", "w:pPr/w:overflowPunct", "val")
    return Row(
        "避头尾：句读不在行首，前引号、前括号不在行尾",
        f"{len(pdf)} 行中 {breaches[0]} 处",
        "由 Word 排，标点不悬出行外",
        "由浏览器排",
        f"{len(ofd)} 行中 {breaches[1]} 处",
        "读回每一行的首末字",
        holds=breaches == [0, 0] and min(len(pdf), len(ofd)) > 200 and kinsoku == "0",
    )


def _page_number(made: Made) -> Row:
    right: list[bool] = []
    sizes, drops = set(), set()
    for number, sheet in enumerate(made.sheets, start=1):
        below = [c for c in sheet.chars if c["top"] >= printed.BOTTOM]
        sizes |= {round(c["size"]) for c in below}
        dash = sheet.height - below[0]["matrix"][5] - 0.36 * 14
        drops.add(round(dash / MILLIMETRE - BOTTOM))
        right.append((below[0]["x0"] > sheet.width / 2) == bool(number % 2))
    half = int(style(made, "Footer", "w:rPr/w:sz", "val")) / 2
    ofd = {round(points(c.size)) for page in made.ofd_pages for c in page.chars if c.y >= BOTTOM}
    fields = [_footer(made, f"footer{n}") for n in (1, 2)]
    return Row(
        "页码 4 号（14 磅），一字线在版心下 7 mm，单右双左（7.5）",
        f"{max(sizes)} 磅，下 {max(drops)} mm，{len(right)} 面单右双左",
        f"{half:g} 磅，奇偶页脚",
        NONE,
        f"{max(ofd)} 磅",
        "量每一面的页码；Word 取页脚",
        holds=sizes == ofd == {14}
        and half == 14
        and drops == {7}
        and all(right)
        and all("PAGE" in one for one in fields),
    )


def _footer(made: Made, part: str) -> str:
    root: Any = made.docx[f"word/{part}.xml"]
    return "".join(root.itertext())


# ---------------------------------------------------------------- the tables
def _part_three(made: Made) -> Row:
    on, digits = pages_with(made, "申请人情况"), str(DIGITS)
    text = "".join(c["text"] for c in made.sheets[on[0]].chars).replace(" ", "")
    cells = len(number_cells(made.report))
    ofd = [text_of(page.chars) for page in made.ofd_pages if "申请人情况" in text_of(page.chars)]
    whole = [t.count(digits) >= cells and "结转下年度继续办理" in t for t in (text, *ofd)]
    body: Any = made.docx["word/document.xml"]
    table = list(body.iter(f"{W}tbl"))[1]
    kept = all(
        p.find(f"{W}pPr/{W}keepNext") is not None
        for row in table.findall(f"{W}tr")[:-1]
        for p in row.iter(f"{W}p")
    )
    web = all("break-inside:avoid" in one for one in inline(made, "//div"))
    return Row(
        "第三部分的表在一面上，每格七位数",
        f"{len(on)} 面，{cells} 格齐全",
        "各行与下一行同页",
        "打印时不分开",
        f"{len(ofd)} 面，{cells} 格齐全",
        "在页上数填的数；网页用 Chromium 打印（test_html_browser.py）",
        holds=len(on) == len(ofd) == 1 and all(whole) and kept and web,
    )


def _smallest(made: Made) -> Row:
    [number] = pages_with(made, "申请人情况")
    pdf = min(c["size"] for c in made.sheets[number].chars if "一" <= c["text"] <= "龥")
    chars = made.ofd_pages[number].chars
    ofd = round(min(points(c.size) for c in chars if "一" <= c.text <= "龥"), 1)
    body: Any = made.docx["word/document.xml"]
    table = list(body.iter(f"{W}tbl"))[1]
    labels = (p for p in table.iter(f"{W}p") if re.search("[一-龥]", "".join(p.itertext())))
    styles = {e.get(f"{W}val") for p in labels for e in p.iter(f"{W}pStyle")}
    half = min(int(style(made, str(name), "w:rPr/w:sz", "val")) for name in styles) / 2
    web = re.search(r"--govreport-print:([\d.]+)pt", inline(made, "//table")[1])
    size = float(web[1]) if web else 9.0
    return Row(
        "同一张表里最小的标签字（七位数时）",
        f"{pdf:.1f} 磅",
        f"{half:g} 磅",
        f"{size:g} 磅（打印）",
        f"{ofd:g} 磅",
        "表上每个汉字的字号；要求不小于小五（9 磅），网页不小于 7 磅",
        holds=round(pdf, 1) >= 9 and ofd >= 9 and half >= 7 and size >= 7,
    )


def _blue(made: Made) -> Row:
    filled = (rect.get("non_stroking_color") for sheet in made.sheets for rect in sheet.rects)
    pdf = {_hex(round(part * 255) for part in c) for c in filled if c and len(c) == len("RGB")}
    paths = (path for page in made.ofd_pages for path in page.paths if path.filled)
    ofd = {_hex(path.colour) for path in paths} - {"000000"}
    shades = set(word(made, "document", ".//w:shd", "fill"))
    styles = inline(made, "//th")
    web = {c.upper() for text in styles for c in re.findall(r"background:#(\w{6})", text)}
    book = load_workbook(BytesIO(made.xlsx))
    cells = (c for sheet in book.worksheets[2:6] for row in sheet.iter_rows() for c in row)
    excel = {str(c.fill.fgColor.rgb)[2:] for c in cells if c.fill.fill_type} - {"F2F2F2"}
    return Row(
        f"条款行底色同 30 号文样式（{BLUE}），Excel 亦同",
        "、".join(pdf),
        "、".join(shades),
        "、".join(web),
        "、".join(ofd),
        "各文件里填的颜色，除黑白和总计的灰",
        holds=pdf == ofd == shades == web == excel == {BLUE},
    )


def _hex(parts: Iterable[int]) -> str:
    return "".join(f"{part:02X}" for part in parts)


def _signature(made: Made) -> Row:
    date = made.lines[-1][-1]
    free = (LEFT + MEASURE - date.right / MILLIMETRE) / (MEASURE / 28)
    line = ofd_lines(made.ofd_pages[-1])[-1]
    step = line[-1].size if line[-1].text > "\xff" else line[-1].size / 2
    ofd = (LEFT + MEASURE - line[-1].x - step) / (MEASURE / 28)
    signed = word(made, "document", ".//w:pPr[w:pStyle]/w:ind", "right")
    right = int(signed[-1]) / 20 / MILLIMETRE / (MEASURE / 28)
    web = inline(made, "(//p)[last()]")[-1]
    return Row(
        "署名、成文日期右空四字，不与正文分在两面（7.3.5）",
        f"{free:.1f} 字",
        f"{right:.1f} 字",
        "右对齐，打印不分开",
        f"{ofd:.1f} 字",
        "日期末字离版心右边；Word、网页取样式",
        holds=all(abs(one - 4) < 0.3 for one in (free, right, ofd))
        and "text-align:right" in web
        and "break-inside:avoid" in web,
    )
