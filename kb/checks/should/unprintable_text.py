"""Texts in scripts that a filing's fonts do not have, and emoji: a draft that draws on them is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding, Location
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A text holds what a filing cannot print: another script than Latin, Greek or Cyrillic, or an emoji.",
    "Write it in Latin letters, as a library catalogue would.",
)
_OTHER_SCRIPTS = re.compile(
    "[\u0530-\u1c7f\u2d00-\u2dff\u2e80-\u2fff\u3005-\ua63f\ua800-\uab2f\uabc0-\ud7ff\uf900-\ufaff\ufb1d-\ufdff"
    "\ufe70-\ufefe\uff66-\uffdc\U00010000-\U0010ffff]"
)
"""Blocks of other scripts and of emoji; between them lie Latin extensions, punctuation and signs."""


def find(collection: Collection) -> Iterator[Finding]:
    """Look at every text of the records."""
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if term.value.isascii():
                continue
            other = _OTHER_SCRIPTS.search(term.value)
            if other:
                where = file.location(subject, predicate, term.value) or Location(file.shown)
                name = unicodedata.name(other[0], f"U+{ord(other[0]):04X}").lower()
                yield CHECK.finding(f"A filing cannot print the character {name}.", where)
