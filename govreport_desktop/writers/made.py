"""When a document was made, for the properties of every format."""

from __future__ import annotations

import os
from datetime import UTC, datetime

_VARIABLE = "SOURCE_DATE_EPOCH"


def made_at() -> datetime:
    """Now, in UTC and whole seconds.

    Where the variable SOURCE_DATE_EPOCH asks for another time (reproducible-builds.org), that:
    then equal reports give equal bytes.
    """
    asked = os.environ.get(_VARIABLE, "")
    if asked.isdecimal():
        try:
            return datetime.fromtimestamp(int(asked), UTC)
        except (OverflowError, OSError, ValueError):
            pass
    return datetime.now(UTC).replace(microsecond=0)
