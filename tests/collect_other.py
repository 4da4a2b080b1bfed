"""Another folder as an upper office gets it: a district of a city, few offices, other traps.

Written apart from `collect_folder`, so that what holds for one does not merely hold for that one.
"""

from __future__ import annotations

import random
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from govreport_desktop.collect.roles import Role
from govreport_desktop.form.model import CellAddress
from govreport_desktop.report import FieldAddress, Report, TextAddress, Value
from scripts.make_sources import matrix
from tests.collect_folder import FEES, FORM, Received, _dated, _put, changed, write

YEAR = 2025
DISTRICT = "巴彦淖尔市临河区"
PARENT = f"{DISTRICT}人民政府"
TAX = f"国家税务总局{DISTRICT}税务局"
POLICE = "巴彦淖尔市公安局临河区分局"
ROSTER = f"""序号,单位全称,简称,报送要求
1,{PARENT}办公室,区政府办,
2,{DISTRICT}发展和改革委员会,发改委,
3,{DISTRICT}教育局,教育局,
4,{DISTRICT}卫生健康委员会,卫健委,
5,{DISTRICT}民政局,民政局,
6,{POLICE},公安分局,
7,{DISTRICT}农牧和科技局,农科局,
8,{DISTRICT}水务局,水务局,
9,{DISTRICT}新华街道办事处,新华街道,
10,{DISTRICT}先锋街道办事处,先锋街道,
11,{DISTRICT}乌兰图克镇人民政府,乌兰图克镇,
12,{DISTRICT}白脑包镇人民政府,白脑包镇,
13,{DISTRICT}曙光乡人民政府,曙光乡,
14,{DISTRICT}双河镇人民政府,双河镇,
15,{DISTRICT}城关镇人民政府,城关镇,
16,{TAX},,不报
"""
# What counts, in formats and places of their own.
_FILES = {
    f"{PARENT}办公室": "区政府办/关于报送2025年度政府信息公开年报的报告.docx",
    f"{DISTRICT}发展和改革委员会": "各部门/01发改委/临河区发改委2025年度报告（盖章扫描前）.docx",
    f"{DISTRICT}卫生健康委员会": "各部门/卫健委.xls",
    f"{DISTRICT}民政局": "各部门/民政局年报.govreport",
    POLICE: "各部门/附件1：公安分局政府信息公开工作年度报告.pdf",
    f"{DISTRICT}农牧和科技局": "各部门/5201 农科局 2025.cms.html",
    f"{DISTRICT}水务局": "各部门/水务局.docx/报告.xlsx",
    f"{DISTRICT}新华街道办事处": "街道/新华街道办.txt",
    f"{DISTRICT}先锋街道办事处": "街道/先锋街道/年报.csv",
    f"{DISTRICT}乌兰图克镇人民政府": "乡镇/乌兰图克镇/1.json",
}
MISSING = ("白脑包镇", "曙光乡", "双河镇", "城关镇")
EDUCATION = f"{DISTRICT}教育局"


