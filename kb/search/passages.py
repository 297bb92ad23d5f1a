"""What is searched: a passage is one text of one record, or one stretch of a source's frozen text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from kb.model.classification import default_classification
from kb.model.record_names import id_of, kind_of
from kb.namespaces import ONET, RECORDS

KEYWORD, REFERENCE = "keyword", "reference"
POINTERS = (KEYWORD, REFERENCE)
"""Parts that lead a reader to a record without being what it says: words to look for, author and number."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that can be found. Several passages of one record are found as that record, by the best."""

    record: str
    """IRI of the record that the text belongs to: the thing that a search returns."""
    part: str
    """Which of its texts this is: statement, quotation, definition, title, reply, argument, text, …"""
    text: str
    heading: str = ""
    """Name of the record, read together with the text; empty where the text needs none."""
    locator: str = ""
    """Where in the source the text stands, in words."""
    leads_to: tuple[str, ...] = ()
    """IRIs of records that this passage also speaks for, as a task does for its activities."""

    @property
    def thing(self) -> str:
        """What is found by this passage: its record, but in a frozen text the place itself."""
        return f"{self.record}#{self.locator}" if self.part == "text" else self.record

    @property
    def whole(self) -> str:
        """Heading and text as one, as words are counted and vectors made."""
        return f"{self.heading}. {self.text}" if self.heading else self.text

    @property
    def digest(self) -> str:
        """The sha256 of the text that is encoded."""
        return hashlib.sha256(self.whole.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Bearing:
    """That a record speaks for or against a claim."""

    claim: str
    """IRI of the claim."""
    direction: str
    """supports or disputes."""
    strength: str = ""
    """Of the evidence line; empty when no line uses the record."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What filters go by; every value is an id, a code or text."""

    values: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Pairs of facet and value, such as kind and evidence, or group and 33-0000."""
    date: str = ""
    """Date of the record or of its source, as far as known: 2020, 2020-03 or 2020-03-24."""
    source: str = ""
    """IRI of its source."""
    bearings: tuple[Bearing, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything to be searched, in a fixed order."""

    passages: tuple[Passage, ...]
    facets: dict[str, Facets]
    """By IRI of the record."""
    ties: tuple[tuple[str, str], ...] = ()
    """Pairs of records that belong together: a claim and its evidence, evidence and its source."""
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    """By IRI of the record, forms of names that no passage holds."""


_NOT_EVIDENCE = frozenset(("agent", "content-profile", "docket", "dataset"))
"""Kinds of record that are about the base itself."""
_STARTS = (RECORDS, default_classification().namespace, f"{ONET}task/", f"{ONET}element/")

SEARCHED = " || ".join(f'STRSTARTS(STR(?it), "{start}")' for start in _STARTS)
"""SPARQL condition that keeps imported ratings and titles, which are many, out of the answers for `?it`."""


def searched_kind(iri: str) -> str:
    """Return the kind of a thing that is searched; nothing for what is not."""
    kind = "" if "#" in iri else kind_of(iri)
    if kind in _NOT_EVIDENCE or (kind == "soc" and not default_classification().is_code(id_of(iri))):
        return ""
    return kind
