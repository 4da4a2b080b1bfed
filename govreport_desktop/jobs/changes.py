"""What changed between two states of a report: each number, fact and passage, to show and print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreport_desktop.checks.deviations import deviations
from govreport_desktop.errors import GovReportError
from govreport_desktop.form.organs import organs
from govreport_desktop.patterns import regex
from govreport_desktop.report import (
    FIELDS,
    Address,
    Content,
    ExplanationAddress,
    FieldAddress,
    Report,
    TextAddress,
    Unread,
    format_value,
)
from govreport_desktop.report.explanations import explanation_text
from govreport_desktop.report.fields import expand
from govreport_desktop.report.open_points import ADDRESS as OPEN_POINTS
from govreport_desktop.report.open_points import read_points
from govreport_desktop.report.remarks import ADDRESS as REMARKS
from govreport_desktop.report.remarks import read_remarks
from govreport_desktop.writers.listing import Columns, Group, Listing

if TYPE_CHECKING:
    from govreport_desktop.store.versions import Version

NOW = "现在的内容"
BLANK = "空白"
_SENTENCE = regex(r"[^。！？；\n]*[。！？；\n]?")
_COLUMNS = (("部分", "行", "列", "原来", "现在"), (16, 34, 16, 17, 17))


class Changed(NamedTuple):
    """One place that differs. For prose and facts ``row`` and ``column`` say which.

    ``old`` and ``new`` are what stands there, in words; ``is_prose`` where they are passages,
    whole sentences with what changed in them.
    """

    address: Address
    part: str
    row: str
    column: str
    old: str
    new: str
    is_prose: bool = False

    @property
    def place(self) -> str:
        """The place in one piece: 第三部分 · 予以公开 · 自然人."""
        return " · ".join(filter(None, (self.part, self.row, self.column)))


def changes_between(old: Report, new: Report) -> tuple[Changed, ...]:
    """Every typed cell, passage, fact and explanation in which two reports differ, as one reads."""
    return (*_facts(old, new), *_parts(old, new), *_explanations(old, new))


def content_words(content: Content) -> str:
    """A content as shown in lists: 空白 for a blank, marks around what is no number."""
    if isinstance(content, str):
        return content or BLANK
    if isinstance(content, Unread):
        return f"“{content.text}”"
    return format_value(content, blank=BLANK)


def changes_listing(
    report: Report, old_name: str, new_name: str, found: Sequence[Changed]
) -> Listing:
    """The list to print: numbers in a table, prose passage by passage."""
    count = f"共 {len(found)} 处不同。" if found else "两者完全相同。"
    lines = (f"原来：{old_name}", f"现在：{new_name}", count)
    rows = tuple((c.part, c.row, c.column, c.old, c.new) for c in found if not c.is_prose)
    groups = [Group("", lines)]
    if rows:
        groups.append(Group("数和事项", table=Columns(*_COLUMNS, rows)))
    passages = [c for c in found if c.is_prose]
    if passages:
        said = [
            line
            for number, c in enumerate(passages, start=1)
            for line in (f"{number}.{c.place}", f"原来：{c.old}", f"现在：{c.new}")
        ]
        groups.append(Group("文字", tuple(said)))
    title = f"{report.year or ''}年度报告修改清单" if report.year else "年度报告修改清单"
    return Listing((report.office, title), report.office, tuple(groups))


def version_words(version: Version) -> str:
    """A version as lists show it: 2026-01-20 15:30 送审稿（2026年1月22日报送县政府办公室）."""
    handed_in = f"（{version.submission.words}）" if version.submission else ""
    return f"{version.time:%Y-%m-%d %H:%M} {version.name}{handed_in}"


def compare_versions(path: Path, old: str, new: str = "") -> tuple[Listing, tuple[Changed, ...]]:
    """What changed in the file at ``path`` from version ``old`` to ``new``, "" for what it holds.

    A version is named by its number, or by its name: of several, the last one. Raises
    GovReportError where there is none such, or the file cannot be read.
    """
    from govreport_desktop.store.document import Document

    with Document.open(path, read_only=True) as document:
        versions = document.versions()
        one = chosen_version(versions, old)
        two = chosen_version(versions, new) if new else None
        after = document.version(two.id) if two else document.report
        found = changes_between(document.version(one.id), after)
        words = version_words(two) if two else NOW
        return changes_listing(document.report, version_words(one), words, found), found


def chosen_version(versions: Sequence[Version], text: str) -> Version:
    """The version of that number or name. Raises GovReportError where there is none."""
    called = [version for version in versions if version.name == text]
    numbered = [version for version in versions if str(version.id) == text]
    if not (called or numbered):
        known = "；".join(f"{version.id} {version.name}" for version in versions) or "还没有版本"
        raise GovReportError(f"没有叫“{text}”的版本，也没有这个编号。文件里有：{known}。")
    return (called or numbered)[-1]


def passages(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The passages in which two texts differ: whole sentences, "" where one has none.

    A passage lies within one paragraph.
    """
    before, after = _sentences(old), _sentences(new)
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            pieces = _paragraphs(before[i:i_end]), _paragraphs(after[j:j_end])
            yield from zip_longest(*pieces, fillvalue="")


