"""The command line ``govreport``: every main job without a screen."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from govreport_desktop.errors import GovReportError
from govreport_desktop.notices import heard_by


def main(args: list[str] | None = None) -> int:
    """Run one command line and answer its exit code.

    0 is done, 1 is errors found in a report, 2 is a sentence on stderr, 3 is warnings nobody
    has explained, 130 is Ctrl+C.
    """
    from govreport_desktop.cli.streams import fit_streams

    with fit_streams():
        return _run(args)


def _run(args: list[str] | None) -> int:
    from govreport_desktop.cli.declared import with_open

    arguments = with_open(sys.argv[1:] if args is None else args)
    try:
        with heard_by(_remark):
            answer = _answer(arguments)
    except GovReportError as error:
        return _fail(f"{error}{_way_out(error, arguments)}")
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        return _fail(_system_sentence(error))
    except Exception as error:
        from govreport_desktop.cli.help import usage_sentence

        sentence = usage_sentence(error)
        if sentence is None:
            from govreport_desktop.log import record

            record(error)
            raise
        return _fail(sentence)
    return answer if isinstance(answer, int) else 0


def _answer(arguments: list[str]) -> object:
    from govreport_desktop.cli.plain import plain

    if work := plain(arguments):
        return work()
    from govreport_desktop.cli.parsed import command_line

    return command_line(arguments[0])(arguments, prog_name="govreport", standalone_mode=False)


def _way_out(error: GovReportError, arguments: Sequence[str]) -> str:
    """What else can be done about a file that is damaged; ``rescue`` has tried that."""
    from govreport_desktop.store.errors import DamagedError

    damaged = isinstance(error, DamagedError) and "rescue" not in arguments[:1]
    return "也可以试试 govreport rescue，从它的修改记录恢复到新文件。" if damaged else ""


def _remark(sentence: str) -> None:
    from govreport_desktop.cli.streams import harmless

    sys.stderr.write(f"注意：{harmless(sentence)}\n")


def _fail(sentence: str) -> int:
    from govreport_desktop.cli.streams import harmless

    sys.stderr.write(f"govreport: {harmless(sentence)}\n")
    return 2


def _system_sentence(error: OSError) -> str:
    """What the system refused; without a name it was what is printed here that did not go out."""
    if error.filename is None:
        from govreport_desktop.cli.streams import drop_output

        drop_output()
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        why = "磁盘已满，请腾出空间后再做一次" if full else "请检查输出写到哪里"
        return f"显示的内容没有写完：{why}。"
    from govreport_desktop.store.database import system_sentence

    return system_sentence(error, Path(os.fsdecode(error.filename)))
