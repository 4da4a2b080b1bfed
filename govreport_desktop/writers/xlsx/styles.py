"""The looks of our workbook, as named styles: shared by cells, and changeable in one place."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

BODY, HEADING, PROSE = "宋体", "黑体", "仿宋"
TOTAL_GREY, HINT_GREY = "F2F2F2", "666666"

_THIN = Side(style="thin", color="000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_INDENTED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_PROSE = Alignment(horizontal="justify", vertical="top", wrap_text=True)
# A number is never wrapped; a long one shrinks until it fits its column.
_NUMBER = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
_GREY = PatternFill("solid", fgColor=TOTAL_GREY)
_OPEN = Protection(locked=False)

BROKEN = DifferentialStyle(
    font=Font(color="9C0006", bold=True),
    fill=PatternFill(bgColor="FFC7CE", fill_type="solid"),
)
UNREAD = DifferentialStyle(
    font=Font(color="9C5700", bold=True),
    fill=PatternFill(bgColor="FFEB9C", fill_type="solid"),
)


def add_styles(workbook: Workbook, article_fill: str) -> None:
    """Give ``workbook`` every style that the parts name; article rows have that background."""
    for style in _styles(article_fill):
        workbook.add_named_style(style)


def style_column(sheet: Worksheet, letter: str, name: str) -> None:
    """Give a whole column a style, so that rows nobody has used yet are open for text too."""
    style = next(style for style in _styles("") if style.name == name)
    column = sheet.column_dimensions[letter]
    column.font, column.alignment = style.font, style.alignment
    column.number_format, column.protection = style.number_format, style.protection


def _styles(article_fill: str) -> list[NamedStyle]:
    return [*_headings(article_fill), *_cells(), *_text()]


def _headings(article_fill: str) -> list[NamedStyle]:
    fill = PatternFill("solid", fgColor=article_fill) if article_fill else PatternFill()
    return [
        NamedStyle("标题", font=Font(HEADING, 16), alignment=_MIDDLE),
        # Not wrapped: it runs on over the empty cells beside it.
        NamedStyle("表名", font=Font(HEADING, 14), alignment=Alignment(vertical="center")),
        NamedStyle("小标题", font=Font(HEADING, 12), alignment=_LEFT),
        NamedStyle("说明", font=Font(BODY, 10, color=HINT_GREY), alignment=_LEFT),
        NamedStyle("居中说明", font=Font(BODY, 10, color=HINT_GREY), alignment=_MIDDLE),
        NamedStyle("条款", font=Font(BODY, 11), alignment=_LEFT, border=_BOX, fill=fill),
        NamedStyle("分组", font=Font(BODY, 11), alignment=_MIDDLE, border=_BOX, fill=fill),
        NamedStyle("表头", font=Font(BODY, 10), alignment=_MIDDLE, border=_BOX),
        NamedStyle("行标题", font=Font(BODY, 10), alignment=_LEFT, border=_BOX),
    ]


def _cells() -> list[NamedStyle]:
    return [
        _entry("填写件数", "0"),
        _entry("填写金额", "General"),
        _total("总计件数", "0"),
        _total("总计金额", "General"),
        NamedStyle("勾稽名", font=Font(BODY, 10, color=HINT_GREY), alignment=_LEFT),
        NamedStyle("勾稽", font=Font(BODY, 10), alignment=_NUMBER, border=_BOX),
        NamedStyle("填写情况", font=Font(BODY, 11), alignment=_INDENTED, border=_BOX, fill=_GREY),
    ]


def _text() -> list[NamedStyle]:
    top = Alignment(horizontal="center", vertical="top")
    grey = Font(BODY, 9, color=HINT_GREY)
    return [
        NamedStyle(
            "填写文字",
            font=Font(BODY, 12),
            alignment=_INDENTED,
            border=_BOX,
            number_format="@",
            protection=_OPEN,
        ),
        NamedStyle(
            "正文", font=Font(PROSE, 12), alignment=_PROSE, number_format="@", protection=_OPEN
        ),
        NamedStyle("续行标记", font=grey, alignment=top, number_format="@", protection=_OPEN),
    ]


def _total(name: str, number_format: str) -> NamedStyle:
    return NamedStyle(
        name,
        font=Font(BODY, 11, bold=True),
        alignment=_NUMBER,
        border=_BOX,
        fill=_GREY,
        number_format=number_format,
    )


def _entry(name: str, number_format: str) -> NamedStyle:
    return NamedStyle(
        name,
        font=Font(BODY, 11),
        alignment=_NUMBER,
        border=_BOX,
        number_format=number_format,
        protection=_OPEN,
    )
