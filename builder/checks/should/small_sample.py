"""Values of surveys that rest on few answers, without a word of it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.number_reading import numbers
from builder.prose.sentences import Sentence
from builder.prose.survey_values import section_text, survey_values, tells
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.survey_estimates import SMALL

CHECK = declare(
    __name__,
    f"A sentence rests on a survey that fewer than {SMALL} answered, and does not say so.",
    "Say how many answered, or that the sample is small.",
)
_SHOWING = frozenset({"figures", "comparison", "chart", "survey"})
"""Directives that print the number of answers beside each value."""


def find(subject: Subject) -> Iterator[Finding]:
    """Report the first such value of each section in which nothing says how many answered."""
    told: set[int] = set()
    for sentence in subject.prose.of("text", "note"):
        if sentence.section in told or sentence.quoted:
            continue
        few = [one for one in survey_values(sentence, subject.context) if one.estimate.few]
        if few and not _is_told({one.estimate.sample for one in few}, sentence, subject):
            told.add(sentence.section)
            message = (
                f"{few[0].said} rests on {few[0].estimate.sample} answers, and the text does not say so."
            )
            yield CHECK.finding(message, subject.at(sentence.place(0)))


def _is_told(samples: set[int | None], sentence: Sentence, subject: Subject) -> bool:
    text = section_text(sentence, subject.prose)
    if tells("few-answers", text) or samples <= {int(n.value) for n in numbers(text) if not n.unit}:
        return True
    outline = subject.context.outline
    return any(
        written.name in _SHOWING and outline_section(written.place.line, subject) == sentence.section
        for written in outline.directives
    )


def outline_section(line: int, subject: Subject) -> int:
    """Return the index of the section that a line of the draft stands in; -1 before the first heading."""
    sections = subject.context.outline.sections
    return sum(section.heading.place.line <= line for section in sections) - 1
