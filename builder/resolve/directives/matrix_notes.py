"""The note in a cell of the matrix: which duties perform the function, by source, standing and task number.

A task that a `{duties}` table of the draft shows is named by its number alone. Any other duty gets a short
wording the first time its row names it, and later the number of that note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.document import NoteReference, Text
from builder.resolve import sourcing
from builder.resolve.context import Context
from builder.resolve.directives.duties import listed, standing
from builder.resolve.lookup.records import Duty, Function, Occupation

_STANDINGS = {
    "required": "without condition",
    "may": "with “may”",
    "core": "core",
    "supplemental": "supplemental",
    "untyped": "untyped",
}
_MOST = 8
"""Words of a short wording."""
_LOOSE = frozenset(
    "a an and are as at be but by for from has have his if in into is it its may must no not of on or so "
    "such that the their them then there they this to when where whether which who whose will with".split()
)
"""Words that a short wording does not end with."""


class RowNotes:
    """The notes of one row of the matrix."""

    def __init__(self, occupation: Occupation, context: Context) -> None:
        self._occupation = occupation
        self._context = context
        self._shown = listed(context)
        self._worded: dict[str, int] = {}
        """Duty -> the number of the note that gives its wording."""

    def cite(self, function: Function, duties: Iterable[Duty]) -> NoteReference:
        """Return the note for a cell; its duties count as used, and their sources as cited."""
        by_source: dict[str, list[Duty]] = {}
        for duty in duties:
            by_source.setdefault(duty.provenance.source, []).append(duty)
        said = [self._of_source(source, some) for source, some in sorted(by_source.items())]
        words = f"{self._occupation.code}, {function.label.lower()}. {' '.join(said)}"
        reference = self._context.notes.add((Text(words),))
        for some in by_source.values():
            for duty in some:
                self._worded.setdefault(duty.id, reference.number)
        return reference

    def _of_source(self, source: str, duties: list[Duty]) -> str:
        citations = [c for duty in duties if (c := sourcing.of_duty(duty, self._context))]
        if not citations:
            return f"No source: {'; '.join(duty.statement.rstrip('.') for duty in duties)}."
        self._context.notes.cited.add(citations[0].source.id)
        parts = [
            f"{label}{' tasks' if len(some) > 1 and some[0].task else ' task' if some[0].task else ':'} "
            + ", ".join(map(self._named, some))
            for key, label in _STANDINGS.items()
            if (some := [duty for duty in duties if standing(duty) == key])
        ]
        remarks = dict.fromkeys(c.remark for c in citations if c.remark)
        said = f"{citations[0].source.short_title}, {'; '.join(parts)}"
        return " ".join([said if said.endswith("…") else f"{said}.", *remarks])

    def _named(self, duty: Duty) -> str:
        if duty.task and duty.id in self._shown:
            return duty.task
        number = self._worded.get(duty.id)
        if number and duty.task:
            return f"{duty.task} (n. {number})"
        wording = short(duty.statement)
        return f"{duty.task} ({wording})" if duty.task else wording


def short(statement: str) -> str:
    """Return the first words of a statement, as they go on in a sentence, with an ellipsis for the rest."""
    words = statement.rstrip(".").split()
    cut = words[:_MOST]
    if len(words) > _MOST:
        clause = next((n for n in range(len(cut), 3, -1) if cut[n - 1].endswith((",", ";", ":"))), len(cut))
        cut = cut[:clause]
        while len(cut) > 2 and cut[-1].strip(",;:") in _LOOSE:
            cut.pop()
    text = " ".join(cut).rstrip(",;:")
    if re.match(r"[A-Z][a-z]*\b", text):
        text = text[0].lower() + text[1:]
    return text if len(cut) == len(words) else f"{text}…"
