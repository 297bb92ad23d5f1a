"""Checks of a draft: one check, one file, one name.

Each module has `CHECK` and `find(subject)`, which yields findings. Checks that the shapes of the ontology
make on the draft's graph are in `submission`; those made while reading and filling a draft are listed in
`reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.checks.must import (
    characters,
    claim_supported,
    contrary_disclosed,
    cover_text,
    docket_number,
    docket_opening,
    quotation,
)
from builder.checks.reading import READING
from builder.checks.should import (
    benefits_language,
    contested_record,
    docket_open,
    misattribution,
    number_cited,
    objection_declined,
    occupation_title,
    outdated_citation,
    placeholder,
    redline_base,
    topics_agree,
    unsourced_quantity,
)
from builder.checks.subject import Subject
from kb.findings import Check, Finding

CHECKS: dict[str, tuple[Check, Callable[[Subject], Iterator[Finding]]]] = {
    module.CHECK.id: (module.CHECK, module.find)
    for module in (
        benefits_language,
        characters,
        claim_supported,
        contested_record,
        contrary_disclosed,
        cover_text,
        docket_number,
        docket_opening,
        docket_open,
        misattribution,
        number_cited,
        objection_declined,
        occupation_title,
        outdated_citation,
        placeholder,
        quotation,
        redline_base,
        topics_agree,
        unsourced_quantity,
    )
}


def run(subject: Subject) -> list[Finding]:
    """Run every check on a draft."""
    return [finding for _, find in CHECKS.values() for finding in find(subject)]


def list_checks() -> list[Check]:
    """Return every check of drafts, by id."""
    return sorted([*READING, *(check for check, _ in CHECKS.values())])


__all__ = ["CHECKS", "Subject", "list_checks", "run"]
