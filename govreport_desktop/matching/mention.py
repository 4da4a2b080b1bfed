"""Words in a table that are neither a label of the form nor half of one: named, not lost."""

from __future__ import annotations

import re

from govreport_desktop.matching.labels import has_figure, is_sentence, key
from govreport_desktop.matching.placing import Placing
from govreport_desktop.matching.tokens import Token
from govreport_desktop.matching.vocabulary import Vocabulary

_SHORTEST_PROSE = 12
# A text that is no label of the form: so short it may be half of a broken one, or, where it
# ends like a sentence or has a number in front, no more than that.
_SHORTEST_LEFT, _SHORTEST_SAID = 6, 2


def mention(
    token: Token, placing: Placing, vocabulary: Vocabulary, *, within: bool = False
) -> None:
    """Name a line of text that is neither a label nor half of one.

    ``within`` says that it stands between the numbers of a row.
    """
    if has_figure(token.text):
        placing.leave(token.text, token.place)
        return
    shortest = _SHORTEST_LEFT if token.loose else _SHORTEST_PROSE
    if within or is_sentence(token.text) or re.search(r"\d", token.text):
        shortest = _SHORTEST_SAID
    if len(key(token.text)) < shortest or vocabulary.find(token.text):
        return
    # A narrow header comes out of a PDF sign by sign: 结 结 其 尚.
    pieces = map(vocabulary.is_piece, token.text.split())
    if not vocabulary.is_piece(token.text) and not all(pieces):
        placing.leave(token.text, token.place)
