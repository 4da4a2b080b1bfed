"""Help and usage errors in Chinese: typer speaks English, the clerk does not."""

from __future__ import annotations

import unicodedata
from typing import Any

from typer.core import TyperCommand, TyperGroup

from govreport_desktop.cli.declared import COMMANDS

_INDENT = "  "
_ORDER = tuple(COMMANDS)
# The same for what is done with a task.
_ORDER_OF_COLLECT = (
    *("new", "roster", "rules", "workbooks", "scan", "offices", "files", "problems", "asked"),
    *(
        "decide",
        "adjust",
        "return",
        "chase",
        "sums",
        "provenance",
        "compare",
        "report",
        "seal",
        "correct",
    ),
    *("workpaper", "next-year", "log"),
)


def usage_sentence(error: Exception) -> str | None:
    """What is wrong with the words of a command; None where ``error`` is something else."""
    if not hasattr(error, "format_message"):
        return None
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "govreport"
    param = getattr(error, "param", None)
    match type(error).__name__:
        case "MissingParameter" if param is not None:
            what = f"缺少 {_spelled(param)}（{getattr(param, 'help', '')}）"
        case "NoSuchOption":
            what = f"没有选项 {getattr(error, 'option_name', '')}"
        case "BadOptionUsage":
            what = f"选项 {getattr(error, 'option_name', '')} 后面缺少值"
        case "BadParameter" if param is not None:
            what = f"{_spelled(param)} 的值不对"
        case _:
            what = "命令的写法不对，有多余或不认识的词"
    return f"{what}。用 {where} --help 看用法。"


class ChineseCommand(TyperCommand):
    """A command whose help is one Chinese page with an example."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, text, arguments, options and the example."""
        arguments = [p for p in self.params if p.param_type_name == "argument"]
        options = [p for p in self.params if p.param_type_name == "option"]
        usage = " ".join([ctx.command_path, *map(_spelled, arguments), "[选项]"])
        formatter.write(f"用法：{usage}\n\n{_INDENT}{_text(self.help)}\n")
        _section(formatter, "参数", [(_spelled(p), _help(p)) for p in arguments])
        rows = [(_spelled(p), _help(p)) for p in options]
        _section(formatter, "选项", [*rows, ("--help", "显示这份说明。")])
        formatter.write(f"\n示例：\n{_INDENT}{self.epilog}\n")


class ChineseGroup(TyperGroup):
    """The list of commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, text and one line a command."""
        formatter.write("用法：govreport [文件] 或 govreport 命令 [选项]\n\n")
        formatter.write(f"{_INDENT}{_text(self.help)}\n")
        shown = sorted(self.commands.items(), key=lambda pair: _ORDER.index(pair[0]))
        rows = [(name, _text(command.help).split("。")[0] + "。") for name, command in shown]
        _section(formatter, "命令", rows)
        _section(formatter, "选项", [("--version", "显示版本。"), ("--help", "显示这份说明。")])
        formatter.write(f"\n示例：\n{_INDENT}{self.epilog}\n")


class ChineseSubgroup(TyperGroup):
    """The list of what can be done with one thing, which is named before it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the options of the thing also where they stand behind its name."""
        at = next((n for n, arg in enumerate(args) if n and arg in self.commands), len(args))
        if args and not args[0].startswith("-") and "--help" not in args[:at]:
            args = [*args[1:at], args[0], *args[at:]]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, text, one line a command, and the options that go before it."""
        arguments = [p for p in self.params if p.param_type_name == "argument"]
        usage = " ".join([ctx.command_path, *map(_spelled, arguments), "[选项] 命令 [选项]"])
        formatter.write(f"用法：{usage}\n\n{_INDENT}{_text(self.help)}\n")
        _section(formatter, "参数", [(_spelled(p), _help(p)) for p in arguments])
        order = _ORDER_OF_COLLECT.index
        shown = sorted(self.commands.items(), key=lambda pair: order(pair[0]))
        rows = [(name, _text(command.help).split("。")[0] + "。") for name, command in shown]
        _section(formatter, "命令", rows)
        options = [p for p in self.params if p.param_type_name == "option"]
        rows = [(_spelled(p), _help(p)) for p in options]
        _section(formatter, "选项", [*rows, ("--help", "显示这份说明。")])
        formatter.write(f"\n示例：\n{_INDENT}{self.epilog}\n")


def display_width(text: str) -> int:
    """Columns a terminal needs for ``text``: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    formatter.write(f"\n{title}：\n")
    width = max(display_width(left) for left, _ in rows)
    for left, right in rows:
        gap = " " * (width - display_width(left) + 2)
        formatter.write(f"{_INDENT}{left}{gap}{right}\n")


def _spelled(param: Any) -> str:
    """How a parameter is written on the command line."""
    if param.param_type_name == "argument":
        name = param.metavar or str(param.name).upper()
        return name if param.required else f"[{name}]"
    spelling = "、".join(param.opts)
    return spelling if param.is_flag else f"{spelling} {param.metavar or '值'}"


def _help(param: Any) -> str:
    return _text(getattr(param, "help", "") or "")


def _text(text: str | None) -> str:
    return "".join((text or "").split("\n")).strip()
