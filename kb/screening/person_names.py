"""Names of private persons where something says that a name follows: a key, a rank, a relation.

A name in running prose is left to a model (`name_model.py`): authors, officers of state, agencies and
streets look the same. Written `LAST, FIRST` in capitals it is found by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.keys_and_values import NAMES, START, Places, one_of, words
from kb.screening.personal_data_kinds import Hit, Kind

_GIVEN, _SURNAMES = frozenset(words(NAMES, "given")), frozenset(words(NAMES, "surnames"))
_NO_NAMES = frozenset(words(NAMES, "no-names"))
_STATES = frozenset({"georgia", "virginia"})
"""Given names that follow the name of a town more often."""
_TITLE = r"(?:(?:O['’]|Mc|Mac|De|Di|La|Le|Van|D['’])?[A-Z][a-z]{1,20}(?:-[A-Z][a-z]{1,20})?)"
_CAPS = r"(?:[A-Z](?:['’])?[A-Z]{1,20}(?:-[A-Z]{2,20})?)"
_INITIAL = r"[A-Z]\.?"
_LAST_FIRST = (
    rf"(?:{_CAPS}(?:[ ]{_CAPS})?,[ ]?{_CAPS}(?:[ ](?:{_CAPS}|{_INITIAL})"
    rf"\b)?|{_TITLE},[ ]{_TITLE}(?:[ ]{_INITIAL})?)(?![A-Za-z])"
)
_FIRST_LAST = (
    rf"(?:(?:{_TITLE}|{_INITIAL})(?:[ ](?:{_TITLE}|{_INITIAL})){{0,1}}[ ]{_TITLE}|(?:{_CAPS}|{_INITIAL})"
    rf"(?:[ ](?:{_CAPS}|{_INITIAL})){{0,1}}[ ]{_CAPS})(?![A-Za-z])"
)


def _after(keys: str, joint: str, value: str) -> re.Pattern[str]:
    return re.compile(rf"{START}(?i:{one_of(words(NAMES, keys))}){joint}(?P<value>{value})")


_LABELLED = _after(
    "labels",
    r"(?:[ ]?(?:\#|\d))?(?:['’]s)?(?:[ ]name)?(?:[ ]{0,2}[:/=)][ \t]{0,12}|[ ]-[ ])",
    rf"{_LAST_FIRST}|{_FIRST_LAST}",
)
_LABELLED_CAPS = _after("labels", r"[ ]{1,3}", _LAST_FIRST)
_PERSON = _after("people", r"[ ]", rf"{_FIRST_LAST}")
_RANKED = _after("ranks", r"\.?[ ]", rf"{_FIRST_LAST}|{_TITLE}(?![A-Za-z])")
_SAID = _after("sayings", r"[ ]", rf"{_FIRST_LAST}|{_TITLE}(?![A-Za-z])")
_RELATED = _after("relations", r"(?:[ ]is|,)?[ ]", rf"{_FIRST_LAST}|{_TITLE}(?![A-Za-z])")
_SALUTED = _after("salutations", r"\.?[ ]", _FIRST_LAST)
_DEAR = re.compile(rf"^[ \t]{{0,8}}Dear[ ](?P<value>{_FIRST_LAST})(?=[,:])", re.MULTILINE)
_CLOSED = _after("closings", r"[,:]\s{1,6}", rf"{_FIRST_LAST}(?=\s*$|\s*[<\n])")
_SHEET = re.compile(
    rf"(?<![\w/'’-])(?P<value>{_CAPS}(?:[ -]{_CAPS})?,[ ]?(?P<first>{_CAPS})(?:[ ](?:{_CAPS}|[A-Z])"
    rf"\b\.?)?)(?![\w-])"
)
_OWN_LINE = re.compile(rf"^[ \t]{{0,40}}(?P<value>{_FIRST_LAST})[ \t]{{0,40}}$", re.MULTILINE)
_SPLIT = re.compile(
    r"\b(?i:(?:last|first|middle)[ ]name|last(?:[ ]name)?[ ]?[:/][^\n]{1,40}?\bfirst)[ ]?[:/][ ]?"
    rf"(?P<value>{_CAPS}|{_TITLE})\b"
)


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[ ,.]+", name.lower().replace("’", "'")) if part]


def may_be_a_person(name: str) -> bool:
    """Say whether no part of a name belongs to an office, a form or a sentence."""
    return _NO_NAMES.isdisjoint(_parts(name))


def _is_labelled(name: str) -> bool:
    """After a label a comma, a given name or a family name will do."""
    return may_be_a_person(name) and ("," in name or _is_common(name) or _is_last_first(name))


def _is_common(name: str) -> bool:
    parts = _parts(name)
    return may_be_a_person(name) and (parts[0] in _GIVEN or parts[-1] in _SURNAMES)


def _is_last_first(name: str) -> bool:
    """Print-outs have `MENDOZA LUPE` as well."""
    return name.isupper() and _parts(name)[-1] in _GIVEN


def _is_staff(name: str) -> bool:
    """After a rank an initial will do, too."""
    return _is_common(name) or (may_be_a_person(name) and len(_parts(name)[0]) == 1)


def _is_given(name: str) -> bool:
    return may_be_a_person(name) and _parts(name)[0] in _GIVEN


_KEYS = (
    ("labels", _LABELLED, _is_labelled),
    ("labels", _LABELLED_CAPS, _is_labelled),
    ("people", _PERSON, _is_common),
    ("ranks", _RANKED, _is_staff),
    ("sayings", _SAID, _is_common),
    ("relations", _RELATED, _is_given),
    ("salutations", _SALUTED, _is_common),
    ("closings", _CLOSED, may_be_a_person),
)
"""How the name may be written after each family of keys, and what it must be like."""


def find_names(places: Places) -> Iterator[Hit]:
    """Yield names of callers, patients, parties and staff where a key or the form says so."""
    text = places.text
    for name, pattern, judge in _KEYS:
        for match in places.keyed(name, pattern):
            of_record = match.group().startswith("name")  # a key of YAML, as in records and drafts
            if not of_record and judge(match["value"]):
                yield _hit(match)
    for pattern, judge in ((_DEAR, _is_common), (_OWN_LINE, _is_given)):
        yield from (_hit(match) for match in pattern.finditer(text) if judge(match["value"]))
    for match in _SHEET.finditer(text):
        if match["first"].lower() in _GIVEN - _STATES:
            yield _hit(match)
    yield from map(_hit, _SPLIT.finditer(text))


def _hit(match: re.Match[str]) -> Hit:
    return Hit(*match.span("value"), Kind.NAME, match["value"])
