"""The present tense on a status that can change."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.measures_named import measures_named
from builder.resolve.status_dates import as_of, can_change
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.quoting.present_status import undated

CHECK = declare(
    __name__,
    "A sentence says how a bill stands now, and not as of which day.",
    "Write the day on which it was looked up, or use {status}`…`.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first such words of each sentence about a measure that can still change."""
    for sentence in subject.prose.of("text", "note", "cell"):
        laws = [law for law in measures_named(sentence, subject.context) if can_change(law)]
        said = undated(sentence.text) if laws and not sentence.quoted else None
        if said and not any(role.name == "status" for role in sentence.roles):
            law, (term, offset) = laws[0], said
            day = as_of(law)
            message = f"“{term}” is said of {law.number or law.title}, and not as of which day."
            fix = f"Write “{day}”, or use {{status}}`{law.id}`." if day else CHECK.fix
            yield CHECK.finding(message, subject.at(sentence.place(offset)), fix, f"legislation/{law.id}")
