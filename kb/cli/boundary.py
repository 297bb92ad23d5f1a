"""The last boundary: whatever happens inside, a user reads a sentence and what to do, never a traceback."""

from __future__ import annotations

import codecs
import errno
import hashlib
import io
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

import click

from kb.common.program import release
from kb.errors import ExitCode, SocEvidenceError
from kb.workspace import open_workspace

DEBUG = "SOC_EVIDENCE_DEBUG"
"""Set to 1, this variable shows the traceback of a mistake of the program instead of filing it."""
_DRAWN = str.maketrans(
    {"─": "-", "│": "|", "└": "`", "├": "|", "→": "->", "←": "<-", "•": "*", "█": "#", "✓": "v", "≥": ">="}
)
"""What tables and trees are drawn with, for a console that has no such signs."""
_READABLE = "soc-evidence-readable"


def guarded(action: Callable[[], int], arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; every exception becomes a message with what to do.

    `arguments` are those of the command line, for the message.
    """
    _prepare_streams()
    stdout = sys.stdout
    try:
        code = action()
        sys.stdout.flush()
        return code
    except SocEvidenceError as error:
        _say(error.message, error.remedy)
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("stopped.")
        return 130
    except SystemExit as stop:  # click leaves so, with another stream, when our reader has gone
        return _reader_gone() if sys.stdout is not stdout else _code_of(stop)
    except OSError as error:
        return _reader_gone() if error.errno == errno.EPIPE else _system_refused(error, arguments)
    except Exception as error:
        return _mistake(error, arguments)


def _prepare_streams() -> None:
    """Let everything be written to any console: signs that it lacks are spelled out, so that none is lost."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller, which wants to hear nothing
            setattr(sys, name, io.StringIO())
        elif _lacks_signs(stream):
            codecs.register_error(_READABLE, _spelled_out)
            stream.reconfigure(errors=_READABLE)


def _lacks_signs(stream: TextIO) -> bool:
    encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
    return not encoding.startswith("utf") and hasattr(stream, "reconfigure")


def _spelled_out(error: UnicodeError) -> tuple[str, int]:
    """Draw lines with what ASCII has; write any other character as the escape that JSON has for it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    written = []
    for character in error.object[error.start : error.end]:
        units = character.encode("utf-16-be", "surrogatepass")
        escaped = "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
        drawn = character.translate(_DRAWN)
        written.append(drawn if drawn.isascii() else escaped)
    return "".join(written), error.end


def _reader_gone() -> int:
    """Leave in peace when `| head` has had enough; what Python still wants to flush goes nowhere."""
    _discard_output()
    return ExitCode.CLEAN


def _discard_output() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = io.StringIO()
    finally:
        os.close(nowhere)


def _system_refused(error: OSError, arguments: Sequence[str]) -> int:
    """Tell a full disk or a lost drive, which is nobody's mistake; any other refusal we should have met."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE):
        return _mistake(error, arguments)
    place = f"{error.filename} cannot be written" if error.filename else "The output could not be written"
    _discard_output()
    _say(f"{place}: {error.strerror}.", "Make room, or choose another place, and try again.")
    return ExitCode.UNREADABLE


def _mistake(error: Exception, arguments: Sequence[str]) -> int:
    """Say that the program is at fault, and file the traceback where a report can take it from."""
    typed = " ".join(["soc-evidence", *arguments])
    if os.environ.get(DEBUG, "") not in ("", "0"):
        traceback.print_exception(error, file=sys.stderr)
        return ExitCode.MISTAKE
    kind = "ran out of memory" if isinstance(error, MemoryError) else f"{type(error).__name__}: {error}"
    said = " ".join(kind.split())[:300]
    filed = _filed(error, typed)
    where = f"Report it with {filed}" if filed else "Report it"
    _say(
        f"`{typed[:200]}` stopped at a mistake of the program ({said}). No file was left half written.",
        f"{where}; {DEBUG}=1 shows the traceback here. Your files are as they were.",
    )
    return ExitCode.MISTAKE


def _filed(error: Exception, typed: str) -> Path | None:
    """Write the traceback into the derived folder, else the temporary one; None where neither takes it."""
    facts = f"soc-evidence {release()}, Python {platform.python_version()}, {platform.system()}"
    text = f"{facts}\n{typed}\n\n{''.join(traceback.format_exception(error))}"
    name = f"mistake-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}.txt"
    for folder in (_derived, tempfile.gettempdir):
        try:
            path = Path(folder()) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", errors="replace")
        except Exception:  # noqa: S112 - the next place may do; the message matters more than the file
            continue
        return path
    return None


def _derived() -> str:
    return str(open_workspace().derived)


def _say(message: str, remedy: str = "") -> None:
    """Write to the console what can still be written there."""
    try:
        click.echo(f"soc-evidence: {message}", err=True)
        if remedy:
            click.echo(f"  help: {remedy}", err=True)
    except OSError:
        return


def _code_of(stop: SystemExit) -> int:
    return (
        stop.code if isinstance(stop.code, int) else ExitCode.CLEAN if stop.code is None else ExitCode.USAGE
    )
