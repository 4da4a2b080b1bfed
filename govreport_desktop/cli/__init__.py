"""The command line ``govreport``: every main job without a screen."""

from __future__ import annotations

import sys

from govreport_desktop.errors import GovReportError

# What Python falls back to in the C locale.
_NARROW = ("ascii", "ansi_x3.4-1968", "latin-1")


def main(args: list[str] | None = None) -> int:
    """Run one command line and answer its exit code.

    0 is done, 1 is errors found in a report, 2 is a sentence on stderr, 3 is warnings nobody
    has explained, 130 is Ctrl+C.
    """
    from govreport_desktop.cli import checking, commands, exporting  # noqa: F401  register
    from govreport_desktop.cli.app import app
    from govreport_desktop.cli.help import usage_sentence, with_open

    arguments = with_open(sys.argv[1:] if args is None else args, app)
    _speak_utf8()
    try:
        answer = app(arguments, prog_name="govreport", standalone_mode=False)
    except GovReportError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        return _fail(f"读写“{error.filename}”时出错：{error.strerror}。")
    except Exception as error:
        sentence = usage_sentence(error)
        if sentence is None:
            raise
        return _fail(sentence)
    return answer if isinstance(answer, int) else 0


def _fail(sentence: str) -> int:
    sys.stderr.write(f"govreport: {sentence}\n")
    return 2


def _speak_utf8() -> None:
    """Chinese must come out whatever the locale of a service or a pipe is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower() in (
            "ascii",
            "ansi_x3.4-1968",
            "latin-1",
        ):
            reconfigure(encoding="utf-8")
