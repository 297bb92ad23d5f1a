"""The door to figures: by id, by code, measure and period, or what was meant instead."""

from __future__ import annotations

from collections.abc import Iterable

from builder.resolve import values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.drawing import draw, draw_all, judged, listed
from builder.resolve.find import occupation, unknown
from kb.common.names import did_you_mean
from kb.model.evidence import choose_figures
from kb.model.records import Figure
from kb.standing import Use

UNKNOWN_FIGURE = unknown("figure", "There is no such figure.", "Correct code, measure or period.")


def figures(identifiers: Iterable[str], context: Context) -> list[Figure]:
    """Return those of some figures, by id, that the graph has."""
    return draw_all("figure", map(context.lookup.figure, identifiers), context)


def figure(argument: str, context: Context) -> Figure:
    """Return the figure that `CODE MEASURE PERIOD` or a figure id names; PERIOD may be `latest`.

    Raises:
        UnresolvedError: there is none, with the nearest that there is. The number of a place or a part never
            stands for the whole.
    """
    found = selected_figure(argument, context)
    return draw("figure", found, context)


def counted_figure(code: str, measure: str, period: str, context: Context) -> Figure | None:
    """Return a figure of an occupation for a table; None where none is recorded, or none that counts.

    Raises:
        UnresolvedError: there is no such code.
    """
    occupation(code, context)
    every = context.lookup.figures_of(code).values()
    soc = context.lookup.classification
    asked = choose_figures(every, measure, period, soc).found
    counting = _counting(code, context)
    chosen = choose_figures(counting, measure, period, soc).found
    listed("figure", [figure for figure in asked if figure not in chosen], Use.LIST, context)
    kept = listed("figure", chosen, Use.LIST, context)
    return kept[-1] if kept else None


def _counting(code: str, context: Context) -> list[Figure]:
    """Return the figures of an occupation that may be listed."""
    every = context.lookup.figures_of(code).values()
    return context.lookup.derived(
        ("counting figures", code, context.standings),
        lambda: [one for one in every if judged("figure", one.id, context).allows(Use.LIST)],
    )


def selected_figure(argument: str, context: Context) -> Figure:
    """Return the figure that an argument of `figure` names, without drawing on it.

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
            UNKNOWN_FIGURE,
            f"{argument!r} names no figure.",
            "Write code, measure and period, such as 43-5031 employment 2025-05, or a figure's id.",
        )
    code, measure, period = words
    occupation(code, context)
    every = context.lookup.figures_of(code).values()
    counting = _counting(code, context)
    soc = context.lookup.classification
    for figures_there in (counting, every):  # what does not count may still be named, and is judged then
        chosen = choose_figures(figures_there, measure, period, soc)
        if chosen.found:
            return chosen.found[-1]
    raise _no_figure(code, measure, period, chosen.others, context)


def _no_figure(
    code: str, measure: str, period: str, others: tuple[Figure, ...], context: Context
) -> UnresolvedError:
    """Say what of a figure there is none of: the measure, the period, or the country as a whole."""
    if not others:
        measures = {f.measure for f in context.lookup.figures_of(code).values()}
        return UnresolvedError(
            UNKNOWN_FIGURE,
            f"There is no figure {measure!r} for {code}.",
            did_you_mean(measure, measures, f"Known measures: {', '.join(sorted(measures)) or 'none'}."),
        )
    plain = [f for f in others if not f.label and context.lookup.classification.is_nation(f.place)]
    if plain:
        return UnresolvedError(
            UNKNOWN_FIGURE,
            f"There is no figure of {measure} for {code} in {values.period(period)}.",
            f"Known periods: {', '.join(sorted({f.period for f in plain}))}.",
        )
    known_ones = ", ".join(f"{f.id} ({_what_it_is_of(f)})" for f in others[:_MOST])
    return UnresolvedError(
        UNKNOWN_FIGURE,
        f"There is no figure of {measure} for {code} as a whole, only of a place or a part.",
        f"Name one by its id: {known_ones}{', …' if len(others) > _MOST else ''}.",
    )


_MOST = 6
"""Figures that are named where none answers."""


def _what_it_is_of(figure: Figure) -> str:
    return ", ".join(part for part in (figure.place, figure.label, values.period(figure.period)) if part)
