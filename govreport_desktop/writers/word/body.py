"""The text of the Word document: every block of the report as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_desktop.writers.document import (
    LONG_WORD,
    Appendix,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    TableBlock,
)
from govreport_desktop.writers.faces import Role
from govreport_desktop.writers.seams import INDENT, LINE_ROOM, width
from govreport_desktop.writers.typeset import page
from govreport_desktop.writers.typeset.compose import Composer
from govreport_desktop.writers.typeset.table import SPACE_ABOVE, SPACE_BELOW
from govreport_desktop.writers.word.markup import element, paragraph, run, spacing, twips
from govreport_desktop.writers.word.metrics import Metrics
from govreport_desktop.writers.word.styles import (
    APPENDIX,
    BODY,
    HEADING,
    LEADS,
    SIGNATURE,
    TITLE,
    heading_of,
    indented,
)
from govreport_desktop.writers.word.table import word_table

_KEEP = element("keepNext")
_TWO_LINES = element("widowControl")  # on each page at the least
# What programs differ in when they add up the rows of a page, points; and how much closer to a
# table the text below it stands, so that the last line of the page is not pushed over its end.
_RESERVE, _CLOSER = 4.0, 1.5
# The same where cells hold sentences, which each program breaks otherwise: some lines more.
_RESERVE_FOR_WORDS = 60.0
_SLACK = 0.25  # of a character, for programs that round widths otherwise


class Body:
    """The paragraphs of a document; ``sizes`` collects those of its tables' text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sizes: set[float] = set()
        # Where the printed pages end decides how high the rows of a table are.
        words = any(isinstance(b, TableBlock) and b.one_page for b in document.blocks)
        reserve = _RESERVE_FOR_WORDS if words else _RESERVE
        flow = Composer(document, Metrics(), reserve=reserve).compose()
        self._tables = iter(flow.tables)
        self._owed = 0.0  # the space before the next paragraph, in points

    def xml(self) -> str:
        """All of it, in order."""
        return "".join((*self._title(), *self._blocks()))

    def _title(self) -> Iterator[str]:
        lines = self.document.title_lines
        if lines:
            yield _centred(TITLE, lines)

    def _blocks(self) -> Iterator[str]:
        blocks = self.document.blocks
        for block, following in zip(blocks, (*blocks[1:], None), strict=True):
            yield from self._block(block, following)
        if blocks and isinstance(blocks[-1], TableBlock):
            # A document ends in a paragraph.
            yield paragraph(BODY)

    def _block(self, block: Block, following: Block | None) -> Iterator[str]:
        match block:
            case Heading():
                below = SPACE_ABOVE if isinstance(following, TableBlock) else 0.0
                layout = _narrowed(block.lines)
                yield self._text(HEADING, run(block.text), below=below, layout=layout)
            case Paragraph():
                yield self._paragraph(block, following)
            case TableBlock():
                table = word_table(next(self._tables))
                self.sizes |= table.sizes
                yield table.xml
                used = SPACE_ABOVE + table.height
                self._owed = page.on_grid(used + SPACE_BELOW) - used - _CLOSER
            case Signature():
                yield from self._signature(block)
            case Appendix(title_lines=lines):
                self._owed = 0.0
                yield _centred(APPENDIX, lines)

    def _paragraph(self, block: Paragraph, following: Block | None) -> str:
        text, (level, lead, alone) = block.text, block.leveled
        if alone:
            return self._text(heading_of(level), run(text))
        first = run(text[:lead], style=LEADS[level]) if lead else ""
        rest = run(text[lead:]) if text[lead:] else ""
        # A signature never stands on a page without a line of text, nor one line before a table.
        before = _KEEP if isinstance(following, Signature) else ""
        before += _TWO_LINES if isinstance(following, Heading) else ""
        return self._text(BODY, first, rest, tied=before, ragged=bool(LONG_WORD.search(text)))

    def _text(
        self,
        style: str,
        *runs: str,
        below: float = 0.0,
        tied: str = "",
        layout: str = "",
        ragged: bool = False,
    ) -> str:
        """A paragraph; ``tied`` says which lines stay together, ``layout`` its indents.

        ``ragged`` is one that is not stretched before a word as long as a line.
        """
        above, self._owed = self._owed, 0.0
        spaces = spacing(page.PITCH, before=above, after=below) if above or below else ""
        layout = spaces + layout
        layout += element("jc", val="left") if ragged else ""
        return paragraph(style, *runs, layout=layout, before=tied)

    def _signature(self, block: Signature) -> Iterator[str]:
        """署名 centred over the date, which ends four characters in from the edge."""
        measure = Metrics().set
        date = measure(block.date, Role.BODY, page.BODY_SIZE, cell=page.CELL).width
        right = page.DATE_INDENT * page.CELL
        above = self._owed + block.above * page.PITCH
        self._owed = 0.0
        for line in block.office_lines:
            wide = measure(line, Role.BODY, page.BODY_SIZE, cell=page.CELL).width
            indent = max(right + (date - wide) / 2, page.CELL)
            yield _signed(line, indent, above, before=_KEEP)
            above = 0.0
        yield _signed(block.date, right, above)


def _narrowed(lines: tuple[str, ...]) -> str:
    """An indent from the right so that Word breaks a heading into ``lines``.

    A break of its own would stand in the words, for whoever copies or reads them.
    """
    if len(lines) < 2:
        return ""
    widest = max(INDENT + width(lines[0]), *map(width, lines[1:]))
    return indented(right=twips((LINE_ROOM - widest - _SLACK) * page.CELL))


def _centred(style: str, lines: tuple[str, ...]) -> str:
    below = spacing(page.TITLE_PITCH, after=page.below_title(len(lines)))
    return paragraph(style, run("\n".join(lines)), layout=below)


def _signed(text: str, indent: float, above: float, before: str = "") -> str:
    layout = spacing(page.PITCH, before=above) + element("ind", right=twips(indent))
    return paragraph(SIGNATURE, run(text), layout=layout, before=before)
