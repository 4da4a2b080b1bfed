"""What a city's bureau of middle size reports in two years running; all of it made up.

The prose is laid out as the notice asks and has the figures that published reports have:
most are those of the tables, some are of no table and have to be asked for anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govreport_desktop.form.model import CellAddress

OFFICE = "云岭市发展和改革局"
_PERSON, _BUSINESS, _LEGAL = "natural_person", "business", "legal_service"
Figures = Mapping[CellAddress, int | str]


def _cells(table: str, lines: str) -> dict[CellAddress, int | str]:
    found: dict[CellAddress, int | str] = {}
    for line in lines.split("\n"):
        if line.strip():
            row, *pairs = line.split()
            for pair in pairs:
                column, _, number = pair.partition("=")
                text = number if "." in number else int(number)
                found[CellAddress(table, row, column)] = text
    return found


@dataclass(frozen=True, slots=True)
class Year:
    """One year: what stands in the tables apart from 0, and what only the prose says."""

    year: int
    tables: Figures
    posted: int  # pieces of information on the web site
    explained: int  # explanations of policy among them
    trainings: int
    trained: int
    growth: str  # 增长20%: of the applications received

    def cell(self, table: str, row: str, column: str) -> int | str:
        """One number of the tables; 0 where none stands."""
        return self.tables.get(CellAddress(table, row, column), 0)

    def received(self, row: str) -> int:
        """The total of a row of part 三, or of a group of rows."""
        return sum(
            int(number)
            for address, number in self.tables.items()
            if address.table == "requests"
            and (address.row == row or address.row.startswith(f"{row}."))
        )

    @property
    def closed(self) -> int:
        """All that was dealt with in the year."""
        left_over = self.received("carried_forward")
        return self.received("received") + self.received("carried_over") - left_over


LAST = Year(
    2023,
    _cells(
        "proactive",
        """
        normative_documents issued=3 repealed=1 in_force=18
        licences decisions=265
        penalties decisions=34
        fees amount=12.5""",
    )
    | _cells(
        "requests",
        """
        received natural_person=38 business=8 legal_service=2
        carried_over natural_person=3
        granted natural_person=17 business=4 legal_service=1
        partial natural_person=5 business=1
        denied.third_party natural_person=2 business=1
        denied.internal natural_person=2
        unavailable.not_held natural_person=9 business=1 legal_service=1
        unavailable.needs_creation natural_person=1
        declined.petition natural_person=2
        closed.not_corrected natural_person=1
        carried_forward natural_person=2 business=1""",
    )
    | _cells(
        "disputes",
        """
        review upheld=3 corrected=1
        litigation_direct upheld=1 pending=1""",
    ),
    posted=412,
    explained=26,
    trainings=4,
    trained=126,
    growth="增长20%",
)
THIS = Year(
    2024,
    _cells(
        "proactive",
        """
        normative_documents issued=5 repealed=2 in_force=21
        licences decisions=312
        penalties decisions=41
        fees amount=14.2""",
    )
    | _cells(
        "requests",
        """
        received natural_person=46 business=11 legal_service=3
        carried_over natural_person=2 business=1
        granted natural_person=20 business=5 legal_service=2
        partial natural_person=6 business=2
        denied.third_party natural_person=3 business=2
        denied.internal natural_person=1
        unavailable.not_held natural_person=11 business=2 legal_service=1
        unavailable.needs_creation natural_person=2
        declined.petition natural_person=1
        closed.not_corrected natural_person=2
        carried_forward natural_person=2 business=1""",
    )
    | _cells(
        "disputes",
        """
        review upheld=4 other=1
        litigation_direct upheld=2 pending=1""",
    ),
    posted=455,
    explained=31,
    trainings=5,
    trained=158,
    growth="增长25%",
)
YEAR_BEFORE = {CellAddress("requests", "received", _PERSON): 40}
# The one thing of part five that is another one this year.
OLD_TROUBLE = "政策解读形式还不够多样，图解和视频偏少。"
NEW_TROUBLE = "部分栏目更新还不够及时，专人检查不够。"
FACTS = {
    "contact_name": "张敏",
    "contact_phone": "0731-85550123",
    "contact_address": "云岭市人民路1号",
}


def prose(year: Year) -> dict[str, str]:
    """Every part in words, as it is to be printed."""
    trouble = OLD_TROUBLE if year is LAST else NEW_TROUBLE
    return {
        "preamble": (
            "本报告根据《中华人民共和国政府信息公开条例》编制，"
            f"统计期限为{year.year}年1月1日至{year.year}年12月31日。"
        ),
        "overview": "\n".join([_opening(year), _proactive(year), _requests(year), *_rest(year)]),
        "problems": (
            f"（一）主要问题。{trouble}\n"
            "（二）改进措施。建立栏目台账，每季度自查一次，发现问题当月整改。"
        ),
        "other": "本年度没有收取信息处理费。",
    }


def _opening(year: Year) -> str:
    return f"{year.year}年，我局把政府信息公开当作日常工作，围绕项目审批和价格监管回应关切。"


def _proactive(year: Year) -> str:
    norms = [
        year.cell("proactive", "normative_documents", n) for n in ("issued", "repealed", "in_force")
    ]
    return (
        f"（一）主动公开。全年通过门户网站发布信息{year.posted}条，"
        f"其中政策解读{year.explained}条。制发行政规范性文件{norms[0]}件，废止{norms[1]}件，"
        f"现行有效行政规范性文件{norms[2]}件。"
        f"作出行政许可决定{year.cell('proactive', 'licences', 'decisions')}件，"
        f"作出行政处罚决定{year.cell('proactive', 'penalties', 'decisions')}件。"
        f"行政事业性收费{year.cell('proactive', 'fees', 'amount')}万元。"
    )


def _requests(year: Year) -> str:
    by = {c: year.cell("requests", "received", c) for c in (_PERSON, _BUSINESS, _LEGAL)}
    rows = ("granted", "partial", "denied", "unavailable", "declined", "closed")
    words = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    results = "，".join(f"{w}{year.received(r)}件" for w, r in zip(words, rows, strict=True))
    return (
        f"（二）依申请公开。本年新收政府信息公开申请{year.received('received')}件，"
        f"同比{year.growth}，其中自然人申请{by[_PERSON]}件、商业企业申请{by[_BUSINESS]}件、"
        f"法律服务机构申请{by[_LEGAL]}件；上年结转政府信息公开申请"
        f"{year.received('carried_over')}件。全年办结政府信息公开申请{year.closed}件，{results}；"
        f"结转下年度继续办理{year.received('carried_forward')}件。"
    )


def _rest(year: Year) -> list[str]:
    reviews = [year.cell("disputes", "review", c) for c in ("upheld", "corrected", "other")]
    suits = [year.cell("disputes", "litigation_direct", c) for c in ("upheld", "pending")]
    return [
        "（三）政府信息管理。发文前先定公开属性，由办公室复核，定期清理栏目。",
        "（四）政府信息公开平台建设。门户网站按事项分栏，提供检索，专人维护。",
        f"（五）监督保障。全年组织培训{year.trainings}次，参加人员{year.trained}人次。"
        f"因政府信息公开被申请行政复议{sum(map(int, reviews))}件，其中结果维持{reviews[0]}件、"
        f"结果纠正{reviews[1]}件、其他结果{reviews[2]}件；"
        f"因政府信息公开被提起行政诉讼{sum(map(int, suits))}件，其中结果维持{suits[0]}件、"
        f"尚未审结{suits[1]}件。",
    ]