def a_report(name: str, year: int, dice: random.Random) -> Report:
    """A small office: few requests, prose in sentences of its own."""
    report = Report(FORM, name, year)
    values: dict[CellAddress, Value] = {c.address: 0 for c in FORM.cells if c.formula is None}
    for column in ("natural_person", "business"):
        at = CellAddress("requests", "received", column)
        values[at] = number = dice.randrange(12)
        values[at._replace(row="granted")] = part = dice.randrange(number + 1)
        values[at._replace(row="unavailable.not_held")] = number - part
    values[CellAddress("proactive", "licences", "decisions")] = dice.randrange(400)
    values[FEES] = Decimal(dice.randrange(3000)) / 100
    report.load(values, {}, {"office": name, "year": str(year)}, {})
    received = report.values[CellAddress("requests", "received", "total")]
    words = "".join(dice.choices("调研汇编培训督查通报清单台账专栏热线公众号解读", k=60))
    aspects = ("主动公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    done = "".join(f"{what}方面，{''.join(dice.sample(words, 12))}。" for what in aspects)
    texts = {
        "overview": f"{year}年，本单位收到政府信息公开申请{received}件，均按时答复。{done}",
        "problems": f"存在的问题是力量不足。下一步，{words}。",
        "other": "本年度未收取信息处理费，无其他需要报告的事项。",
    }
    edits = [(TextAddress(s.id), texts[s.role]) for s in FORM.narratives if s.role in texts]
    report.apply(report.edit([*edits, (FieldAddress("signed_on"), f"{year + 1}年1月20日")]))
    return report


def _excel2003(report: Report, path: Path) -> None:
    """The XML of Excel 2003 under the name of an old workbook, as some systems export it."""
    lines = [[report.title]]
    for section in FORM.sections:
        lines.append([section.title])
        if section.kind == "table":
            lines += matrix(report, FORM.tables[section.id])
        else:
            lines += [[text] for text in report.texts[section.id].split("\n")]
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'.format
    rows = "".join(f"<Row>{''.join(cell(escape(text)) for text in line)}</Row>" for line in lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="年报"><Table>'
        f"{rows}</Table></Worksheet></Workbook>",
        "utf-8",
    )


def folder_of_a_district(folder: Path, seed: int = 3) -> Received:
    """Make the folder."""
    made, dice = Received(folder), random.Random(seed)
    for day, (name, path) in enumerate(_FILES.items()):
        made.reports[name] = a_report(name, YEAR, dice)
        if path.endswith(".xls"):
            _excel2003(made.reports[name], folder / path)
            made.roles[path] = Role.COUNTS
        else:
            _put(made, path, made.reports[name], Role.COUNTS, day)
        made.counted.add(name)
    _education(made, dice)
    _others(made, dice)
    _unreadable(made)
    return made


def _education(made: Received, dice: random.Random) -> None:
    """Three files of one office: last year's, a first version, a later one under an old ending."""
    made.reports[EDUCATION] = a_report(EDUCATION, YEAR, dice)
    write(changed(made.reports[EDUCATION], 1), made.folder / "教育局v1.docx")
    page = made.folder / "教育局（最终版2）.cms.html"
    write(made.reports[EDUCATION], page)
    page.rename(page.with_name("教育局（最终版2）.xls"))
    _dated(made.folder / "教育局v1.docx", 2)
    _dated(made.folder / "教育局（最终版2）.xls", 8)
    made.roles |= {"教育局v1.docx": Role.PENDING, "教育局（最终版2）.xls": Role.PENDING}
    made.counted.add(EDUCATION)
    _put(made, "教育局 新.docx", a_report(EDUCATION, YEAR - 1, dice), Role.LAST_YEAR, 9)


def _others(made: Received, dice: random.Random) -> None:
    _put(made, "垂管/税务局.docx", a_report(TAX, YEAR, dice), Role.OFF_ROSTER)
    _put(made, "五原县教育局.docx", a_report("五原县教育局", YEAR, dice), Role.OFF_ROSTER)
    _put(made, "区级（汇总）.xlsx", a_report(PARENT, YEAR, dice), Role.PARENTS_OWN)
    police = (made.folder / _FILES[POLICE]).read_bytes()
    (made.folder / "公安分局 - 副本.pdf").write_bytes(police)
    made.roles["公安分局 - 副本.pdf"] = Role.DUPLICATE
    (made.folder / "通知.html").write_text("<p>请于1月20日前报送年度报告。</p>", "utf-8")
    made.roles["通知.html"] = Role.NO_REPORT


def _unreadable(made: Received) -> None:
    """An empty file, a photo, a zip in a zip, a password, and a folder with nothing but litter."""
    report = made.folder / _FILES[f"{DISTRICT}发展和改革委员会"]
    inner, outer = BytesIO(), BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(report, "双河镇年报.docx")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("双河镇.zip", inner.getvalue())
    password = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    for path, data in {
        "乡镇/曙光乡.docx": b"",
        "乡镇/IMG_20260118_双河镇.jpg": b"\xff\xd8\xff\xe0" + bytes(500),
        "乡镇/双河镇报送材料.zip": outer.getvalue(),
        "乡镇/城关镇（加密）.doc": password,
    }.items():
        (made.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (made.folder / path).write_bytes(data)
        made.roles[path] = Role.UNREADABLE
    for litter in ("~$脑包镇年报.docx", "Thumbs.db", "desktop.ini", ".~lock.年报.docx#"):
        (made.folder / "乡镇" / "白脑包镇").mkdir(exist_ok=True)
        (made.folder / "乡镇" / "白脑包镇" / litter).write_bytes(b"\x00")
