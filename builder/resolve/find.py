"""Find what a role or directive names, or say what was meant instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from builder.resolve import values
from builder.resolve.context import Context, UnresolvedError
from kb.common.nearest import did_you_mean
from kb.common.ordering import natural
from kb.model.records import Claim, EvidenceItem, Figure, Objection, Occupation, Principle

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


def evidence(identifier: str, context: Context) -> EvidenceItem:
    """Return an evidence item by id."""
    hint = "Add it under `evidence:` in the file of its source."
    return known("evidence", identifier, context.lookup.evidence, hint)


def objection(identifier: str, context: Context) -> Objection:
    """Return an objection by id."""
    hint = "Add one: soc-evidence new objection."
    return known("objection", identifier, context.lookup.objections, hint)


def principle(identifier: str, context: Context) -> Principle:
    """Return a classification principle or coding guideline by its number."""
    known_ones = context.lookup.principles
    return known("principle", identifier, known_ones, f"There are {_numbered(known_ones)}.")


def _numbered(identifiers: Iterable[str]) -> str:
    """Return numbered ids as ranges, such as `P1 to P10, G1 to G6`."""
    series: dict[str, list[str]] = {}
    for identifier in sorted(identifiers, key=natural):
        series.setdefault(identifier.rstrip("0123456789"), []).append(identifier)
    return ", ".join(f"{some[0]} to {some[-1]}" if len(some) > 1 else some[0] for some in series.values())


def occupation(code: str, context: Context) -> Occupation:
    """Return a class of the classification by code."""
    found = context.lookup.occupation(code)
    if found:
        return found
    by_title = {title.lower(): c for c, title in context.lookup.titles.items()}
    soc = context.lookup.classification
    fix = did_you_mean(code, context.lookup.titles, f"Use a code of the {soc.name}, such as {soc.example}.")
    if code.lower() in by_title:
        fix = f"Write the code: {by_title[code.lower()]}."
    raise UnresolvedError("unknown-code", f"There is no {soc.name} code {code!r}.", fix)


def figure(argument: str, context: Context) -> Figure:
    """Return the figure that `CODE MEASURE PERIOD` or a figure id names; PERIOD may be `latest`.

    Raises:
        UnresolvedError: there is none, with the nearest that there is. The number of a place or a part never
            stands for the whole.
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
    chosen = context.lookup.choose_figures(code, measure, period)
    if not chosen.found:
        raise _no_figure(code, measure, period, chosen.others, context)
    return chosen.found[-1]


def _no_figure(
    code: str, measure: str, period: str, others: tuple[Figure, ...], context: Context
) -> UnresolvedError:
    """Say what of a figure there is none of: the measure, the period, or the country as a whole."""
    if not others:
        measures = {f.measure for f in context.lookup.figures_of(code).values()}
        return UnresolvedError(
            "unknown-figure",
            f"There is no figure {measure!r} for {code}.",
            did_you_mean(measure, measures, f"Known measures: {', '.join(sorted(measures)) or 'none'}."),
        )
    plain = [f for f in others if not f.label and context.lookup.classification.is_nation(f.place)]
    if plain:
        return UnresolvedError(
            "unknown-figure",
            f"There is no figure of {measure} for {code} in {values.period(period)}.",
            f"Known periods: {', '.join(sorted({f.period for f in plain}))}.",
        )
    known = ", ".join(f"{f.id} ({_what_it_is_of(f)})" for f in others[:_MOST])
    return UnresolvedError(
        "unknown-figure",
        f"There is no figure of {measure} for {code} as a whole, only of a place or a part.",
        f"Name one by its id: {known}{', …' if len(others) > _MOST else ''}.",
    )


_MOST = 6
"""Figures that are named where none answers."""


def _what_it_is_of(figure: Figure) -> str:
    return ", ".join(part for part in (figure.place, figure.label, values.period(figure.period)) if part)
