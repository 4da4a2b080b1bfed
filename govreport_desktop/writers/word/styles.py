"""The styles of the Word document: official faces, sizes, pitch and indents."""

from __future__ import annotations

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from govreport_desktop.report.levels import Level

LATIN = "Times New Roman"
SONG, HEI, KAI, FANG = "宋体", "黑体", "楷体", "仿宋"
TITLE_FACE = "方正小标宋简体"

BODY = "Body Text"
SIGNATURE = "Signature"
APPENDIX = "审核说明标题"
TABLE_TEXT = "表格文字"
LEADS = {
    Level.FIRST: "一级标题字",
    Level.SECOND: "二级标题字",
    Level.THIRD: "三级标题字",
    Level.FOURTH: "四级标题字",
}

# GB/T 9704-2012: 三号 16 pt on a pitch of 225 mm / 22 = 29 pt; 二号 22 pt for the title.
SIZE = Pt(16)
PITCH = Pt(29)
TITLE_SIZE = Pt(22)


def add_styles(word: WordFile) -> None:
    """Redefine the built-in styles and add our own."""
    normal = word.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _face(normal, FANG, SIZE)
    _language(normal)
    _paragraph(normal, WD_ALIGN_PARAGRAPH.JUSTIFY)
    _indented(word, BODY, FANG)
    _heading(word, "Heading 1", HEI)
    _heading(word, "Heading 2", KAI)
    _heading(word, "Heading 3", FANG)
    _heading(word, "Heading 4", FANG)
    _title(word)
    signature = _own(word, SIGNATURE)
    signature.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    signature.paragraph_format.right_indent = SIZE * 2
    appendix = _own(word, APPENDIX)
    _face(appendix, HEI, SIZE)
    _table_text(word)
    for level, face in ((1, HEI), (2, KAI), (3, FANG), (4, FANG)):
        style = word.styles.add_style(LEADS[Level(level)], WD_STYLE_TYPE.CHARACTER)
        assert isinstance(style, CharacterStyle)
        _face(style, face, SIZE)


def set_face(element: object, face: str) -> None:
    """Name ``face`` for Chinese and the Latin face for the rest, and drop theme faces."""
    fonts = element.get_or_add_rFonts()  # type: ignore[attr-defined]
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script, value in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", face)):
        fonts.set(qn(f"w:{script}"), value)


def _face(style: ParagraphStyle | CharacterStyle, face: str, size: Pt) -> None:
    style.font.size = size
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.bold = False
    style.font.italic = False
    set_face(style.element.get_or_add_rPr(), face)


def _paragraph(style: ParagraphStyle, alignment: WD_ALIGN_PARAGRAPH) -> None:
    layout = style.paragraph_format
    layout.alignment = alignment
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = PITCH
    layout.widow_control = False


def _indented(word: WordFile, name: str, face: str) -> ParagraphStyle:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    _face(style, face, SIZE)
    _paragraph(style, WD_ALIGN_PARAGRAPH.JUSTIFY)
    style.paragraph_format.first_line_indent = SIZE * 2
    # In characters too, so that the indent follows when the clerk changes the size.
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    return style


def _heading(word: WordFile, name: str, face: str) -> None:
    style = _indented(word, name, face)
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.keep_together = True


def _title(word: WordFile) -> None:
    style = word.styles["Title"]
    assert isinstance(style, ParagraphStyle)
    _face(style, TITLE_FACE, TITLE_SIZE)
    _paragraph(style, WD_ALIGN_PARAGRAPH.CENTER)
    style.paragraph_format.line_spacing = Pt(35)
    style.paragraph_format.space_after = PITCH
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _own(word: WordFile, name: str) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = word.styles["Normal"]
    return style


def _table_text(word: WordFile) -> None:
    style = _own(word, TABLE_TEXT)
    _face(style, SONG, Pt(10.5))
    _paragraph(style, WD_ALIGN_PARAGRAPH.CENTER)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    properties = style.element.get_or_add_pPr()
    # The text grid of the page would space table lines 29 pt apart.
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties.insert_element_before(snap, "w:spacing", "w:ind", "w:jc")


def _language(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)
