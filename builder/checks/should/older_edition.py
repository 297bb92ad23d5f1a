"""Editions that the draft draws on though a newer one is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.currency import default_currency

CHECK = declare(
    __name__,
    "The draft draws on an edition though a newer one is known, and does not speak of the newer.",
    "Bring the newer edition in, or say that there is one and why this one is used.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report each such source that the draft cites, or whose figures, duties or items it draws on."""
    lookup, cited = subject.context.lookup, subject.context.notes.cited
    for name in sorted(cited & lookup.sources.keys()):
        source = lookup.sources[name]
        series = default_currency().series.get(source.series)
        if series and series.is_older(source.issued) and not _spoken_of(series.newest, subject):
            message = (
                f"{name} is an edition of {source.issued}; {series.title} {series.newest} has appeared, and "
                "the draft does not speak of it."
            )
            where = subject.at(subject.context.told.drawn.get(source.iri, Place(1, 1)))
            yield CHECK.finding(message, where, subject=f"source/{name}")


def _spoken_of(edition: str, subject: Subject) -> bool:
    """Say whether the draft names an edition such as `31.0` or `2024-34`, whatever its dash."""
    named = re.compile(rf"(?<![\w.]){re.escape(edition)}(?![\w.]*\w)")
    return any(named.search(run.text.replace("–", "-")) for run in subject.prose.runs)
