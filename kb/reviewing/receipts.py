"""What receiving a pack came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.contributing.row_comparison import ComparedRow, RowState
from kb.findings import Finding, Location, has_errors, in_order
from kb.reviewing.pack_files import PACK_REFUSED, Pack


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came in, beside what was there."""

    office: str
    organization: str
    contributor: str
    date: str
    """ISO day of packing."""
    rows: tuple[ComparedRow, ...]
    """Every row that was taken in, and those that are gone; by their names here."""
    renamed: int
    """How many rows got their office before their id."""
    documents: tuple[str, ...]
    """Documents that are new in `texts/`."""
    findings: tuple[Finding, ...]
    """Why the pack or some rows were refused; what is wrong with the others, at the places where they lie."""
    written: tuple[Path, ...]

    @property
    def refused(self) -> bool:
        """Say whether nothing was taken in."""
        return not self.rows and has_errors(list(self.findings))

    def counted(self, state: RowState) -> int:
        """Return how many rows are in a state."""
        return sum(row.state is state for row in self.rows)


def nothing_received(findings: Iterable[Finding], pack: Pack | None = None) -> Receipt:
    """Return the receipt for what is refused as a whole; `pack` is known where it could be read."""
    said = pack.manifest if pack else None
    who = (said.office, said.organization, said.contributor, said.date) if said else ("", "", "", "")
    return Receipt(*who, (), 0, (), tuple(in_order(list(findings))), ())


def pack_refused(message: str, path: Path, fix: str = "") -> Finding:
    """Return the finding for a pack that is refused as a whole."""
    return PACK_REFUSED.finding(message, Location(str(path)), fix)
