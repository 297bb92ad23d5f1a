"""The claims nearest to a sentence, each with what supports and what disputes it.

Likeness, by words or by meaning, does not tell a sentence from its opposite. So a claim is called the
sentence's own only where the sentence is its text or names it; of the others the reader sees what they say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from kb.model.record_names import id_of, name_of
from kb.namespaces import record
from kb.search.facets import Filters
from kb.search.hits import Hit, Hits
from kb.search.searching import Question
from kb.store.knowledge import Knowledge

_MOST, _AS_NEAR = 3, 0.8
"""Most claims that are shown, and how near they must be beside the nearest."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LIMITING = re.compile(
    r"\b(?:only|merely|just|solely|not|never|no|none|nothing|nor|neither|cannot|\w+n['’]t)\b", re.I
)
"""Words with which a sentence limits or denies something."""


@dataclass(frozen=True, slots=True)
class ClaimSides:
    """A claim near to a sentence, and the evidence on it."""

    claim: Hit
    same: bool
    """Whether the sentence is the claim's statement or title, or names its id. If not, whether it says the
    same or the opposite is for the reader to see."""
    supports: Hits
    """What supports the claim."""
    disputes: Hits
    """What disputes the claim."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The claims nearest to a sentence, with the evidence for and against each."""

    claims: tuple[ClaimSides, ...] = ()
    """The nearest first; none where the base has nothing on it."""
    limiting: tuple[str, ...] = ()
    """Words with which it limits or denies, such as `only`: what supports a claim may speak against it."""
    filtered: bool = False
    """Whether filters chose the evidence, so that an empty side need not be empty on record."""


def sides_of(sentence: Question, ask: Callable[[Question], Hits], knowledge: Knowledge) -> Sides:
    """Return the claims nearest to a sentence with what bears on each; its count holds for each side.

    Args:
        sentence: the sentence as a question. Its filters choose the evidence, and of the claims those that
            they name; where they want one direction, nothing is looked for in the other.
        ask: answers a question.
        knowledge: the graph that holds the claims.
    """
    only = sentence.filters
    of_claims = Filters((("kind", ("claim",)),), only.claims)
    hits = ask(replace(sentence, filters=of_claims, count=len(only.claims) or _MOST))
    near = [h for h in hits if only.claims or (h.close and h.score >= _AS_NEAR * hits[0].score)]
    texts = _texts(near, knowledge)

    def bearing(hit: Hit, direction: str) -> Hits:
        if only.direction not in ("", direction):
            return Hits()
        return ask(replace(sentence, filters=replace(only, claims=(id_of(hit.name),), direction=direction)))

    claims = tuple(
        ClaimSides(
            hit,
            _plain(sentence.text) in texts[hit.name] or _is_named(id_of(hit.name), sentence.text),
            bearing(hit, "supports"),
            bearing(hit, "disputes"),
        )
        for hit in near
    )
    found = (match.group().casefold() for match in _LIMITING.finditer(sentence.text))
    return Sides(claims, tuple(dict.fromkeys(found)), not replace(only, claims=(), direction="").empty)


def _texts(claims: list[Hit], knowledge: Knowledge) -> dict[str, set[str]]:
    """Return statement and title of claims, by name, without case and punctuation."""
    texts: dict[str, set[str]] = {hit.name: set() for hit in claims}
    for hit in claims:
        iri = record(*hit.name.split("/", 1))
        rows = knowledge.select("SELECT ?it ?text { ?it soce:statement|dcterms:title ?text }", it=iri)
        texts[name_of(iri)] |= {_plain(row["text"]) for row in rows}
    return texts


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _is_named(claim: str, text: str) -> bool:
    """Say whether a text names a claim; an id of one word may be a word like others."""
    words = [word.strip("`.,;:()[]{}") for word in text.split()]
    return f"claim/{claim}" in words or words == [claim] or ("-" in claim and claim in words)
