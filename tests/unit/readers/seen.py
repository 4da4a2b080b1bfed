"""What a reader makes of the bytes of a file, for the tests to look at."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.readers.detect import read_source
from govreport_desktop.source import Source, SourceParagraph


def read(data: bytes, tmp_path: Path) -> Source:
    """``data`` as a file whose name says nothing of its format."""
    path = tmp_path / "来文"
    path.write_bytes(data)
    return read_source(path)


def lines(source: Source) -> list[str]:
    """Its paragraphs."""
    return [block.text for block in source.blocks if isinstance(block, SourceParagraph)]
