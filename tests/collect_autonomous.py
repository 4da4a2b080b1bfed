"""A third folder as an upper office gets it: an autonomous county of two names, mail and paper.

Offices sign with the whole name of the county or the short one, by letter, in two formats, for
two; one has merged into another, some are the city's or nobody's. Written apart from the other
two folders, so that what holds for those does not merely hold for them.
"""

from __future__ import annotations

import random
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from govreport_desktop.collect.roles import Role
from govreport_desktop.form import load_form
from govreport_desktop.report import Report, is_number
from scripts.make_sources import write_sheet
from tests.collect_folder import Received, _dated, _put, a_report, changed, words, write

YEAR = 2025
WHOLE, SHORT, CITY = "玉龙纳西族自治县", "玉龙县", "丽江市"
PARENT = f"{WHOLE}人民政府"
_BUREAUS = words("""
发展和改革局 教育体育局 民政局 司法局 财政局 自然资源局 水务局 农业农村局 文化和旅游局
卫生健康局 应急管理局 市场监督管理局 医疗保障局 林业和草原局 政务服务管理局 统计局
""")
_TOWNS = words("黄山镇 石鼓镇 巨甸镇 白沙镇 拉市镇 奉科镇 石头白族乡 黎明傈僳族乡 九河白族乡")
OFFICES = (
    f"{PARENT}办公室",
    *(f"{WHOLE}{name}" for name in _BUREAUS),
    *(f"{WHOLE}{name}人民政府" for name in _TOWNS),
)
TOURISM, CULTURE, HEALTH = (f"{WHOLE}{name}" for name in words("旅游局 文化和旅游局 卫生健康局"))
# Nothing has come in of these: a 零报告 in words, a picture, half of a file, nothing at all.
ZERO, PHOTO, CUT_OFF, SILENT = "统计局", "奉科镇", "医疗保障局", "拉市镇"
TWO = ("黄山镇", "白沙镇")  # in one document, the first time
MISSING = (ZERO, PHOTO, CUT_OFF, SILENT, *TWO)
_BACK = {"统计局": "统计局年报.docx", "黄山镇": "黄山镇.docx", "白沙镇": "白沙镇（单独）.pdf"}
ROSTER = "\n".join(
    [
        "单位名称\t简称\t并入\t截止年度\t报送",
        *(f"{name}\t{name.removeprefix(WHOLE)}" for name in OFFICES),
        f"{TOURISM}\t旅游局\t{WHOLE}文化和旅游局\t2024",
        f"国家税务总局{WHOLE}税务局\t税务局\t\t\t不报",
    ]
)
_FORMATS = ("eml", "xlsx", "sub.xlsx", "split.html", "pdf", "govreport", "docx", "csv", "json")


def first_round(folder: Path, seed: int = 11) -> Received:
    """The folder when the first date has passed."""
    made, dice = Received(folder), random.Random(seed)
    gone = a_report(TOURISM, YEAR - 1, dice)
    _put(made, "并入的/旅游局2024.docx", gone, Role.LAST_YEAR)
    for number, name in enumerate(OFFICES):
        signed = name.replace(WHOLE, SHORT) if number % 3 else name
        made.last[name] = last = a_report(signed, YEAR - 1, dice)
        merged = _together(last, gone) if name == CULTURE else last
        made.reports[name] = a_report(signed, YEAR, dice, merged)
    for number, name in enumerate(OFFICES):
        short = _called(name)
        if number % 2 and short not in MISSING:
            there = f"2024年资料/{short}2024年度报告.docx"
            _put(made, there, made.last[name], Role.LAST_YEAR)
        if short not in MISSING:
            _send(made, name, number)
            made.counted.add(name)
    made.clean = set(made.counted)
    _traps(made, dice)
    return made


def _together(one: Report, other: Report) -> Report:
    """What an office goes on from that has taken over another."""
    found = Report(one.form, one.office, one.year)
    pairs = {a: (one.values[a], other.values[a]) for a in one.values}
    values = {a: x + y for a, (x, y) in pairs.items() if is_number(x) and is_number(y)}
    found.load(values, {}, {"office": one.office, "year": str(one.year)}, {})
    return found


def path_of(name: str) -> str:
    """Where the file of an office lies that counts."""
    number, short = OFFICES.index(name), _called(name)
    ending = _FORMATS[number % len(_FORMATS)]
    match number % 3:
        case 0:
            return f"邮件/{short}来信.{ending}"
        case 1:
            return f"{SHORT}{short}2025年年报.{ending}"
        case _:
            return f"U盘/{number:02}_{short}（报送稿）.{ending}"


def _called(name: str) -> str:
    """A town as its people call it."""
    short = name.removeprefix(WHOLE).removesuffix("人民政府")
    return "县政府办" if short.startswith("人民政府办") else short


def _send(made: Received, name: str, number: int) -> None:
    path, report = path_of(name), made.reports[name]
    target = made.folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.endswith(".eml"):
        scratch = target.with_suffix(".docx")
        write(report, scratch)
        target.write_bytes(letter("请查收。", {f"{_called(name)}.docx": scratch.read_bytes()}))
        scratch.unlink()
    elif path.endswith(".sub.xlsx"):
        write_sheet(report, target)
        _more_columns(target)
    else:
        write(report, target)
    _dated(target, number % 7)
    made.roles[path] = Role.COUNTS


