"""The structure tree: what is a heading, a paragraph, a table, and in which order to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport_desktop.writers.pdf.pdfa.objects import Item, Ref, dictionary
from govreport_desktop.writers.typeset.sheet import Sheet
from govreport_desktop.writers.typeset.tags import CellTag, Mark, Tag


def structure_root(root: Tag, sheets: Sequence[Sheet], pages: Sequence[Item]) -> Item:
    """The StructTreeRoot over ``root``; ``pages`` are the page objects of ``sheets``."""
    items = {id(tag): Item(_placeholder) for tag in _walk(root)}
    tree: Item = Item(
        lambda ref: dictionary(
            {
                "Type": "/StructTreeRoot",
                "K": ref(items[id(root)]),
                "ParentTree": ref(parents),
                "ParentTreeNextKey": str(len(sheets)),
            }
        )
    )
    parents = Item(lambda ref: _parent_tree(ref, sheets, items))
    _fill(root, tree, items, pages)
    return tree


def _walk(tag: Tag) -> Iterator[Tag]:
    yield tag
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _walk(kid)


def _fill(tag: Tag, parent: Item, items: dict[int, Item], pages: Sequence[Item]) -> None:
    item = items[id(tag)]
    item.write = lambda ref: _element(ref, tag, parent, items, pages)
    for kid in tag.kids:
        if isinstance(kid, Tag):
            _fill(kid, item, items, pages)


def _element(
    ref: Ref, tag: Tag, parent: Item, items: dict[int, Item], pages: Sequence[Item]
) -> bytes:
    entries: dict[str, bytes | str] = {
        "Type": "/StructElem",
        "S": f"/{tag.kind}",
        "P": ref(parent),
    }
    kids = []
    first = next((kid.page for kid in tag.kids if isinstance(kid, Mark)), None)
    if first is not None:
        entries["Pg"] = ref(pages[first])
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(ref(items[id(kid)]))
        elif kid.page == first:
            kids.append(str(kid.number).encode())
        else:
            kids.append(b"<</Type /MCR /Pg %s /MCID %d>>" % (ref(pages[kid.page]), kid.number))
    if kids:
        entries["K"] = b"[%s]" % b" ".join(kids)
    if tag.cell and tag.cell != CellTag():
        entries["A"] = _attributes(tag.cell)
    return dictionary(entries)


def _attributes(cell: CellTag) -> str:
    """Spans and scope of a cell (ISO 32000-1, 14.8.5.7)."""
    parts = []
    if cell.rows > 1:
        parts.append(f"/RowSpan {cell.rows}")
    if cell.columns > 1:
        parts.append(f"/ColSpan {cell.columns}")
    if cell.scope:
        parts.append(f"/Scope /{cell.scope}")
    return f"<</O /Table {' '.join(parts)}>>"


def _parent_tree(ref: Ref, sheets: Sequence[Sheet], items: dict[int, Item]) -> bytes:
    numbers = b"\n".join(
        b"%d [%s]" % (sheet.number, b" ".join(ref(items[id(tag)]) for tag in sheet.tags))
        for sheet in sheets
    )
    return dictionary({"Nums": b"[%s]" % numbers})


def _placeholder(_: Ref) -> bytes:
    raise AssertionError("a structure element that nothing fills in")
