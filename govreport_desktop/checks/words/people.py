"""R44: names of applicants and plaintiffs in the prose.

There is no list of names and no model: a name counts only behind a word that says whose it is
(申请人, 原告) and in front of what such people do, and only where surname and given name cannot
be the beginning of another word (申请人许可, 申请人陆续).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.prose.text import Prose
from govreport_desktop.checks.rewriting import rewrite
from govreport_desktop.patterns import regex

# The commonest surnames (公安部 2020 年《全国姓名报告》), less those that begin other words here:
# 何 方 高 于 曾 任 万 常 余 安 成 时 明 史 金 白 江 向 严 施 范 路 华 康 文 等.
_ONE = (
    "王李张刘陈杨赵黄周吴徐孙朱马胡郭林罗郑梁宋谢韩唐冯董萧曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏"
    "钟汪田姜谭廖邹熊陆郝孔崔邱秦顾侯邵孟龙段雷钱汤尹黎武贺赖龚樊洪翟庞颜倪牛温芦季俞章鲁葛韦毕聂焦程姚"
)
_TWO = "欧阳|司马|上官|诸葛|皇甫|尉迟|慕容|令狐"
# No sign of a given name: pronouns, particles, verbs of these sentences, ends of place names.
_GIVEN = (
    r"[^\W\d_A-Za-z某的等在是可以应向对提申请未已不有和或及与为们要需就因于获查求个其本人"
    r"市县区镇乡村省州局厅委院校公司厂户组社因所被将由从自]"
)
_WORDS = (
    r"(?!张贴|张开|黄金|黄色|林业|林地|林木|林权|田间|田地|田块|钱款|毕业|毕竟|季度|章程|顾客|顾虑|谢绝|罗列|陆续|陆路"
    r"|温馨|温暖|许可|许多|曾经|曾多|程序|程度|马上|周期|周边|周围|周末|武装|雷同|龙头|陈述|陈情|郑重|胡乱|庞大|庞杂|焦虑|段落"
    r"|唐突|夏季|钟情|孔洞|苏醒|马路|黄河|洪水|杨树|叶子|牛羊|宋体|鲁莽|秦岭|杜绝|董事|戴上|丁点|沈阳|韩国)"
)
_NAME = rf"(?P<name>{_WORDS}(?:[{_ONE}]|{_TWO}){_GIVEN}{{1,2}})(?!先生|女士|某|\*|×|X|x)"
_DOES = (
    r"(?=多次|先后|曾|连续|来电|向(?:我|本|县|市|区|省|镇|乡|街|某|有关|法院|人民|行政|上级)|提出|提交|递交|申请|要求|请求|不服|诉|起诉|来信|来访|来电|来函|反映|通过|以(?:信函|邮寄|书面|当面)"
    r"|因不服|与(?:我|本|县|市|区|镇)|就其|的(?:手机|电话|申请|姓名|住址|身份证|邮箱)|等[\d一二三四五六七八九十两多]{0,2}人|、)"
)
_PARTIES = (
    *("当事人", "原告", "上诉人", "起诉人", "举报人", "信访人", "投诉人", "权利人", "第三人"),
    *("被征收人", "被拆迁人", "申诉人", "来访人", "咨询人", "反映人", "申请人"),
)
_PUBLIC = ("公民", "村民", "居民", "市民", "家长", "业主", "职工", "考生", "患者", "消费者")
_FORMAL = regex(
    rf"(?:{'|'.join(_PARTIES[:-1])}|(?<!复议被)(?<!被)申请人)(?:为|系|是|：)?{_NAME}"
    rf"(?:{_DOES}|(?=[，。；（）]))"
)
_COMMON = regex(rf"(?:{'|'.join(_PUBLIC)}){_NAME}{_DOES}(?!、)")
# 居民王秀兰、李国强等5人申请公开……
_TOGETHER = regex(
    rf"(?:公民|村民|居民|市民|业主|职工|申请人){_NAME}"
    rf"(?=(?:、{_NAME.replace('?P<name>', '?:')})+{_DOES})"
)
# 王某某诉某局: the case by its parties.
_CASE = regex(
    rf"(?:^|(?<=[，。；：、（“\n])){_NAME}(?=诉[\u4e00-\u9fff]{{2,20}}(?:局|政府|委员会|厅|办事处))"
)
# 家住某小区的陈大勇申请公开图纸: three characters, and what applicants do.
_ASKS = regex(
    rf"(?:^|(?<=[，。；：的\n])){_NAME}"
    r"(?=(?:等人)?(?:书面|当面|来函|来信|邮寄)?(?:申请|要求|请求)公开)"
)
_FIRST = frozenset(_ONE + "".join(name[0] for name in _TWO.split("|")))
_WHOSE = (*_PARTIES, *_PUBLIC)
_ASKED = ("申请公开", "要求公开", "请求公开")


def _may_be_named(plain: str) -> bool:
    """Whether a surname stands behind a word that says whose it is, or in front of 诉 and the like.

    No more than the patterns begin or end with; they take long to compile, and few need them.
    """
    # 申请人为王某: one character at most is between them.
    behind = (at + len(word) for word in _WHOSE for at in _places(plain, word))
    if any(not _FIRST.isdisjoint(plain[at : at + 2]) for at in behind):
        return True
    # 李建国等人书面申请公开: at most so many characters from the surname on.
    before = [*((at, 4) for at in _places(plain, "诉"))]
    before += ((at, 8) for word in _ASKED for at in _places(plain, word))
    return any(_begins(plain, max(at - size, 0), at) for at, size in before)


def _places(plain: str, word: str) -> Iterator[int]:
    at = plain.find(word)
    while at >= 0:
        yield at
        at = plain.find(word, at + 1)


def _begins(plain: str, start: int, end: int) -> bool:
    """Whether a surname begins a clause, or follows 的, between two places."""
    return any(
        plain[at] in _FIRST and (not at or plain[at - 1] in "，。；：、（“的\n")
        for at in range(start, end)
    )


def _find(context: Context) -> Iterator[Problem]:
    for prose in context.proses:
        if not _may_be_named(prose.plain):
            continue
        seen: set[int] = set()
        for pattern in (_FORMAL, _COMMON, _TOGETHER, _CASE, _ASKS):
            for match in pattern.finditer(prose.plain):
                # 申请人周， may go on as another word: what a sign ends has three characters.
                short = len(match["name"]) < 3 and (
                    pattern is _ASKS or prose.plain[match.end()] in "，。；（）"
                )
                if match.start("name") not in seen and not short:
                    seen.add(match.start("name"))
                    yield _problem(context, prose, match)


def _problem(context: Context, prose: Prose, match: re.Match[str]) -> Problem:
    name = match["name"]
    surname = name[:2] if name[:2] in _TWO.split("|") else name[:1]
    hidden = surname + "某" * (len(name) - len(surname))
    span = match.span("name")
    return RULE.at(
        prose,
        *span,
        f"{prose.title}：“{name}”像是申请人等个人的姓名，公布前请隐去，改为“{hidden}”。",
        fixes=rewrite(context.report, prose, *span, hidden, f"改为“{hidden}”"),
    )


RULE = Rule(
    id="R44.names",
    name="申请人等个人的姓名",
    what="文字里没有申请人、原告等个人的姓名；写作张某、李某某的不算。",
    basis="条例第十五条、第十七条（公开前审查）；《中华人民共和国个人信息保护法》",
    example="申请人李建国向我局提出申请",
    severity=Severity.WARNING,
    find=_find,
)
