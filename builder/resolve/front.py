"""The head of the document out of the front matter and the docket profile."""

from __future__ import annotations

import datetime as dt

from builder import document as doc
from builder.draft.nodes import Draft
from builder.draft.outline import Outline
from builder.resolve import values
from kb.model.docket_records import Docket


def opening(draft: Draft, docket: Docket | None, outline: Outline) -> tuple[str, ...]:
    """Return the lines a comment begins with: the draft's own, else the docket's id, phrase, topics."""
    if draft.front.opening:
        return draft.front.opening
    if docket is None:
        return ()
    lines = [f"Docket ID: {docket.number}", docket.phrase]
    answered = draft.front.topics or {use.id for use in outline.topics}
    topics = [t for t in docket.topics if t.notation in answered]
    if topics:
        named = "; ".join(f"{t.notation} {t.label}" for t in topics)
        lines.append(f"Topics addressed: {named}")
    return tuple(line for line in lines if line)


def title_block(
    draft: Draft, docket: Docket | None, outline: Outline, letterhead: doc.Picture | None = None
) -> doc.TitleBlock:
    """Return the head of the first page."""
    submitter = draft.front.submitter
    lines = (submitter.name, submitter.organization, *submitter.address)
    return doc.TitleBlock(
        opening=opening(draft, docket, outline),
        title=draft.front.title,
        subtitle=draft.front.subtitle,
        submitter=tuple(line for line in lines if line),
        date=values.period(draft.front.date),
        letterhead=letterhead,
    )


def metadata(draft: Draft, docket: Docket | None, day: dt.date) -> doc.Metadata:
    """Return the document properties; the date is that of the draft, or else of the build.

    It is noon there: midnight in UTC is the evening before in all of the United States.
    """
    front = draft.front
    return doc.Metadata(
        title=front.title or "Untitled draft",
        author=front.submitter.organization or front.submitter.name,
        subject=f"Comment on docket {docket.number}" if docket else "",
        keywords=front.keywords,
        language=front.language,
        created=f"{front.date or day.isoformat()}T12:00:00Z",
    )


def running_head(draft: Draft, docket: Docket | None) -> tuple[str, ...]:
    """Return what the head of each later page says: docket, title, and who files, if there is room."""
    parts = (docket.number if docket else "", draft.front.title, draft.front.submitter.organization)
    return tuple(part for part in parts if part)
