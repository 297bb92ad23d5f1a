"""Find what a role or directive names, or say what was meant instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from builder.resolve import values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.lookup.records import Claim, Evidence, Figure, Objection, Occupation
from kb.common.nearest import did_you_mean

Value = TypeVar("Value")


def known(kind: str, identifier: str, records: Mapping[str, Value], hint: str) -> Value:
    """Return a record by id.

    Raises:
        UnresolvedError: there is none; the check is named `unknown-<kind>`.
    """
    if identifier in records:
        return records[identifier]
    raise UnresolvedError(
        f"unknown-{kind}",
        f"There is no {kind} {identifier!r}.",
        did_you_mean(identifier, records, hint),
    )


def claim(identifier: str, context: Context) -> Claim:
    """Return a claim by id."""
    return known("claim", identifier, context.lookup.claims, "Add one: soc-evidence new claim.")


def evidence(identifier: str, context: Context) -> Evidence:
    """Return an evidence item by id."""
    hint = "Add it under `evidence:` in the file of its source."
    return known("evidence", identifier, context.lookup.evidence, hint)


def objection(identifier: str, context: Context) -> Objection:
    """Return an objection by id."""
    hint = "Add one: soc-evidence new objection."
    return known("objection", identifier, context.lookup.objections, hint)


def occupation(code: str, context: Context) -> Occupation:
    """Return a 2018 SOC class by code."""
    found = context.lookup.occupation(code)
    if found:
        return found
    by_title = {title.lower(): c for c, title in context.lookup.titles.items()}
    fix = did_you_mean(code, context.lookup.titles, "Use a code of the 2018 SOC, such as 43-5031.")
    if code.lower() in by_title:
        fix = f"Write the code: {by_title[code.lower()]}."
    raise UnresolvedError("unknown-code", f"There is no 2018 SOC code {code!r}.", fix)


def figure(argument: str, context: Context) -> Figure:
    """Return the figure that `CODE MEASURE PERIOD` or a figure id names; PERIOD may be `latest`.

    Raises:
        UnresolvedError: there is none, with the nearest that there is.
    """
    words = argument.split()
    if len(words) == 1:
        found = context.lookup.figure(words[0])
        if found:
            return found
    if len(words) != 3:
        raise UnresolvedError(
            "unknown-figure",
            f"{argument!r} names no figure.",
            "Write code, measure and period, such as 43-5031 employment 2025-05, or a figure's id.",
        )
    code, measure, period = words
    occupation(code, context)
    of_measure = {f.period: f for f in _plain_figures(code, context) if f.measure == measure}
    if not of_measure:
        measures = {f.measure for f in context.lookup.figures_of(code).values()}
        raise UnresolvedError(
            "unknown-figure",
            f"There is no figure {measure!r} for {code}.",
            did_you_mean(measure, measures, f"Known measures: {', '.join(sorted(measures)) or 'none'}."),
        )
    if period == "latest":
        return of_measure[max(of_measure)]
    if period not in of_measure:
        known_periods = ", ".join(sorted(of_measure))
        raise UnresolvedError(
            "unknown-figure",
            f"There is no figure of {measure} for {code} in {values.period(period)}.",
            f"Known periods: {known_periods}.",
        )
    return of_measure[period]


def _plain_figures(code: str, context: Context) -> list[Figure]:
    """Return an occupation's figures, those with a place or label of their own last overwritten."""
    figures = context.lookup.figures_of(code).values()
    return sorted(figures, key=lambda f: (not (f.place or f.label), f.id))
