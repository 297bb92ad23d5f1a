"""The document made once more, from nothing but what a PDF carries and this program."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.building import Prepared, fill_and_check
from builder.filing.carried_files import attachments
from builder.filing.evidence_subgraph import read_trig
from builder.filing.isolation import alone, findings_json, told_alone
from builder.verifying.base_records import Compared, compare
from builder.verifying.embedded_files import Embedded
from builder.verifying.printed_words import Pages, words_of
from kb.common.dates_and_numbers import read_day
from kb.errors import UnreadableError
from kb.findings import Finding


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A document made again."""

    pdf: bytes
    words: Pages
    """What its pages print."""
    findings: tuple[Finding, ...]
    """What the checks find in the draft."""
    findings_file: bytes
    """The same as a file, as the PDF carries it."""
    prepared: Prepared
    base: Compared
    """The embedded records beside those of the bundled base."""


def rebuild(embedded: Embedded) -> Rebuilt:
    """Make the document again as of the day that the manifest names.

    Raises:
        UnreadableError: draft, evidence or day is not to be read, or a file would leave its folder.
    """
    from builder.layout import render

    day = read_day(embedded.manifest.day)
    if day is None:
        raise UnreadableError("The manifest names no day.", "The PDF was not made by `soc-evidence build`.")
    try:
        text, quads = embedded.one("draft").decode(), read_trig(embedded.one("evidence"))
    except (SyntaxError, ValueError) as error:
        message = "The draft or the evidence in the PDF cannot be read."
        raise UnreadableError(message, "The PDF is damaged.") from error
    name = embedded.of("draft")[0][0]
    with alone(text, name, dict(embedded.of("read")), quads) as made:
        prepared = fill_and_check(made.draft, name, made.knowledge, made.workspace, day)
        pdf = render(replace(prepared.document, attachments=attachments(_roles(embedded))))
        told = told_alone(prepared.findings)
        found = findings_json(told, made.draft)
        return Rebuilt(pdf, words_of(pdf), tuple(told), found, prepared, compare(embedded))


def _roles(embedded: Embedded) -> list[tuple[str, str, bytes]]:
    known = dict(embedded.files)
    listed = [(file.name, file.role, known.pop(file.name)) for file in embedded.manifest.files]
    return [*listed, *((name, "manifest", data) for name, data in known.items())]
