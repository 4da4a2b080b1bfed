"""Whether a file is sound: what SQLite can tell, and every rule of our own."""

from __future__ import annotations

from pathlib import Path

from govreport_desktop.store.errors import DamagedError, sentences
from govreport_desktop.store.faults import faults_of
from govreport_desktop.store.opening import damage_proved, glitch, open_for_reading
from govreport_desktop.store.recovery import is_sound
from govreport_desktop.store.soundness import form_of


def verify(path: Path) -> list[str]:
    """Everything that is wrong with the file at ``path``, a sentence each; empty = fine.

    Nothing is written, except that a transaction which a crash left half done is taken
    back first. A damaged file is a sentence or more. Raises FileError where there is
    nothing to verify: no file, none of ours, one that may not be read or is of a newer
    program.
    """
    try:
        connection, _ = open_for_reading(path)
        try:
            with damage_proved(path), sentences(path):
                # One read transaction: a window that writes meanwhile changes nothing here.
                connection.execute("BEGIN")
                faults = list(faults_of(connection, form_of(connection, path)))
                if faults and is_sound(path.read_bytes(), path):
                    raise glitch(path)
                return faults
        finally:
            connection.close()
    except DamagedError as error:
        return [str(error)]
