"""What a spreadsheet shows of a cell: its value by its number format (ECMA-376 part 1, 18.8.30, 18.8.31).

The one place that knows how `0%`, `mmm-yy`, `#,##0.00` and `00-0000` are read. Colours, conditions and
languages of a format are passed over; a fraction is shown as a decimal number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class CellKind(StrEnum):
    """What a cell shows."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"
    """A time of day, a length of time, or a day with a time."""
    TRUTH = "truth"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell's value as its number format shows it."""

    text: str
    """As people see it, such as `45%`, `$41,235` or `042`; of a date the ISO form of what is shown of it."""
    kind: CellKind
    plain: str = ""
    """Of a number what is shown in digits alone: `45`, `41235`, `42`."""
    exact: str = ""
    """Of a number the whole value in the same form, such as `45.6` where `46%` is shown."""


_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""Parts of a format that are no digits and no letters of dates: words, escapes, colours, blanks, fillers."""
_LETTERS = re.compile(r"y+|m+|d+|h+|s+|AM/PM|A/P", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+")
_FRACTION = re.compile(r"[#?0]/[#?0-9]|E[+-]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")


def shown(value: object, number_format: str) -> ShownCell:
    """Return what is seen of a value: a text, a number, a truth value, a date or a time.

    An empty text of a value that is there means that the format hides it (`;;;`).
    """
    if isinstance(value, bool):
        return ShownCell("TRUE" if value else "FALSE", CellKind.TRUTH, str(value).lower())
    if isinstance(value, datetime | date):
        return _dated(value, number_format)
    if isinstance(value, time | timedelta):
        seconds = _seconds(value)
        return ShownCell(str(value), CellKind.TIME, seconds, seconds)
    if isinstance(value, int | float):
        return _numbered(Decimal(f"{value:.15g}"), number_format or "General")
    text = "" if value is None else str(value)
    return ShownCell("" if number_format.replace(" ", "") == ";;;" else text, CellKind.TEXT)


def _dated(value: date, number_format: str) -> ShownCell:
    letters = [found.lower() for found in _LETTERS.findall(_NOT_SHOWN.sub("", number_format))]
    clock = any(letter[0] in "hs" for letter in letters)
    if isinstance(value, datetime) and clock and value.time() != time():
        return ShownCell(value.isoformat(sep=" "), CellKind.TIME)
    day = value.date() if isinstance(value, datetime) else value
    if any(letter.startswith("d") for letter in letters):
        return ShownCell(day.isoformat(), CellKind.DAY)
    if any(letter.startswith("m") for letter in letters):
        return ShownCell(f"{day:%Y-%m}", CellKind.MONTH)
    return ShownCell(f"{day:%Y}", CellKind.YEAR)


def _seconds(value: time | timedelta) -> str:
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return f"{value.total_seconds():g}"


def _numbered(value: Decimal, number_format: str) -> ShownCell:
    section, value = _section(value, number_format)
    if section.strip().lower() in ("general", "@") or _FRACTION.search(_NOT_SHOWN.sub("", section)):
        text = _written(value)
        return ShownCell(text, CellKind.NUMBER, text, text)
    marks = _NOT_SHOWN.sub("", section)
    digits = _DIGITS.search(marks)
    if digits is None:  # words alone, or nothing
        return ShownCell(_around(section), CellKind.TEXT)
    percent = marks.count("%")
    full = value.scaleb(2 * percent)
    scaled = full.scaleb(-3 * _thousands_left_out(digits[0], marks[digits.end() :]))
    rounded = scaled.quantize(Decimal(1).scaleb(-_places(digits[0])), ROUND_HALF_UP)
    plain = _trimmed(f"{rounded:f}", digits[0])
    return ShownCell(
        _decorated(plain, section, marks),
        CellKind.PERCENT if percent else CellKind.NUMBER,
        plain,
        _written(full),
    )


def _section(value: Decimal, number_format: str) -> tuple[str, Decimal]:
    """Return the part of a format that a number falls under; that for negative ones brings its sign."""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return (sections[1], value) if value < 0 and len(sections) > 1 else (sections[0], value)


def _thousands_left_out(digits: str, behind: str) -> int:
    """Count the commas at the end, each of which stands for a thousand that is not shown."""
    return len(digits) - len(digits.rstrip(",")) + (len(behind) - len(behind.lstrip(",")))


def _places(digits: str) -> int:
    return len(digits.partition(".")[2].rstrip(","))


def _trimmed(number: str, digits: str) -> str:
    """Leave out the zeros at the end that `#` does not show."""
    optional = len(digits) - len(digits.rstrip("#?"))
    while "." in digits and optional and number.endswith("0"):
        number, optional = number[:-1], optional - 1
    return number.rstrip(".") if "." in number else number


def _decorated(plain: str, section: str, marks: str) -> str:
    """Write a number with the zeros, separators, hyphens and signs of its format."""
    sign, number = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
    whole, stop, rest = number.partition(".")
    before = marks.partition(".")[0]
    zeros = before.count("0")
    if "," in before.rstrip(","):
        whole = f"{int(whole):,}"
    elif re.search(r"[0#?][^0#?,.%]+[0#?]", _literal(section).partition(".")[0]):
        return sign + _in_pattern(whole.zfill(zeros), _literal(section))
    whole = whole.zfill(zeros)
    symbol = _CURRENCY.search(section)
    currency = symbol[1] if symbol else ("$" if "$" in section else "")
    return f"{sign}{currency}{whole}{stop}{rest}{'%' * marks.count('%')}"


def _literal(section: str) -> str:
    """Return a format with its escaped and quoted characters as they are shown."""
    plain = re.sub(r"\[[^\]]*\]|_.|\*.", "", section)
    return re.sub(r'"([^"]*)"|\\(.)', lambda match: match[1] or match[2] or "", plain)


def _in_pattern(whole: str, pattern: str) -> str:
    """Write digits into a pattern such as `00-0000`, from the right."""
    left = list(whole)
    out = [(left.pop() if left else "") if mark in "0#?" else mark for mark in reversed(pattern)]
    return "".join(left) + "".join(reversed(out))


def _around(section: str) -> str:
    return _literal(section).strip()


def _written(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
