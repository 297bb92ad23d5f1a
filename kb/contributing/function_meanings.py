"""How near a duty statement is in meaning to assessed duties and to the definitions of functions.

By the default language model alone, with which `kb.contributing.likely_functions` was measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.errors import MissingError
from kb.namespaces import RECORDS, iri
from kb.records.collection import Collection

if TYPE_CHECKING:
    from kb.contributing.likely_functions import RecordedDuty
    from kb.search.encoder import Encoder
    from kb.search.model_files import ModelFiles

_NEIGHBOURS = 3
_FUNCTIONS = f"{RECORDS}function/"
_LABEL, _DEFINITION = iri("skos:prefLabel"), iri("skos:definition")


@dataclass(frozen=True, slots=True)
class Meant:
    """How near a statement is to one function."""

    duties: float
    """Sum of the cosines to the nearest duties that perform it, from 0 to their number."""
    definition: float
    """Cosine to its definition."""


class FunctionMeanings:
    """Assessed duties and definitions of functions, searchable by meaning."""

    def __init__(
        self, duties: Sequence[RecordedDuty], definitions: Mapping[str, str], encoder: Encoder
    ) -> None:
        """Take the duties, the definitions by id of their function, and the model."""
        self._encoder, self._duties, self._functions = encoder, duties, tuple(definitions)
        self._vectors = encoder.encode([duty.statement for duty in duties])
        self._definitions = encoder.encode([*definitions.values()])

    def of(self, statement: str) -> dict[str, Meant]:
        """Return how near a statement is to every function, by id."""
        import numpy as np

        vector = self._encoder.encode_query(statement)
        cosines = np.round(self._vectors @ vector, 4)
        nearest = np.argsort(-cosines, kind="stable")[:_NEIGHBOURS]
        sums: dict[str, float] = defaultdict(float)
        for number in nearest:
            for function in self._duties[int(number)].functions:
                sums[function] += float(cosines[number])
        own = np.round(self._definitions @ vector, 4)
        return {f: Meant(sums[f], float(near)) for f, near in zip(self._functions, own, strict=True)}


def function_meanings(duties: Sequence[RecordedDuty], collection: Collection) -> FunctionMeanings | None:
    """Return the meanings of the functions on record; None where the default model is not installed."""
    from kb.search.model_files import find_model

    try:
        files = find_model()
    except MissingError:
        return None
    definitions = _definitions_in(collection)
    if not (files.is_default and duties and definitions):
        return None
    return _kept(tuple(duties), tuple(definitions.items()), files)


@lru_cache(maxsize=2)  # a page of the workbench asks again and again
def _kept(
    duties: tuple[RecordedDuty, ...], definitions: tuple[tuple[str, str], ...], files: ModelFiles
) -> FunctionMeanings:
    from kb.search.encoder import Encoder

    return FunctionMeanings(duties, dict(definitions), Encoder(files))


def _definitions_in(collection: Collection) -> dict[str, str]:
    """Return label and definition of each function, by id."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if predicate in (_LABEL, _DEFINITION) and subject.startswith(_FUNCTIONS):
                texts[subject.removeprefix(_FUNCTIONS)][predicate] = term.value
    return {
        function: f"{said[_LABEL]}. {said[_DEFINITION]}"
        for function, said in sorted(texts.items())
        if len(said) > 1
    }
