"""Characters that the PDF's fonts cannot show, that nobody sees, and emoji, which the portal refuses."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from builder.printable import column_of, hidden, lacking
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import record

CHECK = declare(
    __name__,
    "The draft holds a character that the fonts lack, that nobody sees, or an emoji.",
    "Replace or delete it.",
)
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f"
    "\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
    "\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\ufe0f]"
)
"""What is shown as a picture by itself: Emoji_Presentation of Unicode's emoji-data.txt, and the selector."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at each line of the draft, and at what its records bring into the document."""
    brought = lacking(subject.document) - lacking(subject.draft.text)
    for number, line in enumerate(subject.draft.text.split("\n"), 1):
        for character in sorted(_wrong(line, subject)):
            place = Place(number, column_of(character, line))
            yield CHECK.finding(f"The character {_name(character)} {_reason(character)}.", subject.at(place))
        for entity in _ENTITY.finditer(line):
            for character in _wrong(html.unescape(entity[0]), subject):
                brought.discard(character)
                message = f"The character {_name(character)}, typed as {entity[0]}, {_reason(character)}."
                yield CHECK.finding(message, subject.at(Place(number, entity.start() + 1)))
    yield from _of_records(subject, brought)


def _wrong(text: str, subject: Subject) -> set[str]:
    """Return what must not stand in a text; emoji unless the portal takes them."""
    docket = subject.docket
    refused = docket is None or "emoji" in docket.limit_texts.get("excluded-characters", ())
    return set(_EMOJI.findall(text) if refused else ()) | hidden(text) | lacking(text)


def _of_records(subject: Subject, brought: set[str]) -> Iterator[Finding]:
    """Yield what is lacking in the document and not in the draft, by the record that it comes from."""
    for character in sorted(brought):
        message = f"The character {_name(character)} is in none of the fonts."
        names = [name for name, found in _records(subject) if character in lacking(found)]
        for name in names:
            where = subject.at(_place(subject, name))
            file = _file(subject, name)
            told = f"Replace it in {file}, or do without the record." if file else "Replace it there."
            yield CHECK.finding(f"{message[:-1]}, and `{name}` has it.", where, told, name)
        if not names:
            yield CHECK.finding(message, subject.at(Place()), "Replace it in the record that it comes from.")


def _file(subject: Subject, name: str) -> str:
    """Return the path of the file that describes a record, from its base's root; empty when there is none."""
    kind, _, identifier = name.partition("/")
    query = "SELECT ?file ?record WHERE { GRAPH ?file { ?record ?property ?value } } ORDER BY ?file LIMIT 1"
    rows = subject.context.lookup.knowledge.select(query, record=record(kind, identifier))
    layers = subject.context.workspace.layers
    return next((path for row in rows for layer in layers if (path := layer.path(row["file"]))), "")


def _records(subject: Subject) -> Iterator[tuple[str, object]]:
    """Yield the records that the document may draw on, by kind/id."""
    lookup, used = subject.context.lookup, subject.context.used
    yield from ((f"source/{i}", lookup.sources[i]) for i in sorted(subject.context.notes.cited))
    yield from ((f"evidence/{i}", lookup.evidence.get(i)) for i in sorted(used.evidence))
    yield from ((f"figure/{i}", lookup.figure(i)) for i in sorted(used.figures))
    yield from ((f"duty/{i}", lookup.duties.get(i)) for i in sorted(used.duties))
    yield from ((f"claim/{i}", found) for i, found in sorted(lookup.claims.items()))
    yield from ((f"objection/{i}", found) for i, found in sorted(lookup.objections.items()))
    yield from ((f"legislation/{i}", found) for i, found in sorted(lookup.laws.items()))
    if subject.docket:
        yield f"docket/{subject.docket.id}", subject.docket


def _place(subject: Subject, name: str) -> Place:
    """Return where the draft names a record by its id; the file as a whole where only a directive does."""
    outline, identifier = subject.context.outline, name.partition("/")[2]
    cited = [(item.key.rpartition(":")[2], item.place) for item in outline.citations]
    named = [(role.argument, role.place) for role in outline.roles]
    used = [(use.id, use.place) for use in (*outline.claims, *outline.answers)]
    return next((place for key, place in [*cited, *named, *used] if key == identifier), Place())


def _reason(character: str) -> str:
    if _EMOJI.match(character):
        return "is an emoji"
    if character == "\ufffd":
        return "stands for one that could not be read"
    return "is not seen by a reader" if hidden(character) else "is in none of the fonts"


def _name(character: str) -> str:
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"
