"""Findings on what a returned file changes and cannot be carried over."""

from __future__ import annotations

from collections.abc import Iterable

from builder.word.draft_part import NOTE
from kb.findings import Check, Finding, Location

_SHOWN = 90


class Telling:
    """The findings of one merge so far, at places of the draft that was sent."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.findings: list[Finding] = []

    def tell(self, check: Check, place: tuple[int, int], said: str, authors: Iterable[str] = ()) -> None:
        """Note a finding; `authors` are those who tracked the change."""
        who = ", ".join(author for author in authors if author)
        message = f"{said}{f' ({who})' if who else ''}.".replace(NOTE, "")
        self.findings.append(check.finding(message, Location(self._path, *place)))


def short(text: str) -> str:
    """Return the beginning of a text, without marks of notes."""
    text = " ".join(text.replace(NOTE, "").split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"


def sentence(problem: Exception) -> str:
    """Return what an exception says with a capital letter."""
    said = str(problem)
    return said[:1].upper() + said[1:]
