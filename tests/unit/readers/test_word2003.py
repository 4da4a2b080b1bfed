"""The XML of Word 2003: notes, comments and heads are named, not read as text where they stand."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.readers.detect import read_source
from govreport_desktop.source import SourceParagraph

_SPACES = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
)


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _noted(kind: str, inner: str) -> str:
    return f'<aml:annotation aml:id="1" w:type="Word.{kind}"><aml:content>{inner}</aml:content>' + (
        "</aml:annotation>"
    )


def test_what_stands_beside_the_text_is_named(tmp_path: Path) -> None:
    struck = _noted("Deletion", "<w:r><w:delText>9</w:delText></w:r>")
    comment = _noted("Comment", f"<w:p>{_run('改成7')}</w:p>")
    body = (
        f"<wx:sect><w:p>{_run('收到4')}<w:r><w:footnote><w:p>{_run('脚注3')}</w:p></w:footnote></w:r>"
        f"{_run('件')}</w:p><w:p>{_run('答复2')}{struck}{_noted('Insertion', _run('5'))}"
        f"<w:r>{comment}</w:r>{_run('件')}</w:p><w:p>{_run('尾')}<w:r><w:endnote><w:p>"
        f"{_run('尾注6')}</w:p></w:endnote></w:r></w:p>"
        f"<w:sectPr><w:hdr><w:p>{_run('某局内部')}</w:p></w:hdr></w:sectPr></wx:sect>"
    )
    path = tmp_path / "来文.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><w:wordDocument {_SPACES}><w:body>{body}</w:body>'
        "</w:wordDocument>",
        encoding="utf-8",
    )
    source = read_source(path)
    lines = [block.text for block in source.blocks if isinstance(block, SourceParagraph)]
    assert lines == ["收到4件", "答复25件", "尾"]
    for words in ("脚注3", "尾注6", "改成7", "某局内部", "9"):
        assert [note for note in source.notes if f"“{words}”" in note], words