def _paragraphs(sentences: Sequence[str]) -> list[str]:
    lines = "".join(sentences).split("\n")
    return [line.strip() for line in lines if line.strip()]


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.findall(text) if sentence]


def _parts(old: Report, new: Report) -> Iterator[Changed]:
    for section in new.form.sections:
        if section.kind == "table":
            for spec in new.form.tables[section.id].cells.values():
                if spec.formula is None and old.form.has(spec.address):
                    names = section.spoken, spec.row_name, spec.column_name
                    yield from _changed(old, new, spec.address, *names)
        elif section.id in old.texts:
            address = TextAddress(section.id)
            texts = (expand(each.texts[section.id], each).text for each in (old, new))
            for before, after in passages(*texts):
                pair = before or "（没有）", after or "（删去）"
                yield Changed(address, section.title, "", "", *pair, is_prose=True)


def _changed(
    old: Report, new: Report, address: Address, part: str, row: str, column: str
) -> Iterator[Changed]:
    left, right = old.content(address), new.content(address)
    if left != right or str(left) != str(right):
        words = content_words(readable(address, left)), content_words(readable(address, right))
        yield Changed(address, part, row, column, *words)


def _facts(old: Report, new: Report) -> Iterator[Changed]:
    for name, title in FIELDS.items():
        # Last year's report is a whole report: that it was read again is all there is to say.
        if name != "last_year":
            yield from _changed(old, new, FieldAddress(name), "机关和年度", title, "")
    if old.fields["last_year"] != new.fields["last_year"]:
        had, has = ("有" if report.fields["last_year"] else BLANK for report in (old, new))
        title = FIELDS["last_year"]
        yield Changed(FieldAddress("last_year"), "机关和年度", title, "重新读入", had, has)


def _explanations(old: Report, new: Report) -> Iterator[Changed]:
    for key in dict.fromkeys([*old.explanations, *new.explanations]):
        had, has = (explanation_text(report.explanations.get(key, "")) for report in (old, new))
        if had != has:
            words = had or BLANK, has or BLANK
            yield Changed(ExplanationAddress(key), "审核说明", "", "", *words, is_prose=True)


def readable(address: Address, content: Content) -> Content:
    """What stands at ``address`` as a clerk reads it: settings of the checks in words."""
    if address == FieldAddress("check_settings"):
        return deviations(str(content)) or "通常的设置"
    if address == FieldAddress("office_kind"):
        return organs().name_of(str(content))
    if address == OPEN_POINTS:
        count = len(read_points(str(content)))
        return f"{count} 处" if count else ""
    if address == REMARKS:
        count = len(read_remarks(str(content)))
        return f"{count} 点" if count else ""
    if address == FieldAddress("last_year"):
        return "有" if content else ""
    return content
