"""The parts of an OFD file: which pages there are, in which order, and what they refer to.

Elements are known by their names alone: some programs write an older name of the space, and
some write paths from the top that others write from where they stand. (GB/T 33190-2016, 7.)
"""

from __future__ import annotations

import math
import posixpath
from dataclasses import dataclass, field
from typing import Any

from govreport_desktop.errors import ReadError
from govreport_desktop.readers.markup import MAX_TEXT_BYTES, parsed
from govreport_desktop.readers.package import DAMAGE, Package

MAX_PAGES = 300
# What only an encrypted package has (GM/T 0099).
_ENCRYPTED = ("encryptions.xml", "entriesmap.dat", "decryptseed.dat")
_FAR = 1e6
# A page of A4 where none says how large it is, in millimetres.
_A4 = (0.0, 0.0, 210.0, 297.0)

Box = tuple[float, float, float, float]


def local(element: Any) -> str:
    """The name of an element without its space; "" for what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def numbers(text: str | None) -> list[float]:
    """The numbers in ``text`` up to the first that is none, or that no page has room for."""
    found = []
    for word in (text or "").split():
        try:
            number = float(word)
        except ValueError:
            break
        if not math.isfinite(number) or abs(number) > _FAR:
            break
        found.append(number)
    return found


def box(text: str | None) -> Box | None:
    """Left, top, width and height; None where they are not stated."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) >= 4 else None


@dataclass(slots=True)
class PageParts:
    """A page's own root, those of its templates below and above it, and its box."""

    root: Any
    below: list[Any] = field(default_factory=list)
    above: list[Any] = field(default_factory=list)
    box: Box = _A4

    @property
    def roots(self) -> list[Any]:
        """All that is drawn, in that order."""
        return [*self.below, self.root, *self.above]


@dataclass(slots=True)
class OfdFile:
    """``resources`` by their number; ``annotations`` are the roots of what lies on the pages."""

    name: str
    pages: list[PageParts] = field(default_factory=list)
    resources: dict[str, Any] = field(default_factory=dict)
    annotations: list[Any] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    seals: int = 0
    # Whether a part beside the pages could not be read.
    broken: bool = False
    documents: int = 0


def open_ofd(data: bytes, name: str) -> OfdFile:
    """The file in ``data``. Raises ReadError where it is encrypted, damaged or too large."""
    try:
        return _Opener(Package(data, name), OfdFile(name)).open()
    except DAMAGE as error:
        raise _damaged(name) from error


def _damaged(name: str) -> ReadError:
    return ReadError(f"“{name}”不完整或已损坏，读不出来；请重新取得，或换用原来的文档。")


@dataclass(slots=True)
class _Opener:
    package: Package
    file: OfdFile
    _roots: dict[str, Any] = field(default_factory=dict)

    def open(self) -> OfdFile:
        name = self.file.name
        if any(part.endswith(_ENCRYPTED) for part in self.package.names):
            raise ReadError(f"“{name}”是加密的 OFD 文件，读不出来；请去掉密码，或换用原来的文档。")
        main = self.package.named("ofd.xml")
        root = self._root(main)
        if root is None:
            raise _damaged(name)
        bodies = [element for element in root.iter() if local(element) == "DocBody"]
        self.file.documents = len(bodies)
        for body in bodies[:1]:
            self._document(self._named(main, _text(body, "DocRoot")))
        for body in bodies:
            self._seals(main, body)
        if not self.file.pages:
            raise ReadError(f"“{name}”里没有一页，请重新取得这个文件。")
        return self.file

    def _document(self, part: str) -> None:
        root = self._root(part)
        if root is None:
            raise _damaged(self.file.name)
        for element in root.iter():
            kind = local(element)
            if kind in ("PublicRes", "DocumentRes"):
                self._resources(self._named(part, element.text))
            elif kind == "Annotations" and (element.text or "").strip():
                self._annotations(self._named(part, element.text))
            elif kind == "Attachments":
                self._attachments(self._named(part, element.text))
        templates = {
            element.get("ID") or "": self._named(part, element.get("BaseLoc"))
            for element in root.iter()
            if local(element) == "TemplatePage"
        }
        usual = next((found for e in root.iter() if (found := _physical(e))), _A4)
        pages = [e for e in root.iter() if local(e) == "Page" and e.get("BaseLoc")]
        if len(pages) > MAX_PAGES:
            raise ReadError(
                f"“{self.file.name}”超过 {MAX_PAGES} 页，不像一份年度报告，没有读取；"
                "请只保留年度报告部分。"
            )
        for page in pages:
            self._page(self._named(part, page.get("BaseLoc")), templates, usual)

    def _page(self, part: str, templates: dict[str, str], usual: Box) -> None:
        root = self._root(part)
        if root is None:
            return
        own = next((found for e in root.iter() if (found := _physical(e))), usual)
        page = PageParts(root, box=own)
        for element in root:
            if local(element) == "Template":
                found = self._root(templates.get(element.get("TemplateID") or "", ""))
                above = element.get("ZOrder") == "Foreground"
                (page.above if above else page.below).extend([] if found is None else [found])
            elif local(element) == "PageRes":
                self._resources(self._named(part, element.text))
        self.file.pages.append(page)

    def _resources(self, part: str) -> None:
        root = self._beside(part)
        for element in () if root is None else root.iter():
            if local(element) in ("DrawParam", "CompositeGraphicUnit", "ColorSpace"):
                self.file.resources.setdefault(element.get("ID") or "", element)

    def _annotations(self, part: str) -> None:
        root = self._beside(part)
        for element in () if root is None else root.iter():
            if local(element) == "FileLoc":
                found = self._beside(self._named(part, element.text))
                self.file.annotations += [] if found is None else [found]

    def _attachments(self, part: str) -> None:
        root = self._beside(part)
        for element in () if root is None else root.iter():
            if local(element) == "Attachment":
                self.file.attachments.append(element.get("Name") or element.get("ID") or "")

    def _seals(self, main: str, body: Any) -> None:
        for said in body:
            if local(said) == "Signatures":
                root = self._beside(self._named(main, said.text))
                found = () if root is None else root.iter()
                self.file.seals += sum(local(element) == "Signature" for element in found)

    def _named(self, part: str, path: str | None) -> str:
        """The part that ``part`` calls ``path``: from where it stands, or else from the top."""
        plain = (path or "").strip().replace("\\", "/")
        beside = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), plain))
        for name in (beside.lstrip("/"), plain.lstrip("/")):
            if name.lower() in self.package.names:
                return name
        return ""

    def _root(self, part: str) -> Any:
        """The root of a part, parsed once; None where there is no such part."""
        if not part:
            return None
        if part not in self._roots:
            data = self.package.read(part, MAX_TEXT_BYTES)
            root = parsed(data, self.file.name, broken=_damaged) if data else None
            self._roots[part] = root
        return self._roots[part]

    def _beside(self, part: str) -> Any:
        """The same of what a page can be read without."""
        try:
            return self._root(part)
        except ReadError:
            self.file.broken = True
            return None


def _text(parent: Any, name: str) -> str:
    return next((child.text or "" for child in parent if local(child) == name), "")


def _physical(element: Any) -> Box | None:
    found = box(element.text) if local(element) == "PhysicalBox" else None
    return found if found and found[2] > 0 and found[3] > 0 else None
