"""The words that cells may use for things with ids: labels, titles and names, case and blanks evened out."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from kb.common.names import nearest_name
from kb.namespaces import BASE, iri
from kb.records.collection import Collection

_NAMES = frozenset(
    map(
        iri,
        (
            "skos:prefLabel skos:altLabel skos:notation dcterms:title bibo:shortTitle foaf:name soce:acronym"
        ).split(),
    )
)
_LABEL = iri("skos:prefLabel")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_GAPS = re.compile(r"[\s_-]+")


def evened(text: str) -> str:
    """Return a word without what does not tell it from others: case, blanks, hyphens, kinds of dashes."""
    plain = unicodedata.normalize("NFKC", _DASHES.sub("-", text)).replace("\u00ad", "")
    return _GAPS.sub("", plain).casefold().strip(".:")


class KnownWords:
    """What a cell may say for an id, by what bare ids of its column are resolved against."""

    def __init__(self, collection: Collection) -> None:
        self._recorded: dict[str, set[str]] = defaultdict(set)
        self._named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._labels: dict[str, dict[str, str]] = defaultdict(dict)
        self._preferred: dict[str, dict[str, str]] = defaultdict(dict)
        self._own: dict[str, dict[str, str]] = defaultdict(dict)
        for file in collection.files:
            for subject, predicate, term, _ in file.statements:
                if subject.startswith(BASE) and "#" not in subject:
                    base, _, identifier = subject.rpartition("/")
                    self._recorded[f"{base}/"].add(identifier)
                    self._named[f"{base}/"][evened(identifier)].add(identifier)
                    if predicate in _NAMES:
                        self._named[f"{base}/"][evened(term.value)].add(identifier)
                        self._labels[f"{base}/"][term.value] = identifier
                    if predicate == _LABEL:
                        self._preferred[f"{base}/"][term.value] = identifier

    def add(self, base: str, identifier: str, name: str) -> None:
        """Let a name stand for an id, whatever else is called so."""
        self._own[base][evened(name)] = identifier
        self._labels[base][name] = identifier

    def is_recorded(self, base: str, identifier: str) -> bool:
        """Say whether a file of the workspace or the base describes this id."""
        return identifier in self._recorded[base]

    def id_of(self, base: str, text: str) -> str:
        """Return the one id that a text is or names, or an empty string."""
        own = self._own[base].get(evened(text), "")
        if own or text in self._recorded[base]:
            return own or text
        found = self._named[base].get(evened(text), set())
        return next(iter(found)) if len(found) == 1 else ""

    def labels(self, base: str) -> dict[str, str]:
        """Return the recorded ids of a column by their preferred labels."""
        return self._preferred[base]

    def nearest(self, base: str, text: str) -> str:
        """Return the name or id most like a text, or an empty string."""
        return nearest_name(text, [*self._labels[base], *self._recorded[base]])
