"""Characters that the PDF's fonts cannot show, and emoji, which the portal refuses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from builder.printable import lacking
from kb.common.check_folders import declare
from kb.findings import Finding, Location

CHECK = declare(
    __name__,
    "The draft holds a character that the fonts lack, or an emoji.",
    "Replace or delete it.",
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f\U000e0020-\U000e007f]")

_NOTHING = re.compile("(?!)")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each line of the draft, and at what its records bring into the document."""
    refused = _EMOJI if "emoji" in _excluded(subject) else _NOTHING
    for number, line in enumerate(subject.draft.text.split("\n"), 1):
        emoji = set(refused.findall(line))
        for character in sorted(emoji | lacking(line)):
            where = Location(subject.draft.path, number, line.index(character) + 1)
            reason = "is an emoji" if character in emoji else "is in none of the fonts"
            yield CHECK.finding(f"The character {_name(character)} {reason}.", where)
    yield from _of_records(subject)


def _excluded(subject: Subject) -> tuple[str, ...]:
    return subject.docket.limit_texts.get("excluded-characters", ()) if subject.docket else ()


def _of_records(subject: Subject) -> Iterator[Finding]:
    """Yield what is lacking in the document and not in the draft, by the record that it comes from."""
    brought = lacking(subject.document) - set(subject.draft.text)
    for character in sorted(brought):
        message = f"The character {_name(character)} is in none of the fonts."
        names = [name for name, record in _records(subject) if character in lacking(record)]
        for name in names:
            where = subject.at(_place(subject, name))
            told = f"`{name}` brings it into the document: replace it there, or do without the record."
            yield CHECK.finding(f"{message[:-1]}, and `{name}` has it.", where, told, name)
        if not names:
            yield CHECK.finding(message, subject.at(Place()), "Replace it in the record that it comes from.")


def _records(subject: Subject) -> Iterator[tuple[str, object]]:
    """Yield the records that the document may draw on, by kind/id."""
    lookup, used = subject.context.lookup, subject.context.used
    yield from ((f"source/{i}", lookup.sources[i]) for i in sorted(subject.context.notes.cited))
    yield from ((f"evidence/{i}", lookup.evidence.get(i)) for i in sorted(used.evidence))
    yield from ((f"figure/{i}", lookup.figure(i)) for i in sorted(used.figures))
    yield from ((f"duty/{i}", lookup.duties.get(i)) for i in sorted(used.duties))
    yield from ((f"claim/{i}", record) for i, record in sorted(lookup.claims.items()))
    yield from ((f"objection/{i}", record) for i, record in sorted(lookup.objections.items()))
    yield from ((f"legislation/{i}", record) for i, record in sorted(lookup.laws.items()))
    if subject.docket:
        yield f"docket/{subject.docket.id}", subject.docket


def _place(subject: Subject, name: str) -> Place:
    """Return where the draft names a record by its id; the file as a whole where only a directive does."""
    outline, identifier = subject.context.outline, name.partition("/")[2]
    cited = [(item.key.rpartition(":")[2], item.place) for item in outline.citations]
    named = [(role.argument, role.place) for role in outline.roles]
    used = [(use.id, use.place) for use in (*outline.claims, *outline.answers)]
    return next((place for key, place in [*cited, *named, *used] if key == identifier), Place())


def _name(character: str) -> str:
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"
