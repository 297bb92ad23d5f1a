"""Programs beside Python that make a document readable: LibreOffice and OCRmyPDF. Runs in the worker only.

They are the worker's children: within its bounds of memory, in its process group, and ended with it. They get
a folder of their own for what they keep, and none of the user's settings.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kb.texts.document_kinds import DocumentKind, Program
from kb.texts.document_limits import RefusedError

_NAMES = {Program.OFFICE: ("soffice", "libreoffice"), Program.RECOGNITION: ("ocrmypdf",)}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS",
    r"C:\Program Files\LibreOffice\program",
    str(Path(sys.executable).parent),
)
"""Folders besides PATH: where the installers of macOS and Windows put LibreOffice, and pip OCRmyPDF."""
_INSTALLED_BY = {
    Program.OFFICE: "install LibreOffice (libreoffice.org)",
    Program.RECOGNITION: "install OCRmyPDF (ocrmypdf.readthedocs.io), which brings the Tesseract program",
}
_KEPT = ("PATH", "SYSTEMROOT", "TESSDATA_PREFIX")
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that is none (RFC 863, discard): what asks the network by it gets no answer."""


def program_path(program: Program) -> str:
    """Return where a program is, or an empty string when it is not installed."""
    folders = os.pathsep.join([os.environ.get("PATH", os.defpath), *_PLACES])
    return next((found for name in _NAMES[program] if (found := shutil.which(name, path=folders))), "")


def needed(program: Program, kind: DocumentKind) -> str:
    """Return where a program is that a kind of document needs.

    Raises:
        RefusedError: it is not installed.
    """
    found = program_path(program)
    if not found:
        raise _lacking(kind, f"the program {program.value}", _INSTALLED_BY[program])
    return found


def lacking_package(kind: DocumentKind) -> RefusedError:
    """Return the refusal of a document whose Python package is not installed."""
    how = 'install the package: pip install "soc-evidence[formats]"'
    return _lacking(kind, f"the Python package {kind.package}", how)


def _lacking(kind: DocumentKind, what: str, how: str) -> RefusedError:
    said = f"This is {kind.name}. Reading it takes {what}, and that is not installed."
    return RefusedError(said, f"{kind.instead} Or {how}.")


def run_program(command: Sequence[str], workplace: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a program with `workplace` as its home; return how it ended and what it said."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA"), str(workplace))
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    environment |= {"LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(  # noqa: S603 - a known program, and paths of ours
        command, cwd=workplace, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
