"""Finding passages by words and by meaning, for and against, with the reason for each hit."""

from kb.search.facets import Filters
from kb.search.hits import Hit, Hits
from kb.search.paragraph_evidence import Fitting
from kb.search.quoted_phrases import read_phrases
from kb.search.searching import Question
from kb.search.sentence_sides import ClaimSides, Sides
from kb.search.session import Bearer, Session, open_session

__all__ = [
    "Bearer",
    "ClaimSides",
    "Filters",
    "Fitting",
    "Hit",
    "Hits",
    "Question",
    "Session",
    "Sides",
    "open_session",
    "read_phrases",
]
