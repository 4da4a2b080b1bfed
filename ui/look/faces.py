"""The face on screen: the system's own Chinese one, else the embedded one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.look.tokens import Size

# Families that are made for Chinese on screen, by what a workstation calls them. Found by
# name: asking Qt for every family that can write Chinese would also find the bare fallback
# faces that some systems carry for that purpose only.
_CHINESE = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
    "方正黑体_GBK",
    "SimHei",
    "SimSun",
)


def screen_font(base: QFont) -> QFont:
    """``base`` with a Chinese face behind it, loaded from the package where there is none."""
    font = QFont(base)
    installed = set(QFontDatabase.families())
    family = next((name for name in _CHINESE if name in installed), "") or _embedded()
    if family:
        font.setFamilies([family])
    if 0 < font.pointSizeF() < 10.5:
        font.setPointSizeF(10.5)  # 五号, the smallest size forms are comfortably read in
    return font


def sized(base: QFont, size: Size, *, bold: bool = False) -> QFont:
    """``base`` in one of the three sizes; ``base`` itself is of `Size.BODY`."""
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * size.value)
    else:
        font.setPixelSize(round(base.pixelSize() * size.value))
    font.setBold(bold)
    return font


def _embedded() -> str:
    for path in _embedded_files():
        number = QFontDatabase.addApplicationFont(str(path))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if families:
            return families[0]
    return ""


def _embedded_files() -> list[Path]:
    """The embedded sans-serif face; an empty list where the package was left out."""
    from importlib.resources import files  # on a computer without Chinese faces only

    try:
        folder = Path(str(files("pylopdf_fonts_zh_cn")))
    except ModuleNotFoundError:
        return []
    return sorted(folder.glob("*Sans*.otf"))
