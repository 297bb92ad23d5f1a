"""Bills that the draft speaks of, whose status was looked up too long before its day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.draft.places import Place
from builder.resolve.status_dates import measure_in
from kb.common.check_folders import declare
from kb.common.dates_and_numbers import read_day
from kb.findings import Finding
from kb.model.currency import default_currency
from kb.model.records import Law

CHECK = declare(
    __name__,
    "The draft draws on a bill that can still change, and its status was looked up long before its day.",
    "Look it up, and correct `status:`, `status-date:` and `checked:` of its record.",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Report each such bill where it is first drawn on; the day is that of the comment, or of the build."""
    currency, context = default_currency(), subject.context
    day = read_day(subject.draft.front.date) or subject.today
    for law in sorted(context.lookup.laws.values(), key=lambda law: law.id):
        where = _place(law, subject)
        looked = law.checked or law.status_date
        if where and currency.is_stale(law.status, law.session, looked, day):
            age = currency.status_age(law.session, looked, day)
            message = (
                f"{law.number or law.title}: its status is known as of {looked}, {age} days before "
                f"{day}; it is to be looked up after {currency.status_days}."
            )
            yield CHECK.finding(message, subject.at(where), subject=f"legislation/{law.id}")


def _place(law: Law, subject: Subject) -> Place | None:
    """Return where the draft first draws on a measure or on an item of its text."""
    context, drawn = subject.context, subject.context.told.drawn
    own = law == measure_in(law.provenance.source, context)
    items = (
        one for one in context.lookup.evidence.values() if one.provenance.source == law.provenance.source
    )
    names = [law.iri, *(one.iri for one in items if own)]
    return min((drawn[name] for name in names if name in drawn), default=None)
