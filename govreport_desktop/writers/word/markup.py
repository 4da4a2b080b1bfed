"""WordprocessingML as text (ECMA-376 part 1, 17): elements of the ``w`` namespace."""

from __future__ import annotations

from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The namespace of all elements here, for the root of a part.
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_QUOTE = {'"': "&quot;"}


def element(name: str, /, *inside: str, **attributes: object) -> str:
    """An element with its content; ``attributes`` are of the same namespace."""
    said = "".join(f' w:{key}="{escape(str(value), _QUOTE)}"' for key, value in attributes.items())
    if not inside:
        return f"<w:{name}{said}/>"
    return f"<w:{name}{said}>{''.join(inside)}</w:{name}>"


def run(text: str, *, style: str = "") -> str:
    """``text`` in the character style ``style``; the ends of its lines are breaks."""
    inside = [element("rPr", element("rStyle", val=style))] if style else []
    for number, line in enumerate(text.split("\n")):
        if number:
            inside.append(element("br"))
        inside.append(f'<w:t xml:space="preserve">{escape(line)}</w:t>')
    return element("r", *inside)


def paragraph(style: str, *runs: str, layout: str = "", before: str = "") -> str:
    """A paragraph in ``style``.

    ``before`` and ``layout`` are what it sets itself, in the order of the schema: what comes
    before spacing (keepNext), and spacing, indents and alignment.
    """
    return element("p", element("pPr", element("pStyle", val=style), before, layout), *runs)


def spacing(line: float, *, before: float = 0.0, after: float = 0.0) -> str:
    """Lines exactly ``line`` points high, with space above and below.

    All is said at once: not every program takes from the style what is left out here.
    """
    spaces = {"before": twips(before), "after": twips(after)}
    wanted = {name: space for name, space in spaces.items() if space}
    return element("spacing", **wanted, line=int(line * 20), lineRule="exact")


def twips(points: float) -> int:
    """Twentieths of a point, as Word counts lengths."""
    return round(points * 20)
