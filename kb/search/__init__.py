"""Finding passages by words and by meaning, for and against, with the reason for each hit."""

from kb.search.facets import Filters
from kb.search.hits import Hit, Hits
from kb.search.searching import Question
from kb.search.session import Bearer, Session, open_session

__all__ = ["Bearer", "Filters", "Hit", "Hits", "Question", "Session", "open_session"]
