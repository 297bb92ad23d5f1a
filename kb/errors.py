"""Exceptions for broken calls and broken environments; mistakes in users' files are findings instead.

SocEvidenceError
├── UsageError        exit 2  the call itself makes no sense
├── MissingError      exit 3  a model, program, extra or named thing is not there
├── UnreadableError   exit 4  an input cannot be read at all
│   └── UnwritableError       a place cannot be written
└── BusyError         exit 75 another process is writing to the same workspace

Any other exception is a mistake of the program: `kb.cli.boundary` says so, with exit code 70 (EX_SOFTWARE).
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line returns to the shell."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    MISSING = 3
    UNREADABLE = 4
    MISTAKE = 70
    """The program is at fault, whatever the user did."""
    BUSY = 75
    """Try again later (EX_TEMPFAIL)."""


class SocEvidenceError(Exception):
    """An error with a remedy: `message` says what happened, `remedy` what to type or do."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(SocEvidenceError):
    """The call makes no sense: an unknown name, a malformed query, a wrong combination."""

    exit_code = ExitCode.USAGE


class MissingError(SocEvidenceError):
    """Something the call needs is not installed or not there."""

    exit_code = ExitCode.MISSING


class UnreadableError(SocEvidenceError):
    """An input exists but cannot be read: permissions, encoding, size, damage."""

    exit_code = ExitCode.UNREADABLE


class UnwritableError(UnreadableError):
    """A place cannot be written: permissions, a full disk, one that can only be read."""


class BusyError(SocEvidenceError):
    """Another process is writing where this one would; the same call may do a little later."""

    exit_code = ExitCode.BUSY
