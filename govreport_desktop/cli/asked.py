"""What ``collect asked`` prints: the questions, what they rest on, and what was found out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from govreport_desktop.cli.streams import say
from govreport_desktop.collect.asked import Question


def print_asked(found: Sequence[Question]) -> None:
    """Every question with its evidence, and what was found out."""
    if not found:
        say("没有要问的。")
    for one in found:
        state = "已答" if not one.is_open else "数已变，请再问" if one.outdated else "待问"
        say(f"[{state}] {one.title}（编号 {one.kind}）：{one.words}")
        for each in one.evidence:
            say(f"    {each.office}：{each.words}（{each.file}）")
        say(f"    依据：{one.basis}")
        if one.answer:
            say(f"    答复：{one.answer}")


def asked_json(found: Iterable[Question]) -> str:
    """The questions for scripts."""
    return json.dumps(
        {
            "asked": [
                {
                    "key": one.key,
                    "kind": one.kind,
                    "title": one.title,
                    "words": one.words,
                    "basis": one.basis,
                    "evidence": [each._asdict() for each in one.evidence],
                    "cells": [str(cell) for cell in one.cells],
                    "answer": one.answer,
                    "open": one.is_open,
                }
                for one in found
            ]
        },
        ensure_ascii=False,
        indent=2,
    )
