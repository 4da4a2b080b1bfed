"""Enumerations with figures: 其中：帮办事项9159件，代办事项4763件、咨询765件."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from govreport_desktop.checks.prose.numerals import Kind, Quantity
from govreport_desktop.checks.prose.text import Reading, Stretch
from govreport_desktop.patterns import regex

# How many characters name an item, and how many may follow its figure (8件申请).
_NAME = 18
_TAIL = 8
# A bare number from here on is no count; one ends where its item does.
_PHONE = 10**6
_ENDS = frozenset("，、；。）")
_LEAD = regex(r"^(?:其中|以及|及其|及|和|与|另有|还有|包括|含)?[：:，]?")
_NESTED = regex(r"其中|包括|含|内有|分别")
_SEPARATOR = regex(r"[，、；]|(?<=[件个项条次人份宗起篇场家])(?:和|及|以及)")
# 信息总量比上年的130条增长10%: the list is over, and a year is compared.
_COMPARED = regex(r"[比较](?:上|去|20)|同比")
# 新闻类、公告类各40条
_EACH = regex(r"各(?:有|为|是|发布|公开)?$")
# 2件为网络申请: the figure stands in front.
_BEHIND = regex(r"(?:均|都|则)?(?:为|是|系|属于?)(?P<name>.+)")
_AND = regex(r"[、和与及]")
_RATIO = (Kind.PERCENT, Kind.POINTS)


class Item(NamedTuple):
    """One item: what it is called and its figure."""

    name: str
    quantity: Quantity
    stretch: Stretch


def list_items(reading: Reading, start: int, end: int, *, lone: bool = False) -> list[Item]:
    """The items between two places, as far as they are plain items with one figure each.

    ``lone`` says that the list is alone there (in brackets): then anything that is no item
    makes it no list at all. Otherwise the list ends where something else begins.
    """
    depth = reading.depth[start:end]
    if lone and depth and min(depth) < depth[0]:
        # It begins in a bracket that it goes out of: a sentence without end was cut there.
        return []
    items: list[Item] = []
    waiting, skip = start, start
    for stretch in _parts(reading, start, end):
        if stretch.start < skip:
            continue
        inside = _figures(reading, stretch)
        if items and _NESTED.match(reading.plain, stretch.start):
            # 机构类20条，内有……；工作类11条: the outer list goes on after the semicolon.
            skip = reading.plain.find("；", stretch.start, end) + 1
            if lone or not skip:
                return [] if lone else items
            waiting = skip
            continue
        if not inside:
            if all(q.kind in _RATIO for q in reading.quantities_in(*stretch)):
                # 网站、微信发布120条: the name runs on; a share after a figure is skipped.
                if reading.quantities_in(*stretch):
                    waiting = stretch.end + 1
                continue
            return [] if lone else items
        item = _item(reading, Stretch(waiting, stretch.end), inside)
        if item is None:
            return [] if lone else items
        items.append(item)
        waiting = stretch.end + 1
    return items


def segment_items(reading: Reading, start: int, end: int, unit: str) -> list[Item]:
    """The items of a list whose members are clauses of their own, joined by semicolons or stops.

    通过网站公开500条，内容涵盖……；通过公众号公开300条，点击量……: of each member the first figure
    counts, as long as it counts by ``unit``.
    """
    items: list[Item] = []
    place = start
    while place < end:
        stretch = reading.sentence_at(place)
        stretch = Stretch(max(stretch.start, place), min(stretch.end, end))
        figures = [q for q in _figures(reading, stretch) if q.kind is Kind.COUNT]
        if not figures or figures[0].unit != unit or figures[0].approximate:
            break
        name = _LEAD.sub("", reading.plain[stretch.start : figures[0].start])
        if not name or len(name) > 2 * _NAME or _COMPARED.search(name) or _NESTED.search(name):
            break
        items.append(Item(name, figures[0], Stretch(stretch.start, figures[0].end)))
        place = max(stretch.end, place + 1)
    return items


def _parts(reading: Reading, start: int, end: int) -> Iterator[Stretch]:
    base = reading.depth[start] if start < len(reading.depth) else 0
    last = start
    for match in _SEPARATOR.finditer(reading.plain, start, end):
        if reading.depth[match.start()] > base:
            continue
        if match.start() > last:
            yield Stretch(last, match.start())
        last = match.end()
    if end > last:
        yield Stretch(last, end)


def _figures(reading: Reading, stretch: Stretch) -> list[Quantity]:
    """The first two counts or amounts of an item that are not in a bracket or quote inside it."""
    base = min(reading.depth[stretch.start : stretch.end], default=0)
    figures = (
        q
        for q in reading.quantities_in(*stretch)
        if (q.kind in (Kind.COUNT, Kind.MONEY) or is_bare(reading, q))
        and not q.chinese
        and reading.depth[q.start] == base
        and not reading.quoted[q.start]
    )
    return list(islice(figures, 2))


def is_bare(reading: Reading, quantity: Quantity) -> bool:
    """Whether it counts an item without a measure word: 人事12、政务动态1740."""
    plain, end = reading.plain, quantity.end
    return (
        quantity.kind is Kind.OTHER
        and not quantity.unit
        and quantity.value < _PHONE
        and plain[end : end + 1] in _ENDS
        and "\u4e00" <= plain[quantity.start - 1 : quantity.start] <= "\u9fff"
    )


def _item(reading: Reading, stretch: Stretch, figures: list[Quantity]) -> Item | None:
    if len(figures) != 1 or figures[0].approximate:
        return None
    figure = figures[0]
    name = _LEAD.sub("", reading.plain[stretch.start : figure.start])
    if _COMPARED.search(name):
        return None
    tail = reading.plain[figure.end : stretch.end].partition("（")[0]
    if not name and (behind := _BEHIND.match(tail)):
        name = behind["name"]
    if not name or len(name.rpartition("、")[2]) > _NAME or len(tail) > _TAIL:
        return None
    if "各" in name and "至" in name:
        return None
    if _EACH.search(name):
        # Of 一至三季度各2篇 and 各科各2篇 nobody says how many they are.
        names = len(_AND.split(name))
        if names == 1 or "至" in name:
            return None
        figure = figure._replace(value=figure.value * names)
    return Item(name, figure, stretch)
