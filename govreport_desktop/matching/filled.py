"""What a filled-in sheet says of itself (填报单位、填报人), and what a blank one asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from govreport_desktop.matching.lines import Line
from govreport_desktop.matching.title import western

# Facts of `FIELDS` by what such a line calls them; "" is named and kept nowhere.
_KEYS = {
    "office": r"(?:填报|报送|填表|编制|上报|报告)(?:单位|机关|部门)(?:名称)?"
    r"|(?:单位|机关)名称|单位全称",
    "year": r"(?:填报|报告|统计|所属)年度|年度",
    "contact_name": r"填报人|填表人|制表人|经办人|联系人",
    "contact_phone": r"联系电话|联系方式|电话|办公电话",
    "contact_email": r"电子邮箱|邮箱",
    "contact_address": r"通讯地址|办公地址|联系地址",
    "": r"(?:填报|填表|报送|制表|上报)(?:日期|时间)|(?:单位)?负责人|审核人|审签人|分管领导",
}
_KEY = re.compile("|".join(rf"(?P<k{n}>{words})" for n, words in enumerate(_KEYS.values())))
_PAIR = re.compile(
    rf"(?:^|(?<=[\s\u3000；;，,。）)]))[（(]?({'|'.join(_KEYS.values())})[）)]?\s*[:：]\s*"
)
# Without one of these, 电话：… may be anybody's sentence.
_SHEET = re.compile(
    r"填报|报送|填表|制表|上报|(?:单位|机关)名称|单位全称|报告年度|统计年度|所属年度"
)
_LONGEST_VALUE, _LONGEST_LINE = 40, 160
_YEAR = re.compile(r"20\d\d")
_EDGES = " \t\u3000，,；;。_＿（）()"
_SEAL = re.compile(r"[（(]\s*(?:加?盖章|公章|盖公章|签章)\s*[）)]")
# The blank form's own words where prose belongs.
_PROMPT = re.compile(
    r"[（(]\s*(?:此处)?文字描述[^（）()]{0,40}[）)]|文字描述[，。].{0,40}从第 ?\d+ ?行起填写.{0,20}"
)


@dataclass(slots=True)
class Filled:
    """``facts`` by field, their lines, and what the report has no place for with its line."""

    facts: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    others: list[tuple[str, Line]] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        """The year that is stated; None where none is."""
        found = _YEAR.search(western(self.facts.get("year", "")))
        return int(found[0]) if found else None


def without_filled(lines: Sequence[Line]) -> tuple[list[Line], Filled]:
    """``lines`` without those that state such facts, and what they state."""
    filled, kept = Filled(), []
    for line in lines:
        pairs = _pairs(_words(line))
        if not pairs:
            kept.append(line)
            continue
        filled.lines.append(line)
        for name, words, value in pairs:
            if value and (not name or filled.facts.setdefault(name, value) != value):
                filled.others.append((f"{words}：{value}", line))
    return kept, filled


def is_prompt(text: str) -> bool:
    """Whether ``text`` only says that a text belongs here: （文字描述）."""
    return _PROMPT.fullmatch(text.strip()) is not None


def _words(line: Line) -> str:
    """A line's words; of a table's row the cells one after the other, a label with its colon."""
    if line.grid is None:
        return line.text
    cells = dict.fromkeys(
        c for c in line.grid.rows[line.row - line.grid.first_row] if c is not None
    )
    texts = [cell.text.strip() for cell in cells if cell.text.strip()]
    return "\u3000".join(f"{text}：" if _KEY.fullmatch(text) else text for text in texts)


def _pairs(text: str) -> list[tuple[str, str, str]]:
    """Field, words and value of each fact of a line; [] where it holds anything else."""
    text = _SEAL.sub(" ", " ".join(text.split()))
    if len(text) > _LONGEST_LINE or not _SHEET.search(text):
        return []
    parts = _PAIR.split(text)
    if len(parts) < 3 or parts[0].strip(_EDGES):
        return []
    pairs = []
    for key, value in zip(parts[1::2], parts[2::2], strict=True):
        plain = value.strip(_EDGES)
        if len(plain) > _LONGEST_VALUE or "。" in plain:
            return []
        match = _KEY.fullmatch(key)
        assert match is not None
        number = int((match.lastgroup or "k0")[1:])
        pairs.append((list(_KEYS)[number], key, plain))
    return pairs
