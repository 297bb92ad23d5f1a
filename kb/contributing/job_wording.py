"""The wording of job descriptions in `job_wording.yaml`: what headings say, and what tells a duty."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.common.english import stem

_WORDING: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


class Section(StrEnum):
    """What a stretch of a job description is about."""

    DUTIES = "duties"
    SUMMARY = "summary"
    """What the job is in short: duties among other things."""
    BELOW_DUTIES = "below duties"
    """Under a heading that says nothing of this, after one of duties: perhaps a group of duties."""
    REQUIREMENTS = "requirements"
    CONDITIONS = "conditions"
    BENEFITS = "benefits"
    APPLICATION = "application"
    NOTICES = "notices"
    OFFICE = "office"
    OTHERS = "work of others"
    """What a contractor or the employer does."""
    OPEN = "open"
    """Nothing is known of it."""


def any_of(phrases: Iterable[str]) -> str:
    """Return the pattern of some phrases, long ones first; an asterisk stands for any ending."""
    found = (re.escape(phrase).replace(r"\*", r"\w*") for phrase in sorted(phrases, key=len, reverse=True))
    return rf"(?<!\w)(?:{'|'.join(found)})(?!\w)"


_SECTIONS = {
    Section(name): re.compile(any_of(phrases), re.IGNORECASE)
    for name, phrases in _WORDING["sections"].items()
}
_OF_OTHERS = re.compile(any_of(_WORDING["work_of"]), re.IGNORECASE)
_COLUMN_HEAD = re.compile(any_of(_WORDING["column_heads"]), re.IGNORECASE)
_LABEL = re.compile(any_of(_WORDING["labels"]), re.IGNORECASE)
_POSTING = re.compile(any_of(_WORDING["posting"]), re.IGNORECASE)
_NO_POSTING = re.compile(any_of(_WORDING["no_posting"]), re.IGNORECASE)
_ACTS = frozenset(_WORDING["acts"].split())
_ACT_STEMS = frozenset(map(stem, _ACTS))
_PAGE_ACTS = frozenset(_WORDING["page_acts"])
_BEFORE = re.compile(rf"\s*(?:{any_of(_WORDING['before_act'])}|\w+ly\b)[\s,:]*", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"(?:(?:the|this|an?|our|each|all)\s+)?(?:[\w/’'-]+\s+){{0,4}}?{any_of(_WORDING['workers'])}[\s,:]+",
    re.IGNORECASE,
)
_WORKERS = re.compile(any_of(_WORDING["workers"]), re.IGNORECASE)
_LEAD_IN = re.compile(rf"\s*(?:{'|'.join(_WORDING['lead_in'])})\s*", re.IGNORECASE)
_CATCH_ALL = re.compile(_WORDING["catch_all_tail"], re.IGNORECASE)
_FOLLOWING = re.compile(r"\b(?:following|below)\b", re.IGNORECASE)
_NO_FIRST = frozenset(_WORDING["no_first"])
_NOT_DUTIES = {
    name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in _WORDING["not_duties"].items()
}
_FEW_HITS = 4
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|for|a|or|with|on|by)\b", re.IGNORECASE)
_LEAST_ENGLISH, _ENOUGH_WORDS = 0.04, 60


@cache
def section_of(heading: str) -> Section | None:
    """Return the section that a heading begins; None where its words are of no known one."""
    found = [
        (match.start(), -len(match.group()), section)
        for section, pattern in _SECTIONS.items()
        if (match := pattern.search(heading))
    ]
    if not found:
        return None
    section = min(found)[2]
    if section in (Section.DUTIES, Section.SUMMARY) and _OF_OTHERS.search(heading):
        return Section.OTHERS
    return section


def announced_section(sentence: str) -> Section | None:
    """Return the section that a sentence announces: one of what follows, or a few words before a colon.

    Of workers alone, as in `Dispatchers:`, duties follow.
    """
    colon = sentence.rstrip().endswith(":")
    if not colon and not _FOLLOWING.search(sentence):
        return None
    section = section_of(sentence)
    return Section.DUTIES if colon and section is None and _WORKERS.search(sentence) else section


def begins_section(text: str) -> bool:
    """Say whether the words that tell the section stand first in a heading."""
    return any(pattern.match(text) for pattern in _SECTIONS.values())


def is_label(text: str) -> bool:
    """Say whether a text before a colon names a field of a form, such as `Job code`."""
    return _LABEL.fullmatch(text.strip()) is not None


def is_column_head(cell: str) -> bool:
    """Say whether a cell names a column of a table of duties, such as `Percent of time`."""
    return _COLUMN_HEAD.fullmatch(" ".join(cell.split()).strip(" :()")) is not None


def is_act(word: str) -> bool:
    """Say whether a word is a form of a verb that duties begin with."""
    plain = word.casefold().strip(".,;:()/")
    if plain.endswith("ing"):
        return stem(plain) in _ACT_STEMS
    third_person = {plain.removesuffix("s"), plain.removesuffix("es"), plain.removesuffix("ies") + "y"}
    return plain in _ACTS or not third_person.isdisjoint(_ACTS)


def is_act_of_reader(word: str) -> bool:
    """Say whether a page or a form asks its reader to do this; it has no ending then."""
    return word.casefold().strip(".,;:()") in _PAGE_ACTS


def act_of(sentence: str) -> tuple[str, bool]:
    """Return a sentence from its verb on, and whether what stood before it is a worker or a modal verb.

    Without such words before it, the sentence is returned as it is.
    """
    lead_in = _LEAD_IN.match(sentence)
    rest, led = sentence[lead_in.end() if lead_in else 0 :], False
    subject = _SUBJECT.match(rest)
    if subject and _leads_to_act(rest[subject.end() :]):
        rest, led = rest[subject.end() :], True
    while (match := _BEFORE.match(rest)) and match.end() < len(rest):
        rest, led = rest[match.end() :], True
    return rest, led


def without_catch_all(statement: str) -> str:
    """Return a statement without `and performs other duties as assigned` at its end."""
    return _CATCH_ALL.sub("", statement)


def _leads_to_act(rest: str) -> bool:
    """Say whether a verb follows, or words such as `will` or `is responsible for` and then a verb."""
    before, led = _BEFORE.match(rest), False
    while before:
        rest, led = rest[before.end() :], True
        before = _BEFORE.match(rest)
    word = (rest.split(maxsplit=1) or [""])[0]
    return is_act(word) and (led or not word.endswith("ing"))


def begins_no_duty(word: str) -> bool:
    """Say whether no statement of a duty begins with this word."""
    return word.casefold().strip(".,;:()") in _NO_FIRST


def says_no_duty(statement: str) -> str:
    """Return what a statement is about that is no duty in any section; empty where nothing tells."""
    lead_in = _LEAD_IN.match(statement)
    rest = statement[lead_in.end() :] if lead_in else statement
    return next((name for name, pattern in _NOT_DUTIES.items() if pattern.search(rest)), "")


def is_no_posting(text: str) -> bool:
    """Say whether a text is rather a solicitation of bids than a description of a job."""
    hits = len(_NO_POSTING.findall(text))
    return hits >= _FEW_HITS and hits > len(_POSTING.findall(text))


def is_english(text: str) -> bool:
    """Say whether a text is in English, as far as its commonest words tell; a short one passes."""
    words = len(text.split())
    return words < _ENOUGH_WORDS or len(_ENGLISH.findall(text)) >= _LEAST_ENGLISH * words
