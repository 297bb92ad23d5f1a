"""The draft that a new workspace begins with: the sections that its case needs, and what is on record for it.

The text of the parts is `example/skeleton.md`; which of them a draft gets follows from what its kind of
comment owes by the docket's profile, from its side, and from the records on its occupation.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path
from string import Template

from builder.case import Case, kind_of_comment, misplaced, nearest_code
from builder.draft import parse
from builder.draft.front_matter import POSITIONS, FrontMatter
from kb.api import Base
from kb.common.dates_and_numbers import today
from kb.common.names import did_you_mean, natural, slug
from kb.errors import UsageError
from kb.model import Records
from kb.model.docket_records import Docket
from kb.model.records import Objection
from kb.standing import Use
from kb.standing.gathering import standings_of_graph
from kb.standing.support import claim_support, supported_claims

_FOLDER = Path(__file__).parent / "example"
_HOW = """\
<!-- Replace each line that says so with your text. Headings carry what a section does: claim=ID argues a
claim, topic=… answers a topic, item=… gives required information, answers=… replies to an objection.
Citations are written with the id of a source or an evidence item behind an at sign, in square brackets. -->
"""
_DIRECTIVE = re.compile(r"^```\{(\w+)\} (\d\S*)[^\n]*\n.*?^```\n+", re.MULTILINE | re.DOTALL)


@cache
def example_front() -> FrontMatter:
    """Return the front matter of the example submission, whose case is the usual one."""
    return parse((_FOLDER / "submission.md").read_text("utf-8"), "submission.md").front


def make_case(
    base: Base, occupation: str = "", proposes: str = "", position: str = "", kind: str = "", docket: str = ""
) -> Case:
    """Return the case that somebody names; what is left out is that of the example, and the newest docket.

    Raises:
        UsageError: there is no such code, position, docket or kind of comment.
    """
    lookup, usual = base.records, example_front()
    if not proposes and occupation in ("", usual.occupation):
        proposes = usual.proposes
    occupation = occupation or usual.occupation
    for code in filter(None, (occupation, proposes)):
        if lookup.occupation(code) is None:
            hint = "Use a code of the classification; soc-evidence import soc brings in all of them."
            raise UsageError(
                f"There is no {lookup.classification.name} code {code!r} on record.",
                nearest_code(code, lookup.titles, hint),
            )
    position = position.replace("-", " ") or POSITIONS[0]
    if position not in POSITIONS:
        raise UsageError(f"{position!r} is no side on the change.", f"Sides: {', '.join(POSITIONS)}.")
    wrong = misplaced(occupation, proposes, position, lookup.classification)
    if wrong:
        raise UsageError(wrong.message, wrong.fix)
    found = _docket(docket, lookup)
    if kind and found.comment_kinds and kind not in {one.notation for one in found.comment_kinds}:
        kinds = ", ".join(f"{k.notation} ({k.label})" for k in found.comment_kinds)
        raise UsageError(f"{found.id} takes no comment of the kind {kind!r}.", f"Kinds: {kinds}.")
    chosen = kind_of_comment(kind, found)
    return Case(occupation, proposes, position, chosen, found, lookup.classification)


def _docket(named: str, lookup: Records) -> Docket:
    newest = max(lookup.dockets.values(), key=lambda docket: (docket.opened, docket.id))
    if named and named not in lookup.dockets:
        known = f"Dockets: {', '.join(sorted(lookup.dockets))}."
        raise UsageError(f"There is no docket {named!r}.", did_you_mean(named, lookup.dockets, known))
    return lookup.dockets[named] if named else newest


def skeleton(case: Case, base: Base, submitter: str = "", organization: str = "") -> str:
    """Return the draft for a case: front matter, and a section for each thing that it owes."""
    writer = _Writer(case, base)
    return _front(case, base, submitter, organization) + "".join(writer.parts())


def _front(case: Case, base: Base, submitter: str, organization: str) -> str:
    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    occupation = base.records.occupation(case.occupation)
    keywords = filter(None, (occupation.title if occupation else "", case.occupation, case.proposes))
    lines = [
        "---",
        'title: "Replace: what you ask for, in one line"',
        f"docket: {case.docket.id if case.docket else ''}",
        "submitter:",
        *([f"  name: {quoted(submitter)}"] if submitter else []),
        f"  organization: {quoted(organization or 'Replace: your organization')}",
        "  kind: association              # or agency, union, individual",
        '  address: ["Replace: contact for questions"]',
        f"date: {today()}",
        f"occupation: {case.occupation}",
        f"proposes: {case.proposes}" if case.proposes else "# proposes: code of the group it should go to",
        f"# the side you take: {', '.join(POSITIONS)}",
        f"position: {case.position}",
        "# the kind of comment: what it must contain follows from it, by the docket's profile",
        f"kind: {case.kind.notation}",
        *_topics(case),
        f"keywords: [{', '.join(map(quoted, keywords))}]",
        "---",
        "",
        *_HOW.splitlines(),
        "",
        "",
    ]
    return "\n".join(lines)


def _topics(case: Case) -> list[str]:
    """Return a remark on `topics:` for a comment without sections: only its writer knows which it answers."""
    if case.docket is None or case.topics:
        return []
    inviting = ", ".join(topic.notation for topic in case.docket.topics if topic.invites_reply)
    return [f"# topics: []     # those that your text names and answers, of {inviting}"]


@cache
def _texts() -> dict[str, Template]:
    """Return the parts by name."""
    _, *parts = re.split(r"^%% ", (_FOLDER / "skeleton.md").read_text("utf-8"), flags=re.MULTILINE)
    named = (part.partition("\n") for part in parts)
    return {name.strip(): Template(text) for name, _, text in named}


class _Writer:
    """Puts the parts of one draft together."""

    def __init__(self, case: Case, base: Base) -> None:
        self.case, self.lookup = case, base.records
        self.standings = standings_of_graph(base.graph)
        supported = supported_claims(claim_support(base.graph, self.standings))
        claims = (self.lookup.claims[name] for name in sorted(supported))
        self.claims = [claim for claim in claims if claim.about and case.concerns(claim.about)]
        self.binding = [
            one
            for one in sorted(
                self.lookup.objections.values(), key=lambda one: (one.anticipated, natural(one.id))
            )
            if case.binds(one) and self.standings.of(one.iri).allows(Use.SHOW)
        ]

    def parts(self) -> Iterator[str]:
        """Yield the parts in their order."""
        case = self.case
        full = bool(case.required_items)
        if not (full or case.topics or self.binding):
            yield self.part("letter", agency=case.docket.agency if case.docket else "committee")
            return
        yield self.part("summary")
        yield from self.of_topics(together=full)
        if case.opposes:
            yield self.part(
                "opposition", remark=_remark(_named("Claims on record", (c.id for c in self.claims)))
            )
        yield from self.of_items()
        if full:
            yield self.part("principles", principles=" ".join(self.principles()))
        yield from self.of_objections()
        yield from (
            self.part(name) for name in (("proposals", "contrary", "unseen") if full else ("contrary",))
        )
        yield self.part("back")

    def part(self, name: str, **words: str) -> str:
        """Return one part filled in, without the directives that have nothing to show."""
        usual = {
            "occupation": self.case.occupation,
            "compared": self.compared(),
            "definition": self.definition(),
        }
        filled = _texts()[name].substitute(usual | words)
        return _DIRECTIVE.sub(lambda found: found[0] if self.shows(found[1], found[2]) else "", filled)

    def shows(self, directive: str, code: str) -> bool:
        """Say whether a directive on an occupation has something on record to show."""
        if directive in ("duties", "matrix"):
            return bool(self.lookup.duties_of(code))
        if directive == "figures":
            return any(figure.measure == "employment" for figure in self.lookup.figures_of(code).values())
        if directive in ("definition", "redline"):
            occupation = self.lookup.occupation(code)
            return directive == "redline" or bool(occupation and occupation.definition)
        return True

    def compared(self) -> str:
        """Return the occupation with a few of both groups that have duties: of its own the nearest."""
        case, soc = self.case, self.case.classification
        beside = [
            code for code in self.lookup.titles if code != case.occupation and self.lookup.duties_of(code)
        ]
        there = [code for code in beside if case.proposes and soc.covers(case.proposes, code)]
        here = [code for code in beside if soc.covers(soc.highest(case.occupation), code)]
        here.sort(key=lambda code: -_alike(code, case.occupation))
        return " ".join(dict.fromkeys((case.occupation, *there[-3:], *here[:1])))

    def definition(self) -> str:
        """Return the words that a change of the definition begins from."""
        occupation = self.lookup.occupation(self.case.occupation)
        return (occupation.definition if occupation else "") or "Replace: the present definition."

    def principles(self) -> list[str]:
        """Return the principles and guidelines that objections and claims of the case rest on."""
        invoked = [*(one.principles for one in self.binding), *(claim.principles for claim in self.claims)]
        found = {principle for some in invoked for principle in some}
        return sorted(found, key=lambda name: (name[0] != "P", natural(name))) or ["P2"]

    def of_topics(self, *, together: bool) -> Iterator[str]:
        """Yield a section for all topics that want a reply, or one for each."""
        topics = self.case.topics
        if together and topics:
            yield self.part("topics", topics=",".join(topic.notation for topic in topics))
            return
        for topic in topics:
            yield self.part(
                "topic", label=topic.label, notation=topic.notation, remark=_remark(topic.statement)
            )

    def of_items(self) -> Iterator[str]:
        """Yield a section for each item of information, with what is on record for it."""
        for item in self.case.required_items:
            claims = _named("Claims on record", (c.id for c in self.claims if item.id in c.items))
            yield self.part(
                "item",
                id=item.id,
                label=item.label,
                anchor=slug(item.id),
                remark=_remark(item.statement, claims),
                hint=item.hint or "Give what is asked for, with its sources.",
            )
            if f"item {item.id}" in _texts():
                yield self.part(f"item {item.id}")

    def of_objections(self) -> Iterator[str]:
        """Yield the section of objections, each with the reply on record or a place for one's own."""
        if not self.binding:
            return
        yield self.part("objections")
        for one in self.binding:
            yield self.part("objection" if _is_answered(one) else "open objection", id=one.id)


def _alike(first: str, second: str) -> int:
    """Return how many characters two codes begin with in common: the more, the closer their classes."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _remark(*sentences: str) -> str:
    """Return words to whoever writes the comment, which no document shows."""
    return textwrap.fill(f"<!-- {' '.join(sentences)} -->", 112, break_on_hyphens=False)


def _is_answered(one: Objection) -> bool:
    return bool(one.reply) and one.provenance.verification != "unverified"


def _named(what: str, names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return f"{what}: {listed}." if listed else f"{what}: none."
