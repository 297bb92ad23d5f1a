"""The one door to records: what a role, a directive or a citation names, or what was meant instead.

Nothing else of this room takes a record by its id, so that the judgement on it is asked in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from builder.resolve import values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.drawing import Named, draw, draw_all, judged, listed
from kb.common.names import did_you_mean, natural
from kb.errors import SocEvidenceError
from kb.findings import Check, Severity
from kb.job_descriptions.duty_shares import By, DutyShares
from kb.job_descriptions.duty_shares import duty_shares as shares_of_agencies
from kb.model.classes_elsewhere import ClassElsewhere
from kb.model.committee_decisions import Decision
from kb.model.evidence import choose_figures
from kb.model.records import (
    Claim,
    Docket,
    Duty,
    EvidenceItem,
    Figure,
    Function,
    Law,
    Objection,
    Occupation,
    Principle,
    Source,
)
from kb.standing import Standing, Use

Value = TypeVar("Value")
One = TypeVar("One", bound=Named)


def _unknown(what: str, problem: str, fix: str) -> Check:
    return Check(f"unknown-{what}", Severity.ERROR, problem, fix)


UNKNOWN_AGENT = _unknown("agent", "There is no such agent.", "Correct the id.")
UNKNOWN_ANCHOR = _unknown("anchor", "No heading has this anchor.", "Give the heading {id=…}.")
UNKNOWN_CLAIM = _unknown("claim", "There is no such claim.", "Correct the id, or add the claim.")
UNKNOWN_CODE = _unknown("code", "There is no such SOC code.", "Correct the code.")
UNKNOWN_DUTIES = _unknown("duties", "An occupation has no duties recorded.", "Add them, or leave it out.")
UNKNOWN_DESCRIPTIONS = _unknown(
    "descriptions", "No agency's job description of the work is counted.", "Add some, with permission."
)
UNKNOWN_EVIDENCE = _unknown("evidence", "There is no such evidence item.", "Correct the id.")
UNKNOWN_FIGURE = _unknown("figure", "There is no such figure.", "Correct code, measure or period.")
UNKNOWN_FUNCTION = _unknown("function", "There is no such function.", "Correct the id.")
UNKNOWN_DECISION = _unknown("decision", "No decision of the committee matches.", "Change the options.")
UNKNOWN_ELSEWHERE = _unknown(
    "elsewhere", "No class of another classification matches.", "Change the options."
)
UNKNOWN_LEGISLATION = _unknown("legislation", "No legislation matches.", "Change the options.")
UNKNOWN_OBJECTION = _unknown("objection", "There is no such objection.", "Correct the id.")
UNKNOWN_PRINCIPLE = _unknown("principle", "There is no such principle.", "Use the number of one.")


def known(check: Check, identifier: str, names: Mapping[str, Value], hint: str) -> Value:
    """Return what a name stands for; the check is called `unknown-` and what the names are of.

    Raises:
        UnresolvedError: there is none, with the nearest that there is.
    """
    if identifier in names:
        return names[identifier]
    what = check.id.removeprefix("unknown-")
    raise UnresolvedError(check, f"There is no {what} {identifier!r}.", did_you_mean(identifier, names, hint))


def _named(
    kind: str, check: Check, identifier: str, records: Mapping[str, One], hint: str, context: Context
) -> One:
    return draw(kind, known(check, identifier, records, hint), context)


def claim(identifier: str, context: Context) -> Claim:
    """Return a claim by id."""
    hint = "Add one: soc-evidence new claim."
    return _named("claim", UNKNOWN_CLAIM, identifier, context.lookup.claims, hint, context)


def evidence(identifier: str, context: Context) -> EvidenceItem:
    """Return an evidence item by id."""
    hint = "Add it under `evidence:` in the file of its source."
    return _named("evidence", UNKNOWN_EVIDENCE, identifier, context.lookup.evidence, hint, context)


def objection(identifier: str, context: Context) -> Objection:
    """Return an objection by id."""
    hint = "Add one: soc-evidence new objection."
    return _named("objection", UNKNOWN_OBJECTION, identifier, context.lookup.objections, hint, context)


def principle(identifier: str, context: Context) -> Principle:
    """Return a classification principle or coding guideline by its number."""
    principles = context.lookup.principles
    hint = f"There are {_numbered(principles)}."
    return _named("principle", UNKNOWN_PRINCIPLE, identifier, principles, hint, context)


def _numbered(identifiers: Iterable[str]) -> str:
    """Return numbered ids as ranges, such as `P1 to P10, G1 to G6`."""
    series: dict[str, list[str]] = {}
    for identifier in sorted(identifiers, key=natural):
        series.setdefault(identifier.rstrip("0123456789"), []).append(identifier)
    return ", ".join(f"{some[0]} to {some[-1]}" if len(some) > 1 else some[0] for some in series.values())


def agent(identifier: str, context: Context) -> str:
    """Return the name of an agent by id."""
    hint = "Add it: soc-evidence new agent."
    return _named("agent", UNKNOWN_AGENT, identifier, context.lookup.agents, hint, context).name


def function(name: str, context: Context) -> Function:
    """Return a protective function by name."""
    hint = f"Functions: {', '.join(context.lookup.functions)}."
    return _named("function", UNKNOWN_FUNCTION, name, context.lookup.functions, hint, context)


def bill(identifier: str, context: Context) -> Law:
    """Return a bill or law by id."""
    hint = "Add it: soc-evidence new legislation."
    return _named("legislation", UNKNOWN_LEGISLATION, identifier, context.lookup.laws, hint, context)


def decision(identifier: str, context: Context) -> Decision:
    """Return a decision of the committee by id."""
    hint = "Add it: soc-evidence new decision."
    return _named("decision", UNKNOWN_DECISION, identifier, context.lookup.decisions, hint, context)


def class_elsewhere(identifier: str, context: Context) -> ClassElsewhere:
    """Return a class of another classification by the id of its record."""
    hint = "Add it: soc-evidence new elsewhere."
    return _named("elsewhere", UNKNOWN_ELSEWHERE, identifier, context.lookup.elsewhere, hint, context)


def claims(identifiers: Iterable[str], context: Context) -> list[Claim]:
    """Return those of some claims that the graph has."""
    return draw_all("claim", map(context.lookup.claims.get, identifiers), context)


def evidence_items(identifiers: Iterable[str], context: Context) -> list[EvidenceItem]:
    """Return those of some evidence items that the graph has."""
    return draw_all("evidence", map(context.lookup.evidence.get, identifiers), context)


def quoted_from(source: str, context: Context) -> list[EvidenceItem]:
    """Return the evidence items of a source that hold a quotation, as far as they may be drawn on."""
    items = (i for i in context.lookup.evidence.values() if i.provenance.source == source and i.quote)
    return [item for item in items if judged("evidence", item.id, context).allows(Use.STATE)]


def figures(identifiers: Iterable[str], context: Context) -> list[Figure]:
    """Return those of some figures, by id, that the graph has."""
    return draw_all("figure", map(context.lookup.figure, identifiers), context)


def duties(identifiers: Iterable[str], context: Context) -> list[Duty]:
    """Return those of some duties that the graph has."""
    return draw_all("duty", map(context.lookup.duties.get, identifiers), context)


def bills(identifiers: Iterable[str], context: Context) -> list[Law]:
    """Return those of some bills and laws that the graph has."""
    return draw_all("legislation", map(context.lookup.laws.get, identifiers), context)


def objections(identifiers: Iterable[str], context: Context) -> list[Objection]:
    """Return those of some objections that the graph has."""
    return draw_all("objection", map(context.lookup.objections.get, identifiers), context)


def every_bill(context: Context) -> list[Law]:
    """Return the bills and laws of the graph, in the order of their ids."""
    return listed("legislation", context.lookup.laws.values(), Use.SHOW, context)


def decisions(identifiers: Iterable[str], context: Context) -> list[Decision]:
    """Return those of some decisions that the graph has."""
    return draw_all("decision", map(context.lookup.decisions.get, identifiers), context)


def listed_decisions(some: Iterable[Decision], context: Context) -> list[Decision]:
    """Return those of some decisions of the committee that belong into a listing."""
    return listed("decision", some, Use.SHOW, context)


def classes_elsewhere(identifiers: Iterable[str], context: Context) -> list[ClassElsewhere]:
    """Return those of some classes of other classifications that the graph has."""
    return draw_all("elsewhere", map(context.lookup.elsewhere.get, identifiers), context)


def listed_elsewhere(some: Iterable[ClassElsewhere], context: Context) -> list[ClassElsewhere]:
    """Return those of some classes of other classifications that belong into a listing."""
    return listed("elsewhere", some, Use.SHOW, context)


def dockets(identifiers: Iterable[str], context: Context) -> list[Docket]:
    """Return those of some dockets that the graph has."""
    return draw_all("docket", map(context.lookup.dockets.get, identifiers), context)


def sources(identifiers: Iterable[str], context: Context) -> list[Source]:
    """Return those of some sources that the graph has."""
    return draw_all("source", map(context.lookup.sources.get, identifiers), context)


def source(identifier: str, context: Context) -> Source | None:
    """Return a source by id; None when there is none."""
    return next(iter(sources([identifier], context)), None)


def duties_of(code: str, context: Context, sources: Iterable[str] = ()) -> list[Duty]:
    """Return the duties of an occupation, in the order of its sources.

    What one office says of its own work is among them only where `sources`, to which they are limited, names
    it.
    """
    every, named = context.lookup.duties_of(code), frozenset(sources)
    if not named:
        return listed("duty", every, Use.LIST, context)
    some = [duty for duty in every if duty.provenance.source in named]
    return listed("duty", some, Use.LIST, context, despite=Standing.LOCAL)


def duty_shares(code: str, by: str, context: Context) -> DutyShares:
    """Return the shares of agencies that require each duty of an occupation, parted by `state` or `size`.

    Raises:
        UnresolvedError: nothing is counted, or there is nothing of that name to part agencies by.
    """
    if by and by not in set(By):
        fix = f"Write one of: {', '.join(By)}."
        raise UnresolvedError(UNKNOWN_DESCRIPTIONS, f"Agencies are not parted by {by!r}.", fix)
    try:
        found = shares_of_agencies(context.lookup, code, context.standings, By(by) if by else None)
    except SocEvidenceError as error:
        raise UnresolvedError(UNKNOWN_DESCRIPTIONS, error.message, error.remedy) from error
    whole = found.groups[0]
    federal = (context.lookup.duties.get(one.duty.id) for one in whole.shares)
    listed("duty", (duty for duty in federal if duty), Use.LIST, context)
    for one in whole.descriptions:
        listed("source", [one.source], Use.LIST, context, despite=Standing.LOCAL)
        listed("duty", one.duties, Use.LIST, context, despite=Standing.LOCAL)
    return found


def is_of_one_office(duty: Duty, context: Context) -> bool:
    """Say whether a duty is what one office says of its own work."""
    return any(reason.standing is Standing.LOCAL for reason in judged("duty", duty.id, context).reasons)


def every_objection(context: Context) -> list[Objection]:
    """Return the objections of the graph, in the order of their ids."""
    records = listed("objection", context.lookup.objections.values(), Use.SHOW, context)
    found = {record.id: record for record in records}
    return [found[identifier] for identifier in sorted(found, key=natural)]


def protective_functions(context: Context) -> list[Function]:
    """Return the functions that count as protective, in the order of the ontology."""
    return [function for function in context.lookup.functions.values() if function.protective]


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
    raise UnresolvedError(UNKNOWN_CODE, f"There is no {soc.name} code {code!r}.", fix)


def figure(argument: str, context: Context) -> Figure:
    """Return the figure that `CODE MEASURE PERIOD` or a figure id names; PERIOD may be `latest`.

    Raises:
        UnresolvedError: there is none, with the nearest that there is. The number of a place or a part never
            stands for the whole.
    """
    found = selected_figure(argument, context)
    return _named("figure", UNKNOWN_FIGURE, found.id, {found.id: found}, "", context)


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
        ("counting figures", code, id(context.standings)),
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
