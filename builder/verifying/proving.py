"""What a PDF proves: its files hold, the checks find what it says, and its pages are those of its draft."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from builder import document as doc
from builder.building import Prepared
from builder.filing.carried_files import FINDINGS
from builder.filing.manifest import Manifest, packages, program_digest
from builder.verifying import object_differences, printed_words
from builder.verifying import proof_checks as found_by
from builder.verifying.base_records import Compared
from builder.verifying.conformance import Conformance
from builder.verifying.embedded_files import Embedded, held_against_manifest, read_files
from builder.verifying.rebuilding import Rebuilt, rebuild
from builder.verifying.standing_counts import Counts, counted
from kb.errors import UnreadableError
from kb.findings import Check, Finding, Location, has_errors

if TYPE_CHECKING:
    import pikepdf

_MOST = 25
"""Differences of a kind that are told one by one."""
_TRAILER = b"%%EOF"

Rebuild = Callable[[Embedded], Rebuilt]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at in a PDF, and what was found."""

    findings: tuple[Finding, ...]
    manifest: Manifest | None = None
    """None where the PDF carries none that could be read."""
    counts: Counts | None = None
    """What the document stands on; None where it could not be made again."""
    pages: int = 0
    words: int = 0
    same_bytes: bool = False
    """Whether the rebuilt file is the same to the byte."""
    same_program: bool = False
    """Whether this program and its packages are those that the manifest names."""
    base: Compared | None = None
    """The embedded records beside those of the bundled base."""

    conformance: Conformance | None = None
    """Whether the file keeps what it claims; None where that was not asked."""

    @property
    def holds(self) -> bool:
        """Say whether nothing speaks against the file."""
        return self.counts is not None and not has_errors(list(self.findings))


def prove(data: bytes, path: str, rebuild: Rebuild = rebuild) -> Proof:
    """Verify a PDF; findings are placed at `path`.

    Args:
        data: the file.
        path: what findings call it.
        rebuild: makes a document from what a PDF carries; for many files that carry the same, one that
            remembers.

    Raises:
        UnreadableError: it is no PDF that can be read.
    """
    here = Location(path)
    with _opened(data) as pdf:
        files = read_files(pdf)
    embedded, wrong = held_against_manifest(files)
    if embedded is None:
        if wrong:
            return Proof(tuple(found_by.EMBEDDED_FILE.finding(said, here) for said in wrong))
        return Proof((found_by.CARRIES_NOTHING.finding("The PDF carries no manifest.", here),))
    try:
        rebuilt = rebuild(embedded)
    except UnreadableError as error:
        return Proof((found_by.NOT_REBUILT.finding(error.message, here),), embedded.manifest)
    return _compared(data, here, embedded, rebuilt)


def _compared(data: bytes, here: Location, embedded: Embedded, rebuilt: Rebuilt) -> Proof:
    same = data == rebuilt.pdf
    found = [*_gates(rebuilt, embedded, here)]
    found += [found_by.BASE_RECORD.finding(said, here) for said in rebuilt.base.changed[:_MOST]]
    if not same:
        found += _differences(data, rebuilt, here)
    if not same and not has_errors(found):
        found.append(found_by.SAVED_ANEW.finding("The file is not written as it is built.", here))
    return Proof(
        findings=tuple(found),
        manifest=embedded.manifest,
        counts=counted(rebuilt.prepared),
        pages=len(rebuilt.words),
        words=sum(map(len, rebuilt.words)),
        same_bytes=same,
        same_program=_same_program(embedded.manifest),
        base=rebuilt.base,
    )


def _gates(rebuilt: Rebuilt, embedded: Embedded, here: Location) -> Iterator[Finding]:
    """Run the checks and shapes of drafts on what the PDF carries.

    An error that the PDF itself tells is one that the office's documents excuse, and they are not within.
    """
    same = embedded.one("findings") == rebuilt.findings_file
    if not same:
        yield found_by.FINDINGS_DIFFER.finding(f"`{FINDINGS}` is not what the checks find.", here)
    check = found_by.UNCONFIRMED if same else found_by.GATE
    for finding in rebuilt.findings:
        if has_errors([finding]):
            where = f"{Path(finding.location.path).name}:{finding.location.line}"
            yield check.finding(f"{where} [{finding.check}] {finding.message}", here)


def _differences(data: bytes, rebuilt: Rebuilt, here: Location) -> Iterator[Finding]:
    """Compare two files: their words, and, where pages stand in their order, everything else."""
    told = [*islice(_pages(data, rebuilt), _MOST)]
    for page in told:
        check = found_by.PAGE_ORDER if page.misplaced else found_by.PRINTED_WORDS
        yield check.finding(page.message, here, data=(("page", page.page),))
    if any(page.misplaced for page in told):
        return
    drawn = {("page", page.page, "/Contents") for page in told}
    with _opened(data) as one, _opened(rebuilt.pdf) as other:
        paths = islice(object_differences.differences(one, other), 20 * _MOST)
        said = dict.fromkeys(object_differences.described(path) for path in paths if path not in drawn)
        added = object_differences.count_objects(one) - object_differences.count_objects(other)
    for one_said in islice(said, _MOST):
        yield found_by.FILE_DIFFERS.finding(f"Not as it is built: {one_said}.", here)
    if added > 0:
        yield found_by.ADDED_CONTENT.finding(f"The file holds {added} objects that no build makes.", here)
    if data.count(_TRAILER) > rebuilt.pdf.count(_TRAILER) or not data.rstrip().endswith(_TRAILER):
        yield found_by.ADDED_CONTENT.finding("Something was added behind the end of the file.", here)


def _pages(data: bytes, rebuilt: Rebuilt) -> Iterator[printed_words.Difference]:
    import pypdfium2

    try:
        given = printed_words.words_of(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"The pages cannot be read: {error}.", "The PDF is damaged.") from error
    yield from printed_words.differences(given, rebuilt.words, texts_of(rebuilt.prepared))


def texts_of(prepared: Prepared) -> printed_words.Texts:
    """Return the quotations and notes of a document, to name differences by."""
    context = prepared.resolved.context
    evidence = context.lookup.evidence
    quotations = [evidence[i].quote for i in context.used.evidence if i in evidence]
    notes = ["".join(_words(note.content)) for note in context.notes.notes]
    return printed_words.named_texts({"a quotation": filter(None, quotations), "a citation": notes})


def _words(content: doc.Inlines) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, doc.Text):
            yield inline.text
        elif isinstance(inline, doc.Link):
            yield from (part.text for part in inline.content)


def _same_program(manifest: Manifest) -> bool:
    return manifest.code == program_digest() and manifest.packages == packages()


def _opened(data: bytes) -> pikepdf.Pdf:
    import pikepdf

    try:
        return pikepdf.open(io.BytesIO(data))
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise UnreadableError(
            "The file is no PDF that can be read.", "Ask for the file as it was filed."
        ) from error


def checks() -> tuple[Check, ...]:
    """Return every check of verifying."""
    return found_by.CHECKS
