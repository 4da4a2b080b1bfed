"""The page of the Word document: A4, GB/T 9704 text area, page numbers outside."""

from __future__ import annotations

from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.word.markup import HEAD, SPACE, element, paragraph, run, twips
from govreport_desktop.writers.word.styles import NUMBER

_PITCH = 579  # twips: 580 would be one line less on a page
_MEASURE = 8848  # 156.07 mm: 28 characters of 316 twips
_SPACES = (
    f'{SPACE} xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
# WordArt, as Word itself writes its watermarks.
_WATERMARK = (
    '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
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


def section(references: str) -> str:
    """A4 with the margins and the grid of 22 lines; ``references`` to headers and footers."""
    width, height = twips(page.WIDTH), twips(page.HEIGHT)
    top, left, bottom = twips(page.TOP), twips(page.LEFT), int(page.BOTTOM * 20)
    # The number stands 7 mm below the text area.
    footer = twips(page.BOTTOM - page.PAGE_NUMBER_DROP - page.PAGE_NUMBER_SIZE)
    return element(
        "sectPr",
        references,
        element("pgSz", w=width, h=height),
        element("pgMar", top=top, right=width - left - _MEASURE, bottom=bottom, left=left,
                header=851, footer=footer, gutter=0),
        element("docGrid", type="lines", linePitch=_PITCH),
    )  # fmt: skip


def footer_part(*, even: bool) -> str:
    """— 1 — as a field: right on odd pages, left on even ones."""
    marks = (
        element("r", element("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")
    )
    begin, separate, end = marks
    asked = element("r", element("instrText", "PAGE"))
    indent = twips(page.PAGE_NUMBER_SIZE)
    layout = element("ind", left=indent, right=indent)
    layout += element("jc", val="left" if even else "right")
    number = (run("— "), begin, asked, separate, run("1"), end, run(" —"))
    return f"{HEAD}<w:ftr {_SPACES}>{paragraph(NUMBER, *number, layout=layout)}</w:ftr>"


def header_part(number: int) -> str:
    """草稿 behind the text; ``number`` tells the shapes of two headers apart."""
    art = element("r", _WATERMARK.format(number=number))
    return f"{HEAD}<w:hdr {_SPACES}>{paragraph('Header', art)}</w:hdr>"


def settings_part() -> str:
    """The part ``word/settings.xml``: Word 2013 and later, without 兼容模式."""
    uri = "http://schemas.microsoft.com/office/word"
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = (element("compatSetting", name=n, uri=uri, val=v) for n, v in modes.items())
    inside = (
        element("zoom", percent=100),
        element("defaultTabStop", val=420),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="compressPunctuation"),
        element("compat", element("doNotExpandShiftReturn"), *compat),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )
    return f"{HEAD}<w:settings {_SPACES}>{''.join(inside)}</w:settings>"
