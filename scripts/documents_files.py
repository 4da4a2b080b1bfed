"""Rows of docs/documents.md about the files: structure, conformance, what each format needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scripts.documents_hands import NONE, Row, W, inline, word
from scripts.documents_made import Made
from tests.unit.writers import printed


def file_rows(made: Made) -> Iterator[Row]:
    """What the files are."""
    for row in (_headings, _identity, _embedded, _word_settings, _web_alone, _web_room):
        yield row(made)


def _headings(made: Made) -> Row:
    with printed.opened(made.pdf) as pdf:
        tags = [name for name, _ in printed.elements(pdf)]
    pdf_counts = tags.count("H1"), tags.count("H2"), tags.count("Table")
    body: Any = made.docx["word/document.xml"]
    used = [e.get(f"{W}val") for e in body.iter(f"{W}pStyle")]
    in_word = used.count("Title"), used.count("Heading1"), len(list(body.iter(f"{W}tbl")))
    web = tuple(len(made.page.findall(f".//{tag}")) for tag in ("h1", "h2", "table"))
    parts = len([s for s in made.report.form.sections if s.number])
    outline = len(made.ofd.outline)
    return Row(
        "标题、各部分和表有结构（读屏、大纲）",
        "H1×{} H2×{} 表×{}".format(*pdf_counts),
        "标题×{} 一级×{} 表×{}".format(*in_word),
        "h1×{} h2×{} 表×{}".format(*web),
        f"大纲 {outline} 项",
        "读回结构标签、样式、元素、大纲",
        holds=pdf_counts == in_word == web == (1, parts, 3) and outline >= parts,
    )


def _identity(made: Made) -> Row:
    found = dict(re.findall(rb"<(pdfaid:part|pdfaid:conformance|pdfuaid:part)>(\w+)<", made.pdf))
    a = found.get(b"pdfaid:part", b"").decode() + found.get(b"pdfaid:conformance", b"").decode()
    ua = found.get(b"pdfuaid:part", b"").decode()
    kind = re.search(rb'DocType="(\w+)"', made.ofd.parts["OFD.xml"])
    ofd = kind[1].decode() if kind else ""
    return Row(
        "长期保存、无障碍：PDF/A-2a、PDF/UA-1；OFD（GB/T 33190）",
        f"PDF/A-{a.lower()}、PDF/UA-{ua}",
        NONE,
        NONE,
        f"{ofd}（不声明 OFD/A）",
        "文件的元数据；规则逐条检查，见下",
        holds=(a, ua, ofd) == ("2A", "1", "OFD"),
    )


def _embedded(made: Made) -> Row:
    with printed.opened(made.pdf) as pdf:
        every = [font["BaseFont"].name for font in printed.fonts(pdf)]
    subsets = [name for name in every if re.match(r"[A-Z]{6}\+", name)]
    return Row(
        "字体全部嵌入，只嵌入用到的字",
        f"{len(subsets)}/{len(every)} 是嵌入的子集",
        "用本机字体",
        "用本机字体",
        f"{len(made.ofd.fonts)} 个字体文件随文件",
        "读回字体",
        holds=0 < len(every) == len(subsets) and all(made.ofd.fonts.values()),
    )


def _word_settings(made: Made) -> Row:
    named = word(made, "settings", ".//w:compatSetting", "name")
    values = word(made, "settings", ".//w:compatSetting", "val")
    mode = dict(zip(named, values, strict=True)).get("compatibilityMode", "")
    styles = word(made, "styles", "w:style", "styleId")
    based = word(made, "styles", "w:style/w:basedOn", "val")
    linked = {e for part in made.docx for e in _named(made, part)}
    unused = [s for s in styles if s not in linked and s not in based and s != "Normal"]
    grid = word(made, "document", ".//w:docGrid", "type")
    return Row(
        "Word 打开不是兼容模式，没有用不上的样式和模板残留",
        NONE,
        f"模式 {mode}，{len(styles)} 个样式，文档网格 {grid[0]}",
        NONE,
        NONE,
        "settings.xml、styles.xml；打开的效果见 test_docx.py",
        holds=mode == "15" and len(styles) <= 40 and grid == ["lines"] and len(unused) <= 20,
    )


def _named(made: Made, part: str) -> list[str]:
    root: Any = made.docx[part]
    kinds = ("pStyle", "rStyle", "tblStyle")
    return [e.get(f"{W}val", "") for kind in kinds for e in root.iter(W + kind)]


def _web_alone(made: Made) -> Row:
    outside = re.findall(r"src=|href=|<script|<link|@import|url\(", made.page_text)
    classes = {c for text in made.page.xpath("//@class") for c in text.split()}
    article = made.page.find(".//article")
    own = [e for e in article.iter() if e.tag not in ("br", "wbr")] if article is not None else []
    bare = [e.tag for e in own if not e.get("style", "").startswith("all:revert;")]
    return Row(
        "网页自成一体，粘贴到别的网站也不变样",
        NONE,
        NONE,
        f"外部引用 {len(outside)} 处；{len(own)} 个元素自带样式，{len(bare)} 个没有；"
        f"类名 {len(classes)} 个，都以 govreport 开头",
        NONE,
        "读回元素；在三种有冲突样式的网页里用 Chromium 逐个元素比较（test_html_browser.py）",
        holds=not outside and not bare and all(c.startswith("govreport") for c in classes),
    )


def _web_room(made: Made) -> Row:
    article = inline(made, "//article")[0]
    mains = len(made.page.findall(".//main"))
    labels = made.page_text.count("结果<wbr>维持</th>")
    wraps = "overflow-wrap:anywhere" in article
    scrolls = all("overflow-x:auto" in one for one in inline(made, "//div"))
    return Row(
        "手机（375 像素）上长网址不撑宽网页，窄栏按词回行，有 main 地标",
        NONE,
        NONE,
        f"长词可断；{labels} 处“结果维持”按词断；main {mains} 个",
        NONE,
        "读回样式；Chromium 里量网页的宽（test_html_browser.py）",
        holds=wraps and scrolls and mains == 1 and labels == 3,
    )
