"""Characters that the PDF's fonts cannot show, and emoji, which the portal refuses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.pdf.fonts import missing
from kb.common.check_folders import declare
from kb.findings import Finding, Location

CHECK = declare(
    __name__,
    "The draft holds a character that the fonts lack, or an emoji.",
    "Replace or delete it.",
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f\U000e0020-\U000e007f]")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each line of the draft."""
    if subject.draft.text.isascii():
        return
    for number, line in enumerate(subject.draft.text.split("\n"), 1):
        if line.isascii():
            continue
        emoji = set(_EMOJI.findall(line))
        for character in sorted(emoji | missing(line)):
            where = Location(subject.draft.path, number, line.index(character) + 1)
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            reason = "is an emoji" if character in emoji else "is in none of the fonts"
            yield CHECK.finding(f"The character {name.lower()} {reason}.", where)
