"""The faces prose is written in on screen: those of the paper, as far as the machine has them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QFontDatabase, QGuiApplication

# By what Windows, 麒麟/统信, macOS and Linux call them, the usual one first.
_BODY = (
    "仿宋_GB2312",
    "FangSong_GB2312",
    "仿宋",
    "FangSong",
    "方正仿宋_GBK",
    "FZFangSong-Z02",
    "STFangsong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
)
_FIRST = ("黑体", "SimHei", "方正黑体_GBK", "STHeiti", "Noto Sans CJK SC", "Noto Sans SC")
_SECOND = ("楷体_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "STKaiti", "AR PL UKai CN")


class ProseFaces(NamedTuple):
    """Font families of body, first level (黑体) and second level (楷体).

    ``second`` is empty where the machine has no 楷体: the level is then shown by weight.
    """

    body: str
    first: str
    second: str


@cache
def prose_faces() -> ProseFaces:
    """The faces of this machine, the embedded ones where it has none."""
    installed = set(QFontDatabase.families())
    plain = QGuiApplication.font().family()
    body = _first_of(_BODY, installed) or _embedded("*Serif*.otf") or plain
    first = _first_of(_FIRST, installed) or _embedded("*Sans*.otf") or plain
    return ProseFaces(body, first, _first_of(_SECOND, installed))


def _first_of(names: tuple[str, ...], installed: set[str]) -> str:
    return next((name for name in names if name in installed), "")


def _embedded(pattern: str) -> str:
    try:
        folder = Path(str(files("pylopdf_fonts_zh_cn")))
    except ModuleNotFoundError:
        return ""
    for path in sorted(folder.rglob(pattern)):
        number = QFontDatabase.addApplicationFont(str(path))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if families:
            return families[0]
    return ""
