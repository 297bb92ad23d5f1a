"""What is known only from another's report, stated as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.cited_records import cited_records
from builder.prose.words import terms
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence states as fact what its record knows only from another's report.",
    "Say whose report it is: “… told its members that …”, “according to …”, “is said to …”.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report sentences that cite second-hand items and hold no word of reporting."""
    reporting = re.compile(rf"\b(?:{'|'.join(map(re.escape, terms('reporting')))})\b", re.IGNORECASE)
    for sentence in subject.prose.of("text"):
        if sentence.quoted or not sentence.citations or reporting.search(sentence.text):
            continue
        for item in cited_records(sentence, subject.context).evidence.values():
            if item.provenance.verification == "second-hand":
                where = subject.at(sentence.citations[0].place)
                yield CHECK.finding(f"`{item.id}` is known second-hand, and is stated as a fact.", where)
                break
