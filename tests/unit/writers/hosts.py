"""Pages of other sites that a fragment is pasted into, with rules that spoil what is in them."""

from __future__ import annotations

# What every site says of the place where an article goes: the room and the letters.
_ROOM = "#article{display:block;width:640px;font:16px/1.5 serif}"
PLAIN = ""
# A sheet that takes back what browsers do, and goes on from there by tags.
_RESET = """
body * { all: unset; }
p { text-indent: 0; text-align: center; margin: 2em; }
h1, h2 { float: right; clear: left; font-size: 10px; text-align: left; }
td, th { white-space: nowrap; border: 0; padding: 20px; }
table, thead, tbody, tr, td, th { display: block; }
col { width: 300px; }
"""
# Names that everybody uses, and what insists.
_CLASSES = """
.table, .signature, .title, .section, .note, .appendix { display: none; }
[class=table], .table * { display: none !important; }
article { display: flex; flex-wrap: wrap; float: left; }
section { display: grid; grid-template-columns: 1fr 1fr; }
#article div { height: 0; overflow: hidden; position: absolute; }
strong, span { display: none; }
#article h1, #article p[style*=right] { text-indent: 2em !important; }
#article td, #article th { white-space: nowrap !important; text-indent: 2em !important; }
#article h2 { float: right !important; }
tr:nth-child(2n), p + p { visibility: hidden; opacity: 0; }
"""
_DARK = """
body { background: #111; color: #ddd; }
* { color: #ddd !important; }
article, td, th, tr { background: #222 !important; }
#article th { text-transform: uppercase; letter-spacing: 1em; writing-mode: vertical-rl; }
h1, h2, p { position: relative; left: -4000px; transform: rotate(3deg); }
p { text-align: right; line-height: 0; font-size: 2px; max-width: 3em; column-count: 2; }
"""
# What sites say for paper, to save ink.
PRINTING = """
@media print {
  *, *::before, *::after { background: #fff !important; color: #000 !important; }
  table, div { page-break-inside: auto !important; }
  p { orphans: 3; widows: 3; }
}
"""
HOSTILE = {"reset": _RESET, "classes": _CLASSES, "dark": _DARK}


def host_page(fragment: str, rules: str) -> str:
    """A page of another site with ``fragment`` in it."""
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        f"<style>{rules}{_ROOM}</style></head><body>"
        f'<div id="article">{fragment}</div></body></html>'
    )
