"""The occupations that a text names: by code, by title, by the end of a title that no other shares."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from builder.prose.class_names import code_mentions
from kb.model.facade import Records

_WORD = re.compile(r"[a-z]+(?:[-’'][a-z]+)*")
_LONGEST = 8
"""Words of a name, at most."""


@dataclass(frozen=True)
class OccupationNames:
    """What occupations are called in prose."""

    known: Records

    def named(self, text: str) -> set[str]:
        """Return the codes of the occupations that a text names."""
        words = _WORD.findall(text.lower())
        runs = {
            " ".join(words[i : i + length])
            for length in range(1, _LONGEST + 1)
            for i in range(len(words) - length + 1)
        }
        written = {mention.code for mention in code_mentions(text, self.known.classification)}
        return {self._codes[run] for run in runs & self._codes.keys()} | (written & self.known.titles.keys())

    @cached_property
    def _codes(self) -> dict[str, str]:
        """Codes by title, by name in use, and by the end of a title that ends no other."""
        classes = self.known.classification
        titles = {
            code: " ".join(_WORD.findall(title.lower()))
            for code, title in self.known.titles.items()
            if classes.is_detailed(code)
        }
        ends = Counter(end for title in titles.values() for end in _ends(title))
        described = {code for code in titles if self.known.duties_of(code)}
        found = {end: code for code in sorted(described) for end in _ends(titles[code]) if ends[end] == 1}
        informal = {name.lower(): code for name, code in classes.informal_titles}
        return found | informal | {title: code for code, title in titles.items()}


def occupation_names(known: Records) -> OccupationNames:
    """Return what the occupations of a graph are called, read once."""
    return known.derived("occupation names", lambda: OccupationNames(known))


def _ends(title: str) -> list[str]:
    words = title.split()
    return [" ".join(words[i:]) for i in range(len(words))]
