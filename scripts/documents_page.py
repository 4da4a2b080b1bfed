"""Write docs/documents.md: what standards ask of a printed report, and what our files have.

Nothing of it is claimed: one report that is hard to print is written in every format, the files
are read back, and what is found is put beside what is asked.
"""

from __future__ import annotations

import ast
from pathlib import Path

from scripts.documents_files import file_rows
from scripts.documents_hands import Row
from scripts.documents_made import OFFICE, made
from scripts.documents_pages import page_rows

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "documents.md"
PDF_RULES = ROOT / "tests" / "unit" / "writers" / "test_pdfa.py"
_HEAD = f"""\
<!-- Written by `python -m scripts.documents_page` from measurements; edit that, not this page. -->
# 输出的文件合不合标准

下面的数不是自己说的，是量出来的：`python -m scripts.documents_page` 用今天的程序把同一份难排的报告
（{OFFICE}，每格七位数，文字十余面，含几百个标点）导出成各种格式，再把文件读回来量。字体用随程序带的，
所以在哪台机器上量都一样。`tests/unit/scripts/test_documents_page.py` 每次都重新量：有一行不合要求，
或者这一页不是最新的，测试就通不过。条号没有注明的是 GB/T 9704—2012 的。

| 要求 | PDF | Word | 网页 | OFD | 怎样量的 |
| --- | --- | --- | --- | --- | --- |
"""
_RULES = """
## PDF/A-2a 与 PDF/UA-1

没有能随程序安装的检验程序，所以把用得着的规则写成了测试（`tests/unit/writers/test_pdfa.py`），
每一条都从文件里读回来检查：

"""
_LOOKED = """
## 没有量到的

- Word 里实际的分页由 Word 或 WPS 决定；这里量的是文件里写的行距、字距和网格。用 LibreOffice
  排出来与 PDF 逐面比较（样例、七位数、三万字、2019 年版、长名称、草稿、审核说明、空白表）：
  面数相同，每面从同一行开始，相差不到 5 个字（`make soak` 时，或
  `pytest tests/unit/writers/test_docx_programs.py`）。
- 句句有数字的三万字：两者面数相差至多 1，第一部分每面的开头相差不到一面（616 字，至多约 400）：
  PDF 把段末一两个字收进上一行，也压缩标点，Word 各有各的做法。数字的宽两者一样：PDF 用
  Times New Roman，没有时用与它同宽的 Liberation Serif、Tinos；都没有时用宋体的数字，略宽。
- LibreOffice 7.4 不管文件怎样写，都在数字和汉字之间加空（它不读 autoSpaceDE），量时把它去掉；
  直接用它打印，数字很多的文字要多出几面。
- 长网址前的一行 PDF 不拉开；Word 里有长网址的段落左对齐。
- 网页的字号、行数随读者的屏幕；量的是手机宽度、打印和粘贴到别处时是否走样，要有 Chromium
  （`make soak` 时，或 `pytest tests/unit/writers/test_html_browser.py`）。
- 七位数时，网页打印的表里字比 PDF 小（见上）；手机上的表在框里左右滚动。
- OFD 不声明 OFD/A：没有能检验它的程序。
- OFD 另用两个与本程序无关的程序看过（手工，不在测试里）：ofdkit 0.2.0 读出的字，九种报告 119 面
  逐面与 PDF 相同；ofd.js 0.2.6 在 Chromium 里画出的行、表与 PDF 一致，只是字体取自系统。
"""
RULES = {
    "test_the_file_begins_as_an_archive_wants_it": "文件头、标识符，不加密",
    "test_metadata_says_what_the_information_says": "XMP 元数据与文件信息一致，声明 2A 和 UA-1",
    "test_the_schema_of_what_pdfa_does_not_know_is_declared": "PDF/UA 标识的扩展模式已声明",
    "test_a_file_says_when_it_was_made": "写明制作时间",
    "test_no_level_of_heading_is_left_out": "标题级别不跳级",
    "test_a_heading_that_runs_into_its_paragraph_is_a_heading": "与正文接排的（一）也是标题",
    "test_every_heading_of_a_table_says_what_it_heads": "表头写明管行还是管列",
    "test_every_row_of_a_table_is_equally_wide": "表的各行一样宽",
    "test_what_no_face_says_is_said_in_words": "字体里没有的字有替代文字",
    "test_nothing_moves_and_nothing_opens": "没有脚本、动作、附件",
    "test_language_title_and_tags_are_declared": "声明语言、显示标题、有结构标签",
    "test_colours_have_a_profile": "颜色有输出意图",
    "test_the_profile_is_one_that_a_colour_engine_reads": "颜色特性文件可用",
    "test_widths_in_the_file_are_those_of_the_embedded_font": "字宽与嵌入的字体一致",
    "test_every_shown_glyph_is_in_its_font_and_none_is_the_missing_one": "每个字都在嵌入的字体里",
    "test_all_content_is_tagged_or_declared_decoration": "内容都有标签，其余声明为修饰",
    "test_the_parent_tree_leads_back_from_every_mark": "从每处内容能找回它的标签",
    "test_qpdf_finds_nothing_wrong": "qpdf 检查没有问题（装有 qpdf 时）",
}


def measured() -> list[Row]:
    """Every row, measured now."""
    return [*page_rows(made()), *file_rows(made())]


def page() -> str:
    """The whole page."""
    lines = [
        f"| {' | '.join((row.asked, row.pdf, row.word, row.web, row.ofd, row.how))} |"
        for row in measured()
    ]
    rules = (f"- {RULES[name]}\n" for name in pdf_rules())
    return f"{_HEAD}" + "\n".join(lines) + f"\n{_RULES}" + "".join(rules) + _LOOKED


def pdf_rules() -> list[str]:
    """The tests that are the rules of PDF/A and PDF/UA, in order."""
    tree = ast.parse(PDF_RULES.read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return [node.name for node in functions if node.name.startswith("test_")]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
