"""The quantities in English prose: digits, words, fractions, money, percentages, with their hedges and units.

Libraries were tried on the prose of drafts: quantulum3 reads `43-5031` as 2537 and `911 at` as ampere-turns,
text2num and number-parser know no fractions and give no offsets; so the grammar is ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from builder.prose.number_names import named
from builder.prose.number_words import CARDINAL, FRACTION, MAGNITUDES, cardinal, percentage, some_in
from builder.prose.sentences import CITED, CODE, FILLED

Hedge = Literal["", "about", "nearly", "under", "over"]
"""How a number is held: `about` it, `nearly` it (less, but close), no more than it or `over` it at least."""

PERCENT, MONEY = "percent", "money"
_TIME = ("second", "minute", "hour", "day", "week", "month", "year")
_COARSE = Decimal(3)
"""Points of a hundred that a fraction in words stands for: half is 48.5 to 51.5."""


@dataclass(frozen=True, slots=True)
class Number:
    """One quantity as a text gives it."""

    text: str
    """As it is written, with its sign and unit, without its hedge."""
    start: int
    end: int
    value: Decimal
    """Percentages and fractions are parts of a hundred."""
    grain: Decimal
    """Worth of the last digit written: 0.1 for `84.3`, 1 for `102,000`, 100,000 for `1.2 million`."""
    unit: str = ""
    """percent, money, a unit of time, or empty for a count."""
    hedge: Hedge = ""
    worded: bool = False
    """Whether it is written in words."""
    fraction: bool = False
    """Whether it is a fraction in words, which is coarse."""
    ratio: Decimal | None = None
    """For both numbers of `19 of the 24`, what they make as parts of a hundred."""
    compound: bool = False
    """Whether it is the first part of a word, as in `10-digit` and `40-hour`."""
    noun: str = ""
    """The words after it, lower case, up to three."""

    @property
    def is_large(self) -> bool:
        """Say whether it is more than a small count, which prose uses for its own enumerations."""
        return self.unit in (PERCENT, MONEY) or self.value >= 10 or self.value != int(self.value)


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\.\d+|\d+"
_SCALE = r"(?:\s*-?\s*(?P<scale>hundred|thousand|million|billion|trillion)\b|(?P<short>bn|mn|[kKmMB])\b)?"
_AFTER = (
    r"(?P<after>\s?%|[\s-]*(?:percentage[\s-]+points?|per\s?cent(?:age)?|percent|pct\.?)(?!\w)|"
    r"(?<=\d)\s+points\b|"
    rf"[\s-]+(?:US\s+)?dollars?\b|[\s-]+(?:{'|'.join(_TIME)})s?\b)?"
)
_NUMBER = re.compile(
    rf"(?P<sign>[−-])?(?P<money>(?:US)?\$|USD\s?|€|£)?(?<![\w.,/*])(?:(?P<digits>{_DIGITS})(?![,.]?\d){_SCALE}|"
    rf"(?P<words>\b(?i:{CARDINAL}))){_AFTER}"
)
_FRACTION = re.compile(rf"\b(?i:{FRACTION})")
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9}
_HEDGES: dict[Hedge, str] = {
    "about": r"about|around|roughly|approximately|some|circa|ca\.|approx\.|~|≈|close to|an estimated",
    "nearly": r"nearly|almost|just under|not quite|just short of",
    "over": r"(?<!no )(?<!not )more than|over|above|upwards? of|greater than|higher than|in excess of|"
    r"exceed\w*|at least|no (?:fewer|less) than|a minimum of|not less than|≥",
    "under": r"(?<!no )(?<!not )(?:fewer|less|lower) than|under|below|at most|up to|no more than|"
    r"a maximum of|not more than|as many as|≤",
}
_HEDGED = re.compile(
    "|".join(rf"(?P<{name}>(?<!\w)(?:{words}))" for name, words in _HEDGES.items()), re.IGNORECASE
)
_BEFORE_HEDGED = re.compile(r"\s*(?:a|an|the|one|full|every)?\s*$", re.IGNORECASE)
_OF = re.compile(
    r"\s*(?:of|out of|in)\s+(?:the\s+|all\s+|these\s+|those\s+|its\s+|our\s+|every\s+|some\s+)*$"
)
_WHOLE_FIRST = re.compile(r"\b[Oo]f\s+(?:the\s+|all\s+|these\s+|our\s+|some\s+)*$")
_RANGE = re.compile(r"\s*(?:[-–—]|to|and|or)\s*$")
_NOUN = re.compile(r"[^\W\d_][\w’'-]*")


@lru_cache(maxsize=20_000)
def numbers(text: str) -> tuple[Number, ...]:
    """Return the quantities of a text in order; what only names or dates something is none of them."""
    blocked = named(text)
    found: list[Number] = []
    for number in sorted((*_fractions(text), *_plain(text)), key=lambda n: (n.start, -n.end)):
        if found and number.start < found[-1].end:
            continue
        if not any(start < number.end and number.start < end for start, end in blocked):
            found.append(number)
    with_words = [replace(n, hedge=_hedge(text, n.start), noun=_noun(text, n.end)) for n in found]
    return tuple(_related(with_words, text))


def _plain(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        worded = match["words"] is not None
        value = cardinal(match["words"]) if worded else Decimal(match["digits"].replace(",", ""))
        unit = _unit(match["money"], match["after"])
        if worded and value == 1 and not unit:
            continue
        scale = MAGNITUDES.get(match["scale"] or "", 1) * _SHORT.get((match["short"] or "").lower(), 1)
        start = match.start("money") if match["money"] else match.start("words" if worded else "digits")
        end = match.end("words" if worded else "digits")
        yield Number(
            text[start : match.end()].strip(),
            start,
            match.end(),
            value * scale,
            _grain(match["digits"]) * scale,
            unit,
            worded=worded,
            compound=re.match(r"[-‑][^\W\d]", text[end:]) is not None,
        )


def _unit(before: str | None, after: str | None) -> str:
    words = (after or "").strip(" -").lower()
    if before or "dollar" in words:
        return MONEY
    if words[:1] in ("%", "p"):
        return PERCENT
    return words.removesuffix("s")


def _grain(digits: str | None) -> Decimal:
    return Decimal(1).scaleb(-len((digits or "").partition(".")[2]))


def _fractions(text: str) -> Iterator[Number]:
    for match in _FRACTION.finditer(text):
        value = _fraction(match, text[: match.start()], text[match.end() :])
        if value is None:
            continue
        yield Number(
            match[0], match.start(), match.end(), value, _COARSE, PERCENT, worded=True, fraction=True
        )


def _fraction(match: re.Match[str], before: str, after: str) -> Decimal | None:
    if match["every"]:
        return some_in(match["some"], match["every"])
    if match["half"]:
        return percentage("", "half") if _is_half(before, after) else None
    above, part = match["numerator"], match["part"]
    one = above.lower() in ("a", "an", "one")
    is_share = _is_share(after) if one else part.endswith("s") or "-" in match[0]
    return percentage(above, part) if is_share else None


def _is_half(before: str, after: str) -> bool:
    ordinal = re.search(r"\b(?:first|second|other|latter|and|former|one and)(?:\s+an?|-an?)?[\s-]$", before)
    return not ordinal and not re.match(
        r"[-’']|\s+(?:way|hour|past|an?\s+(?:million|dozen|billion|hundred))\b", after
    )


def _is_share(after: str) -> bool:
    """Say whether `a third`, `a quarter` is a share and not the third of its kind."""
    return bool(
        re.match(
            r"\s*(?:of\b|more\b|less\b|fewer\b|as\b|said\b|say\b|report|had\b|have\b|are\b|were\b|[.,;:)]|$)",
            after,
        )
    )


def _hedge(text: str, start: int) -> Hedge:
    before = text[max(0, start - 40) : start]
    for match in reversed(list(_HEDGED.finditer(before))):
        if _BEFORE_HEDGED.fullmatch(before, match.end()):
            return next(name for name in _HEDGES if match[name])
    return ""


def _noun(text: str, end: int) -> str:
    clause = re.split(rf"[.,;:(){CITED}{FILLED}{CODE}]", text[end : end + 60].replace("-", " "), maxsplit=1)[
        0
    ]
    return " ".join(word.lower() for word in _NOUN.findall(clause)[:3])


def _related(found: list[Number], text: str) -> list[Number]:
    """Give the first number of a range the unit of the second, and parts of a whole their ratio."""
    for i in range(len(found) - 1):
        first, second = found[i], found[i + 1]
        between = text[first.end : second.start]
        if _RANGE.fullmatch(between) and second.unit and not first.unit:
            found[i] = replace(first, unit=second.unit)
        if _OF.fullmatch(between) and not first.unit and not second.unit and 0 < first.value <= second.value:
            ratio = 100 * first.value / second.value
            found[i] = replace(first, ratio=ratio, noun=second.noun)
            found[i + 1] = replace(second, ratio=ratio)
        elif _leads_up(text, first, second):
            ratio = 100 * second.value / first.value
            found[i] = replace(first, ratio=ratio)
            found[i + 1] = replace(second, ratio=ratio)
    return found


def _leads_up(text: str, whole: Number, part: Number) -> bool:
    """Say whether a number is the whole that the next one is a part of: `Of the 61 centers, 53 …`."""
    counts = not whole.unit and not part.unit and whole.ratio is None
    opening = _WHOLE_FIRST.search(text[: whole.start])
    return bool(
        counts and opening and 0 < part.value < whole.value and ". " not in text[whole.end : part.start]
    )
