"""Quotations that the document prints as somebody's words, and that nobody has compared with their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.resolve.context import Context
from kb.checks.may import quotation_unchecked
from kb.findings import Check, Finding, Location, Severity

QUOTATION_UNCOMPARED = Check(
    "quotation-uncompared",
    Severity.WARNING,
    "The document prints a quotation that was never compared with its source.",
    "Put the document into `texts/` under the source's id, for example with `soc-evidence add`.",
)


def find(context: Context, of_records: Iterable[Finding]) -> Iterator[Finding]:
    """Report each where the draft first draws on it; `of_records` are the findings of `check`."""
    for finding in of_records:
        place = context.told.quoted.get(finding.subject)
        never = finding.check == quotation_unchecked.CHECK.id and not finding.value("compared")
        if place and never:
            message = (
                f"The quotation of `{finding.subject}` was never compared with its source, and is printed."
            )
            where = Location(context.draft.path, place.line, place.column)
            yield QUOTATION_UNCOMPARED.finding(message, where, elsewhere=(finding.location,))
