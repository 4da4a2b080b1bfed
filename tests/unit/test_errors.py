"""What the system refuses is said in Chinese."""

from __future__ import annotations

import errno

import pytest

from govreport_desktop.errors import cause


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_what_befalls_files_is_said_in_chinese(number: int) -> None:
    assert not cause(OSError(number, "in English")).isascii()


def test_what_has_no_words_of_ours_keeps_the_systems() -> None:
    assert cause(OSError(errno.EDOM, "argument out of domain")) == "argument out of domain"
    assert cause(OSError("no number at all")) == "no number at all"
