"""Values of surveys called different whose intervals overlap."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.survey_values import comparing_word, set_against, survey_values, tells
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence calls one value of a survey more or less than another, and their 95% intervals overlap.",
    "Say that the intervals overlap, so that no difference is shown, or leave the comparison out.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at sentences that set two values of one measure against each other; an overlap told is fine."""
    for sentence in subject.prose.of("text", "note", "heading"):
        pairs = list(set_against(survey_values(sentence, subject.context)))
        if not pairs or sentence.quoted:
            continue
        compared = comparing_word(sentence.text)
        around = " ".join(s.text for s in subject.prose.paragraph(sentence.paragraph))
        if not compared or tells("no-difference", around):
            continue
        overlapping = [other for first, other in pairs if first.estimate.overlaps(other.estimate)]
        if overlapping:
            against = " and ".join(other.said for other in overlapping)
            word, at = compared
            message = f"“{word}” compares {pairs[0][0].said} with {against}: the intervals overlap."
            yield CHECK.finding(message, subject.at(sentence.place(at)))
