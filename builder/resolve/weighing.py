"""What bears on a claim: its lines, and the statements and notes they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from builder.citations import Citation
from builder.document import Inline, Inlines, Text
from builder.resolve import sourcing, values
from builder.resolve.context import Context
from builder.resolve.lookup.arguments import STRENGTHS
from builder.resolve.lookup.records import Claim, Duty, Evidence, Figure, Line, Locator
from builder.resolve.tables import merged

Record = Evidence | Figure | Duty
"""What a claim can rest on."""

_ROWS = frozenset({"row", "column", "cell", "line"})
_NARROW = _ROWS | {"item"}

SUPPORTING = frozenset({"verified", "verified-in-part", "computed"})
"""Verification levels through which a claim counts as supported."""


def statements(line: Line, context: Context) -> list[Inlines]:
    """Return each thing a line rests on as a sentence with its note."""
    found: list[Inlines] = []
    lookup = context.lookup
    for identifier in line.items:
        item = lookup.evidence.get(identifier)
        if item:
            found.append(_noted(item.statement, [sourcing.of_evidence(item, context)], context))
    for identifier in line.figures:
        figure = lookup.figure(identifier)
        if figure:
            cited = sourcing.of_figure(figure, context)
            found.append(_noted(_figure_sentence(figure, context), cited, context))
    for identifier in line.duties:
        duty = lookup.duties.get(identifier)
        if duty:
            words = f"{duty.occupation}: {duty.statement}"
            found.append(_noted(words, [sourcing.of_duty(duty, context)], context))
    return found


def support_notes(claim: Claim, context: Context) -> Inlines:
    """Return one note reference with everything that supports a claim."""
    citations: list[Citation | None] = []
    for line in claim.lines:
        if line.direction == "supports":
            citations.extend(_citations(line, context))
    cited = list(dict.fromkeys(c for c in citations if c))
    return (context.notes.cite(cited),) if cited else ()


def ranked(claims: Iterable[str], context: Context) -> list[Record]:
    """Return what supports some claims, the strongest first.

    What was verified comes before what was not, strong lines before weak ones, and the claims take turns.
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
            (not _seen(record), rank, position, number, record)
            for position, (rank, record) in enumerate(records)
        ]
    found.sort(key=lambda entry: entry[:4])
    return list({entry[4].id: entry[4] for entry in found}.values())


def _rank(line: Line) -> int:
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
    return [context.lookup.claims[i] for i in claims if i in context.lookup.claims]


def _bare(record: Record, context: Context) -> list[Citation]:
    """Return a record's citations with no more said than how far the source was seen."""
    if isinstance(record, Figure):
        full = list(sourcing.of_figure(record, context))
    else:
        find = sourcing.of_duty if isinstance(record, Duty) else sourcing.of_evidence
        full = [c for c in [find(record, context)] if c]  # type: ignore[arg-type]
    seen, sources = sourcing.verification_remark, context.lookup.sources
    return [
        replace(
            c, locator=_found_by(c.locator), remark=seen(record.provenance, sources[c.source.id], context)
        )
        for c in full
    ]


def _found_by(locator: Locator) -> Locator:
    """Return a locator without rows and columns where an item or section finds the place."""
    named = any(label in ("item", "section") for label, _ in locator)
    return tuple(part for part in locator if not (named and part[0] in _ROWS))


def contrary_lines(claim: Claim, context: Context) -> list[Line]:
    """Return the lines that dispute a claim, with one for contrary items that no line weighs."""
    lines = [line for line in claim.lines if line.direction == "disputes"]
    weighed = {identifier for line in lines for identifier in line.items}
    against = {item.id for item in context.lookup.evidence.values() if claim.id in item.disputes}
    unweighed = tuple(sorted(against - weighed))
    return [*lines, Line("disputes", "", "", unweighed)] if unweighed else lines


def is_supported(claim: Claim, context: Context) -> bool:
    """Say whether some verified evidence supports a claim, directly or through claims it relies on."""
    return _supported(claim, context, frozenset())


def _supported(claim: Claim, context: Context, seen: frozenset[str]) -> bool:
    if any(line.direction == "supports" and _verified(line, context) for line in claim.lines):
        return True
    if any(claim.id in item.supports and _seen(item) for item in context.lookup.evidence.values()):
        return True
    others = [context.lookup.claims.get(i) for i in claim.relies_on if i not in seen | {claim.id}]
    return bool(others) and all(
        other is not None and _supported(other, context, seen | {claim.id}) for other in others
    )


def _verified(line: Line, context: Context) -> bool:
    return any(_seen(record) for record in _records(line, context))


def _records(line: Line, context: Context) -> list[Record]:
    """Return what a line rests on, as far as the graph knows it."""
    lookup = context.lookup
    found = (
        *(lookup.evidence.get(i) for i in line.items),
        *(lookup.figure(i) for i in line.figures),
        *(lookup.duties.get(i) for i in line.duties),
    )
    return [record for record in found if record is not None]


def _seen(record: Record) -> bool:
    return record.provenance.verification in SUPPORTING


def _citations(line: Line, context: Context) -> Iterable[Citation | None]:
    lookup = context.lookup
    for identifier in line.items:
        if identifier in lookup.evidence:
            yield sourcing.of_evidence(lookup.evidence[identifier], context)
    for identifier in line.figures:
        figure = lookup.figure(identifier)
        if figure:
            yield from sourcing.of_figure(figure, context)
    for identifier in line.duties:
        if identifier in lookup.duties:
            yield sourcing.of_duty(lookup.duties[identifier], context)


def _figure_sentence(figure: Figure, context: Context) -> str:
    measure = figure.label or context.lookup.label("measure", figure.measure)
    occupation = context.lookup.titles.get(figure.occupation, figure.occupation)
    of = f"{occupation}, " if occupation else ""
    return f"{of}{measure}, {values.period(figure.period)}: {values.quantity(figure)}."


def _noted(words: str, citations: Iterable[Citation | None], context: Context) -> Inlines:
    cited = [citation for citation in citations if citation]
    content: list[Inline] = [Text(words)]
    if cited:
        content.append(context.notes.cite(cited))
    return tuple(content)
