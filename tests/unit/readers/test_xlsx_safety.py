"""Files that are no workbook, damaged, hostile or huge: one sentence, bounded time and memory."""

from __future__ import annotations

import gc
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.workbooks import read_xlsx
from govreport_desktop.source import SourceTable
from govreport_desktop.writers.xlsx.workbook import render_xlsx
from tests.unit.writers.xlsx_reports import full_report

WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
SHEET_LINK = '<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


def workbook(path: Path, sheet: str | bytes, **parts: str | bytes) -> Path:
    """A minimal workbook around one sheet's XML; ``parts`` add or replace others of xl/."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        named: dict[str, str | bytes] = {
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": LINKS.format(SHEET_LINK),
            "xl/worksheets/sheet1.xml": sheet,
        }
        named |= {f"xl/{name}.xml": part for name, part in parts.items()}
        for name, part in named.items():
            archive.writestr(name, part)
    return path


def test_the_smallest_workbook_is_read(tmp_path: Path) -> None:
    sheet = f'{HEAD}<row><c><v>1</v></c><c t="inlineStr"><is><t>甲</t></is></c></row>{TAIL}'
    (table,) = read_xlsx(workbook(tmp_path / "a.xlsx", sheet)).blocks
    assert isinstance(table, SourceTable)
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "甲"]]


def renamed_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("照片.jpg", b"\xff\xd8")


def encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def binary_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")


def truncated(path: Path) -> None:
    path.write_bytes(render_xlsx(full_report())[:-2000])


def flipped(path: Path) -> None:
    data = bytearray(render_xlsx(full_report()))
    inside = data.index(b"xl/worksheets/sheet5.xml") + 400
    data[inside : inside + 500] = bytes(500)
    path.write_bytes(data)


def doctype(path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "甲"><!ENTITY c "&b;&b;&b;">]>'
    workbook(path, f"{bomb}{HEAD}<row><c><v>&c;</v></c></row>{TAIL}")


def external_entity(path: Path) -> None:
    workbook(
        path,
        f"{HEAD}{TAIL}",
        styles='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><styleSheet>&x;</styleSheet>',
    )


def shared_string_before_the_first(path: Path) -> None:
    sheet = f"{HEAD}<row><c t='s'><v>-1</v></c></row>{TAIL}"
    workbook(path, sheet, sharedStrings="<sst><si><t>12</t></si></sst>")


def many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(6000):
            archive.writestr(f"xl/workbook.xml{number}", b"")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_bytes(b""), "不是 Excel 工作簿"),
        (lambda path: path.write_text("甲,乙\n1,2", encoding="utf-8"), "不是 Excel 工作簿"),
        (renamed_zip, "别的压缩文件"),
        (binary_workbook, "xlsb"),
        (encrypted, "打开密码"),
        (truncated, "不是 Excel 工作簿"),
        (flipped, "请重新取得|已损坏"),
        (doctype, "可能不安全"),
        (external_entity, "可能不安全"),
        (many_parts, "多得不正常"),
        (lambda path: workbook(path, f"{HEAD}<row><c r='Z'><v>1</v></c></row>{TAIL}"), "已损坏"),
        (lambda path: workbook(path, f"{HEAD}<row><c t='s'><v>9</v></c></row>{TAIL}"), "已损坏"),
        (shared_string_before_the_first, "已损坏"),
        (lambda path: workbook(path, f"{HEAD}<row>"), "已损坏"),
        (lambda path: workbook(path, b"\xff\xfe\x00"), "已损坏"),
    ],
)
def test_what_is_no_sound_workbook_is_refused_in_a_sentence(
    make: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "某局.xlsx"
    make(path)
    with pytest.raises(ReadError, match=said) as error:
        read_xlsx(path)
    assert "某局.xlsx" in str(error.value) or "工作簿" in str(error.value)
    assert str(error.value).endswith("。")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="打不开"):
        read_xlsx(tmp_path / "没有.xlsx")


BOUNDED = """
import re, sys, time
from pathlib import Path
from govreport_desktop.errors import ReadError
from govreport_desktop.readers.workbooks import read_xlsx
try:
    source = read_xlsx(Path(sys.argv[1]))
    print(len(source.notes), *source.notes)
except ReadError as error:
    print("refused", error)
status = Path("/proc/self/status")
# The peak since this program began; elsewhere the figure would include the parent's.
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print(peak[1] if peak else 0)
print(time.process_time())
"""


def bounded(path: Path) -> str:
    """What reading ``path`` says, in a process of its own, within 10 s of work and 500 MB."""
    run = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    said, kilobytes, seconds = run.stdout.rstrip("\n").rsplit("\n", 2)
    assert float(seconds) < 10
    assert int(kilobytes) < 500_000
    return said


def test_one_enormous_text_is_refused(tmp_path: Path) -> None:
    sheet = f'{HEAD}<row><c t="inlineStr"><is><t>'.encode() + b"a" * (120 * 2**20)
    path = workbook(tmp_path / "a.xlsx", sheet)
    assert path.stat().st_size < 2**20
    assert "大得不正常" in bounded(path)


def test_a_bomb_of_small_parts_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", f"{HEAD}{TAIL}", styles=b"<a>" + b" " * (64 * 2**20))
    assert "大得不正常" in bounded(path)


@pytest.mark.slow
def test_a_sheet_of_a_million_rows_is_read_in_part(tmp_path: Path) -> None:
    row = b"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
    path = workbook(tmp_path / "a.xlsx", HEAD.encode() + row * 1_000_000 + TAIL.encode())
    assert "只读了前面的部分" in bounded(path)


def test_claimed_sizes_and_monstrous_merges_cost_nothing(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 5000))
    sheet = (
        HEAD.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
        + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="5"><c r="B5"><v>2</v></c>'
        + f"</row></sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    )
    said = bounded(workbook(tmp_path / "a.xlsx", sheet))
    # What lies under a merged block, and too far right, is named and nothing else is.
    assert said.startswith("2 ")
    assert "1 个单元格被合并单元格盖住" in said
    assert "第 200 列以后还有 1 个单元格" in said


def test_links_and_macros_are_left_alone(tmp_path: Path) -> None:
    """An external target would be opened by a program that follows links."""
    path = tmp_path / "a.xlsm"
    sheet = f"{HEAD}<row><c><f>[1]外部!A1</f><v>5</v></c><c><f>WEBSERVICE(1)</f></c></row>{TAIL}"
    workbook(path, sheet)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00" * 100)
        outside = '<Relationship Id="r9" TargetMode="External" Target="file:///etc/passwd"/>'
        archive.writestr("xl/externalLinks/_rels/e1.xml.rels", LINKS.format(outside))
    source = read_xlsx(path)
    (table,) = source.blocks
    assert isinstance(table, SourceTable)
    assert table.rows[0][0].text == "5"
    assert "没有保存计算结果" in source.notes[0]


def test_the_file_is_closed_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    renamed_zip(path)
    with pytest.raises(ReadError):
        read_xlsx(path)
    # Windows lets nobody move a file that is still open; elsewhere an open one is a warning,
    # and every warning fails the run.
    path.rename(tmp_path / "b.xlsx")
    gc.collect()
    assert not path.exists()
