"""Write docs/third-party.md: what a build carries along, from what is installed.

Whoever passes the program on has to name it. Why each package is there stands in README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "third-party.md"
PROJECT = "govreport-desktop"
# The page is about one kind of system, so that it is the same wherever it is written.
_SYSTEM = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "extra": ""}
_HEAD = """\
<!-- Written by `python -m scripts.third_party` from what is installed. -->
# Third-party packages

What the program needs to run, as pinned in `constraints.txt`, and what comes with it in a
build. Qt is used under the LGPL, as shared libraries that anyone may replace in a build's
folder. SQLite comes with Python and is in the public domain.

| package | version | licence | why |
|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    reasons = _reasons()
    lines = []
    for name, by in sorted(_needed().items(), key=lambda item: item[0].lower()):
        package = distribution(name)
        why = reasons.get(_key(name)) or f"needed by {by}"
        lines.append(f"| {name} | {package.version} | {_licence(name)} | {why} |")
    return _HEAD + "\n".join(lines) + "\n"


def _needed() -> dict[str, str]:
    """Every package the program brings in, each with the one that first asked for it."""
    found: dict[str, str] = {}
    queue = list(_requirements(PROJECT))
    while queue:
        name, by = queue.pop(0)
        if name not in found:
            found[name] = by
            queue += _requirements(name)
    return found


def _requirements(name: str) -> Iterator[tuple[str, str]]:
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate(_SYSTEM):
            yield distribution(wanted.name).metadata["Name"], name


def _licence(name: str) -> str:
    """The licence as the package names it: an SPDX expression, a word, or a classifier."""
    about = distribution(name).metadata
    if expression := about.json.get("license_expression"):
        return str(expression)
    said = str(about.json.get("license", "")).strip()
    if said and len(said.splitlines()) == 1 and "(" not in said:
        return said
    named = [c for c in about.get_all("Classifier") or [] if c.startswith("License :: OSI")]
    return ", ".join(c.rpartition(" :: ")[2] for c in named) or "see the package"


def _reasons() -> dict[str, str]:
    """What README.md says each package is for."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## What it is made of")[2].partition("\n\nEverything")[0]
    rows = re.findall(r"^\| ([\w.\-, ]+) \| (.+?) \| .+ \|$", table, re.MULTILINE)
    return {_key(name): words for names, words in rows for name in names.split(", ")}


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
