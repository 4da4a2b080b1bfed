"""What each part of an official document is set in (GB/T 9704-2012, 5.2.2 and 7.3)."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Role(Enum):
    """A use of a face."""

    TITLE = "title"  # 小标宋
    BODY = "body"  # 仿宋
    HEADING = "heading"  # 黑体: the first level
    SUBHEADING = "subheading"  # 楷体: the second level
    TABLE = "table"  # 宋体: tables and page numbers
    LATIN = "latin"  # digits and Latin letters in all of them


class Wanted(NamedTuple):
    """The face of a role: what it is called, and how to find it, best first.

    ``files`` are file names in lower case, ``names`` family or full names as the name
    table gives them; ``sans`` says which embedded face comes closest.
    """

    title: str
    files: tuple[str, ...]
    names: tuple[str, ...]
    sans: bool = False


# Windows, 方正 (麒麟 and 统信 carry it), macOS, 华文, in this order; file names first, as
# they cost nothing to compare.
WANTED = {
    Role.TITLE: Wanted(
        "小标宋",
        ("fzxbsjw.ttf", "fzxbsjw--gb1-0.ttf", "fzxbsk.ttf", "fzxbsk--gbk1-0.ttf", "方正小标宋.ttf"),
        (
            "方正小标宋简体",
            "FZXiaoBiaoSong-B05S",
            "方正小标宋_GBK",
            "FZXiaoBiaoSong-B05",
            "小标宋",
            "小标宋体",
        ),
    ),
    Role.BODY: Wanted(
        "仿宋",
        ("simfang.ttf", "仿宋_gb2312.ttf", "fzfsjw.ttf", "fzfsk.ttf", "stfangso.ttf"),
        (
            "仿宋",
            "FangSong",
            "仿宋_GB2312",
            "FangSong_GB2312",
            "方正仿宋简体",
            "方正仿宋_GBK",
            "FZFangSong-Z02S",
            "FZFangSong-Z02",
            "STFangsong",
            "华文仿宋",
        ),
    ),
    Role.HEADING: Wanted(
        "黑体",
        ("simhei.ttf", "fzhtjw.ttf", "fzhtk.ttf", "stheiti.ttf"),
        (
            "黑体",
            "SimHei",
            "方正黑体简体",
            "方正黑体_GBK",
            "FZHei-B01S",
            "FZHei-B01",
            "Heiti SC",
            "STHeiti",
            "华文黑体",
        ),
        sans=True,
    ),
    Role.SUBHEADING: Wanted(
        "楷体",
        ("simkai.ttf", "楷体_gb2312.ttf", "fzktjw.ttf", "fzktk.ttf", "stkaiti.ttf"),
        (
            "楷体",
            "KaiTi",
            "楷体_GB2312",
            "KaiTi_GB2312",
            "方正楷体简体",
            "方正楷体_GBK",
            "FZKai-Z03S",
            "FZKai-Z03",
            "Kaiti SC",
            "STKaiti",
            "华文楷体",
        ),
    ),
    Role.TABLE: Wanted(
        "宋体",
        ("simsun.ttc", "simsun.ttf", "fzssjw.ttf", "fzssk.ttf", "songti.ttc", "stsong.ttf"),
        (
            "宋体",
            "SimSun",
            "方正书宋简体",
            "方正书宋_GBK",
            "FZShuSong-Z01S",
            "FZShuSong-Z01",
            "Songti SC",
            "STSong",
            "华文宋体",
        ),
    ),
    # Not asked for by the standard: where it is absent, each face sets its own digits. Word asks
    # for the first; the others are as wide, and what programs on Linux put in its place.
    Role.LATIN: Wanted(
        "Times New Roman",
        ("times.ttf", "times new roman.ttf", "liberationserif-regular.ttf", "tinos-regular.ttf"),
        ("Times New Roman", "Liberation Serif", "Tinos"),
    ),
}
