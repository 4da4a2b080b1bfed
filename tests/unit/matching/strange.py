"""Noises of `noisy` that offices and programs make less often: sentences where numbers belong,
numbers where sentences do, headers again, tables in pieces, parts in another order."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from govreport_desktop.source import SourceCell
from tests.unit.matching.noisy import NOISES, Blocks, Noise, Rows, table_of

_SAID = (
    "全年收到申请12件，办结5件，结转2件。",
    "公开信息1,234条，同比增长87.7%。",
    "主动公开３５条，其中规章2件①。",
    "详见http://www.abc.gov.cn/art/2024/1/5/art_12_345.html。",
    "（一）主动公开情况",
    "1.完善制度。",
    "（1）培训3次；（2）检查2次。",
    "截至2024年12月31日，累计公开1.5万条",
    "联系电话：0830-1234567，邮编646000。",
    "注：①含委托办理2件；②不含撤回。",
    "附件：1.统计表 2.说明",
    "表1 主动公开情况",
    "一是加强领导；二是落实责任；三是强化监督",
    "2024年，我局共收到申请十二件。",
    "无。",
    "收到3件！答复？2件；其余1件",
    "……5……",
    "其中：自然人 3 件，法人 2 件",
)
_CELLS = (
    "1,234",
    "３",
    "5（含上年2）",
    "—",
    "/",
    "无",
    "十二",
    "3.0",
    "0.5万元",
    "+3",
    "-2",
    "1 2",
    "5*",
    "【3】",
    "3；4",
    "3、4",
    "共5件",
    "见注2",
    "2024年",
    "12.50",
    "5%",
    "<5",
    "3\n4件",
    "行政许可5",
)
_SIGNED = (
    ("云岫市砚湖区水务局", "2025年1月20日"),
    ("云岫市砚湖区水务局 2025年1月20日", "附件：统计表3份"),
    ("联系人：李四，电话0830-7654321", "2025年1月20日"),
    ("审核：王五 12 填表：赵六",),
)


def _lines(blocks: Blocks) -> list[int]:
    return [n for n, block in enumerate(blocks) if isinstance(block, str)]


def _row_of(table: Rows, pick: Random) -> list[SourceCell]:
    return pick.choice([row for row in table if row])


def _said(blocks: Blocks, pick: Random) -> str:
    text = pick.choice(_SAID)
    blocks.insert(pick.randrange(1, len(blocks) + 1), text)
    return f"said {text}"


def _ran_in(blocks: Blocks, pick: Random) -> str:
    """A line with something before or behind it that was one of its own."""
    at, text = pick.choice(_lines(blocks)), pick.choice((*_SAID, "3", "- 2 -"))
    both = [blocks[at], text]
    if pick.random() < 0.5:
        both.reverse()
    blocks[at] = pick.choice(("", " ")).join(map(str, both))
    return f"ran in {blocks[at]}"


def _other_cell(blocks: Blocks, pick: Random) -> str:
    table, text = table_of(blocks, pick), pick.choice(_CELLS)
    if table is None:
        at = pick.choice(_lines(blocks))
        words = str(blocks[at]).split() or [""]
        words[pick.randrange(len(words))] = text
        blocks[at] = " ".join(words)
        return f"other word {blocks[at]}"
    row = _row_of(table, pick)
    at = pick.randrange(len(row))
    row[at] = replace(row[at], text=text)
    return f"other cell {text}"


def _said_in_cell(blocks: Blocks, pick: Random) -> str:
    table = table_of(blocks, pick)
    if table is None:
        return ""
    row = _row_of(table, pick)
    at = pick.randrange(len(row))
    row[at] = replace(
        row[at], text=row[at].text + pick.choice(("", " ", "\n")) + pick.choice(_SAID)
    )
    return f"said in cell {row[at].text}"


def _said_in_row(blocks: Blocks, pick: Random) -> str:
    table = table_of(blocks, pick)
    if table is None:
        return ""
    width = sum(cell.column_span for cell in table[0])
    text = pick.choice((*_SAID, "（续）", "2024年度", "单位：件"))
    table.insert(pick.randrange(len(table) + 1), [SourceCell(text, 1, width)])
    return f"said in row {text}"


def _header_again(blocks: Blocks, pick: Random) -> str:
    table = table_of(blocks, pick)
    if table is None or len(table) < 4:
        return ""
    at = pick.randrange(3, len(table))
    table[at:at] = [list(row) for row in table[: pick.randint(1, 3)]]
    return f"header again {at}"


def _in_pieces(blocks: Blocks, pick: Random) -> str:
    long = [n for n, b in enumerate(blocks) if not isinstance(b, str) and len(b) > 3]
    if not long:
        return ""
    at = pick.choice(long)
    table = blocks[at]
    assert not isinstance(table, str)
    cut, text = pick.randrange(2, len(table) - 1), pick.choice((*_SAID, "- 3 -", "续表"))
    blocks[at : at + 1] = [table[:cut], text, table[cut:]]
    return f"in pieces {cut} {text}"


def _changed_places(blocks: Blocks, pick: Random) -> str:
    at = pick.randrange(1, len(blocks) - 1)
    blocks[at], blocks[at + 1] = blocks[at + 1], blocks[at]
    return f"changed places {at}"


def _row_twice(blocks: Blocks, pick: Random) -> str:
    table = table_of(blocks, pick)
    if table is None:
        return ""
    at = pick.randrange(len(table))
    table.insert(at, list(table[at]))
    return f"row twice {at}"


def _cells_changed_places(blocks: Blocks, pick: Random) -> str:
    table = table_of(blocks, pick)
    row = pick.choice(table) if table else []
    if len(row) < 2:
        return ""
    at = pick.randrange(1, len(row))
    row[at - 1], row[at] = row[at], row[at - 1]
    return "cells changed places"


def _running_title(blocks: Blocks, pick: Random) -> str:
    title = str(blocks[0])
    text = pick.choice((title, f"{title} 第3页", f"第 3 页 {title}", "政府信息公开"))
    blocks.insert(pick.randrange(1, len(blocks) + 1), text)
    return f"running title {text}"


def _signature(blocks: Blocks, pick: Random) -> str:
    blocks += pick.choice(_SIGNED)
    return "signature"


STRANGE: tuple[Noise, ...] = (
    *NOISES,
    _said,
    _ran_in,
    _ran_in,
    _other_cell,
    _other_cell,
    _said_in_cell,
    _said_in_row,
    _header_again,
    _in_pieces,
    _changed_places,
    _row_twice,
    _cells_changed_places,
    _running_title,
    _signature,
)
