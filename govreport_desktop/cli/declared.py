"""Which commands there are, and where each is declared."""

from __future__ import annotations

# In the order of the help: from the first step of the year's work to the last.
COMMANDS = {
    "open": ("commands",),
    "new": ("commands",),
    "last-year": ("commands",),
    "import": ("commands",),
    "check": ("checking",),
    "show": ("checking",),
    "verify": ("checking",),
    "rescue": ("checking",),
    "versions": ("leaving",),
    "diff": ("leaving",),
    "export": ("exporting",),
    "submit": ("leaving",),
    "blank": ("exporting",),
    "hints": ("hints",),
    "rules": ("sheets",),
    "consolidate": ("exporting",),
    "collect": ("collecting", "deciding", "handing_up", "returning", "workbooks"),
}


def with_open(args: list[str]) -> list[str]:
    """``govreport`` alone, or with a file, is ``govreport open``."""
    if not args or (args[0] not in COMMANDS and not args[0].startswith("-")):
        return ["open", *args]
    return args
