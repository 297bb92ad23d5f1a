"""What a search shows: each hit with its place, its words, its ranks and its way to a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.common.english import tokens
from kb.common.output import Results
from kb.model.record_names import id_of, name_of
from kb.search.claim_paths import path_to_claim
from kb.search.passages import POINTERS, Bearing, Facets, Passage, searched_kind
from kb.search.search_index import Index
from kb.search.searching import Found, Outcome, Question, read_part, word_weights
from kb.store.knowledge import Knowledge

SUPPORTING, CONTRARY, BOTH = "supporting", "contrary", "both"
_PARTS = ("page", "section", "paragraph", "table", "sheet", "row", "column", "cell", "item", "line")
"""Parts of a locator in the order in which they are written; the graph calls the last `lineNumber`."""
_BARE = re.compile(r"[\w*][\w*.:/()\-–]*")


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer."""

    place: int
    """Its place in the answer, from 1."""
    name: str
    """Kind and id of the record."""
    stance: str
    """supporting, contrary, or both: how it bears on claims; empty when on none."""
    text: str
    part: str
    """Which text of the record this is."""
    pointer: str
    """The keyword or reference of the record that fits better than any of its texts, if one does."""
    cite: str
    """What to paste into a draft; empty for what a draft cannot cite."""
    quote: str
    """The role that puts the record's own quotation into a draft; empty where it has none."""
    source: str
    """Id of the source."""
    locator: str
    """Where in the source."""
    words: tuple[str, ...]
    """Words of the text that match the query, as they are written there."""
    lexical_rank: int | None
    dense_rank: int | None
    score: float
    claims: tuple[str, ...]
    """Claims it supports (`+id`) and disputes (`-id`)."""
    path: str
    """Its way to a claim."""
    authority: str
    verification: str
    date: str
    standing: str
    """How far it may be relied on: usable, second-hand, superseded, …"""
    close: bool = True
    """Whether the base seems to have something on the question; else this is merely among the nearest."""


class Hits(Results[Hit]):
    """The hits for a question, the best first, and what is to be said of them together."""

    read_as: str = ""
    """The question with misspelt words put right; empty where it was read as it is."""
    phrases: tuple[str, ...] = ()
    """Words that stand in a text of every hit, one after the other."""

    @property
    def close(self) -> bool:
        """Whether the base seems to have something on the question; else these are merely the nearest."""
        return any(hit.close for hit in self)


def describe(index: Index, knowledge: Knowledge, question: Question, outcome: Outcome) -> Hits:
    """Return the hits for what was found."""
    read = replace(question, text=outcome.text)
    hits = Hits(_hits(index, knowledge, read, outcome))
    hits.phrases = question.phrases
    hits.read_as = "" if outcome.text == read_part(question.text) else outcome.text
    return hits


def _hits(index: Index, knowledge: Knowledge, question: Question, outcome: Outcome) -> Iterator[Hit]:
    firsts = [index.layout.rows_of(answer.thing)[0] for answer in outcome.found]
    stored = index.database.passages({*firsts, *(answer.row for answer in outcome.found)})
    wanted = set(word_weights(question.text, index.vocabulary))
    for place, (answer, first) in enumerate(zip(outcome.found, firsts, strict=True), start=1):
        fitting, told = stored[answer.row].passage, stored[first].passage
        pointer = f"{fitting.part}: {fitting.text}" if fitting.part in POINTERS else ""
        passage = told if pointer else fitting
        hit = _hit(place, answer, passage, pointer, index, knowledge, question, wanted)
        yield replace(hit, close=outcome.close)


def _hit(
    place: int,
    answer: Found,
    passage: Passage,
    pointer: str,
    index: Index,
    knowledge: Knowledge,
    question: Question,
    wanted: set[str],
) -> Hit:
    facets = index.database.facets(passage.record)
    source = _source(passage, facets)
    locator = passage.locator or _locator(knowledge, passage.record)
    return Hit(
        place=place,
        name=name_of(passage.record),
        stance=stance(facets.bearings),
        text=passage.whole,
        part=passage.part,
        pointer=pointer,
        cite=_cite(passage, source, locator),
        quote=f"{{quote}}`{id_of(passage.record)}`" if index.database.has_quotation(passage.record) else "",
        source=source,
        locator=locator,
        words=matched(f"{passage.whole} {pointer.partition(': ')[2]}", wanted),
        lexical_rank=answer.lexical_place,
        dense_rank=answer.dense_place,
        score=round(answer.score, 4),
        claims=tuple(_SIGN[b.direction] + id_of(b.claim) for b in facets.bearings),
        path=path_to_claim(knowledge, passage.record, facets.bearings, question.filters.claims),
        authority=_value(facets, "authority"),
        verification=_value(facets, "verification"),
        date=facets.date,
        standing=_value(facets, "standing"),
    )


_SIGN = {"supports": "+", "disputes": "-"}


def stance(bearings: tuple[Bearing, ...]) -> str:
    """Say how a record bears on claims."""
    directions = {bearing.direction for bearing in bearings}
    if len(directions) == 2:
        return BOTH
    return {"supports": SUPPORTING, "disputes": CONTRARY}[directions.pop()] if directions else ""


def matched(text: str, wanted: set[str]) -> tuple[str, ...]:
    """Return the words of a text whose stems are wanted, each once, in order."""
    return tuple(dict.fromkeys(token.word for token in tokens(text) if token.stem in wanted))


def _source(passage: Passage, facets: Facets) -> str:
    if searched_kind(passage.record) == "source":
        return id_of(passage.record)
    return id_of(facets.source) if facets.source else ""


def _locator(knowledge: Knowledge, record: str) -> str:
    """Write a record's locator as a citation does."""
    rows = knowledge.select(
        "SELECT ?it ?part ?value WHERE { ?it soce:locator ?at . ?at ?part ?value FILTER(isLiteral(?value)) }",
        it=record,
    )
    parts = {id_of(row["part"]).removesuffix("Number"): row["value"] for row in rows}
    return ", ".join(f"{part} {_quoted(parts[part])}" for part in _PARTS if part in parts)


def _quoted(value: str) -> str:
    return value if _BARE.fullmatch(value) else f'"{value}"'


def _cite(passage: Passage, source: str, locator: str) -> str:
    """Return a citation in the form of drafts: evidence by its own id, the rest by source and place."""
    kind = searched_kind(passage.record)
    if kind == "evidence":
        return f"[@{id_of(passage.record)}]"
    if kind == "claim":
        return f"{{claim}}`{id_of(passage.record)}`"
    if not source:
        return ""
    return f"[@{source}, {locator}]" if locator else f"[@{source}]"


def _value(facets: Facets, name: str) -> str:
    return ", ".join(sorted(value for facet, value in facets.values if facet == name))
