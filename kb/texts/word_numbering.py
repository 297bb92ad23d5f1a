"""The numbers, letters and bullets that Word puts before paragraphs by itself (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kb.texts.word_styles import VAL, Styles, W, below, is_on, value

_W14_FORMAT = f".//{W}numFmt[@{W}format]"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)
_LAST_LETTERS = 780
"""Where Word ends counting in letters: thirty times z."""
BULLET = "•"
"""Stands for every bullet, whatever its font and form."""


@dataclass(frozen=True, slots=True)
class ListMark:
    """What stands before a paragraph of a list."""

    text: str
    """`4.2`, `a)`, `•`; empty where the list shows none."""
    level: int
    """Depth in its list, from 1."""
    gap: str
    """What stands between it and the paragraph: a blank, or nothing."""


class Numbering:
    """Counts the lists of a document. `numbering` is the root of its part, or None."""

    def __init__(self, numbering: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstract = (
            {}
            if numbering is None
            else {item.get(f"{W}abstractNumId"): item for item in numbering.iterfind(f"{W}abstractNum")}
        )
        self._numbers = (
            {}
            if numbering is None
            else {item.get(f"{W}numId"): item for item in numbering.iterfind(f"{W}num")}
        )
        self._counts: dict[str, dict[int, int]] = {}
        """Where each abstract list has got to, by level: lists that share it count on together."""
        self._overridden: set[tuple[str, int]] = set()

    def mark(self, paragraph: Any) -> ListMark | None:
        """Count a paragraph, in the order of the document; return what stands before one of a list."""
        number = self._styles.value(paragraph, "pPr/numPr/numId")
        num = self._numbers.get(number)
        abstract_id, abstract = self._resolved(num)
        if num is None or abstract is None:
            return None
        level = self._level(paragraph, abstract)
        definitions = {at: self._definition(num, abstract, at) for at in range(level + 1)}
        if definitions[level] is None:
            return None
        counts = self._counted(abstract_id, number, num, definitions, level)
        gap = "" if value(definitions[level], "suff") == "nothing" else " "
        return ListMark(_label(definitions, counts, level), level + 1, gap)

    def _resolved(self, num: Any) -> tuple[str, Any]:
        """Return the abstract list of a list; one that links to a style is the one that the style names."""
        name = value(num, "abstractNumId")
        link = value(self._abstract.get(name), "numStyleLink")
        if link:
            for other, abstract in self._abstract.items():
                if value(abstract, "styleLink") == link:
                    return other, abstract
        return name, self._abstract.get(name)

    def _level(self, paragraph: Any, abstract: Any) -> int:
        own = value(paragraph, "pPr/numPr/ilvl")
        style = self._styles.of_paragraph(paragraph)
        if not own and below(paragraph, "pPr/numPr/numId") is None:
            for level in abstract.iterfind(f"{W}lvl"):
                if value(level, "pStyle") == style:
                    own = level.get(f"{W}ilvl")
            own = own or self._styles.value(paragraph, "pPr/numPr/ilvl")
        return min(int(own), 8) if own and own.isdecimal() else 0

    def _definition(self, num: Any, abstract: Any, level: int) -> Any:
        """Return the definition of a level: the list's own, or that of the abstract list."""
        for place in (*num.iterfind(f"{W}lvlOverride"), abstract):
            for found in place.iterfind(f"{W}lvl"):
                if found.get(f"{W}ilvl") == str(level):
                    return found
        return None

    def _counted(
        self, abstract: str, number: str, num: Any, definitions: dict[int, Any], level: int
    ) -> dict[int, int]:
        """Count one more at a level, and begin the levels below it anew."""
        counts = self._counts.setdefault(abstract, {})
        for at in range(level + 1):
            override = self._override(num, at)
            if override is not None and (number, at) not in self._overridden:
                self._overridden.add((number, at))
                counts[at] = override - 1
            elif at not in counts:
                counts[at] = _start(definitions[at]) - 1  # a level passed over is 0: 0.1
        counts[level] += 1
        for deeper in [at for at in counts if at > level]:
            if self._begins_anew(num, abstract, deeper, level):
                del counts[deeper]
        return counts

    def _override(self, num: Any, level: int) -> int | None:
        for override in num.iterfind(f"{W}lvlOverride"):
            start = value(override, "startOverride")
            if override.get(f"{W}ilvl") == str(level) and start.lstrip("-").isdecimal():
                return int(start)
        return None

    def _begins_anew(self, num: Any, abstract: str, deeper: int, level: int) -> bool:
        """Say whether a level begins anew after one above it (17.9.10): after any, but for `lvlRestart`."""
        restart = value(self._definition(num, self._abstract[abstract], deeper), "lvlRestart")
        return not restart.isdecimal() or level < int(restart)


def _start(definition: Any) -> int:
    start = value(definition, "start")
    return int(start) if start.lstrip("-").isdecimal() else 0  # 17.9.25


def _label(definitions: dict[int, Any], counts: dict[int, int], level: int) -> str:
    """Write the label of a level, such as `%1.%2)`, with the numbers it stands for."""
    own = definitions[level]
    if _format(own) == "bullet" or below(own, "lvlPicBulletId") is not None:
        return BULLET
    legal = below(own, "isLgl")
    plain = legal is not None and is_on(legal)

    def number(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        if at > level:
            return ""
        form = _format(definitions[at])
        return written(counts.get(at, 1), "decimal" if plain and form != "none" else form)

    return _PLACE.sub(number, value(own, "lvlText")).strip()


def _format(definition: Any) -> str:
    """Return the number format of a level; one of several zeros stands for numbers of as many digits."""
    if definition is None:
        return "decimal"
    own = definition.find(_W14_FORMAT)
    if own is None:
        return value(definition, "numFmt") or "decimal"
    first = (own.get(f"{W}format") or "").partition(",")[0].strip()
    return first if first.isdecimal() else own.get(VAL) or "decimal"


def written(number: int, form: str) -> str:
    """Write a number in a format of Word's; in digits where that spells words or uses another script."""
    if form == "none":
        return ""
    if form.endswith("Letter") and 0 < number <= _LAST_LETTERS:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman") and 0 < number < 4000:
        return _roman(number).upper() if form.startswith("upper") else _roman(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    return str(number).zfill(len(form)) if form.isdecimal() else str(number)


def _roman(number: int) -> str:
    letters = []
    for size, sign in _ROMAN:
        letters.append(sign * (number // size))
        number %= size
    return "".join(letters)
