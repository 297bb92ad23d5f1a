"""What a draft has to answer by its case, and what it answers: the gaps before the deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from builder.case import Case, case_of
from builder.draft.nodes import Draft
from builder.draft.outline import Outline, Use, outline
from builder.draft_file import find_draft, read_draft
from builder.resolve.directives import NAMING
from builder.resolve.resolve_draft import read
from kb.analysis.coverage import SECTIONS, Entry
from kb.analysis.coverage import coverage as coverage_of_base
from kb.api import Base, open_base
from kb.common.names import natural
from kb.common.output import Results, results
from kb.model import Records
from kb.standing import Use as StandingUse
from kb.standing.gathering import standings_of_graph
from kb.workspace import Workspace


def coverage(base: Base | Workspace | Path | str, draft: Path | str | None = None) -> Results[Entry]:
    """Return what a draft owes and what it argues, each with its state and the sections that cover it.

    Args:
        base: the base that the draft is bound to, which is refreshed; or what `kb.open` takes.
        draft: the draft's file, from the workspace's root; without it, the one that the workspace names.

    Raises:
        MissingError: there is no such draft.
        UnreadableError: the draft is not text.
    """
    base = open_base(base)
    path = base.root / find_draft(base.workspace, draft, "coverage")
    parsed = read(read_draft(path), str(path))
    base.refresh()
    entries = _Covered(parsed, base).entries()
    return results(sorted(entries, key=lambda entry: (SECTIONS.index(entry.section), natural(entry.id))))


class _Covered:
    """One draft beside the records that it is bound to."""

    def __init__(self, draft: Draft, base: Base) -> None:
        self.front = draft.front
        self.outline: Outline = outline(draft, NAMING)
        self.lookup: Records = base.records
        self.case: Case = case_of(draft.front, self.lookup)
        self.standings = standings_of_graph(base.graph)
        self.of_base = {(e.section, e.id): e for e in coverage_of_base(base.graph)}

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for each thing that the draft owes or names."""
        yield from self.claims()
        yield from self.objections()
        yield from self.principles()
        yield from self.items()
        yield from self.topics()

    def places(self, uses: Iterable[Use]) -> dict[str, tuple[str, ...]]:
        """Return the anchors of the sections that name a record, by its id."""
        found: dict[str, dict[str, None]] = {}
        for use in uses:
            section = self.outline.section_of(use)
            found.setdefault(use.id, {})[f"#{section.anchor}" if section else "before the first heading"] = (
                None
            )
        return {name: tuple(anchors) for name, anchors in found.items()}

    def claims(self) -> Iterator[Entry]:
        """Yield the claims argued, as well as they are supported."""
        for name, places in self.places(self.outline.claims).items():
            known = self.of_base.get(("claims", name))
            if known:
                yield Entry("claims", name, known.title, known.state, known.open, places)

    def objections(self) -> Iterator[Entry]:
        """Yield the objections that want a reply, and those that get one."""
        answered, declined = self.places(self.outline.answers), self.front.declines_to_contest
        for name, one in self.lookup.objections.items():
            owed = self.case.binds(one) and self.standings.of(one.iri).allows(StandingUse.SHOW)
            if not (owed or name in answered or name in declined):
                continue
            state = "answered" if name in answered else "unanswered"
            if name in declined:
                state = "declined and answered" if name in answered else f"not contested: {declined[name]}"
            left = state in ("unanswered", "declined and answered")
            yield Entry("objections", name, one.title, state, left, answered.get(name, ()))

    def principles(self) -> Iterator[Entry]:
        """Yield the principles and guidelines that the objections to be met rest on, or what is argued does.

        A principle is argued where a claim on it is, or an objection that rests on it is answered.
        """
        contested = {
            principle
            for one in self.lookup.objections.values()
            if self.case.binds(one) and one.id not in self.front.declines_to_contest
            for principle in one.principles
        }
        argued: dict[str, list[str]] = {}
        uses = ((self.outline.claims, self.lookup.claims), (self.outline.answers, self.lookup.objections))
        for named, records in uses:
            for name, places in self.places(named).items():
                for principle in records[name].principles if name in records else ():
                    argued.setdefault(principle, []).extend(places)
        for name in {*contested, *argued}:
            known = self.lookup.principles.get(name)
            section = "principles" if ("principles", name) in self.of_base else "guidelines"
            state = "argued" if name in argued else "not argued"
            state += "; an objection invokes it" if name in contested else ""
            by = tuple(dict.fromkeys(argued.get(name, ())))
            yield Entry(section, name, known.label if known else "", state, name not in argued, by)

    def items(self) -> Iterator[Entry]:
        """Yield the items of information that are owed, and those supplied."""
        supplied = self.places(self.outline.items)
        owed = self.case.required_items
        for item in self.case.docket.required_items if self.case.docket else ():
            said = item.id in self.front.required_items
            if item in owed or said or item.id in supplied:
                yield self.entry("required items", item.id, item.label, supplied, said=said, done="supplied")

    def topics(self) -> Iterator[Entry]:
        """Yield the topics that want a reply, and those that get one."""
        answered = self.places(self.outline.topics)
        owed = self.case.topics
        for topic in self.case.docket.topics if self.case.docket else ():
            said = topic.notation in self.front.topics and "each-topic" not in self.case.kind.owes
            if topic in owed or said or topic.notation in answered:
                yield self.entry("topics", topic.notation, topic.label, answered, said=said, done="answered")

    def entry(
        self, section: str, name: str, title: str, by: Mapping[str, tuple[str, ...]], *, said: bool, done: str
    ) -> Entry:
        """Return an entry for what sections cover, or what the front matter says is covered."""
        state = done if name in by else "named in the front matter" if said else f"not {done}"
        return Entry(section, name, title, state, name not in by and not said, by.get(name, ()))
