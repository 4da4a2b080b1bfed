"""The one family of errors that a clerk can cause, each with a sentence for the clerk.

Whatever is raised below this class is shown as it stands: on stderr by the command line
(exit code 2), in one place of the window by ``ui/messages.py``. The sentence is Chinese
and says what is wrong, where, and what to do.
"""

from __future__ import annotations

import errno

# What a system says in English of what befalls a clerk's files.
_CAUSES = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出了磁盘配额",
    errno.EFBIG: "超过了文件大小的上限",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘出错",
    errno.ENOENT: "文件不在了",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EBUSY: "正被别的程序使用",
    errno.ETXTBSY: "正被别的程序使用",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ESTALE: "网络盘断开了",
    errno.ETIMEDOUT: "网络盘没有回应",
}


def quoted(text: object, most: int = 40) -> str:
    """Words of strangers as a sentence may carry them: one line, no controls, not endless."""
    words = "".join(c if c.isprintable() else "�" for c in str(text)[: most + 1])
    return f"{words[:most]}…" if len(words) > most else words


def cause(error: OSError) -> str:
    """Why the system refused, in Chinese; in its own words where nobody has found others."""
    return _CAUSES.get(error.errno or 0, error.strerror or str(error))


class GovReportError(Exception):
    """Base class; ``str(error)`` is the sentence for the clerk.

    A file's name may hold what is no text; a sentence that can't be printed helps nobody.
    """

    def __init__(self, sentence: object = "") -> None:
        super().__init__(str(sentence).encode("utf-8", "replace").decode("utf-8"))


def shown_name(name: str) -> str:
    """A file's name as it can be printed and kept: bytes that are no UTF-8 are read as GB18030.

    Zip programs of a Chinese Windows leave such names behind.
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        pass
    else:
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    except UnicodeEncodeError:  # half a character, as Windows allows it
        return name.encode("utf-8", "replace").decode("utf-8")


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
