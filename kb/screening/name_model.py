"""Names of private persons in running prose, by Presidio and a model of spaCy: the extra `names`.

Only documents are looked at in this way. What is said of a draft or a record may not depend on what is
installed, and names there are mostly those of authors. Nothing is ever downloaded: a model that is not
installed is not there.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kb.screening.keys_and_values import NAMES, one_of, words
from kb.screening.person_names import may_be_a_person
from kb.screening.personal_data_kinds import Hit, Kind

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

WANTED = "`pip install 'soc-evidence[names]'` and a model, such as `python -m spacy download en_core_web_md`"
"""What to type where names in running prose are to be looked for."""
_PREFERRED = ("_trf", "_lg", "_md", "_sm")
"""Endings of spaCy's models, the most accurate first."""
_PIECE = 50_000
"""Characters that the model is given at a time; spaCy refuses more than a million."""
_OFFICE_BEFORE = re.compile(
    rf"\b(?i:{one_of(words(NAMES, 'offices'))})\.?(?:[ ](?:of[ ])?[A-Z][\w.]+){{0,2}},?[ ]\Z"
)
_OFFICE_AFTER = re.compile(
    rf",?[ ](?:the[ ])?(?i:{one_of(words(NAMES, 'offices'))})\b|,[ ](?:Ph\.?D|M\.?D|J\.?D|RN)\b"
)
_CITED = re.compile(r"[,;]?[ ](?:et[ ]al|\(?(?:19|20)\d\d|&|and[ ][A-Z]\w+[ ]\()|,[ ](?:[A-Z]\.|eds?\.)")
_SHAPE = re.compile(r"[A-Z][\w.'’-]*(?:[ \n][A-Z][\w.'’-]*){1,3}")


@cache
def installed_model() -> str:
    """Return the name of the most accurate English model that is installed with Presidio, or nothing."""
    try:
        import presidio_analyzer  # noqa: F401 # both are needed
        from spacy.util import get_installed_models
    except ImportError:
        return ""
    english = sorted(name for name in get_installed_models() if name.startswith("en_"))
    by_size = [name for ending in _PREFERRED for name in english if ending in name]
    return next(iter([*by_size, *english]), "")


def document_names(text: str) -> Iterator[Hit]:
    """Yield names that the installed model finds, without authors, officers of state and their like.

    Without Presidio or a model there are none.
    """
    model = installed_model()
    for begin, piece in _pieces(text) if model else ():
        for found in _analyzer(model).analyze(piece, "en", entities=["PERSON"]):
            if _is_private(piece, found.start, found.end):
                name = piece[found.start : found.end]
                yield Hit(begin + found.start, begin + found.end, Kind.NAME, name)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in pieces that end with a line, with their offsets."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE)
        line = text.rfind("\n", start, end) + 1 if end < len(text) else end
        end = line if line > start else end
        yield start, text[start:end]
        start = end


def _is_private(text: str, start: int, end: int) -> bool:
    """Tell a caller from an author, an officer and the words of a form; one name alone tells too little."""
    name = text[start:end]
    return (
        bool(_SHAPE.fullmatch(name))
        and may_be_a_person(name)
        and not _OFFICE_BEFORE.search(text, max(0, start - 60), start)
        and not _OFFICE_AFTER.match(text, end)
        and not _CITED.match(text, end)
    )


@cache
def _analyzer(model: str) -> AnalyzerEngine:
    """Return Presidio with the recognizer of names alone; the others would fetch a list of domains."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import SpacyRecognizer

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    engine = SpacyNlpEngine([{"lang_code": "en", "model_name": model}], NerModelConfiguration())
    registry = RecognizerRegistry([SpacyRecognizer(supported_entities=["PERSON"])])
    return AnalyzerEngine(registry, engine)
