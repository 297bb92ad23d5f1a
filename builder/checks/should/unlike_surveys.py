"""Values of surveys of different years, or editions, side by side as if they were of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.sentences import Sentence
from builder.prose.survey_values import SurveyValue, section_text, set_against, survey_values, tells
from kb.common.check_folders import declare
from kb.findings import Finding

CHECK = declare(
    __name__,
    "A sentence sets values of surveys of different years or editions side by side, and nothing says so.",
    "Give the years beside them: {period}`…`, or say that the surveys are of different years.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at sentences with two values of one measure, once a section; years told there are fine."""
    told: set[int] = set()
    for sentence in subject.prose.of("text", "note"):
        if sentence.section in told or sentence.quoted:
            continue
        for first, other in set_against(survey_values(sentence, subject.context)):
            what = _unlike(first, other)
            if what and not _is_told(first, other, sentence, subject):
                told.add(sentence.section)
                message = f"{first.said} and {other.said} are of different {what}."
                yield CHECK.finding(message, subject.at(sentence.place(0)))
                break


def _unlike(first: SurveyValue, other: SurveyValue) -> str:
    """Return what differs, with both; empty where nothing does."""
    if first.year != other.year:
        return f"years, {first.year} and {other.year}"
    sources = first.figure.provenance.source, other.figure.provenance.source
    return f"editions or surveys, {' and '.join(sources)}" if all(sources) and len({*sources}) > 1 else ""


def _is_told(first: SurveyValue, other: SurveyValue, sentence: Sentence, subject: Subject) -> bool:
    """Say whether the section gives the years, by words or by a role, or says that surveys differ."""
    around = [one for one in subject.prose.sentences if one.section == sentence.section]
    if any(role.name == "period" for one in around for role in one.roles):
        return True
    text = section_text(sentence, subject.prose)
    years = {*re.findall(r"\b(?:19|20)\d\d\b", text)}
    given = first.year != other.year and {first.year, other.year} <= years
    return given or tells("different-surveys", text)
