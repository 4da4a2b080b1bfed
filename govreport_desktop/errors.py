"""The one family of errors that a clerk can cause, each with a sentence for the clerk.

Whatever is raised below this class is shown as it stands: on stderr by the command line
(exit code 2), in one place of the window by ``ui/messages.py``. The sentence is Chinese
and says what is wrong, where, and what to do.
"""


def quoted(text: object, most: int = 40) -> str:
    """Words of strangers as a sentence may carry them: one line, no controls, not endless."""
    words = "".join(c if c.isprintable() else "�" for c in str(text)[: most + 1])
    return f"{words[:most]}…" if len(words) > most else words


class GovReportError(Exception):
    """Base class; ``str(error)`` is the sentence for the clerk."""


class FormError(GovReportError):
    """Form data that contradicts itself; says the file and the key."""


class EditError(GovReportError):
    """An edit that does not fit the report it is applied to."""


class FileError(GovReportError):
    """A ``.govreport`` file that cannot be opened, trusted or written."""


class ReadError(GovReportError):
    """A source document that cannot be read or understood."""


class WriteError(GovReportError):
    """A document that cannot be written where or as the clerk asked."""


class CancelledError(GovReportError):
    """The clerk called the work off; what was there before is there still."""

    def __init__(self) -> None:
        super().__init__("已取消，什么都没有改动。")
