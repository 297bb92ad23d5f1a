"""The one door to records: what a role, a directive or a citation names, or what was meant instead.

Nothing else of this room takes a record by id, so that the judgement on it is asked in one place. Figures,
chosen by what they measure, have theirs in `find_figures.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from builder.resolve.context import Context, UnresolvedError
from builder.resolve.drawing import Named, draw, draw_all, judged, listed
from kb.common.names import did_you_mean, natural
from kb.errors import SocEvidenceError
from kb.findings import Check, Severity
from kb.job_descriptions.duty_shares import By, DutyShares
from kb.job_descriptions.duty_shares import duty_shares as shares_of_agencies
from kb.model.classes_elsewhere import ClassElsewhere
from kb.model.committee_decisions import Decision
from kb.model.docket_records import Docket
from kb.model.records import (
    Claim,
    Duty,
    EvidenceItem,
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


def unknown(what: str, problem: str, fix: str) -> Check:
    """Return the check that tells of a name nothing has; it is called `unknown-` and what it should be of."""
    return Check(f"unknown-{what}", Severity.ERROR, problem, fix)


UNKNOWN_AGENT = unknown("agent", "There is no such agent.", "Correct the id.")
UNKNOWN_ANCHOR = unknown("anchor", "No heading has this anchor.", "Give the heading {id=…}.")
UNKNOWN_CLAIM = unknown("claim", "There is no such claim.", "Correct the id, or add the claim.")
UNKNOWN_CODE = unknown("code", "There is no such SOC code.", "Correct the code.")
UNKNOWN_DUTIES = unknown("duties", "An occupation has no duties recorded.", "Add them, or leave it out.")
UNKNOWN_DESCRIPTIONS = unknown(
    "descriptions", "No agency's job description of the work is counted.", "Add some, with permission."
)
UNKNOWN_EVIDENCE = unknown("evidence", "There is no such evidence item.", "Correct the id.")
UNKNOWN_FUNCTION = unknown("function", "There is no such function.", "Correct the id.")
UNKNOWN_DECISION = unknown("decision", "No decision of the committee matches.", "Change the options.")
UNKNOWN_ELSEWHERE = unknown("elsewhere", "No class of another classification matches.", "Change the options.")
UNKNOWN_LEGISLATION = unknown("legislation", "No legislation matches.", "Change the options.")
UNKNOWN_OBJECTION = unknown("objection", "There is no such objection.", "Correct the id.")
UNKNOWN_PRINCIPLE = unknown("principle", "There is no such principle.", "Use the number of one.")


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
