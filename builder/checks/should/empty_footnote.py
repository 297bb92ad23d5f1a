"""Footnotes that only point elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A footnote holds neither a source nor a statement, only a pointer such as “See above”.",
    "Cite the source again, [@key, p. 3]: the style shortens it. Or refer to a section with {ref}`anchor`.",
)
_POINTER = re.compile(
    r"\W*(?:(?:see|cf\.?|compare|as|same|the same)\W*)*(?:also\W*)?(?:above|below|supra|infra|ibid(?:em)?|id|"
    r"idem|op\.? ?cit|loc\.? ?cit|previous(?: note)?|there|same|note \d+|n\. ?\d+|"
    r"the (?:note|text|source) above)"
    r"(?:\W*(?:at|p\.|pp\.|page|note|n\.|above|below|cited|mentioned|stated|noted|\d+))*\W*",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report notes that are nothing but a pointer."""
    for run in subject.prose.runs:
        if run.kind == "note" and not run.citations and not run.roles and _POINTER.fullmatch(run.text):
            message = f"A footnote says only “{run.text.strip()}”."
            yield CHECK.finding(message, subject.at(run.place(0)))
