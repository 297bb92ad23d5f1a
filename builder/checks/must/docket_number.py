"""Docket ids that are not the docket's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A docket id is misspelt, as BLS-2024-001 for BLS-2024-0001.",
    "Write {docket}`number`, which takes the id from the docket profile.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look for ids made like the docket's own that differ from every known one."""
    docket = subject.docket
    if docket is None:
        return
    known = {d.number for d in subject.context.lookup.dockets.values()}
    agency = docket.number.partition("-")[0]
    pattern = re.compile(rf"\b{re.escape(agency)}[\s–—-]?\d{{4}}[\s–—-]?\d{{1,5}}\b")
    for run in subject.prose.runs:
        for match in pattern.finditer(run.text):
            if match[0] not in known:
                where = subject.at(run.place(match.start()))
                message = f"{match[0]} is not the id of a docket; this one is {docket.number}."
                yield CHECK.finding(message, where)
