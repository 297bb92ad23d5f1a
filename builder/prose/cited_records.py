"""The records behind a sentence: what its citations and roles name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from builder.prose.sentences import CITED, Sentence
from builder.resolve import find_figures
from builder.resolve.context import Context, UnresolvedError
from kb.model.classes_elsewhere import ClassElsewhere
from kb.model.committee_decisions import Decision
from kb.model.records import Duty, EvidenceItem, Figure, Law, Source

FIGURE_ROLES = ("figure", "value", "period", "share")
"""Roles whose arguments name figures."""


@dataclass(frozen=True, slots=True)
class CitedRecords:
    """What a sentence rests on, each record once, in the order in which it is named."""

    sources: dict[str, Source] = field(default_factory=dict)
    """Sources cited by themselves, without an item of theirs."""
    evidence: dict[str, EvidenceItem] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    laws: dict[str, Law] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    elsewhere: dict[str, ClassElsewhere] = field(default_factory=dict)

    @property
    def source_ids(self) -> set[str]:
        """Ids of the sources that are cited by themselves or stand behind a record."""
        behind = [record.provenance.source for record in self.evidence.values()]
        behind += [record.provenance.source for record in self.figures.values()]
        behind += [record.provenance.source for record in self.duties.values()]
        behind += [record.provenance.source for record in self.laws.values()]
        behind += [record.provenance.source for record in self.decisions.values()]
        behind += [record.provenance.source for record in self.elsewhere.values()]
        return {*self.sources, *behind} - {""}

    def __bool__(self) -> bool:
        return any(
            (
                *(self.sources, self.evidence, self.figures, self.duties, self.laws),
                *(self.decisions, self.elsewhere),
            )
        )


def cited_records(sentence: Sentence, context: Context) -> CitedRecords:
    """Return the records that a sentence names; what no record has, or may not be drawn on, is left out.

    That it is unknown or refused is told where the draft is filled in.
    """
    found = CitedRecords()
    for cite in sentence.citations:
        for item in cite.items:
            _take_key(item.key, found, context)
    for role in sentence.roles:
        if role.name in FIGURE_ROLES:
            for argument in role.argument.split(" of "):
                _take_figure(argument, found, context)
        elif role.name == "status":
            _take_key(f"legislation:{role.argument.strip()}", found, context)
        elif role.name in ("quote", "evidence"):
            _take_key(f"evidence:{role.argument.split()[0] if role.argument.split() else ''}", found, context)
    return found


def records_by_citation(sentence: Sentence, context: Context) -> list[tuple[int, CitedRecords]]:
    """Return where in its text a sentence cites, with the records of each citation, in order."""
    marks = {sentence.place(i): i for i, mark in enumerate(sentence.text) if mark == CITED}
    found = []
    for cite in sentence.citations:
        # The author of a citation in the text stands one character before its mark.
        inside = replace(cite.place, column=cite.place.column + 1) if cite.in_text else cite.place
        alone = replace(sentence, citations=(cite,), roles=())
        found.append((marks.get(inside, len(sentence.text)), cited_records(alone, context)))
    return sorted(found, key=lambda pair: pair[0])


def _take_key(key: str, found: CitedRecords, context: Context) -> None:
    """Take the record of a citation key: `id`, or `kind:id`, in the order in which keys are looked up."""
    kind, _, name = key.rpartition(":")
    lookup = context.lookup
    if kind in ("", "source") and name in lookup.sources:
        found.sources[name] = lookup.sources[name]
    elif kind in ("", "evidence") and name in lookup.evidence:
        found.evidence[name] = lookup.evidence[name]
    elif kind in ("", "figure") and (figure := lookup.figure(name)):
        found.figures[name] = figure
    elif kind in ("", "duty") and name in lookup.duties:
        found.duties[name] = lookup.duties[name]
    elif kind in ("", "legislation") and name in lookup.laws:
        found.laws[name] = lookup.laws[name]
    elif kind in ("", "decision") and name in lookup.decisions:
        found.decisions[name] = lookup.decisions[name]
    elif kind in ("", "elsewhere") and name in lookup.elsewhere:
        found.elsewhere[name] = lookup.elsewhere[name]


def _take_figure(argument: str, found: CitedRecords, context: Context) -> None:
    try:
        figure = find_figures.selected_figure(argument, context)
    except UnresolvedError:
        return
    found.figures[figure.id] = figure
