"""Reading goes on where the derived folder cannot be written: a temporary one stands in for it."""

from __future__ import annotations

import atexit
import logging
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from kb.errors import UnwritableError
from kb.workspace import Workspace

_INSTEAD: dict[Path, Path] = {}
"""The folders of this process, by those that they stand in for."""
_LOG = logging.getLogger(__name__)


def in_temporary_folder(workspace: Workspace, error: UnwritableError) -> Workspace:
    """Return a workspace with a derived folder that goes with this process, and say so once.

    Raises:
        UnwritableError: the error that was given, where the temporary folder cannot be written, either.
    """
    return replace(workspace, derived=temporary_folder(workspace.derived, error))


def temporary_folder(instead_of: Path, error: UnwritableError) -> Path:
    """Return a folder that goes with this process, always the same instead of another; and say so once.

    Raises:
        UnwritableError: the error that was given, where the temporary folder cannot be written, either.
    """
    if instead_of not in _INSTEAD:
        try:
            made = Path(tempfile.mkdtemp(prefix="soc-evidence-"))
        except OSError:
            raise error from None
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        _LOG.warning("%s %s Meanwhile, each command begins anew.", error.message, error.remedy)
        _INSTEAD[instead_of] = made
    return _INSTEAD[instead_of]
