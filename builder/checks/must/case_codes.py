"""The occupation that a comment is about and the group that it names must be in the classification."""

from __future__ import annotations

from collections.abc import Iterator

from builder.case import misplaced, nearest_code
from builder.checks.subject import Subject
from builder.resolve.find import UNKNOWN_CODE
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "`occupation:` is a group, or the occupation is in the proposed group already.",
    "Correct the code.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look the codes up, and compare the two."""
    front, soc = subject.draft.front, subject.context.lookup.classification
    titles = subject.context.lookup.titles
    for key, code in (("occupation", front.occupation), ("proposes", front.proposes)):
        if code and subject.context.lookup.occupation(code) is None:
            unknown = f"`{key}: {code}` is no code of the {soc.name} as it is recorded here."
            fix = nearest_code(code, titles, "Correct it, or bring the list in: soc-evidence import soc.")
            yield UNKNOWN_CODE.finding(unknown, subject.at(front.place(key)), fix)
            return
    wrong = misplaced(front.occupation, front.proposes, front.position, soc)
    if wrong:
        yield CHECK.finding(wrong.message, subject.at(front.place(wrong.key)), wrong.fix)
