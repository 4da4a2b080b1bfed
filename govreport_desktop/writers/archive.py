"""The zip that OFD, Word and Excel files are: equal parts give equal bytes, on every system."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest a zip can say; when a file was made stands in its properties.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def entry(name: str) -> ZipInfo:
    """An entry of that name which says neither when nor on what system it was made."""
    info = ZipInfo(name, _EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    return info


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """``parts`` by their names, in that order, as the bytes of a zip."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, data in parts.items():
            archive.writestr(entry(name), data)
    return whole.getvalue()
