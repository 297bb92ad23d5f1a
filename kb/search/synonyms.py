"""Names that mean the same: a query that uses one of them also looks for the others.

They come from the graph: concepts of the search vocabulary, and agents with their acronyms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.common.english import stems, tokens
from kb.namespaces import SCHEMES
from kb.store.knowledge import Knowledge

WEIGHT = 0.5
"""What the words of another name count together, against 1 for a word of the query itself."""

_NAMES = f"""
SELECT DISTINCT ?it ?name ?rank WHERE {{
  {{ ?it skos:inScheme <{SCHEMES}vocabulary> ; skos:prefLabel ?name . BIND("1" AS ?rank) }}
  UNION {{ ?it skos:inScheme <{SCHEMES}vocabulary> ; skos:altLabel ?name . BIND("2" AS ?rank) }}
  UNION {{ ?it soce:acronym ?acronym ; foaf:name ?name . BIND("1" AS ?rank) }}
  UNION {{ ?it soce:acronym ?name . BIND("2" AS ?rank) }}
}} ORDER BY ?it ?rank ?name"""


_NUMBER = re.compile(r"[A-Za-z]+-\d+-\d+")
"""A number such as that of a docket, `BLS-2024-0001`, is no name of the agency that gave it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names by what they name; the first of each is the full one."""

    names: tuple[tuple[str, ...], ...]

    def others(self, query: str) -> list[tuple[str, ...]]:
        """Return, for each thing that the query names, its other names, the full one first.

        Names match as runs of whole words, folded and stemmed; a name within a longer one that also
        matches does not count, so that `T-CPR` is not read as `CPR` too.
        """
        said = ["" if _NUMBER.fullmatch(token.word) else token.stem for token in tokens(query)]
        hits = [
            (start, start + len(run), name, group)
            for group in self.names
            for name in group
            if (run := stems(name))
            for start in _places(run, said)
        ]
        longest = [
            hit
            for hit in hits
            if not any(o[0] <= hit[0] and hit[1] <= o[1] and o[1] - o[0] > hit[1] - hit[0] for o in hits)
        ]
        found: dict[tuple[str, ...], set[str]] = {}
        for _, _, name, group in sorted(longest, key=lambda hit: hit[:2]):
            found.setdefault(group, set()).add(name)
        return [tuple(name for name in group if name not in said) for group, said in found.items()]


def _places(run: list[str], said: list[str]) -> Iterable[int]:
    size = len(run)
    return (start for start in range(len(said) - size + 1) if said[start : start + size] == run)


def read_vocabulary(knowledge: Knowledge) -> Vocabulary:
    """Read the names of the graph."""
    groups: dict[str, list[str]] = {}
    for row in knowledge.select(_NAMES):
        groups.setdefault(row["it"], []).append(row["name"])
    return Vocabulary(tuple(tuple(names) for names in groups.values() if len(names) > 1))
