"""A folder as an upper office gets it: 45 offices, some 60 files in ten formats, and every trap.

    python -m tests.collect_folder FOLDER

What is in it is known (`Received`): the role of every file, the sums over the reports that
count, the offices that are missing. The second round replaces and adds files.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from govreport_desktop.collect.roles import Role
from govreport_desktop.form import load_form
from govreport_desktop.form.model import CellAddress
from govreport_desktop.jobs.documents import write_new
from govreport_desktop.report import FieldAddress, Report, TextAddress, Value, is_number
from govreport_desktop.report.numbers import Number
from govreport_desktop.writers.formats import FORMATS, ExportOptions
from scripts.make_sources import page, rows, said, write_sheet


def words(text: str) -> list[str]:
    """The words of a list that is written out."""
    return text.split()


FORM = load_form("2021")
YEAR = 2025
COUNTY = "青川县"
PARENT = f"{COUNTY}人民政府"
_BUREAUS = words("""
发展和改革局 教育局 科学技术局 公安局 民政局 司法局 财政局 人力资源和社会保障局 自然资源局
住房和城乡建设局 交通运输局 水利局 农业农村局 商务局 文化和旅游局 卫生健康局 退役军人事务局
应急管理局 审计局 市场监督管理局 统计局 医疗保障局 行政审批局 综合行政执法局 林业局 信访局
乡村振兴局 生态环境局
""")
_TOWNS = words("""
石桥镇 云溪镇 乔庄镇 姚渡镇 沙州镇 木鱼镇 三锅镇 关庄镇 房石镇 竹园镇 建峰镇 凉水镇 青溪镇 蒿溪乡
""")
OFFICES = (
    f"{PARENT}办公室",
    *(f"{COUNTY}{name}" for name in _BUREAUS),
    *(f"{COUNTY}{name}人民政府" for name in _TOWNS),
    f"{COUNTY}石桥街道办事处",
    f"{COUNTY}城关街道办事处",
)
TAX = "国家税务总局青川县税务局"
MISSING = (f"{COUNTY}统计局", f"{COUNTY}林业局", f"{COUNTY}青溪镇人民政府")
ROSTER = "\n".join(
    [
        "全称\t简称\t是否报送",
        *(f"{name}\t{name.removeprefix(COUNTY)}\t" for name in OFFICES),
        f"{TAX}\t税务局\t不报",
    ]
)
FEES = next(cell.address for cell in FORM.cells if cell.kind.type == "decimal")


@dataclass
class Received:
    """What is in the folder: ``reports`` are the true ones by office, ``roles`` by path."""

    folder: Path
    reports: dict[str, Report] = field(default_factory=dict)
    last: dict[str, Report] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    clean: set[str] = field(default_factory=set)

    def copied(self, folder: Path) -> Received:
        """The same in a ``folder`` of its own, to work on: made once for many tests."""
        shutil.copytree(self.folder, folder)
        return Received(
            folder,
            dict(self.reports),
            dict(self.last),
            dict(self.roles),
            set(self.counted),
            set(self.clean),
        )

    def sums(self) -> dict[CellAddress, Number]:
        """The sum over the reports that count, for every cell of the form."""
        total: dict[CellAddress, Number] = {}
        for name in self.counted:
            for cell in FORM.cells:
                value = self.reports[name].values[cell.address]
                if is_number(value):
                    total[cell.address] = total.get(cell.address, 0) + value
        return total


def a_report(name: str, year: int, dice: random.Random, last: Report | None = None) -> Report:
    """A report nothing is wrong with: balanced, and going on from last year's."""
    report = Report(FORM, name, year)
    values: dict[CellAddress, Value] = {}
    for cell in FORM.cells:
        if cell.formula is None:
            values[cell.address] = 0
    _documents(values, dice, last)
    _requests(values, dice, last)
    for table, row in (("disputes", "review"),):
        for column in ("upheld", "corrected"):
            values[CellAddress(table, row, column)] = dice.randrange(4)
    for row, column in (("licences", "decisions"), ("penalties", "decisions")):
        at = CellAddress("proactive", row, column)
        before = last.values[at] if last else dice.randrange(100, 4000)
        assert isinstance(before, int)
        values[at] = round(before * dice.uniform(0.6, 1.6))
    first = Decimal(dice.randrange(10**6)).scaleb(-dice.choice((1, 2, 4)))
    fees = last.values[FEES] if last else first
    assert isinstance(fees, Decimal)
    values[FEES] = round(fees * dice.randrange(60, 160) / 100, dice.choice((1, 2, 4)))
    report.load(values, {}, {"office": name, "year": str(year)}, {})
    texts = [(TextAddress(k), t) for k, t in _prose(report, dice).items()]
    report.apply(report.edit([*texts, (FieldAddress("signed_on"), f"{year + 1}年1月12日")]))
    return report