def letter(text: str, files: dict[str, bytes]) -> bytes:
    """A letter as a mail program saves it."""
    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = "a@example.invalid", "b@example.invalid", "年报"
    found.set_content(text)
    for name, data in files.items():
        found.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return found.as_bytes()


def _more_columns(path: Path) -> None:
    """A column 小计 before 总计, as some keep it."""
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for merged in [m for m in sheet.merged_cells.ranges if m.min_row in (26, 27) and m.min_col > 3]:
        sheet.unmerge_cells(str(merged))
    for row in range(27, 54):
        sheet.cell(row, 11).value = sheet.cell(row, 10).value
        numbers = [sheet.cell(row, column).value for column in range(5, 10)]
        given = sum(number for number in numbers if isinstance(number, int))
        sheet.cell(row, 10).value = given if row > 28 else None
    sheet.cell(28, 10).value = "小计"
    for cells in ("D26:K26", "E27:J27", "K27:K28", "D27:D28"):
        sheet.merge_cells(cells)
    book.save(path)


def _traps(made: Received, dice: random.Random) -> None:
    folder, reports = made.folder, made.reports
    finance, water = f"{WHOLE}财政局", f"{WHOLE}水务局"
    _put(made, "财政局（征求意见稿）.docx", changed(reports[finance], 7), Role.OLDER, 30)
    _put(made, "备份/财政局.备份.json", changed(reports[finance], 2), Role.OLDER, 31)
    _put(made, "水务局再存一份.pdf", reports[water], Role.OTHER_FORMAT, -2)
    copied = path_of(f"{WHOLE}民政局")
    twice = f"微信/{Path(copied).name}"
    (folder / "微信").mkdir()
    (folder / twice).write_bytes((folder / copied).read_bytes())
    _dated(folder / twice, -3)
    made.roles[twice] = Role.DUPLICATE
    _put(made, f"{CITY}住房和城乡建设局.docx", a_report(f"{CITY}住房和城乡建设局", YEAR, dice),
         Role.OFF_ROSTER)  # fmt: skip
    _put(made, "残联.docx", a_report(f"{SHORT}残疾人联合会", YEAR, dice), Role.OFF_ROSTER)
    _put(made, "宁蒗县民政局.xlsx", a_report("宁蒗彝族自治县民政局", YEAR, dice), Role.OFF_ROSTER)
    tax = f"国家税务总局{WHOLE}税务局"
    _put(made, "税务局.docx", a_report(tax, YEAR, dice), Role.OFF_ROSTER)
    _put(made, "本级稿.xlsx", a_report(PARENT, YEAR, dice), Role.PARENTS_OWN)
    _put(
        made,
        "拉市镇空表.xlsx",
        Report(load_form("2021"), f"{WHOLE}拉市镇人民政府", YEAR),
        Role.BLANK,
    )
    _unread(made)


def _unread(made: Received) -> None:
    """What holds no report, or two."""
    statement = letter(f"我单位2025年无政府信息公开申请，零报告。\n{SHORT}统计局", {})
    two = BytesIO()
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("x.docx", b"PK\x03\x04 cut off")
    for path, data, role in (
        ("邮件/统计局来信.eml", statement, Role.NO_REPORT),
        ("IMG_0118_奉科镇.jpg", b"\xff\xd8\xff\xe0" + bytes(400), Role.UNREADABLE),
        ("医疗保障局.docx", b"PK\x03\x04 cut off", Role.UNREADABLE),
        ("邮件/转发材料.eml", letter("见附件", {"材料.zip": two.getvalue()}), Role.UNREADABLE),
        ("乡镇/两镇.docx", _two_in_one(made), Role.UNREADABLE),
        ("培训通知.txt", "请于1月15日参加培训。".encode(), Role.NO_REPORT),
    ):
        (made.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (made.folder / path).write_bytes(data)
        made.roles[path] = role


def _two_in_one(made: Received) -> bytes:
    """The reports of two towns one below the other in a Word document."""
    scratch = [made.folder / f"{name}.docx" for name in TWO]
    for name, path in zip(TWO, scratch, strict=True):
        write(made.reports[f"{WHOLE}{name}人民政府"], path)
    part, bodies = "word/document.xml", []
    for path in scratch:
        with zipfile.ZipFile(path) as archive:
            text = archive.read(part).decode()
            others = {name: archive.read(name) for name in archive.namelist() if name != part}
        bodies.append(text)
        path.unlink()
    first, second = (text.partition("<w:body>")[2].rpartition("<w:sectPr")[0] for text in bodies)
    joined = bodies[0].replace(first, first + second)
    found = BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for name, data in {**others, part: joined.encode()}.items():
            archive.writestr(name, data)
    return found.getvalue()


def second_round(made: Received) -> None:
    """What comes in afterwards: three that were missing, and a new version of a report."""
    for day, (short, path) in enumerate(_BACK.items(), 12):
        name = next(name for name in OFFICES if _called(name) == short)
        _put(made, path, made.reports[name], Role.COUNTS, day)
        made.counted.add(name)
    (made.folder / "乡镇/两镇.docx").unlink()
    del made.roles["乡镇/两镇.docx"]
    made.reports[HEALTH] = changed(made.reports[HEALTH], 6)
    _put(made, "卫健局第二稿.xlsx", made.reports[HEALTH], Role.COUNTS, 25)
    made.roles[path_of(HEALTH)] = Role.OLDER  # it was sent back
