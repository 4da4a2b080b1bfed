"""The page of the Word document: A4, GB/T 9704 text area, page numbers outside."""

from __future__ import annotations

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from govreport_desktop.writers.word.styles import set_face

_NUMBER_SIZE = Pt(14)  # 四号
_PITCH_TWIPS = 580  # 29 pt
# 28 characters on 156 mm are 5.57 mm each, a little less than 16 pt: in 4096ths of a point.
_CHARACTER_SPACE = -846
# WordArt, as Word itself writes its watermarks.
_WATERMARK = (
    '<w:pict {ns} xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
    "</v:shapetype>"
    '<v:shape id="draft{number}" o:spid="_x0000_s20{number}" type="#_x0000_t136" '
    'style="position:absolute;margin-left:0;margin-top:0;width:360pt;height:180pt;rotation:315;'
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" '
    'fillcolor="#d9d9d9" stroked="f">'
    '<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="草稿"/>'
    "</v:shape></w:pict>"
)


def set_page(word: WordFile) -> None:
    """A4 with the margins and the grid of 22 lines by 28 characters."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    # The number stands 7 mm below the text area.
    section.footer_distance = Mm(35 - 7) - _NUMBER_SIZE
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(_PITCH_TWIPS))
    grid.set(qn("w:charSpace"), str(_CHARACTER_SPACE))


def add_page_numbers(word: WordFile, *, draft: bool) -> None:
    """— 1 — as a field: right on odd pages, left on even ones; 草稿 behind, where asked."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    if draft:
        for number, header in enumerate((section.header, section.even_page_header), 50):
            run = header.paragraphs[0].add_run()
            run._r.append(parse_xml(_WATERMARK.format(ns=nsdecls("w"), number=number)))


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = _NUMBER_SIZE
    _run(paragraph, "— ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "1"), ("end", "")):
        _field_part(paragraph, kind, text)
    _run(paragraph, " —")


def _field_part(paragraph: Paragraph, kind: str, text: str) -> None:
    run = _run(paragraph, text if kind == "text" else "")
    if kind == "text":
        return
    element = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        element.set(qn("w:fldCharType"), kind)
    else:
        element.text = text
    run._r.append(element)


def _run(paragraph: Paragraph, text: str) -> Run:
    run = paragraph.add_run(text)
    run.font.size = _NUMBER_SIZE
    set_face(run._r.get_or_add_rPr(), "宋体")
    return run
