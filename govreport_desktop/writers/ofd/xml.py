"""The parts of a package are small documents of one namespace."""

from __future__ import annotations

from html import escape

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def element(name: str, *inside: str, **attributes: str | int) -> str:
    """An element with what stands ``inside``, elements or `words`; "" is no attribute."""
    said = "".join(
        f' {key}="{escape(str(value))}"' for key, value in attributes.items() if value != ""
    )
    body = "".join(inside)
    return f"<ofd:{name}{said}>{body}</ofd:{name}>" if body else f"<ofd:{name}{said}/>"


def words(text: str) -> str:
    """Text as it stands in an element."""
    return escape(text, quote=False)


def part(name: str, *inside: str, **attributes: str) -> bytes:
    """A part of the package with that root element."""
    root = element(name, *inside, **attributes)
    named = root.replace(f"<ofd:{name}", f"<ofd:{name} {_NAMESPACE}", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{named}'.encode()
