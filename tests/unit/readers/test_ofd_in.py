"""OFD: signs where they stand, tables by their rules, all else named."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.source import Source, SourceTable
from tests.unit.readers.ofds import SPACE, content, line, ofd, table, text
from tests.unit.readers.seen import lines, read
from tests.unit.readers.zips import archive


def _rows(source: Source) -> list[list[str]]:
    (found,) = [block for block in source.blocks if isinstance(block, SourceTable)]
    return [[cell.text for cell in row] for row in found.rows]


def _code(signs: str, said: str, head: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="20 100 9 9" Size="4" {head}><ofd:TextCode X="0" Y="4" {said}>'
        f"{signs}</ofd:TextCode></ofd:TextObject>"
    )


def test_a_ruled_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    rows = [["行政许可", "12"], ["行政处罚", "3"], ["行政强制", "0"]]
    source = read(ofd(text(20, 100, "一、总体情况") + table(rows, 120)), tmp_path)
    assert lines(source) == ["一、总体情况"]
    assert _rows(source) == rows
    assert source.notes == ()


@pytest.mark.parametrize(
    "steps",
    [
        "2 2 2 2",
        "g 4 2",
        "2 g 3 2",
        "g 2 2 g 2 2",
        "2",
        "g 99999999 2",
        "2 2 2 2 2 2 2 2 2",
        "G 4 2",
    ],
)
def test_steps_come_in_runs_too_short_and_too_long(steps: str, tmp_path: Path) -> None:
    page = _code("12345", f'DeltaX="{steps}"') + _code("7", 'X="10.2"').replace('X="0" ', "")
    source = read(ofd(page), tmp_path)
    assert lines(source) == ["123457"]


def test_steps_that_are_no_numbers_are_none(tmp_path: Path) -> None:
    assert len(read(ofd(_code("甲乙丙", 'DeltaX="x nan 1e999"')), tmp_path).blocks) == 1


def test_a_matrix_moves_turns_and_scales(tmp_path: Path) -> None:
    scaled = _code("12", 'DeltaX="200"', 'CTM="0.01 0 0 0.01 0 0"').replace(
        'Size="4"', 'Size="400"'
    )
    turned = _code("斜排", 'DeltaX="4"', 'CTM="0 1 -1 0 0 0"')
    source = read(ofd(scaled + turned), tmp_path)
    assert lines(source) == ["12"]
    assert [note for note in source.notes if "斜排" in note]


@pytest.mark.parametrize("turn", ["ReadDirection", "CharDirection"])
def test_text_that_runs_down_is_named(turn: str, tmp_path: Path) -> None:
    source = read(ofd(text(20, 100, "正文") + _code("竖", "", f'{turn}="90"')), tmp_path)
    assert lines(source) == ["正文"]
    assert [note for note in source.notes if "竖" in note]


def test_where_all_text_runs_down_that_is_what_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="斜排、竖排的文字没有读入"):
        read(ofd(_code("竖", "", 'ReadDirection="90"')), tmp_path)


@pytest.mark.parametrize(
    ("said", "inner"),
    [
        ('Visible="false"', ""),
        ('Alpha="0"', ""),
        ('Fill="false"', ""),
        ("", '<ofd:FillColor Value="255 255 255"/>'),
        ("", '<ofd:FillColor Value="255"/>'),
        ("", '<ofd:FillColor Value="0 0 0 0"/>'),
        ('DrawParam="5"', ""),
    ],
)
def test_what_is_not_seen_is_no_digit(said: str, inner: str, tmp_path: Path) -> None:
    resources = f"<ofd:Res {SPACE}><ofd:DrawParams><ofd:DrawParam ID='5'><ofd:FillColor "
    resources += "Value='255 255 255'/></ofd:DrawParam></ofd:DrawParams></ofd:Res>"
    page = text(20, 100, "42") + text(24, 100, "7", said=said, inner=inner)
    found = read(
        ofd(page, common="<ofd:PublicRes>R.xml</ofd:PublicRes>", Doc_0__R_xml=resources), tmp_path
    )
    assert lines(found) == ["42"]
    assert [note for note in found.notes if "隐藏的文字" in note and "7" in note]


def test_a_number_that_was_written_over_is_named(tmp_path: Path) -> None:
    cover = (
        '<ofd:PathObject Boundary="19 95 20 8" Fill="true" Stroke="false"><ofd:FillColor '
        'Value="255 255 255"/><ofd:AbbreviatedData>M 0 0 L 20 0 L 20 8 L 0 8 C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    source = read(ofd(text(20, 100, "42") + cover + text(20, 100, "58")), tmp_path)
    assert lines(source) == ["58"]
    assert [note for note in source.notes if "42" in note]


def test_a_number_that_is_crossed_out_is_named(tmp_path: Path) -> None:
    page = text(20, 100, "42") + line(20, 98.8, 24, 98.8) + text(30, 100, "58")
    source = read(ofd(page), tmp_path)
    assert lines(source) == ["58"]
    assert [note for note in source.notes if "删除线" in note and "42" in note]


def test_templates_blocks_and_composites_are_drawn(tmp_path: Path) -> None:
    unit = f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='8'>"
    unit += f"<ofd:Content>{text(0, 4, '合成')}</ofd:Content></ofd:CompositeGraphicUnit>"
    unit += "</ofd:CompositeGraphicUnits></ofd:Res>"
    page = f"<ofd:PageBlock><ofd:PageBlock>{text(20, 120, '块里')}</ofd:PageBlock></ofd:PageBlock>"
    page += '<ofd:CompositeObject Boundary="20 136 40 40" ResourceID="8"/>'
    data = ofd(
        "",
        common='<ofd:TemplatePage ID="3" BaseLoc="Tpls/T.xml"/><ofd:DocumentRes>/Doc_0/R.xml'
        "</ofd:DocumentRes>",
        Doc_0__Tpls__T_xml=content(text(20, 100, "印好的")),
        Doc_0__R_xml=unit,
        Doc_0__Pages__Page_0__Content_xml=content(
            page, '<ofd:Template TemplateID="3" ZOrder="Background"/>'
        ),
    )
    assert lines(read(data, tmp_path)) == ["印好的", "块里", "合成"]


def test_a_unit_that_holds_itself_ends(tmp_path: Path) -> None:
    unit = f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnit ID='8'><ofd:Content>" + (
        '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="8"/>' * 9
    )
    unit += "</ofd:Content></ofd:CompositeGraphicUnit></ofd:Res>"
    page = text(20, 100, "正文") + '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="8"/>'
    with pytest.raises(ReadError, match="多得不正常"):
        read(ofd(page, common="<ofd:PublicRes>R.xml</ofd:PublicRes>", Doc_0__R_xml=unit), tmp_path)


def test_signs_of_a_font_of_its_own_are_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="乱码"):
        read(ofd(text(20, 100, "\ue001\ue002\ue003")), tmp_path)


def test_a_page_that_is_a_picture_is_named(tmp_path: Path) -> None:
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1"/>'
    words = "".join(text(20, 60 + 8 * n, "正文十个字在这里一行") for n in range(5))
    source = read(ofd(words, words, picture), tmp_path)
    assert [note for note in source.notes if "第 3 页是图片" in note]
    with pytest.raises(ReadError, match="扫描件"):
        read(ofd(picture), tmp_path)


def test_seals_notes_and_attachments_are_named(tmp_path: Path) -> None:
    annotations = f"<ofd:Annotations {SPACE}><ofd:Page><ofd:FileLoc>A/N.xml</ofd:FileLoc>"
    annotations += "</ofd:Page></ofd:Annotations>"
    note = f"<ofd:PageAnnot {SPACE}><ofd:Annot><ofd:Appearance>{text(0, 0, '内部资料')}"
    note += "</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"
    data = ofd(
        text(20, 100, "正文"),
        said="<ofd:Annotations>Annots.xml</ofd:Annotations>"
        "<ofd:Attachments>Attach.xml</ofd:Attachments>",
        body="<ofd:Signatures>/Doc_0/Signs.xml</ofd:Signatures>",
        Doc_0__Annots_xml=annotations,
        Doc_0__A__N_xml=note,
        Doc_0__Attach_xml=f"<ofd:Attachments {SPACE}><ofd:Attachment Name='明细'/>"
        "</ofd:Attachments>",
        Doc_0__Signs_xml=f"<ofd:Signatures {SPACE}><ofd:Signature ID='1'/></ofd:Signatures>",
    )
    source = read(data, tmp_path)
    assert lines(source) == ["正文"]
    for words in ("内部资料", "附件“明细”", "1 个电子签章"):
        assert [said for said in source.notes if words in said], words


def test_another_space_odd_paths_and_a_broken_note_are_taken(tmp_path: Path) -> None:
    data = ofd(
        text(20, 100, "正文"),
        said="<ofd:Annotations>Annots.xml</ofd:Annotations>",
        Doc_0__Annots_xml="<broken",
    ).replace(b"ofdspec.org/2016", b"ofdspec.org/2099")
    source = read(data, tmp_path)
    assert lines(source) == ["正文"]
    assert [said for said in source.notes if "一部分已损坏" in said]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ofd(text(20, 100, "x"), Encryptions_xml="<x/>"), "加密"),
        (ofd(), "没有一页"),
        (ofd(""), "没有文字"),
        (archive({"OFD.xml": "<x/>"}), "没有一页"),
        (archive({"OFD.xml": "<x"}), "已损坏"),
        (ofd("<ofd:TextObject"), "已损坏"),
        (ofd(*[""] * 301), "超过 300 页"),
        (ofd("&u;"), "已损坏"),
    ],
)
def test_what_is_not_read_is_said(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        read(data, tmp_path)
    assert str(caught.value).endswith("。")
