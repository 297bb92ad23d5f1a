"""Counts that the graph can answer, and where a text states one of them in words or digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.prose.number_reading import Number, numbers
from builder.prose.occupations_named import OccupationNames
from builder.prose.sentences import Sentence
from builder.resolve import find
from builder.resolve.context import Context
from kb.model.records import Figure
from kb.standing.listing import listed

_WHOLE = re.compile(
    r"(?:\b(?:the|all|its|their|these|those|has|have|of)\s+(?:the\s+|its\s+|all\s+)?)$", re.IGNORECASE
)
"""Words before a number that counts all there are."""
_RATED = re.compile(r"\braters?\b", re.IGNORECASE)
"""Says that functions are counted as raters found them, and not as they are recorded."""
_LEAST_FIGURE = 2
"""Words that the measure of a figure needs, to be told from the words of a subset."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that a text states, and what the graph has."""

    number: Number
    graph: int
    what: str
    """What is counted, such as `protective functions of 43-5031`."""
    role: str
    """The role that gives the count; empty where there is none."""


def counted(sentence: Sentence, context: Context, names: OccupationNames) -> Iterator[Counted]:
    """Yield the counts of a sentence that the graph can answer, right and wrong ones.

    Classes of the classification are not counted: a base need not hold all of them.
    """
    if not (written := numbers(sentence.text)):
        return
    codes = _codes(sentence, context, names)
    for number in written:
        whole = bool(_WHOLE.search(sentence.text[: number.start]))
        if whole or not _RATED.search(sentence.text):
            yield from _functions(number, whole, codes, context)
        if whole:
            yield from _measures(number, codes, context)


def performed_counts(
    sentence: Sentence, context: Context, names: OccupationNames
) -> Iterator[tuple[Number, str]]:
    """Yield each number that a sentence gives for the functions which one occupation performs, and its code.

    `8 of the eleven functions`, `they perform 8 functions`, `of eleven functions … they perform 8`.
    """
    if "function" not in sentence.text.casefold():
        return
    written = numbers(sentence.text)
    codes = _codes(sentence, context, names) if written else set()
    if len(codes) != 1:
        return
    for number in written:
        if number.unit or number.compound or number.fraction or _WHOLE.search(sentence.text[: number.start]):
            continue
        performed = bool(_PERFORM.search(sentence.text[: number.start]))
        part = number.ratio is not None and _is_part(number, written)
        of_functions = _is_of(number, "functions", "protective functions", "function", "protective function")
        if (performed and (of_functions or not number.noun)) or (part and of_functions):
            yield number, min(codes)


_PERFORM = re.compile(
    r"\b(?:perform\w*|carr(?:y|ies) out|fulfil\w*)\s+"
    r"(?:(?:only|all|about|at least|up to|as many as|from)\s+)?$",
    re.IGNORECASE,
)


def _is_part(number: Number, written: Sequence[Number]) -> bool:
    """Say whether a number is the first of the two that make a ratio."""
    return any(other.start > number.start and other.ratio == number.ratio for other in written)


def _codes(sentence: Sentence, context: Context, names: OccupationNames) -> set[str]:
    roles = {role.argument for role in sentence.roles if role.name in ("title", "code", "occupation")}
    named = names.named(sentence.text) | (roles & context.lookup.titles.keys())
    return named or {context.draft.front.occupation}


def _functions(number: Number, whole: bool, codes: set[str], context: Context) -> Iterator[Counted]:
    if not _is_of(number, "functions", "protective functions"):
        return
    functions = find.protective_functions(context)
    if number.ratio is None or whole:
        if whole:
            yield Counted(number, len(functions), "protective functions", "")
    elif len(codes) == 1 and (code := min(codes)):
        duties = listed(context.lookup.duties_of(code), context.standings).counted
        performed = {name for duty in duties for name in duty.functions}
        held = sum(function.id in performed for function in functions)
        yield Counted(number, held, f"protective functions of {code}", f"{{count}}`functions {code}`")


def _measures(number: Number, codes: set[str], context: Context) -> Iterator[Counted]:
    """Yield counts that figures of the one occupation spoken of give: `the sixteen core tasks`."""
    if len(codes) != 1 or number.unit:
        return
    for figure in context.lookup.figures_of(min(codes)).values():
        measure = context.lookup.label("measure", figure.measure).lower()
        if figure.unit == "count" and len(measure.split()) >= _LEAST_FIGURE and _is_of(number, measure):
            yield Counted(number, int(figure.value), f"{measure} of {figure.occupation}", _role(figure))


def _role(figure: Figure) -> str:
    return f"{{figure}}`{figure.id}`"


def _is_of(number: Number, *nouns: str) -> bool:
    return any(number.noun == noun or number.noun.startswith(f"{noun} ") for noun in nouns)
