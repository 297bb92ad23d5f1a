"""Accents that have no form in one character with their letter: they are set beside it, not above."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A letter and its accent have no form in one character, so that the accent is set beside the letter.",
    "Write the letter without the accent, or say in words how the name is written.",
)
_CLUSTER = re.compile(r"\w[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at every letter of the draft that accents follow."""
    for number, line in enumerate(subject.draft.text.split("\n"), 1):
        for cluster in _CLUSTER.finditer(line):
            shown = unicodedata.normalize("NFC", cluster[0])
            if len(shown) > 1:
                message = f"The accent of “{shown}” would stand beside its letter."
                yield CHECK.finding(message, subject.at(Place(number, cluster.start() + 1)))