def _documents(values: dict[CellAddress, Value], dice: random.Random, last: Report | None) -> None:
    issued, repealed = dice.randrange(5), dice.randrange(2)
    stock = CellAddress("proactive", "normative_documents", "in_force")
    before = last.values[stock] if last else dice.randrange(3, 40)
    assert isinstance(before, int)
    values[stock._replace(column="issued")] = issued
    values[stock._replace(column="repealed")] = repealed
    values[stock] = before + issued - repealed


def _requests(values: dict[CellAddress, Value], dice: random.Random, last: Report | None) -> None:
    results = (
        "granted",
        "partial",
        "denied.third_party",
        "unavailable.not_held",
        "declined.repeat",
    )
    for column in (
        "natural_person",
        "business",
        "research",
        "public_interest",
        "legal_service",
        "other_organisation",
    ):
        at = CellAddress("requests", "received", column)
        before = last.values[at._replace(row="carried_forward")] if last else dice.randrange(3)
        assert isinstance(before, int)
        left = dice.randrange(40 if column == "natural_person" else 8)
        values[at], values[at._replace(row="carried_over")] = left, before
        forward = dice.randrange(min(left + before, 3) + 1)
        values[at._replace(row="carried_forward")] = forward
        rest = left + before - forward
        for row in results:
            part = rest if row == results[-1] else dice.randrange(rest + 1)
            values[at._replace(row=row)] = part
            rest -= part


_WORK = words("""
健全制度 细化流程 优化栏目 规范格式 压实责任 畅通渠道 梳理事项 完善台账 加强审核 统筹推进
""")
_THINGS = words("""
公开目录 政策文件 办事指南 民生信息 重点领域 惠企政策 公示公告 会议信息 应急信息 项目进展
""")


def _prose(report: Report, dice: random.Random) -> dict[str, str]:
    """Prose of five aspects that agrees with the tables, and is nobody else's."""
    name, year = report.office, report.year

    def some(lead: str) -> str:
        work = "、".join(dice.sample(_WORK, 3))
        things = "、".join(dice.sample(_THINGS, 3))
        return f"{lead}{work}，围绕{things}做好工作，由{name}专人负责落实到位。"

    received = report.values[CellAddress("requests", "received", "total")]
    overview = "\n".join(
        (
            some("（一）主动公开。"),
            f"（二）依申请公开。{year}年新收政府信息公开申请{received}件，均按规定办理。",
            some("（三）政府信息管理。"),
            some("（四）政府信息公开平台建设。"),
            some("（五）监督保障。"),
        )
    )
    problems = some("存在的问题：部分栏目更新不够及时。改进情况：已对照清单逐项整改，")
    other = f"{year}年度没有收取信息处理费，没有其他需要报告的事项。"
    by_role = {"overview": overview, "problems": problems, "other": other}
    return {s.id: by_role[s.role] for s in FORM.narratives if s.role in by_role}


