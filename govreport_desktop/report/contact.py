"""Whom to ask, as a sentence: how it is printed, and how it is known again."""

from __future__ import annotations

from collections.abc import Mapping

from govreport_desktop.patterns import regex

# What the sentence calls the facts, in its order.
CONTACTS = {
    "contact_name": "联系人",
    "contact_phone": "电话",
    "contact_address": "地址",
    "contact_email": "电子邮箱",
}
_FACTS = {name: fact for fact, name in CONTACTS.items()}
_SENTENCE = regex(r"如对本报告有疑问，请与[^，。；：]{1,80}联系（(?P<words>[^\n]{1,400})）。")
_NAME = regex(rf"(?:^|，)({'|'.join(CONTACTS.values())})：")


def contact_words(office: str, facts: Mapping[str, str]) -> str:
    """The sentence from ``facts`` by their fields, as published reports print it; "" of none."""
    said = [f"{name}：{facts[fact]}" for fact, name in CONTACTS.items() if facts.get(fact)]
    return f"如对本报告有疑问，请与{office or '本机关'}联系（{'，'.join(said)}）。" if said else ""


def contact_of(text: str) -> dict[str, str]:
    """The facts by field that ``text`` states, if it is exactly that sentence; else {}."""
    match = _SENTENCE.fullmatch(text)
    first, *pairs = _NAME.split(match["words"]) if match else [""]
    told = {_FACTS[name]: value for name, value in zip(pairs[::2], pairs[1::2], strict=True)}
    whole = not first and all(told.values()) and 2 * len(told) == len(pairs)
    return told if whole and list(told) == [fact for fact in CONTACTS if fact in told] else {}
