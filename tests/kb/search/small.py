"""A small labelled set about a town's library, to test ranking without any workbook."""

from __future__ import annotations

from kb.namespaces import record
from kb.search.passages import Bearing, Corpus, Facets, Passage
from kb.search.synonyms import Vocabulary

TEXTS = {
    "open-late": "The reading room stays open until ten at night on weekdays.",
    "no-food": "Meals and hot drinks are not allowed near the shelves.",
    "late-fee": "A book that comes back after its due date costs ten cents a day.",
    "story-hour": "On Saturdays a librarian tells stories to children.",
    "ill": "Works that the library lacks are ordered by interlibrary loan (ILL).",
    "quiet": "Visitors are asked to keep their voices down in the study hall.",
    "card": "Residents get a borrowing card free of charge.",
    "maps": "The cellar holds maps of the county from 1790 on.",
}
QUERIES = {
    "how late is the reading room open": "open-late",
    "overdue book fee per day": "late-fee",
    "stories for children on Saturdays": "story-hour",
    "ILL orders": "ill",
    "is food not allowed": "no-food",
    "free card for residents": "card",
    "old county maps": "maps",
}
"""Query to the id of its one right answer."""
VOCABULARY = Vocabulary((("interlibrary loan", "ILL"), ("overdue", "after its due date")))


def evidence(name: str) -> str:
    return record("evidence", name)


def corpus() -> Corpus:
    passages = tuple(Passage(evidence(name), "statement", text) for name, text in sorted(TEXTS.items()))
    facets = {
        evidence(name): Facets(
            frozenset({("kind", "evidence"), ("authority", "statute" if "fee" in name else "news")}),
            date="2020-03" if name < "m" else "2024",
            bearings=(Bearing(record("claim", "strict"), "disputes" if name == "open-late" else "supports"),)
            if name in ("open-late", "no-food", "quiet")
            else (),
        )
        for name in TEXTS
    }
    return Corpus(passages, facets)
