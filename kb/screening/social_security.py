"""Social security numbers: by form, after a key in full or in part, or masked but for the last four."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.keys_and_values import JOINT, MARK, Places, keyed
from kb.screening.personal_data_kinds import Hit, Kind

_KEY = keyed("social-security")
_LAST = r"(?:last[ ](?:four|4)(?:[ ]digits)?|L-?4|ending(?:[ ](?:in|with))?|ends?[ ](?:in|with))"
_OWNER = r"(?:[ ](?:of|his|her|their|my|the|your)\b){0,2}"
_FORM = re.compile(
    r"(?<![\w.,$/-])(?!000|666|9\d\d)\d{3}(?P<mark>[- ])(?!00)\d{2}(?P=mark)(?!0000)\d{4}(?![\w-]|[.,]\d|"
    r"[ ]pages)"
)
_MASKED = re.compile(r"[Xx*#•](?<!\w.)[Xx*#•]{2}[-. ]?[Xx*#•]{2}[-. ]?\d{4}(?![\w-])")
_NAMED = re.compile(
    rf"{_KEY}{MARK}?{JOINT}(?P<value>\d{{3}}[-. ]?\d{{2}}[-. ]?\d{{4}}|\d{{3}}[ -]\d{{3}}[ -]\d{{3}}"
    r"|[xX*]{4,7}-?\d{4})(?![\w-]|[.,]\d)"
)
_FOUR = r"(?P<value>(?!(?:19|20)\d\d\b(?![.\n]|\Z))\d{4})(?![\w-]|[.,]\d)"
_KEY_LAST = re.compile(rf"(?i:(?:{_KEY}){MARK}?[ :,]{{0,2}}\(?{_LAST}\)?){JOINT}{_FOUR}")
_LAST_KEY = re.compile(rf"(?i:{_LAST}{_OWNER}[ ]?(?:{_KEY}){MARK}?)[ ,]{{0,2}}{JOINT}{_FOUR}")


def find_ssns(places: Places) -> Iterator[Hit]:
    """Yield social security numbers by form, and digits, all or the last four, that are called one."""
    for match in (*places.numbered(_FORM), *_MASKED.finditer(places.text)):
        yield Hit(match.start(), match.end(), Kind.SSN, match.group())
    for name, pattern in (("social-security", _NAMED), ("social-security", _KEY_LAST), ("lasts", _LAST_KEY)):
        for match in places.keyed(name, pattern):
            yield Hit(*match.span("value"), Kind.SSN, match.group("value"))
