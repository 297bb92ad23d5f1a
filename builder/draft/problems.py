"""Collect what is wrong with a draft while it is read or filled in."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from builder.draft.places import Place
from kb.findings import Finding, Location, Severity


class Problems:
    """The findings of one draft so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def add(
        self,
        check: str,
        place: Place,
        message: str,
        fix: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note one finding at a place of the draft."""
        where = Location(self.path, place.line, place.column)
        self.findings.append(Finding(check, severity, message, fix, where))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like `word`, or an empty string when none is alike."""
    candidates = sorted(known)
    close = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    if close:
        return close[0]
    lowered = {name.lower(): name for name in reversed(candidates)}
    close = difflib.get_close_matches(word.lower(), sorted(lowered), n=1, cutoff=0.6)
    return lowered[close[0]] if close else ""


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a fix naming the nearest known word, or `otherwise`."""
    close = nearest(word, known)
    return f"Did you mean {close!r}?" if close else otherwise
