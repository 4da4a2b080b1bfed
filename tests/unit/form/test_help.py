"""Every number, and every part, says what counts, what goes wrong and where it is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from govreport_desktop.errors import FormError
from govreport_desktop.form import (
    CellAddress,
    CellHelp,
    Form,
    Guidance,
    available_forms,
    load_form,
)
from govreport_desktop.form.layout import short_name
from govreport_desktop.form.load import read_form
from govreport_desktop.paths import resources

LONGEST = 100  # characters: two lines of a tooltip
LONGEST_BASIS = 50


@pytest.fixture(params=available_forms())
def form(request: pytest.FixtureRequest) -> Form:
    return load_form(request.param)


def everything(form: Form) -> dict[str, Guidance]:
    """Each row, column and part, by where it is."""
    found = {section.id: form.help_of(section.id) for section in form.sections}
    for cell in form.cells:
        found[f"{cell.address.table}/{cell.address.row}"] = form.help_for(cell.address).row
        found[f"{cell.address.table}//{cell.address.column}"] = form.help_for(cell.address).column
    return found


def labels(form: Form) -> set[str]:
    texts = {section.heading for section in form.sections}
    for table in form.tables.values():
        texts |= {cell.text for cell in table.grid if cell.text}
    return texts | {short_name({"label": text}) for text in texts}


def test_every_row_column_and_part_has_all_three(form: Form) -> None:
    assert {where for where, words in everything(form).items() if not all(words[:3])} == set()


def test_they_are_short_whole_sentences(form: Form) -> None:
    for where, words in everything(form).items():
        for sentence in (words.counts, words.mistake):
            assert 6 <= len(sentence) <= LONGEST, where
            assert sentence.endswith("。"), where
            assert "\n" not in sentence, where
        assert len(words.basis) <= LONGEST_BASIS, where
        assert not words.basis.endswith("。"), where


def test_none_repeats_its_label_or_the_notice(form: Form) -> None:
    printed = labels(form) | {section.hint for section in form.sections}
    for where, words in everything(form).items():
        assert words.counts.rstrip("。") not in {text.rstrip("。") for text in printed}, where
        assert words.mistake != words.counts, where
        assert form.notice not in words.counts, f"{where}: the source stands in the basis"


def test_a_number_has_the_help_of_its_row_and_its_column() -> None:
    found = load_form("2021").help_for(CellAddress("requests", "received", "natural_person"))
    assert found.counts.splitlines() == [found.row.counts, found.column.counts]
    assert "12月31日" in found.counts
    assert "个人名义" in found.counts
    assert found.basis.count("30号") == 1, "each notice is named once"


def test_the_notice_named_is_that_of_the_form() -> None:
    address = CellAddress("requests", "received", "business")
    assert "〔2019〕60号" in load_form("2019").help_for(address).basis
    assert "〔2021〕30号" not in "".join(
        words.basis for words in everything(load_form("2019")).values()
    )


def at(form_id: str, table: str, label: str) -> CellHelp | Guidance:
    """What is said at the printed label that begins so."""
    form = load_form(form_id)
    grid = form.tables[table].grid
    return form.help_at(form.tables[table], next(c for c in grid if c.text.startswith(label)))


def test_a_printed_label_says_what_its_rows_and_columns_say() -> None:
    form = load_form("2021")
    held = form.help_for(CellAddress("requests", "partial", "research"))
    assert at("2021", "requests", "（二）部分公开") == CellHelp(held.row, Guidance())
    assert at("2021", "requests", "科研机构") == CellHelp(Guidance(), held.column)
    both = form.help_for(CellAddress("proactive", "licences", "decisions"))
    assert at("2021", "proactive", "行政许可") == both
    assert at("2021", "disputes", "结果维持") == form.help_for(
        CellAddress("disputes", "review", "upheld")
    )
    assert "12月31日" in at("2021", "proactive", "现行有效").counts


def test_a_heading_over_several_rows_says_what_they_have_in_common() -> None:
    assert "答复书" in at("2021", "requests", "（三）不予公开").counts
    assert "共同被告" in at("2021", "disputes", "行政诉讼").counts
    assert at("2021", "requests", "1.属于国家秘密") != at("2021", "requests", "（三）不予公开")


@pytest.mark.parametrize("label", ["（本列数据的", "申请人情况", "三、本年度办理结果"])
def test_a_label_of_the_whole_table_says_what_the_part_says(label: str) -> None:
    assert at("2021", "requests", label) == load_form("2021").help_of("requests")


def test_every_printed_label_says_something(form: Form) -> None:
    for table in form.tables.values():
        for cell in table.grid:
            assert len(form.help_at(table, cell).parts) == 3, cell


def test_what_is_no_part_of_the_form_is_refused_when_asked_for() -> None:
    form = load_form("2021")
    with pytest.raises(KeyError):
        form.help_for(CellAddress("requests", "nothing", "total"))
    with pytest.raises(KeyError):
        form.help_of("nothing")


# ---------------------------------------------------------------- the data is checked
@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(resources() / "forms", tmp_path / "forms")
    return tmp_path / "forms"


ENTRY = 'counts = "甲。"\nmistake = "乙。"\nbasis = "丙"\n'
WRONG = {
    "a row": ("[tables.requests.rows.nothing]\n" + ENTRY, "tables.requests.rows.nothing：格式里"),
    "rows": ('[tables.requests.rows."no.*"]\n' + ENTRY, r"rows.no.*：格式里没有"),
    "a column": ("[tables.requests.columns.x]\n" + ENTRY, "columns.x：格式里没有"),
    "a table": ("[tables.x.rows.received]\n" + ENTRY, "tables.x.rows.received：格式里没有"),
    "a part": ("[sections.x]\n" + ENTRY, "sections.x：格式里没有"),
    "a key": ("[sections.x]\nlaw = 1\n" + ENTRY, "sections.x.law：不认识这个键"),
    "a missing key": ('[sections.x]\ncounts = "甲。"\n', "sections.x：缺少 mistake"),
    "a place": ("[sections.x]\n" + ENTRY.replace("丙", "{law}"), "basis：不认识 {law}"),
}


@pytest.mark.parametrize(("text", "refused"), WRONG.values(), ids=WRONG)
def test_what_the_form_does_not_have_is_refused(copied: Path, text: str, refused: str) -> None:
    path = copied / "help" / "2021.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    form = read_form(copied / "2021.toml")
    with pytest.raises(FormError) as error:
        form.help_of(form.sections[0].id)
    assert str(error.value).startswith("2021.toml：")
    assert refused in str(error.value)


def test_a_form_without_help_says_nothing(copied: Path) -> None:
    (copied / "help" / "2021.toml").unlink()
    form = read_form(copied / "2021.toml")
    assert form.help_for(form.cells[0].address).counts == ""
    assert form.help_of("overview") == Guidance()
