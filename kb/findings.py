"""What is wrong with a user's file: one kind of value for every check there is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

Data = tuple[tuple[str, str | int | float | bool], ...]
"""Names and plain values, as pairs so that a finding can be hashed."""
_TWO_STOPS = re.compile(r"(?<=[.!?])”\.$")


class Severity(IntEnum):
    """How much a finding matters; the higher, the worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case word shown to people and used in SARIF as the level."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. `line` and `column` count from 1; 0 means the file as a whole."""

    path: str
    """Absolute, or a word for what is no file; `kb.reports` shortens it for people."""
    line: int = 0
    column: int = 0
    cell: str = ""
    """Where the file is a workbook: the cell's address, such as `C7` or `duties!C7`. `line` and `column`
    are then those of the CSV that its sheet becomes, or, where it becomes none, of the cell."""

    def __str__(self) -> str:
        if not self.line:
            return self.path
        if self.cell:
            return f"{self.path}:{self.cell}"
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in one place, with what to do about it."""

    check: str
    """Id of the check, kebab-case; `soc-evidence check --list` describes it."""
    severity: Severity
    message: str
    """What is wrong, in one sentence, naming the user's own words."""
    fix: str
    """What to type or do."""
    location: Location
    subject: str = ""
    """The record that it is about, as kind/id; empty where it is about no record."""
    data: Data = ()
    """What programs need of it, so that none has to read the message."""
    elsewhere: tuple[Location, ...] = ()
    """Other places that the message names."""

    def value(self, name: str) -> str | int | float | bool:
        """Return a value of the data; an empty string where there is none of that name."""
        return dict(self.data).get(name, "")


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return the findings sorted by place, then worst first, then check; what reads the same appears once."""
    ordered = sorted(set(findings), key=lambda f: (_shown(f), f.subject, repr(f.data)))
    once: dict[object, Finding] = {}
    for finding in ordered:
        once.setdefault(_shown(finding), finding)
    return list(once.values())


def _shown(finding: Finding) -> tuple[Location, int, str, str, str]:
    return finding.location, -finding.severity, finding.check, finding.message, finding.fix


def has_errors(findings: list[Finding]) -> bool:
    """Say whether any finding is at error level."""
    return any(finding.severity is Severity.ERROR for finding in findings)


@dataclass(frozen=True, slots=True, order=True)
class Check:
    """A named check, as `soc-evidence check --list` describes it."""

    id: str
    severity: Severity
    problem: str
    """What the check looks for, in one sentence."""
    fix: str
    """What to do when it fires, in general terms."""

    def finding(
        self,
        message: str,
        location: Location,
        fix: str = "",
        subject: str = "",
        data: Data = (),
        elsewhere: tuple[Location, ...] = (),
    ) -> Finding:
        """Make a finding of this check; `fix` replaces the general one where a closer one is known.

        A message that ends with quoted words keeps their stop, and takes no second one.
        """
        message = _TWO_STOPS.sub("”", message)
        return Finding(self.id, self.severity, message, fix or self.fix, location, subject, data, elsewhere)
