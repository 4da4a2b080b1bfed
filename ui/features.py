"""Keeps PySide6 from reading the source of every module that is imported after it.

It looks in each for its own name, to know which may have asked for ``from __feature__ import``
names in another spelling, and reads and splits hundreds of files for that: a tenth of the time
until the window stands. Nothing here asks for it, so that all modules may be taken for ordinary
users of PySide6, which is what the answer says. Seen in PySide6 6.12.0; where the function has
another name nothing happens.
"""

from __future__ import annotations

import sys

_LOOKS = "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """Once per process; PySide6 is imported by it."""
    import PySide6  # noqa: F401  brings the module below

    looking = sys.modules.get("shibokensupport.feature")
    if hasattr(looking, _LOOKS):
        setattr(looking, _LOOKS, lambda _: True)
