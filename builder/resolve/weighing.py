"""What bears on a claim: its lines, and the statements and notes they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from builder.citations import Citation
from builder.document import Inlines
from builder.resolve import find, find_figures, sourcing, values
from builder.resolve.cells import merged
from builder.resolve.context import Context
from builder.resolve.drawing import judged
from kb.model.arguments import STRENGTHS
from kb.model.records import Claim, Duty, EvidenceItem, EvidenceLine, Figure, Locator
from kb.standing import Use

Record = EvidenceItem | Figure | Duty
"""What a claim can rest on."""

_ROWS = frozenset({"row", "column", "cell", "line"})
_NARROW = _ROWS | {"item"}

_KINDS = {EvidenceItem: "evidence", Figure: "figure", Duty: "duty"}


def statements(line: EvidenceLine, context: Context) -> list[Inlines]:
    """Return each thing a line rests on as a sentence with its note."""
    return [
        sourcing.noted(_sentence(record, context), sourcing.of_any(record, context), context)
        for record in _records(line, context)
    ]


def support_notes(claim: Claim, context: Context) -> Inlines:
    """Return one note reference with everything that supports a claim."""
    records = [
        record for line in claim.lines if line.direction == "supports" for record in _records(line, context)
    ]
    cited = list(dict.fromkeys(c for record in records for c in sourcing.of_any(record, context)))
    return (context.notes.cite(cited),) if cited else ()


def ranked(claims: Iterable[str], context: Context) -> list[Record]:
    """Return what supports some claims, the strongest first.

    What counts as support comes before what does not, strong lines before weak ones; claims take turns.
    """
    found: list[tuple[bool, int, int, int, Record]] = []
    for number, claim in enumerate(_known(claims, context)):
        records = [
            (_rank(line), record)
            for line in claim.lines
            if line.direction == "supports"
            for record in _records(line, context)
        ]
        found += [
            (not _counts(record, context), rank, position, number, record)
            for position, (rank, record) in enumerate(records)
        ]
    found.sort(key=lambda entry: entry[:4])
    return list({entry[4].id: entry[4] for entry in found}.values())


def _rank(line: EvidenceLine) -> int:
    return STRENGTHS.index(line.strength) if line.strength in STRENGTHS else len(STRENGTHS)


def short_citations(records: Iterable[Record], context: Context) -> tuple[Citation, ...]:
    """Return a citation for each part of a work that these records are in, the same ones joined.

    It says no more of the work than how far it was seen, and names rows only where nothing else finds the
    place.
    """
    parts: dict[tuple[object, ...], list[Citation]] = {}
    for record in records:
        for citation in _bare(record, context):
            wide = tuple(part for part in citation.locator if part[0] not in _NARROW)
            parts.setdefault((citation.source.id, wide), []).append(citation)
    return tuple(merged(same) for same in parts.values())


def _known(claims: Iterable[str], context: Context) -> list[Claim]:
    return find.claims(claims, context)


def _bare(record: Record, context: Context) -> list[Citation]:
    """Return a record's citations with no more said than how far the source was seen."""
    return [
        replace(c, locator=_found_by(c.locator), remark=_seen_so_far(record, c, context))
        for c in sourcing.of_any(record, context)
    ]


def _seen_so_far(record: Record, citation: Citation, context: Context) -> str:
    source = find.source(citation.source.id, context)
    return sourcing.verification_remark(record.provenance, source, context) if source else ""


def _found_by(locator: Locator) -> Locator:
    """Return a locator without rows and columns where an item or section finds the place."""
    named = any(label in ("item", "section") for label, _ in locator)
    return tuple(part for part in locator if not (named and part[0] in _ROWS))


def contrary_lines(claim: Claim, context: Context) -> list[EvidenceLine]:
    """Return the lines that dispute a claim, with one for contrary items that no line weighs."""
    lines = [line for line in claim.lines if line.direction == "disputes"]
    weighed = {identifier for line in lines for identifier in (*line.items, *line.figures, *line.duties)}
    unweighed = tuple(i for i in context.supports[claim.id].contrary if i not in weighed)
    return [*lines, EvidenceLine("disputes", "", "", unweighed)] if unweighed else lines


def _records(line: EvidenceLine, context: Context) -> list[Record]:
    """Return what a line rests on, as far as the graph knows it."""
    return [
        *find.evidence_items(line.items, context),
        *find_figures.figures(line.figures, context),
        *find.duties(line.duties, context),
    ]


def _counts(record: Record, context: Context) -> bool:
    return judged(_KINDS[type(record)], record.id, context).allows(Use.SUPPORT)


def _sentence(record: Record, context: Context) -> str:
    """Return what a record says as a sentence."""
    if isinstance(record, Figure):
        return _figure_sentence(record, context)
    return f"{record.occupation}: {record.statement}" if isinstance(record, Duty) else record.statement


def _figure_sentence(figure: Figure, context: Context) -> str:
    occupation = context.lookup.titles.get(figure.occupation, figure.occupation)
    of = f"{occupation}, " if occupation else ""
    return f"{of}{sourcing.what_it_is_of(figure, context)}: {values.quantity(figure)}."
