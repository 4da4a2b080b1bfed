"""Write docs/checks.md, the catalogue of checks, from what the checks say of themselves."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.checks import EVERY, CheckSettings, Rule

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
_HEAD = """\
<!-- Written by `python -m scripts.checks_page` from the code; edit the checks, not this page. -->
# 审核规则目录

每条规则都有编号。以“.”分开的是同一规则下的几项检查，可以整条关闭（`R20`），也可以单独关闭
（`R20.sums`）。**错误**必须改正；**警告**可以改正，也可以写审核说明；**提示**只供参考。
R2、R3、R4 是合计，由程序计算，不能填写，所以不会出错。R11、R52、R53、R54 在多份报告之间比较
（`govreport check --offices`、汇总任务），不在单份报告的审核里；按本级报告的设置查不查。

拿不准的地方一律不提示：文字里的数字只有在说的是本机关、报告年度、而且词语没有别的读法时，
才与表格比较。

"""
_SETTINGS = """
## 审核设置

关掉哪些审核、阈值是多少，记在报告里（事实 `check_settings`），随文件走：窗口和 `govreport check`
照此审核，审核结果、机关和年度一页、附的审核说明里都写明与通常不同的地方，上级看得到。内容是 JSON，
只写与通常不同的项，比例写成文字：

```json
{"copied_share": "0.3", "off": ["R18", "R20.sums"], "overview_limit": 900}
```

不认识的项保留不用，不合理的项按通常的设置，都有一句提示。新建的报告带着窗口“设置”里定的，
取用上年度报告时带来上年的。

| 设置 | 默认 | 含义 |
| --- | --- | --- |
"""
_JSON = """
## `govreport check --json`

```json
{"problems": [{"key": "R6:requests/natural_person", "rule": "R6", "severity": "warning", …}],
 "off": ["R20.sums"], "settings": "本报告的审核设置与通常不同：……。"}
```

`problems` 按级别、再按在报告里的先后排列。每个问题：

| 键 | 内容 |
| --- | --- |
| `key` | 问题的编号，文字和数字改了也不变；审核说明按它保存 |
| `rule` `severity` `section` | 规则、级别（`error` `warning` `info`）、所在部分 |
| `cells` `spans` | 单元格 [行, 列]；文字起止 [起, 止) |
| `message` `cause` | 给人看的句子和可能的原因：措辞会改，不要解析 |
| `figures` | 句子里的数，按先后；件数是整数，金额、比例等是准确小数的文字 |
| `explanation` `outdated` | 审核说明；`figures` 变了以后 `outdated` 为 true，说明要重写 |

`off` 是关掉的审核，`settings` 是与通常不同的设置（一句话，没有时为空）。
"""
_MEANINGS = {
    "overview_limit": "第一部分的字数上限（`R17.length`），原则上一千字；`None` 不查",
    "copied_share": "与上年相同的句子达到这个比例时提示雷同（`R16.copied`）",
    "copied_length": "不少于这么多字的句子才算雷同",
    "repeated_length": "不少于这么多字的句子才查重复（`R16.repeated`）",
    "problems_length": "第五部分少于这么多字时提示过于简单（`R17.problems`）",
    "change_times": "与上年相差这么多倍时提示（`R30.change`），0 不查",
    "change_least": "两年都小于这个数（件或万元）的不与上年比较（`R30`）",
    "share_change": "部分公开、不予公开占比与上年相差达到这么多时提示（`R30.shares`）",
    "closed_share": "其他处理占办理结果达到这个比例时提示（`R34`）",
    "sheet": "上级的检查单全文（[写法](rules-format.md)），它规定的在其余各项之前；`None` 没有",
    "vague_share": "第五部分没有对象、数字、时间的短句达到这个比例时提示（`R45`）",
    "problems_copied": "第五部分与上年相同的句子达到这个比例时提示（`R46`）",
    "required_figures": '当地要求写明的数字（`R48`），如 `["政策解读", "回应关切"]`',
    "peers_z": "离同类单位多远时提示（`R54`），稳健 z 值；0 不查",
    "peers_least": "一项数和同类单位的中位数都小于这个数的不比较（`R54`）",
}


def page() -> str:
    """The whole page."""
    lines = [_HEAD, "| 编号 | 名称 | 级别 |", "| --- | --- | --- |"]
    lines += [f"| `{rule.id}` | {rule.name} | {rule.severity.label} |" for rule in EVERY]
    text = "\n".join(lines) + "\n\n" + "\n".join(_entry(rule) for rule in EVERY)
    rows = [f"| `{name}` | {_default(name)} | {words} |" for name, words in _MEANINGS.items()]
    return f"{text}{_SETTINGS}" + "\n".join(rows) + f"\n{_JSON}"


def _entry(rule: Rule) -> str:
    return (
        f"## {rule.id} {rule.name}\n\n"
        f"{rule.what}\n\n"
        f"- 级别：{rule.severity.label}\n"
        f"- 依据：{rule.basis}\n"
        f"- 例：{rule.example}\n"
        f'- 关闭：`CheckSettings(off={{"{rule.id}"}})`\n'
    )


def _default(name: str) -> str:
    value = getattr(CheckSettings(), name)
    return "不设" if value in (None, ()) else str(value)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
