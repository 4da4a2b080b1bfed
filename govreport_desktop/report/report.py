"""The report: cell values, prose, explanations and the facts about the office."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from govreport_desktop.errors import EditError, GovReportError, quoted
from govreport_desktop.form.model import CellAddress, Form
from govreport_desktop.report.contents import Contents, read_contents
from govreport_desktop.report.edit import (
    FIELDS,
    Address,
    Change,
    Content,
    Edit,
    ExplanationAddress,
    FieldAddress,
    TextAddress,
    same,
)
from govreport_desktop.report.numbers import Unread, Value, check_number
from govreport_desktop.report.totals import compute_all, recompute
from govreport_desktop.report.years import is_year

_DIGITS_OF_YEAR = 4
_LONGEST_REASON = 300


class Report:
    """One office's report for one year.

    ``values`` has every cell of the form, computed ones included; ``texts`` every narrative
    section ("" where nothing is written). Both are live read-only views: the only way in
    is `apply`.
    """

    def __init__(self, form: Form, office: str = "", year: int | None = None) -> None:
        self.form = form
        self._values: dict[CellAddress, Value] = {cell.address: None for cell in form.cells}
        self._texts: dict[str, str] = {section.id: "" for section in form.narratives}
        self._fields: dict[str, str] = dict.fromkeys(FIELDS, "")
        self._explanations: dict[str, str] = {}
        self._last_year: tuple[str, Report | None] = ("", None)
        self._fields["office"] = office
        self._fields["year"] = "" if year is None else str(year)
        self.values: Mapping[CellAddress, Value] = MappingProxyType(self._values)
        self.texts: Mapping[str, str] = MappingProxyType(self._texts)
        self.fields: Mapping[str, str] = MappingProxyType(self._fields)
        self.explanations: Mapping[str, str] = MappingProxyType(self._explanations)

    @classmethod
    def of(cls, contents: Contents) -> Report:
        """The report that consists of ``contents``."""
        report = cls(contents.form)
        report.load(contents.values, contents.texts, contents.fields, contents.explanations)
        return report

    @property
    def office(self) -> str:
        """The full name of the office; "" while unknown."""
        return self._fields["office"]

    @property
    def year(self) -> int | None:
        """The year reported on; None while unknown, or where what stands there is no year."""
        return _year(self._fields["year"])

    @property
    def last_year(self) -> Report | None:
        """Last year's report as the file carries it; None where there is none.

        Raises EditError where what the file carries can't be read.
        """
        text = self._fields["last_year"]
        if text != self._last_year[0]:
            self._last_year = (text, read_last_year(text))
        return self._last_year[1]

    @property
    def title(self) -> str:
        """The title as printed; without the year while it is unknown."""
        return self.form.title_of(self.office, self.year)

    def content(self, address: Address) -> Content:
        """What is at ``address``. Raises EditError where the form has no such place."""
        match address:
            case CellAddress():
                if address in self._values:
                    return self._values[address]
            case TextAddress(section):
                if section in self._texts:
                    return self._texts[section]
            case FieldAddress(name):
                if name in self._fields:
                    return self._fields[name]
            case ExplanationAddress(key):
                return self._explanations.get(key, "")
        raise EditError(f"{self.form.name}里没有这个位置：{address}。")

    def change(self, address: Address, new: Content) -> Change:
        """A change from what is there now to ``new``."""
        return Change(address, self.content(address), new)

    def edit(
        self, contents: Iterable[tuple[Address, Content]], name: str = "输入", kind: str = "type"
    ) -> Edit:
        """An edit of those addresses, without the ones that would not change."""
        changes = (self.change(address, new) for address, new in contents)
        return Edit(tuple(c for c in changes if not same(c.old, c.new)), name, kind)

    def apply(self, edit: Edit) -> frozenset[Address]:
        """Carry out ``edit`` as a whole and say which addresses changed, computed ones included.

        Raises EditError, with nothing changed, where an address is unknown or computed, a
        content is of the wrong type, or an ``old`` is not what is there.
        """
        self.check(edit)
        changed: set[Address] = set()
        cells: list[CellAddress] = []
        for address, old, new in edit.changes:
            if same(old, new):
                continue
            changed.add(address)
            if isinstance(address, CellAddress):
                cells.append(address)
                assert not isinstance(new, str)
                self._values[address] = new
            else:
                self._put_text(address, str(new))
        return frozenset(changed | recompute(self.form, self._values, cells))

    def check(self, edit: Edit) -> None:
        """Raise EditError where ``edit`` could not be applied."""
        seen: set[Address] = set()
        for address, old, new in edit.changes:
            if address in seen:
                raise EditError(f"同一处在一次修改里出现了两次：{address}。")
            seen.add(address)
            current = self.content(address)
            if not same(current, old):
                raise EditError(f"{self.words(address)}已经变了，请再做一次。")
            if isinstance(address, CellAddress):
                self._check_cell(address, new)
            elif not isinstance(new, str):
                raise EditError(f"{self.words(address)}应为文字。")
            elif address == FieldAddress("last_year"):
                read_last_year(new)

    def words(self, address: Address) -> str:
        """An address as people say it: 三 · 予以公开 · 自然人."""
        match address:
            case CellAddress():
                return self.form.cell(address).words
            case TextAddress(section):
                return self.form.section(section).title
            case FieldAddress(name):
                return FIELDS[name]
            case ExplanationAddress():
                return "审核说明"

    def load(
        self,
        values: Mapping[CellAddress, Value],
        texts: Mapping[str, str],
        fields: Mapping[str, str],
        explanations: Mapping[str, str],
    ) -> None:
        """Take over stored content; for the store and the readers, not for edits."""
        self._values.update(values)
        self._texts.update(texts)
        self._fields.update(fields)
        self._explanations.clear()
        self._explanations.update(explanations)
        compute_all(self.form, self._values)

    def _check_cell(self, address: CellAddress, new: Content) -> None:
        spec = self.form.cell(address)
        if spec.formula:
            raise EditError(f"{spec.words}由程序计算，不能填写：{spec.formula.explain}。")
        if new is None or isinstance(new, Unread):
            return
        if isinstance(new, bool | str) or (spec.kind.type == "integer") != isinstance(new, int):
            raise EditError(f"{spec.words}应为{spec.kind.name}。")
        if isinstance(checked := check_number(new, spec.kind), Unread):
            raise EditError(f"{spec.words}：{new} {checked.reason}。")

    def _put_text(self, address: Address, new: str) -> None:
        match address:
            case TextAddress(section):
                self._texts[section] = new
            case FieldAddress(name):
                self._fields[name] = new
            case ExplanationAddress(key):
                if new:
                    self._explanations[key] = new
                else:
                    self._explanations.pop(key, None)


@lru_cache(maxsize=16)
def _year(text: str) -> int | None:
    # Ten thousand digits are no year either, and not even a number for Python.
    if not text.isdecimal() or len(text) > _DIGITS_OF_YEAR:
        return None
    return int(text) if is_year(int(text)) else None


def read_last_year(text: str) -> Report | None:
    """Last year's report as a file carries it; None for "". Raises EditError where it is none."""
    if not text:
        return None
    try:
        shape = json.loads(text)
        text.encode()
        if "\\u" in text:  # half a character can be written so, and then nowhere else
            json.dumps(shape, ensure_ascii=False).encode()
        return Report.of(read_contents(shape))
    except UnicodeEncodeError as error:
        raise EditError("上年度报告读不出来，请重新导入：里面有不能保存的字符。") from error
    except RecursionError as error:
        raise EditError("上年度报告读不出来，请重新导入：里面一层套一层，没有尽头。") from error
    except (ValueError, GovReportError) as error:
        why = quoted(error, _LONGEST_REASON)
        raise EditError(f"上年度报告读不出来，请重新导入：{why}") from error
