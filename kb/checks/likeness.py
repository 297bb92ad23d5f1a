"""Finding records that say the same, in time that grows with their number, not its square.

Two statements of the same source (and of the same occupation, for duties) are alike when their figures and
negations are the same and they share most of their words. Candidates come from an index of each
statement's rarest words (prefix filtering: Bayardo, Ma and Srikant, WWW 2007), so that unlike ones never
meet.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kb.common.english import stems
from kb.namespaces import RECORDS, iri, short
from kb.quoting.normalisation import normalise
from kb.quoting.turning_words import NEGATION
from kb.records.collection import Collection

SHARE = 0.8
"""Share of words, of all that either statement has, from which two say the same (Jaccard index)."""
_STATEMENT, _SOURCE, _ABOUT = iri("soce:statement"), iri("dcterms:source"), iri("soce:occupation")
_SELECTOR, _EXACT = iri("oa:hasSelector"), iri("oa:exact")
_CONTESTS, _REPLACES = iri("cito:disputes"), iri("dcterms:replaces")
_IDENTITIES = {iri("bibo:doi"): "doi", iri("bibo:isbn"): "isbn", iri("bibo:pmid"): "pmid"}
_TEXT, _SHA256 = iri("soce:frozenText"), iri("soce:sha256")
_READ = frozenset(
    {_STATEMENT, _SOURCE, _ABOUT, _SELECTOR, _EXACT, _CONTESTS, _REPLACES, _TEXT, _SHA256, *_IDENTITIES}
)
_FIGURE = re.compile(r"\d[\d.,]*")
_MIN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Double:
    """Two records that say the same."""

    first: str
    second: str
    predicate: str
    """Where in the second record."""
    said: str


@dataclass(frozen=True, slots=True)
class _Saying:
    """A statement reduced to what is compared."""

    record: str
    words: frozenset[str]


def doubles(collection: Collection) -> Iterator[Double]:
    """Yield pairs in file order, each second record once."""
    facts = _facts(collection)
    seen: set[str] = set()
    for double in (*_same_identity(facts), *_same_quotation(facts), *_same_statement(facts)):
        apart = double.first in facts[double.second, _CONTESTS] + facts[double.second, _REPLACES]
        if double.second not in seen and not apart:
            seen.add(double.second)
            yield double


_Facts = defaultdict[tuple[str, str], list[str]]


def _facts(collection: Collection) -> _Facts:
    facts: _Facts = defaultdict(list)
    for file in collection.files:
        for statement in file.statements:
            if statement.predicate in _READ:
                facts[statement.subject, statement.predicate].append(statement.value)
    return facts


def _same_identity(facts: _Facts) -> Iterator[Double]:
    """Sources with the same DOI, ISBN or PubMed number, or the same frozen text."""
    first: dict[tuple[str, str], str] = {}
    for (subject, predicate), values in list(facts.items()):
        if predicate in _IDENTITIES:
            key, name = values[0].casefold(), _IDENTITIES[predicate]
        elif predicate == _TEXT and facts[values[0], _SHA256]:
            key, name = facts[values[0], _SHA256][0].lower(), "sha256"
        else:
            continue
        earlier = first.setdefault((name, key), subject)
        if earlier != subject:
            said = f"`{short(subject)}` has the same {name} as `{short(earlier)}`"
            yield Double(earlier, subject, predicate, said)


def _same_quotation(facts: _Facts) -> Iterator[Double]:
    """Records that quote the same words of the same source."""
    first: dict[tuple[str, str], str] = {}
    for (subject, predicate), nodes in list(facts.items()):
        if predicate != _SELECTOR or not subject.startswith(RECORDS + "evidence/"):
            continue
        quote = next(iter(facts[nodes[0], _EXACT]), "")
        source = next(iter(facts[subject, _SOURCE]), "")
        if not quote or not source:
            continue
        earlier = first.setdefault((source, normalise(quote).text.casefold()), subject)
        if earlier != subject:
            said = f"`{short(subject)}` quotes the same words as `{short(earlier)}`"
            yield Double(earlier, subject, predicate, said)


def _same_statement(facts: _Facts) -> Iterator[Double]:
    """Records whose statements are alike."""
    groups: dict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for (subject, predicate), values in list(facts.items()):
        kind = subject[len(RECORDS) :].partition("/")[0] if subject.startswith(RECORDS) else ""
        if predicate != _STATEMENT or kind not in ("evidence", "duty"):
            continue
        source = next(iter(facts[subject, _SOURCE]), "")
        about = next(iter(facts[subject, _ABOUT]), "")
        figures = tuple(sorted(_FIGURE.findall(values[0])))
        negations = len(NEGATION.findall(values[0]))
        if source:
            groups[kind, source, about, figures, negations][subject] = values[0]
    for group in groups.values():
        if len(group) > 1:
            sayings = [_Saying(subject, frozenset(stems(text))) for subject, text in group.items()]
            yield from _alike([saying for saying in sayings if len(saying.words) >= _MIN_WORDS])


def _alike(group: list[_Saying]) -> Iterator[Double]:
    frequency = Counter(word for saying in group for word in saying.words)
    index: dict[str, list[_Saying]] = defaultdict(list)
    for saying in group:
        rarest = sorted(saying.words, key=lambda word: (frequency[word], word))
        reach = len(rarest) - math.ceil(SHARE * len(rarest)) + 1
        candidates = {other.record: other for word in rarest[:reach] for other in index[word]}
        for other in sorted(candidates.values(), key=lambda saying: saying.record):
            share = len(saying.words & other.words) / len(saying.words | other.words)
            if share >= SHARE:
                said = f"`{short(saying.record)}` says nearly the same as `{short(other.record)}`"
                yield Double(other.record, saying.record, _STATEMENT, said)
                break
        for word in rarest[:reach]:
            index[word].append(saying)
