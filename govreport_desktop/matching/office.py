"""The office a report is of, where no title says it: out of the sentences of its preamble."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from govreport_desktop.patterns import HAN

_KIND = (
    r"(?:局|委员会|委|厅|部|署|办公室|办公厅|政府|办事处|街道|管委会|中心|分局|支队|大队|"
    r"镇|乡|县|市|区|州|盟|旗|省)"
)
# The name begins behind the last verb: 编制发布青川市水务局……
_VERB = r"(?:公布|发布|编制|公开|制作)"
_NAME = rf"(?P<office>(?:(?!{_VERB})[{HAN}]){{1,28}}?{_KIND})"
_REPORT = r"20\d\d年?(?:度)?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
# 《青川市水务局2023年政府信息公开工作年度报告》; 现公布青川市水务局2023年……; the address.
_MANNERS = (
    re.compile(rf"《{_NAME}{_REPORT}"),
    re.compile(rf"{_VERB}了?{_NAME}{_REPORT}"),
    re.compile(rf"现将{_NAME}20\d\d年?(?:度)?(?:政府|政务)?信息公开"),
    re.compile(rf"由{_NAME}(?:负责)?(?:编制|编写|撰写|拟定|起草|制作)"),
    re.compile(
        rf"{_VERB}了?20\d\d(?:年度?)?+{_NAME}(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
    ),
    # 按照要求，青川市水务局特编制2024年……
    re.compile(rf"(?:^|[,。:;]){_NAME}[特现]?(?:编制|编写)(?:完成|形成)?了?(?:本|《|20\d\d)"),
    re.compile(rf"^{_NAME}(?:根据|依据|按照|现将|[现特]?向社会(?:公布|公开|发布))"),
    re.compile(rf"(?:请与|请联系){_NAME}(?:(?:政府信息公开\w{{0,4}})?办公室)?(?:联系|沟通|[(,:])"),
)
# 我局, 本机关, 上级…… name no office, nor does 2024年政府信息公开; and 区人民政府办公室 could be
# anyone's.
_NO_NAME = re.compile(
    r"^(?:年|度|我|本|该|其|各|全|现|上级|关于|做好|有关|了|工作|[市县区镇乡省州](?![中南北]区))"
)


def office_named(texts: Iterable[str]) -> str:
    """The first office that a sentence names as the report's own; "" where none does.

    An office that only answers questions counts if it is no office's 办公室: the one of a
    government writes the government's report.
    """
    words = ["".join(unicodedata.normalize("NFKC", text).split()) for text in texts]
    for manner in _MANNERS:
        for text in words:
            for match in manner.finditer(text):
                name = match["office"]
                if not _NO_NAME.match(name) and len(name) > 2 and _fits(manner, name):
                    return name
    return ""


def _fits(manner: re.Pattern[str], name: str) -> bool:
    if manner is not _MANNERS[-1]:
        return True
    return name.endswith(("局", "委员会", "委", "厅", "办事处")) or (
        name.endswith("人民政府") and name[-5] in "镇乡"
    )
