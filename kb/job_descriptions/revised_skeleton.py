"""A skeleton of the revised description, to be edited: the agency's own lines, and what is to be decided.

Nothing is claimed for the agency: a recorded duty that nothing in the description is like stands there as a
question in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.job_descriptions.description_review import DescriptionReview, Said
from kb.job_descriptions.pages import Heading, Items, Page, Paragraph, Part
from kb.job_descriptions.review_page import cited


def revised_skeleton(review: DescriptionReview) -> Page:
    """Return the skeleton; whatever is in brackets is to be decided and the brackets taken out."""
    subject = review.subject
    parts: list[Part] = [
        Heading(review.description.title or review.title, 1),
        *(Paragraph(f"[“{one.word}” in the title: {one.ask}]") for one in review.clerical if not one.duty),
        Paragraph(f"{subject.agency or '[agency]'}. Revised [date]. To be reviewed again by [date]."),
        Paragraph(
            "[What is in brackets is a question: answer it in your own words or delete it. Then delete this.]"
        ),
        Heading("Summary"),
        Paragraph("[In two sentences: what the work is for, and what is decided in it.]"),
        Heading("Duties"),
        Items(tuple(_duties(review))),
        Heading("Technology"),
        Items(tuple(_technology(review))),
        Heading("Training and certification"),
        Items(tuple(_training(review))),
        Heading("Knowledge, skills and testing"),
        Paragraph("[What applicants are tested on, and by which test.]"),
    ]
    return tuple(parts)


def _duties(review: DescriptionReview) -> Iterator[str]:
    for line in review.description.duties:
        asks: dict[str, list[str]] = {}
        for one in review.clerical:
            if one.duty and one.line == line:
                asks.setdefault(one.ask, []).append(f"“{one.word}”")
        yield line.text + "".join(f" [{', '.join(words)}: {ask}]" for ask, words in asks.items())
    for verdict in review.with_said(Said.POSSIBLE):
        yield f"[Is this said above? If your workers do it: {verdict.duty.statement} {cited(verdict.duty)}]"
    for verdict in review.with_said(Said.NOTHING):
        yield f"[Do your workers do this? {verdict.duty.statement} {cited(verdict.duty)}]"


def _technology(review: DescriptionReview) -> Iterator[str]:
    named = [one.technology.name for one in review.technologies or () if one.line]
    yield from named
    missing = [one.technology.name for one in review.technologies or () if not one.line]
    if missing:
        yield f"[Do your workers use any of these? {'; '.join(missing)}]"
    yield "[All else that the work is done with, by the names that you use.]"


def _training(review: DescriptionReview) -> Iterator[str]:
    for law in review.laws:
        yield f"[{law.jurisdiction}, {law.id}: {law.statement.rstrip('.')}. Say how it is met.]"
    yield "[Length of training before working alone; certificates, and when they are renewed.]"
