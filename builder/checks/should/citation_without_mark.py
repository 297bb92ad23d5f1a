"""Keys in square brackets that lack the @ of a citation, and so are printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.resolve.context import Context
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "The id of a record stands in square brackets without an @, and cites nothing.",
    "Write [@key].",
)
_BRACKETED = re.compile(r"\[(?:see |cf\. )?(?P<key>[a-z0-9][\w.:-]*-[\w.:-]*\w)(?P<rest>[,;][^\]\[]*)?\]")


def find(subject: Subject) -> Iterator[Finding]:
    """Look for ids of records in brackets, in every run of text."""
    for run in subject.prose.runs:
        for match in _BRACKETED.finditer(run.text):
            key = match["key"]
            if _is_key(key.rpartition(":")[2], subject.context):
                fix = f"Write [@{key}{match['rest'] or ''}]."
                yield CHECK.finding(
                    f"`[{key}]` is printed as it stands.", subject.at(run.place(match.start())), fix
                )


def _is_key(name: str, context: Context) -> bool:
    lookup = context.lookup
    known = (lookup.sources, lookup.evidence, lookup.duties, lookup.laws)
    return any(name in records for records in known) or lookup.figure(name) is not None
