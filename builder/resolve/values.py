"""Numbers, periods, names and quoted words as a filing prints them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from builder.citations.marked_text import curled
from kb.model.records import Claim, Figure

_PREFIX = {"usd-per-year": "$"}
_SUFFIX = {"percent": "%", "hours": " hours", "seconds": " seconds", "days": " days"}
_MINUS = "−"


def number(value: Decimal) -> str:
    """Return a number with thousands separators and no needless zeros."""
    text = f"{abs(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{_MINUS}{text}" if value < 0 else text


def quantity(figure: Figure) -> str:
    """Return a figure's value with its unit: `102,500`, `$53,040`, `40 hours`, `at least $239,200`."""
    return f"{'at least ' * figure.bound}{with_unit(figure.value, figure.unit)}"


def with_unit(value: Decimal, unit: str) -> str:
    """Return a value with the sign or word of its unit."""
    shown = number(_rounded(abs(value), unit))
    sign = _MINUS if value < 0 else ""
    suffix = _SUFFIX.get(unit, "")
    if suffix.endswith("s") and abs(value) == 1:
        suffix = suffix.removesuffix("s")
    return f"{sign}{_PREFIX.get(unit, '')}{shown}{suffix}"


def _rounded(value: Decimal, unit: str) -> Decimal:
    """Percentages are printed to one decimal; other values as they are recorded."""
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP) if unit == "percent" else value


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
    """Return quoted words as they stand inside quotation marks: their own marks typographic and single."""
    straight = words.strip().replace("“", '"').replace("”", '"')
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
