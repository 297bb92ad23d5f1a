"""Why a publisher's file is not taken in."""

from __future__ import annotations

from kb.errors import UnreadableError, UsageError


class RefusedFileError(UnreadableError):
    """The file is damaged, hostile, or not what it was said to be; nothing was written."""


class UnrecognisedFileError(RefusedFileError):
    """The file cannot be read, or has the columns of no table: it may be something else entirely."""


class UnknownEditionError(UsageError):
    """Neither the file nor the user says which edition of the data set this is."""
