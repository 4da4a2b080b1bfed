"""One thing said in many ways: parts of a sentence put together at random, and each one read."""

from __future__ import annotations

import random
from itertools import product

import pytest

from govreport_desktop.checks.prose.claims import claims
from govreport_desktop.checks.prose.text import read

SAMPLE = 60
FIGURE = 5
WHEN = (
    *(
        "2023年，",
        "全年",
        "本年度，我局",
        "年内我镇",
        "截至12月31日，",
        "一年来，",
        "报告期内，我委",
    ),
    *("我单位2023年", "依申请公开方面，", "二是依申请公开。全年", "依申请公开工作："),
)
TALK = ("依申请公开方面，", "政府信息公开申请中，")
APPLICATION = (
    *("政府信息公开申请", "信息公开申请", "依申请公开", "依申请公开件", "依申请公开事项"),
    *(
        "公民、法人和其他组织政府信息公开申请",
        "书面政府信息公开申请",
        "申请公开政府信息",
        "政府信息申请",
    ),
)
COUNT = ("5件", "共5件", "5宗", "5份", "5件次", "共计5件", "数量为5件", "总数5件")
GROUND = (
    *("属于国家秘密", "其他法律行政法规禁止公开", "危及“三安全一稳定”", "保护第三方合法权益"),
    *("属于三类内部事务信息", "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项"),
    *("本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确"),
    *("信访举报投诉类申请", "重复申请", "要求提供公开出版物", "无正当理由大量反复申请"),
    *("要求行政机关确认或重新出具已获取信息", "逾期不补正", "予以公开", "部分公开", "不予处理"),
)
BECAUSE = (
    *("因政府信息公开", "因信息公开", "政府信息公开类", "涉及政府信息公开的", "因政府信息公开申请"),
    *("与政府信息公开有关的", "因不服政府信息公开答复", "政府信息公开领域"),
)
DISPUTE = (
    *("引发行政复议", "被申请行政复议", "行政复议案件", "提起行政复议", "被复议", "申请复议"),
    *("引发行政诉讼", "被提起行政诉讼", "行政诉讼案件", "引发诉讼", "涉诉案件"),
)
WAYS = {
    "received": (
        WHEN,
        (
            "收到",
            "共收到",
            "受理",
            "办理",
            "接收",
            "登记受理",
            "收到并办理",
            "承办",
            "新收",
            "收悉",
        ),
        APPLICATION,
        COUNT,
    ),
    "figure first": (
        WHEN,
        ("收到", "受理", "接到", "依法办理", "累计接收"),
        ("5件", "5宗"),
        APPLICATION,
    ),
    "became": (
        TALK,
        ("", "因", "有5件", "对5件"),
        GROUND,
        ("", "5件", "的5件", "共5件", "：5件", "情形5件"),
    ),
    "carried over": (
        TALK,
        ("上年结转", "2022年结转", "上年度转入", "上年未办结", "承接上年", "由上年度结转"),
        ("", "政府信息公开申请", "的申请", "继续办理"),
        ("5件",),
    ),
    "carried forward": (
        ("依申请公开方面，已办结12件，",),
        ("尚有5件", "其余5件", "另有5件", "5件政府信息公开申请"),
        ("结转下年度继续办理", "顺延至2024年办理", "正在办理", "转至2024年度继续办理", "尚未答复"),
    ),
    "disputes": (
        ("全年", "2023年，"),
        BECAUSE,
        DISPUTE,
        ("5件", "共5件", "5起", "的5件", "数量5件"),
    ),
    "verdicts": (
        ("全年因政府信息公开被申请行政复议9件，", "政府信息公开行政复议9件（"),
        ("维持5件", "5件维持", "其中，5件被纠正", "尚未审结5件", "其余5件正在审理", "结果维持5件"),
        ("。", "；行政诉讼0件。"),
    ),
    "documents": (
        ("2023年，", "全年", "我局", "年内我镇"),
        ("制发", "制定", "印发", "出台", "制定并公布", "废止", "宣布失效"),
        ("行政规范性文件", "规范性文件"),
        ("5件", "共5件", "5份"),
    ),
    "decisions": (
        ("2023年，", "全年", "本年度，我局"),
        (
            "作出行政许可决定",
            "办理行政许可",
            "行政许可",
            "作出行政处罚",
            "实施行政处罚",
            "行政处罚决定",
        ),
        ("5件", "共5件", "5起"),
    ),
}


@pytest.mark.parametrize("ways", WAYS.values(), ids=WAYS)
def test_each_way_of_saying_it_is_read(ways: tuple[tuple[str, ...], ...]) -> None:
    every = ["".join(parts) for parts in product(*ways)]
    some = random.Random(1).sample(every, min(SAMPLE, len(every)))
    said = [f"{sentence}。" for sentence in some if "5" in sentence.replace("2025", "")]
    assert [s for s in said if FIGURE not in {int(c.value) for c in claims(read(s))}] == []
