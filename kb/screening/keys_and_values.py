"""Keys of print-outs and forms (`CBN`, `DOB`, `INC #`), and what may stand between a key and its value.

The keys are data, in `screening_keys.yaml` and `person_names.yaml`; how a value of a kind is written is in
the file of that kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import cast

import yaml

MARK = r"(?:[ .\t]{0,2}(?:(?:numbers?|num|nbr|nos?|id)\b\.?|\#))"
"""What says that a number follows: `no.`, `number`, `ID`, `#`."""
JOINT = (
    r"(?:['’]s\b)?[ \t]{0,4}(?:\([^()\n]{1,20}\)[ \t]{0,3})?"
    r"(?:(?:is|was|are|of|as|reads?|reading|given[ ]as)\b)?[ \t]{0,4}(?:[:=>][ \t]{0,20}\n?[ \t]{0,20}|"
    r"[/\#*-]\s?){0,2}"
)
"""What may stand between a key and its value: a verb, a colon, a slash, a remark in brackets, a line end."""
ANSWER = r"(?:[ ]?\?\s{1,3}(?:[A-Z][A-Za-z ]{1,20}:\s)?(?:(?i:it['’]?s|uh|um|yes|that['’]?s),?[ ]){0,2})?"
"""What stands between a question of a transcript and the answer of the other speaker."""
START = r"(?<![A-Za-z0-9])"
KEYS, NAMES, STREETS = "screening_keys.yaml", "person_names.yaml", "street_words.yaml"
_BEFORE_NAMES = ("labels", "people", "ranks", "sayings", "relations", "salutations", "closings")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
_NUMBER = re.compile(r"[0-9]+")
_BEFORE_NUMBERS = frozenset("(+-−")


class Places:
    """Where in a text keys and numbers begin.

    Most of a text is neither, and a pattern that is tried there only costs next to nothing.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._numbers = [match.start() for match in _NUMBER.finditer(text)]
        self._keys: dict[str, list[int]] = defaultdict(list)
        lists = _lists_by_first_word()
        for match in _WORD.finditer(text):
            for name in lists.get(match.group().lower(), ()):
                self._keys[name].append(match.start())

    def key_starts(self, name: str) -> list[int]:
        """Return where a key of a list may begin."""
        return self._keys[name]

    def keyed(self, name: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield what matches where a key of a list may begin."""
        for place in self._keys[name]:
            match = pattern.match(self.text, place)
            if match:
                yield match

    def numbered(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield what matches where a number begins, with its sign or bracket if any; without overlaps."""
        end = 0
        for place in self._numbers:
            if place < end:
                continue
            match = None
            if place and self.text[place - 1] in _BEFORE_NUMBERS:
                match = pattern.match(self.text, place - 1)
            match = match or pattern.match(self.text, place)
            if match:
                end = match.end()
                yield match


@cache
def words(file: str, name: str) -> tuple[str, ...]:
    """Return a list of a YAML file of this folder; there it is one text, with commas between the entries.

    Raises:
        KeyError: The file has no such list.
    """
    return tuple(entry.strip() for entry in _lists(file)[name].split(","))


@cache
def _lists(file: str) -> dict[str, str]:
    return cast(dict[str, str], yaml.safe_load((Path(__file__).parent / file).read_text("utf-8")))


@cache
def _lists_by_first_word() -> dict[str, tuple[str, ...]]:
    """Return the names of the lists that have a key which begins with a word."""
    found: dict[str, set[str]] = defaultdict(set)
    listed = (
        [(KEYS, name) for name in _lists(KEYS)]
        + [(NAMES, name) for name in _BEFORE_NAMES]
        + [(STREETS, "suffixes")]
    )
    for file, name in listed:
        for entry in words(file, name):
            first = _WORD.search(entry)
            if first:
                found[first.group()].add(name)
    return {word: tuple(sorted(names)) for word, names in found.items()}


def one_of(entries: Iterable[str]) -> str:
    """Return a pattern for any of some phrases; a blank in one is a blank, a point, a hyphen or nothing.

    They are grouped by their first character, so that most of them are passed over at once.
    """
    spelled = sorted({_spelled(entry) for entry in entries}, key=lambda entry: (_first(entry), -len(entry)))
    groups = []
    for first, group in groupby(spelled, key=_first):
        rests = [entry[len(first) :] for entry in group]
        groups.append(f"{first}(?:{'|'.join(rests)})")
    return f"(?:{'|'.join(groups)})"


def _spelled(entry: str) -> str:
    return r"[ .\-]{0,2}".join(re.escape(word).replace("'", "['’]?") for word in entry.split())


def _first(spelled: str) -> str:
    return spelled[:2] if spelled.startswith("\\") else spelled[:1]


def keyed(name: str) -> str:
    """Return a pattern for the keys of a list of `screening_keys.yaml`, capitals or not, as whole words."""
    return rf"{START}(?i:{one_of(words(KEYS, name))})(?![A-Za-z])"
