"""A draft looked at again and again in one process: what did not change between two looks is kept."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builder.building import Prepared, fill_and_check, records_for_drafts, unfinished_pdf
from builder.draft_file import find_draft, read_draft, refuse_overwriting
from builder.file_stamps import Stamp, State, stamp, state_of
from builder.filing import portal_files
from builder.resolve import uncompared_quotations
from builder.resolve.resolve_draft import read
from kb.api import Base, open_base
from kb.common.files import write_atomically
from kb.common.output import Results, results
from kb.findings import Finding, Severity, in_order
from kb.model import Records
from kb.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a draft showed."""

    prepared: Prepared
    findings: Results[Finding]
    """All there are now."""
    new: tuple[Finding, ...]
    """Those that the look before did not have."""
    settled: tuple[Finding, ...]
    """Those of the look before that are gone."""
    pdf: bytes
    """The pages, as `build --draft` sets them."""


@dataclass(slots=True)
class Preview:
    """A draft that is being written.

    Raises, when it is made:
        MissingError: there is no such draft.
        UsageError: the preview would be written over something that no build made.
    """

    base: Base
    draft: Path
    output: Path
    """Where the pages are written."""
    _seen: tuple[Stamp, State] | None = None
    _records_seen: State | None = None
    _records: Records | None = None
    _of_records: tuple[Finding, ...] = ()
    _before: list[Finding] = field(default_factory=list)

    def look(self) -> Look | None:
        """Examine the draft and set its pages; None where nothing changed since the look before.

        Raises:
            UnreadableError: the draft is not text, or the preview cannot be written.
        """
        seen = stamp([self.draft]), state_of(self.base.workspace)
        if seen == self._seen:
            return None
        self._seen = seen
        prepared, found = self.examine()
        if self._records_seen is None:  # another process is changing the records
            self._seen = None
        pdf = unfinished_pdf(prepared, found, self.base.root)
        write_atomically(self.output, pdf)
        new, settled = _difference(self._before, found)
        self._before = list(found)
        return Look(prepared, found, new, settled, pdf)

    def examine(self, text: str | None = None) -> tuple[Prepared, Results[Finding]]:
        """Examine the draft as it is now, or a text in its place, without setting a page.

        Raises:
            UnreadableError: the draft is not text.
        """
        records = self._records_now()
        draft = read(read_draft(self.draft) if text is None else text, str(self.draft))
        base = self.base
        prepared = fill_and_check(draft, self.draft.name, base.graph, base.workspace, records=records)
        errors = [finding for finding in self._of_records if finding.severity is Severity.ERROR]
        unproven = uncompared_quotations.find(prepared.resolved.context, self._of_records)
        files = portal_files.find(draft, prepared.resolved.context.docket, base.root)
        return prepared, results(in_order([*prepared.findings, *files, *unproven, *errors]))

    def _records_now(self) -> Records:
        """Return the records as they are now; they are read again when a file or the day changed."""
        seen = state_of(self.base.workspace)
        if self._records is None or seen != self._records_seen:
            self.base.refresh()
            self._of_records = tuple(self.base.check())
            self._records = records_for_drafts(self.base.graph)
            self._records_seen = None if self.base.behind else seen
            _keep_from_the_collector()
        return self._records


def preview(base: Base | Workspace | Path | str, draft: Path | str | None = None) -> Preview:
    """Return a preview of a draft; each `look` writes its pages beside it, as `NAME.preview.pdf`.

    Raises:
        MissingError: there is no such draft.
        UsageError: a file of that name is there which no build made.
    """
    base = open_base(base)
    path = base.root / find_draft(base.workspace, draft)
    output = path.with_suffix(".preview.pdf")
    refuse_overwriting(output, ".pdf", path, base.workspace)
    return Preview(base, path, output)


def _keep_from_the_collector() -> None:
    """Spare the looks that follow the garbage collector's passes through all records, which stay."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _difference(
    before: list[Finding], now: Results[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that are new and those that are gone; a place that moved makes neither."""
    old, new = Counter(map(_said, before)), Counter(map(_said, now))
    added, gone = new - old, old - new
    return tuple(_take(now, added)), tuple(_take(before, gone))


def _said(finding: Finding) -> tuple[str, str]:
    return finding.check, finding.message


def _take(findings: Results[Finding] | list[Finding], wanted: Counter[tuple[str, str]]) -> Iterator[Finding]:
    left = Counter(wanted)
    for finding in findings:
        if left[_said(finding)] > 0:
            left[_said(finding)] -= 1
            yield finding
