"""Codes and titles of a classification as people write them in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from kb.model import Records
from kb.model.classification import Classification

_HYPHENS = r"\-\u2010-\u2015\u2212"
_CAPITALISED = re.compile(
    r"[A-Z][\w’'&/-]*(?:,? (?:(?:and|of|or|the|for|to|in|other|except),? )*[A-Z][\w’'&/-]*)+"
)
_PARTS = re.compile(r"(?:(?!,? and\b|,)[\w’'&/ -])+")
"""What an enumeration of names lists."""
_GROUP = re.compile(r"\b(?P<kind>[Mm]ajor [Gg]roup|[Gg]roup)\s+(?P<digits>\d\d)(?![\d-])")
_GENERIC = frozenset({"occupation", "worker"})
"""Stems with which a group's title ends and without which people name the group."""
_JOINTS = frozenset({"and", "or", "&"})
"""Words that join names, and with which none begins."""
_LIKE = 0.74
"""Share of words in common from which on a name is taken for a title half said."""
_NEAR = 0.88
"""Likeness of letters from which on a name is taken for a title misspelt."""


@dataclass(frozen=True, slots=True)
class CodeMention:
    """A code in a text."""

    code: str
    """With a plain hyphen and without a suffix."""
    written: str
    start: int
    end: int

    @property
    def suffix(self) -> str:
        """What O*NET puts behind a code, such as `.00`."""
        return self.written[self.written.index(".") :] if "." in self.written else ""

    @property
    def is_plain(self) -> bool:
        """Say whether it is written with a plain hyphen."""
        return self.written.startswith(self.code)


def code_mentions(text: str, classification: Classification) -> Iterator[CodeMention]:
    """Yield the codes in a text, with whatever dash; `group 33` is the code of that major group."""
    for match in _code(classification.code_form).finditer(text):
        written = match[0]
        code = re.sub(f"[{_HYPHENS}]", "-", written.partition(".")[0])
        yield CodeMention(code, written, match.start(), match.end())
    for match in _GROUP.finditer(text):
        code = f"{match['digits']}-0000"
        if classification.is_code(code):
            yield CodeMention(code, code, match.start(), match.end())


@cache
def _code(form: str) -> re.Pattern[str]:
    spread = form.replace("-[0-9]", f"[{_HYPHENS}][0-9]")
    return re.compile(rf"(?<![\w.{_HYPHENS}])(?:{spread})(?:\.\d\d)?(?![\w{_HYPHENS}]|\.\d)")


class TitleIndex:
    """The titles of a classification, to be found in prose in any case and number."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        """Take the titles by code."""
        self._codes: dict[tuple[str, ...], list[str]] = {}
        self._joined: dict[str, str] = {}
        for code, title in titles.items():
            for said in {_words(title), _shortened(_words(title))}:
                self._codes.setdefault(said, []).append(code)
            self._joined.setdefault("".join(_words(title)), title)
        self._titles = dict(titles)
        self._near: dict[tuple[str, ...], str] = {}

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes whose title a name is, in any case and number, with or without `Occupations`."""
        said = _words(name)
        return tuple(self._codes.get(said, ()) or self._codes.get(_shortened(said), ()))

    def beside(self, text: str, mention: CodeMention) -> str:
        """Return the title that stands directly before or after a code, as written; empty without one."""
        before = re.search(r"([\w’'&/,; -]+?)\s*[(,:]\s*$", text[: mention.start])
        if before and (name := self._longest(before[1].split(), at_end=True)):
            return name
        after = re.match(r"\s*(?:[,:(]|[-–—] )?\s*([\w’'&/,; -]+)", text[mention.end :])
        return self._longest(after[1].split(), at_end=False) if after else ""

    def _longest(self, words: list[str], *, at_end: bool) -> str:
        for length in range(min(len(words), 14), 0, -1):
            some = words[-length:] if at_end else words[:length]
            name = " ".join(some).strip(",;: ")
            if name.partition(" ")[0].lower() not in _JOINTS and self.codes(name):
                beyond = words[-length - 1 :: -1] if at_end else words[length:]
                return "" if _is_part(length, some, beyond, at_end=at_end) else name
        return ""

    def nearly(self, text: str) -> Iterator[tuple[str, str, int]]:
        """Yield the capitalised names of a text that are nearly a title: name, title, offset."""
        for match in _CAPITALISED.finditer(text):
            for part in _PARTS.finditer(self._without_titles(match[0])):
                name = part[0].removeprefix("and").strip()
                said = _words(name)
                if len(said) > 1 and not self.codes(name) and (title := self._nearest(said)):
                    yield name, title, match.start() + match[0].index(name)

    def _without_titles(self, text: str) -> str:
        """Return a text with commas where whole titles stand, the longest taken first."""
        words = list(re.finditer(r"[^\s,;]+", text))
        at = 0
        while at < len(words):
            for last in range(min(len(words), at + 14) - 1, at - 1, -1):
                start, end = words[at].start(), words[last].end()
                if last > at and self.codes(text[start:end]):
                    text = text[:start] + "," * (end - start) + text[end:]
                    at = last
                    break
            at += 1
        return text

    def _nearest(self, said: tuple[str, ...]) -> str:
        if said not in self._near:
            self._near[said] = self._sought(said)
        return self._near[said]

    def _sought(self, said: tuple[str, ...]) -> str:
        joined = "".join(said)
        if joined in self._joined:
            return self._joined[joined]
        best = max(self._titles.values(), key=lambda title: _likeness(said, _words(title)), default="")
        words = _words(best)
        if set(words) <= set(said):
            return ""
        alike = _likeness(said, words) >= _LIKE or bool(get_close_matches(joined, ["".join(words)], 1, _NEAR))
        return best if alike else ""


def title_index(known: Records) -> TitleIndex:
    """Return the titles of the classification of a graph, read once."""
    return known.derived("title index", lambda: TitleIndex(known.titles))


def _is_part(length: int, some: list[str], beyond: list[str], *, at_end: bool) -> bool:
    """Say whether a title is only part of a longer name: `Medical Dispatchers`, `EMTs and Paramedics`.

    Args:
        length: words of the title.
        some: these words.
        beyond: the words beyond it, the nearest first.
        at_end: whether these stand before it; the first of a clause has its capital from there.
    """
    if not beyond or (beyond[0] if at_end else some[-1]).endswith((",", ";", ":")):
        return False
    if length > 1:
        return beyond[0][:1].isupper() and not (at_end and len(beyond) == 1)
    joined = beyond[0] in _JOINTS
    return beyond[joined : joined + 1] != [] and beyond[joined][:1].isupper()


def _likeness(left: Iterable[str], right: Iterable[str]) -> float:
    one, other = set(left), set(right)
    return len(one & other) / len(one | other)


def _shortened(said: tuple[str, ...]) -> tuple[str, ...]:
    return said[:-1] if len(said) > 2 and said[-1] in _GENERIC else said


@cache
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name, lower case and singular; a stemmer would make titles of near misses."""
    words = re.findall(r"[^\W_]+", name.casefold().replace("’s", "").replace("'s", ""))
    return tuple(_singular(word) for word in words if word not in ("and", "the", "of"))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) else word
