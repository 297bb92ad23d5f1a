"""What is wrong with a user's file: one kind of value for every check there is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


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
    are then those of the CSV that its sheet becomes."""

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
    elsewhere: tuple[Location, ...] = ()
    """Other places that the message names."""


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return the findings sorted by place, then worst first, then check; exact repeats appear once."""
    return sorted(set(findings), key=lambda f: (f.location, -f.severity, f.check, f.message, f.fix))


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
    room: str = "evidence"
    """Where it looks: evidence, shape, or draft."""

    def finding(self, message: str, location: Location, fix: str = "", *elsewhere: Location) -> Finding:
        """Make a finding of this check; `fix` replaces the general one where a closer one is known."""
        return Finding(self.id, self.severity, message, fix or self.fix, location, elsewhere)
