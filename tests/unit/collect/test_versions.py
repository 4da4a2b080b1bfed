"""Files of one office by what was read of them alone: which is the newer, which are the same."""

from __future__ import annotations

from dataclasses import replace

from govreport_desktop.collect.decision import State
from govreport_desktop.collect.file import Seen
from govreport_desktop.collect.filing import filed
from govreport_desktop.collect.names import Names
from govreport_desktop.collect.office import Office
from govreport_desktop.collect.reading import Head, typed_cells
from govreport_desktop.collect.roles import Asking, Filed, Role

OFFICE = Office("001", "青川县教育局")
ASKING = Asking(2025, "2021", Names([OFFICE], "青川县人民政府"), {"001": OFFICE}, State())
HEAD = Head("", "json", office=OFFICE.name, year=2025, form="2021", prose=500, words="w")


def _head(*values: int | None) -> Head:
    rest = (0,) * (len(typed_cells("2021")) - len(values))
    return replace(HEAD, values=(*values, *rest))


def _filed(**papers: tuple[int, Head]) -> dict[str, Filed]:
    """The role of each file by name; with the day it was written."""
    seen = [Seen(name, 1, day * 10**15, name) for name, (day, _) in papers.items()]
    heads = {name: replace(head, hash=name) for name, (_, head) in papers.items()}
    return {one.path: one for one in filed(seen, heads, ASKING)}


def test_a_number_that_the_newer_took_away_is_asked_about() -> None:
    found = _filed(first=(1, _head(3, 2)), second=(5, _head(3, None)))
    assert {one.role for one in found.values()} == {Role.PENDING}
    assert found["second"].proposed
    assert not found["first"].counts


def test_a_number_that_the_newer_put_in_is_no_contradiction() -> None:
    found = _filed(first=(1, _head(3, None)), second=(5, _head(3, 2)))
    assert found["second"].role is Role.COUNTS
    assert found["first"].same_as == "second"


def test_a_copy_kept_aside_never_counts_by_itself() -> None:
    found = _filed(**{"教育局.docx": (1, _head(3)), "教育局.docx.bak": (9, _head(4))})
    assert found["教育局.docx"].role is Role.COUNTS
    assert found["教育局.docx.bak"].role is Role.OLDER
    assert "备份" in found["教育局.docx.bak"].why
    (alone,) = _filed(**{"教育局（备份）.docx": (1, _head(3))}).values()
    assert alone.role is Role.PENDING
    assert not alone.counts


def test_the_very_file_under_the_name_of_a_copy_is_a_duplicate() -> None:
    seen = [Seen(name, 1, 10**15, "h") for name in ("教育局初稿.docx", "教育局.docx")]
    found = {f.path: f.role for f in filed(seen, {"h": replace(_head(3), hash="h")}, ASKING)}
    assert found == {"教育局初稿.docx": Role.DUPLICATE, "教育局.docx": Role.COUNTS}


def test_a_file_named_after_another_year_counts_by_its_contents_and_says_so() -> None:
    found = _filed(**{"教育局2024年报.docx": (1, _head(3))})["教育局2024年报.docx"]
    assert found.role is Role.COUNTS
    assert "文件名写着 2024 年" in found.why
    both = _filed(**{"2024/教育局2024-2025年报.docx": (1, _head(3))})
    assert all("文件名" not in one.why for one in both.values())


def test_another_countys_report_under_our_name_is_no_question_once_ours_is_there() -> None:
    other = replace(_head(9), office="苍溪县教育局")
    found = _filed(**{"教育局.docx": (1, other)})["教育局.docx"]
    assert (found.role, found.candidates) == (Role.PENDING, ("001",))  # may be a copied title
    both = _filed(**{"教育局.docx": (1, other), "年报.docx": (1, _head(3))})
    assert both["教育局.docx"].role is Role.OFF_ROSTER
    assert "苍溪县教育局" in both["教育局.docx"].why
    zone = replace(_head(9), office="青川县经济开发区教育局")
    ours = _filed(**{"教育局.docx": (1, zone), "年报.docx": (1, _head(3))})
    assert ours["教育局.docx"].role is Role.PENDING


def test_what_is_not_final_yet_is_a_draft() -> None:
    for name in (
        "教育局（未定稿）.docx",
        "教育局 非正式稿草案.docx",
        "教育局定稿前.docx",
        "教育局待定稿.docx",
    ):
        found = _filed(**{name: (9, _head(4)), "教育局.docx": (1, _head(3))})
        assert found[name].role is Role.OLDER, name
        assert found["教育局.docx"].role is Role.COUNTS
    both = _filed(**{"教育局送审稿定稿.docx": (9, _head(4)), "教育局.docx": (1, _head(3))})
    assert {one.role for one in both.values()} == {Role.PENDING}
