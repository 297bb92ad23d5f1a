"""Licence plates, vehicle identification numbers, and driver's licences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.screening.keys_and_values import JOINT, MARK, Places, keyed
from kb.screening.personal_data_kinds import Hit, Kind

_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY "
    "NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR"
).split()
_STATE = rf"(?:(?:{'|'.join(_STATES)})\b|(?-i:(?:(?:North|South|West|New)[ ])?[A-Z][a-z]{{3,12}})(?=[ ,]))"
_OF_STATE = rf"(?:,?[ ]?{_STATE}[ ,:/]{{1,2}})?"
_PLATE = re.compile(
    rf"(?P<key>{keyed('plates')})\.?(?i:{MARK})?{JOINT}{_OF_STATE}"
    r"(?P<value>(?=[A-Z0-9 -]{0,7}\d)(?:[A-Z0-9]{5,8}|[A-Z0-9]{2,4}[ -][A-Z0-9]{2,5}|(?<=partial plate )"
    r"[A-Z0-9]{3,4}"
    r"|(?<=PARTIAL PLATE )[A-Z0-9]{3,4}))(?![\w-])"
)
_PLATE_BY_STATE = re.compile(
    rf"[A-Z](?<![\w/].)[A-Z](?<={'|'.join(_STATES)})/(?P<value>(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{{5,8}})"
    rf"(?![\w/-])"
)
_DIGITS_MARKED = re.compile(r"(?:plate|tag|lp)\W{0,3}(?:no|number|num|#|is|reads|:|/)", re.IGNORECASE)
_LICENCE = re.compile(
    rf"{keyed('licences')}\.?(?i:{MARK}){{0,2}}{JOINT}{_OF_STATE}"
    r"(?P<value>[A-Z0-9]{1,14}(?:[- ]?\d{2,12}|-[A-Z0-9]+){0,5})"
    r"(?![\w-]|[.,]\d)"
)
_VIN_FORM = re.compile(r"[A-HJ-NPR-Z0-9](?<![\w-].)[A-HJ-NPR-Z0-9]{16}(?![\w-])")
_VIN_NAMED = re.compile(
    rf"{keyed('vehicles')}\.?(?i:{MARK})?(?:[ ](?i:ending(?:[ ]in)?|ends[ ]in|last[ ]\d))?{JOINT}"
    r"(?P<value>(?=[A-Z]*\d)[A-HJ-NPR-Za-hj-npr-z0-9]{6,17})(?![\w-])"
)
_VIN_LAST = re.compile(
    r"(?i:last[ ](?:six|eight|[4-8])(?:[ ]of)?(?:[ ]the)?[ ]vin)\W{1,3}(?P<value>(?=[A-Z]*\d)[A-Z0-9]{4,8})\b"
)
_WORTH = dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ0123456789",
        [*range(1, 9), 1, 2, 3, 4, 5, 7, 9, *range(2, 10), *range(10)],
        strict=True,
    )
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def find_vehicles(places: Places) -> Iterator[Hit]:
    """Yield vehicle identification numbers and, after a key or a state, the numbers of licence plates."""
    for match in _VIN_FORM.finditer(places.text):
        if _check_digit_holds(match.group()):
            yield Hit(match.start(), match.end(), Kind.VIN, match.group())
    for match in (*places.keyed("vehicles", _VIN_NAMED), *places.keyed("lasts", _VIN_LAST)):
        if sum(map(str.isdigit, match["value"])) >= 3:
            yield Hit(*match.span("value"), Kind.VIN, match["value"])
    for match in places.keyed("plates", _PLATE):
        signs = re.sub(r"[ -]", "", match["value"])
        short = len(signs) < 6 and signs != match["value"]  # BCP 47
        if not short and (not signs.isdigit() or _DIGITS_MARKED.match(match.group())):
            yield Hit(*match.span("value"), Kind.PLATE, match["value"])
    for match in _PLATE_BY_STATE.finditer(places.text):
        yield Hit(*match.span("value"), Kind.PLATE, match["value"])


def find_licences(places: Places) -> Iterator[Hit]:
    """Yield what is called a driver's licence number and has at least six digits, or ten signs with three."""
    for match in places.keyed("licences", _LICENCE):
        signs = re.sub(r"[ -]", "", match["value"])
        digits = sum(map(str.isdigit, signs))
        if digits >= 6 or (len(signs) >= 10 and digits >= 3):
            yield Hit(*match.span("value"), Kind.LICENCE, match["value"])


def _check_digit_holds(number: str) -> bool:
    """Say whether the ninth sign is the remainder by 11 that 49 CFR 565.15(c) asks for."""
    if number.isdigit() or number.isalpha():
        return False
    rest = sum(_WORTH[sign] * weight for sign, weight in zip(number, _WEIGHTS, strict=True)) % 11
    return number[8] == ("X" if rest == 10 else str(rest))