# ------------------------------------------------------------ files
def write(report: Report, path: Path) -> None:
    """``report`` as the format that the name of ``path`` asks for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    style = path.name.split(".")[-2] if path.name.count(".") > 1 else ""
    match path.suffix:
        case ".govreport":
            contents = [(c.address, report.values[c.address]) for c in FORM.cells if not c.formula]
            texts = [(TextAddress(k), t) for k, t in report.texts.items()]
            write_new(path, FORM, report.office, report.year, [*contents, *texts])
        case ".xlsx" if style == "foreign":
            write_sheet(report, path)
        case ".html":
            path.write_bytes(page(report, style or "cms"))
        case ".txt":
            path.write_text(_copied(report), encoding="utf-8")
        case suffix:
            FORMATS[suffix[1:]].write(report, path, ExportOptions())


def _copied(report: Report) -> str:
    """The report as a browser or Word copies it: cells by tabs, all rows whole."""
    lines = [report.title]
    for section in FORM.sections:
        if section.number:
            lines.append(section.title)
        if section.kind == "table":
            table = FORM.tables[section.id]
            lines += ["\t".join(said(report, c) for c in row) for row in rows(table)]
        else:
            lines.append(report.texts[section.id])
    return "\n".join(lines)


_FORMATS = (
    "govreport",
    "xlsx",
    "foreign.xlsx",
    "csv",
    "docx",
    "pdf",
    "cms.html",
    "txt",
    "json",
    "word.html",
    "split.html",
)


def changed(report: Report, by: int, year: int | None = None, name: str = "") -> Report:
    """A copy with ``by`` more requests that were granted, of another year or office."""
    copy = Report(FORM, name or report.office, year or report.year)
    values = {c.address: report.values[c.address] for c in FORM.cells if not c.formula}
    for row in ("received", "granted"):
        at = CellAddress("requests", row, "natural_person")
        before = values[at]
        assert isinstance(before, int)
        values[at] = before + by
    total = report.values[CellAddress("requests", "received", "total")]
    assert isinstance(total, int)
    texts = {k: t.replace(f"申请{total}件", f"申请{total + by}件") for k, t in report.texts.items()}
    if year:
        texts = {k: t.replace(f"{report.year}年", f"{year}年") for k, t in texts.items()}
    copy.load(values, texts, {"office": copy.office, "year": str(copy.year)}, {})
    return copy


def first_round(folder: Path, seed: int = 7) -> Received:
    """Make the folder as it is when the first date has passed."""
    made = Received(folder)
    dice = random.Random(seed)
    for name in OFFICES:
        made.last[name] = a_report(name, YEAR - 1, dice)
        made.reports[name] = a_report(name, YEAR, dice, made.last[name])
    for number, name in enumerate(OFFICES):
        if name in MISSING:
            continue
        path = _name(name, number)
        _put(made, path, made.reports[name], Role.COUNTS, day=number % 9)
        made.counted.add(name)
    made.clean = set(made.counted)
    _traps(made, dice)
    return made


def _name(name: str, number: int) -> str:
    short, ending = name.removeprefix(COUNTY), _FORMATS[number % len(_FORMATS)]
    match number % 4:
        case 0:
            return f"{name}{YEAR}年政府信息公开工作年度报告.{ending}"
        case 1:
            return f"{number:02}{short}.{ending}"
        case 2:
            return f"单位/{short}/{YEAR}年报.{ending}"
        case _:
            return f"邮件附件/{short}年报（盖章）.{ending}"


def _put(made: Received, path: str, report: Report, role: Role, day: int = 0) -> None:
    target = made.folder / path
    write(report, target)
    _dated(target, day)
    made.roles[path] = role


def _dated(target: Path, day: int) -> None:
    """As if written on that day of January."""
    when = 1_767_600_000 + day * 86_400
    os.utime(target, (when, when))


def of(made: Received, short: str) -> str:
    """The path of the file that counts for an office."""
    name = f"{COUNTY}{short}"
    number = OFFICES.index(name)
    return _name(name, number)


def _traps(made: Received, dice: random.Random) -> None:
    reports, last = made.reports, made.last
    education, police = f"{COUNTY}教育局", f"{COUNTY}公安局"
    # Drafts with other numbers, last year's file, one under this year's name.
    _put(made, "教育局初稿.docx", changed(reports[education], 5), Role.OLDER, 1)
    _put(
        made, "交通运输局（草稿）.xlsx", changed(reports[f"{COUNTY}交通运输局"], 3), Role.OLDER, 20
    )
    _put(made, "往年/教育局2024年报.docx", last[education], Role.LAST_YEAR)
    _put(made, "公安局2025年报.html", last[police], Role.LAST_YEAR, 3)
    # The same again: a copy byte for byte, a conflict copy, another format.
    for path, source in (
        ("下载/{0}(1){1}", of(made, "财政局")),
        ("{0}-冲突{1}", of(made, "民政局")),
    ):
        there = Path(source)
        target = path.format(there.stem, there.suffix)
        (made.folder / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(made.folder / source, made.folder / target)
        made.roles[target] = Role.DUPLICATE
    _put(made, "司法局2025年报.pdf", reports[f"{COUNTY}司法局"], Role.OTHER_FORMAT, 4)
    _put(made, "水利局.html", reports[f"{COUNTY}水利局"], Role.OTHER_FORMAT, 1)
    # Not ours, the parent's own, and no reports.
    _put(made, "税务局.docx", a_report(TAX, YEAR, dice), Role.OFF_ROSTER)
    _put(made, "苍溪县教育局.docx", a_report("苍溪县教育局", YEAR, dice), Role.OFF_ROSTER)
    _put(
        made,
        "本级/青川县人民政府2025年报（汇总稿）.xlsx",
        a_report(PARENT, YEAR, dice),
        Role.PARENTS_OWN,
    )
    _put(made, "统计局.xlsx", Report(FORM, f"{COUNTY}统计局", YEAR), Role.BLANK)
    (made.folder / "关于报送年报的通知.txt").write_text("请各单位于1月15日前报送。", "utf-8")
    made.roles["关于报送年报的通知.txt"] = Role.NO_REPORT
    (made.folder / "林业局年报.docx").write_bytes(b"PK\x03\x04 cut off in the middle")
    made.roles["林业局年报.docx"] = Role.UNREADABLE
    _old_form(made, dice)
    for litter in ("~$教育局.docx", "Thumbs.db", ".DS_Store"):
        (made.folder / litter).write_bytes(b"\x00 litter")


def _old_form(made: Received, dice: random.Random) -> None:
    old = Report(load_form("2019"), f"{COUNTY}青溪镇人民政府", YEAR)
    values = {
        c.address: dice.randrange(9)
        for c in old.form.cells
        if c.formula is None and c.kind.type == "integer"
    }
    old.load(
        values, {s.id: "按要求开展工作，" * 9 for s in old.form.narratives}, dict(old.fields), {}
    )
    path = made.folder / "青溪镇.html"
    path.write_bytes(page(old, "cms"))
    made.roles["青溪镇.html"] = Role.OLD_FORM


# ------------------------------------------------------------ the second round
def second_round(made: Received) -> None:
    """What comes in afterwards: a missing one, a corrected one in place, a second version."""
    stats = f"{COUNTY}统计局"
    (made.folder / "统计局.xlsx").unlink()
    _put(made, "统计局.xlsx", made.reports[stats], Role.COUNTS, 21)
    made.counted.add(stats)
    health = f"{COUNTY}卫生健康局"
    made.reports[health] = changed(made.reports[health], 4)
    path = of(made, "卫生健康局")
    (made.folder / path).unlink()
    _put(made, path, made.reports[health], Role.COUNTS, 22)


if __name__ == "__main__":
    first_round(Path(sys.argv[1]))
