"""Numbers, periods, names and quoted words as a filing prints them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from builder.citations.marked_text import curled
from kb.model.records import Claim, Figure
from kb.model.survey_estimates import Estimate

_PREFIX = {"usd-per-year": "$", "usd-per-hour": "$"}
_CENTS = _PAIR = 2
_SUFFIX = {"percent": "%", "hours": " hours", "seconds": " seconds", "days": " days"}
_MINUS = "−"


def number(value: Decimal, places: int = 0) -> str:
    """Return a number with thousands separators and no needless zeros, but at least some decimal places."""
    text = f"{abs(value):,f}"
    whole, _, part = text.partition(".")
    part = part.rstrip("0").ljust(places, "0")
    text = f"{whole}.{part}" if part else whole
    return f"{_MINUS}{text}" if value < 0 else text


def quantity(figure: Figure, places: int = 0) -> str:
    """Return a figure's value with its unit: `102,500`, `$53,040`, `40 hours`, `at least $239,200`."""
    return f"{'at least ' * figure.bound}{with_unit(figure.value, figure.unit, places)}"


def with_unit(value: Decimal, unit: str, places: int = 0) -> str:
    """Return a value with the sign or word of its unit, with at least some decimal places."""
    shown = number(rounded(abs(value), unit), max(places, decimals(value, unit)))
    sign = _MINUS if value < 0 else ""
    suffix = _SUFFIX.get(unit, "")
    if suffix.endswith("s") and abs(value) == 1:
        suffix = suffix.removesuffix("s")
    return f"{sign}{_PREFIX.get(unit, '')}{shown}{suffix}"


def rounded(value: Decimal, unit: str) -> Decimal:
    """Return a value as it is printed: percentages to one decimal, others as they are recorded."""
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP) if unit == "percent" else value


def firmness(estimate: Estimate | None) -> str:
    """Return how firm a value of a survey is, such as `n = 26, 66.1–93.7`; empty for any other number."""
    if estimate is None or estimate.sample is None:
        return ""
    return ", ".join(filter(None, (f"n = {estimate.sample:,}", estimate.bounds_said("–"))))


def decimals(value: Decimal, unit: str) -> int:
    """Return the decimal places that a value is printed with: money by the hour, or with cents, has two."""
    _, _, part = f"{rounded(value, unit):f}".partition(".")
    own = len(part.rstrip("0"))
    return _CENTS if unit == "usd-per-hour" or (unit in _PREFIX and own) else own


def common_decimals(figures: Iterable[Figure | None]) -> int:
    """Return the decimal places that some figures, in a column or a chart, are printed with alike."""
    return max((decimals(figure.value, figure.unit) for figure in figures if figure), default=0)


def sign(unit: str) -> str:
    """Return what stands before values of a unit, such as `$`."""
    return _PREFIX.get(unit, "")


def period(written: str) -> str:
    """Return a reference period in words: `2025-05` is `May 2025`, `2021-05/2025-05` a range."""
    return " to ".join(_date(part) for part in written.split("/"))


def _date(written: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", written)
    if not match:
        return written
    year, month, day = match.groups()
    try:
        when = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return written
    return f"{when:%B} {when.day}, {year}" if day else f"{when:%B} {year}"


def listed(words: list[str], joint: str = "and") -> str:
    """Return words as an enumeration: `a, b, and c`."""
    if len(words) < 3:
        return f" {joint} ".join(words)
    return f"{', '.join(words[:-1])}, {joint} {words[-1]}"


def counted(amount: int, singular: str, plural: str = "") -> str:
    """Return a number with the right form of its noun."""
    return f"{amount:,} {singular if amount == 1 else plural or singular + 's'}"


def principle(identifier: str) -> str:
    """Return the words for P2 or G6."""
    kind = "Coding Guideline" if identifier.startswith("G") else "Classification Principle"
    return f"{kind} {identifier[1:]}"


def inner(words: str) -> str:
    """Return quoted words as they stand inside quotation marks: their own marks typographic and single.

    Marks around the whole, which who recorded them typed along, are those that the words are put in.
    """
    straight = words.strip().replace("“", '"').replace("”", '"')
    if straight[:1] == straight[-1:] == '"' and straight.count('"') == _PAIR:
        straight = straight[1:-1].strip()
    return curled(straight).replace("“", "‘").replace("”", "’")


def plain_words(quoted: str) -> str:
    """Return quoted words as they compare: spaces, case and the form of quotation marks do not matter."""
    return re.sub("[\"'“”‘’]", "'", " ".join(quoted.split())).casefold()


def ended(words: str) -> str:
    """Return words with a period at their end, where nothing else ends them."""
    return words if words.endswith((".", "?", "!", "…")) else f"{words.rstrip(',;:')}."


def whose_judgement(claim: Claim) -> str:
    """Return whose judgement a claim is; who argues one that nobody is named for makes it their own."""
    return f"the judgement of {claim.attributed_to}" if claim.attributed_to else "our judgement"
