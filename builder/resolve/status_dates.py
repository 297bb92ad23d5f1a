"""The day as of which a measure's status is known, for whatever is said of it in the present tense."""

from __future__ import annotations

from builder.resolve import values
from builder.resolve.context import Context
from kb.model.currency import default_currency
from kb.model.records import Law
from kb.quoting.present_status import undated


def can_change(law: Law) -> bool:
    """Say whether a measure's status is one that can still change."""
    return law.status in default_currency().open_statuses


def as_of(law: Law) -> str:
    """Return `as of June 1, 2026` for a status that can still change; empty where no day is recorded."""
    return f"as of {values.period(law.checked)}" if law.checked and can_change(law) else ""


def status(law: Law, context: Context) -> str:
    """Return a measure's status with its date, and as of which day it is known."""
    label = context.lookup.label("legislative-status", law.status)
    dated = f"{label}, {values.period(law.status_date)}" if law.status_date else label
    return "; ".join(part for part in (dated, as_of(law)) if part)


def measure_in(source: str, context: Context) -> Law | None:
    """Return the measure whose record names a source, if one alone does: a bill's text, no list of bills."""
    laws = [law for law in context.lookup.laws.values() if source and law.provenance.source == source]
    return laws[0] if len(laws) == 1 else None


def dated(statement: str, source: str, context: Context) -> str:
    """Return a statement from a source, dated where it says how the open measure in it stands now."""
    law = measure_in(source, context)
    day = as_of(law) if law else ""
    return f"{statement} ({day})" if day and undated(statement) else statement
