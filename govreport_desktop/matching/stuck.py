"""Numbers that the label of the next row is stuck to: 148予以公开, 52.其他法律行政法规禁止公开.

A copy on one line loses what stood between a row's last number and the label behind it. The
digits may as well number that label (1规章, 2行政规范性文件): the row's other numbers say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from govreport_desktop.form import Form
from govreport_desktop.matching.labels import key
from govreport_desktop.matching.rows import Item, Order, adds_up, assign
from govreport_desktop.matching.vocabulary import Vocabulary

# 148, and 1487. where 7. numbers the label.
_LEADING = re.compile(r"(\d[\d.,]*)([、．)）]?)")
_NUMBERED = re.compile(r"(?:\d{1,2}[.、．)）])?\D+")
_SHORTEST = 2


def figure_before(word: str, vocabulary: Vocabulary) -> str:
    """The digits before the label that ``word`` begins with behind them; "" for none.

    Digits with a point are the label's as far as the form numbers it so: of 1487. it is 148.
    """
    match = _LEADING.match(word)
    label = "".join(
        takewhile(lambda sign: not sign.isdigit(), word[match.end() :] if match else "")
    )
    if not match or len(key(label)) < _SHORTEST:
        return ""
    if not vocabulary.find(label) and not vocabulary.is_piece(label):
        return ""
    figure = match[1].rstrip(".,")
    if figure == match[1] and not match[2]:
        return figure
    own = (number for number in vocabulary.numbers(label) if figure.endswith(number))
    return figure.removesuffix(max(own, key=len, default=figure))


def parted(word: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The label that ``word`` begins with, and the number and next label behind it: 总计5予以公开.

    No label, and the whole of ``word``, where it is nothing of that kind.
    """
    match = _NUMBERED.match(word)
    rest = word[match.end() :] if match else ""
    if match and vocabulary.find(match.group()) and figure_before(rest, vocabulary):
        return match.group(), rest
    return "", word


def ends_row(form: Form, items: Sequence[Item], orders: Sequence[Order]) -> bool | None:
    """Whether the last of ``items``, which a label is stuck to, is the row's; None for open.

    It is where the row's sum comes out with it alone, or where it is 0, which numbers no
    label, and is not where the row is whole without it.
    """
    whole, less = assign(form, items, orders), assign(form, items[:-1], orders)
    sums = adds_up(form, whole) if whole is not None else False
    proved = sums is True or (sums is None and items[-1].text == "0")
    if less is not None:
        return None if proved and adds_up(form, less) is not False else proved
    return True if proved else None
