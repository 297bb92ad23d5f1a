"""A figure must stand beside the occupation and the place that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.subject import Subject
from builder.prose.dated_text import clause
from builder.prose.figure_places import figure_places
from builder.prose.number_reading import MONEY, PERCENT
from builder.prose.occupations_named import OccupationNames, occupation_names
from builder.prose.others_figures import others_figures
from builder.prose.places_named import is_said, places_given
from builder.prose.sentences import CITED, Sentence
from builder.prose.stated_numbers import unit_of
from builder.resolve.values import quantity
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.model.facade import Records
from kb.model.records import Figure

CHECK = declare(
    __name__,
    "A figure is given for an occupation or a place that it is not of.",
    "Name the figure of that occupation or place, or correct the sentence.",
)
_UNITS = (
    ("percent", re.compile(r"(?:%|\s*per\s?cent\b)")),
    ("money", re.compile(r"\s*dollars\b")),
    ("hour", re.compile(r"[\s-]*hours?\b")),
    ("", re.compile(r"\s*(?:jobs|workers|people|persons|employees|positions|centers)\b")),
)
"""Words directly behind a number that say what unit it has; none is that of a count."""
_WAGES = re.compile(
    r"\b(?:wages?|salar(?:y|ies)|earnings)\b[^,;.]{0,30}\b(?:was|were|is|are|of|at)\s*$", re.IGNORECASE
)
_COUNT = re.compile(r"\b(?:there (?:were|are)|number of \w+ (?:was|is))\s*$", re.IGNORECASE)
_NAMING_ROLES = ("title", "code", "occupation")
_AFTER = re.compile(r"\W*(?:of|for|among|by)\s+((?:[^\W\d_][\w’'-]*\s*){1,5})")
"""What a number is said to be of, directly behind it."""


def find(subject: Subject) -> Iterator[Finding]:
    """Report each figure whose clause names others and not its own, cited by itself or in its source."""
    known = subject.context.lookup
    names = occupation_names(known)
    for sentence in subject.prose.sentences:
        figures = list(figure_places(sentence, subject.context))
        own = {figure.occupation for figure, _, _ in figures}
        for figure, start, end in figures:
            where = subject.at(sentence.place(start))
            if other := _occupation(figure, sentence, (start, end), own, names):
                of = _titled(figure.occupation, known)
                yield CHECK.finding(f"The figure {figure.id} is of {of}; here it stands for {other}.", where)
            elif not _is_of_unit(figure, sentence.text, start, end):
                shown = quantity(figure)
                yield CHECK.finding(
                    f"The figure {figure.id} is {shown}; here it stands for another thing.", where
                )
            elif place := _place(figure, sentence.text, (start, end), known):
                of = figure.place or known.classification.nation
                yield CHECK.finding(f"The figure {figure.id} is of {of}; here it stands for {place}.", where)
        for misgiven in others_figures(sentence, subject.context, names):
            where = subject.at(sentence.place(misgiven.number.start))
            of, meant = _titled(misgiven.figure.occupation, known), _titled(misgiven.meant.occupation, known)
            message = (
                f"{misgiven.number.text} is recorded for {of}; for {meant} it is {quantity(misgiven.meant)}."
            )
            yield CHECK.finding(message, where, f"Write {{figure}}`{misgiven.meant.id}`.")


def _occupation(
    figure: Figure, sentence: Sentence, span: tuple[int, int], own: set[str], names: OccupationNames
) -> str:
    """Return the occupation that a figure is wrongly given for, as `title (code)`, or nothing."""
    if not figure.occupation:
        return ""
    behind = _AFTER.match(sentence.text, span[1])
    named = names.named(behind[1]) if behind else set()
    if not named:
        roles = {role.argument for role in sentence.roles if role.name in _NAMING_ROLES}
        named = names.named(clause(sentence.text, *span)) | roles
        named = set() if named & own else named
    related = {code for code in named if _is_related(code, figure.occupation, names.known)}
    if not named or related:
        return ""
    return _titled(min(named), names.known)


def _titled(code: str, known: Records) -> str:
    return f"{known.titles.get(code, '')} ({code})"


def _is_of_unit(figure: Figure, text: str, start: int, end: int) -> bool:
    """Say whether the words about a role let its figure have the unit that it has."""
    unit, before, behind = unit_of(figure), text[:start], text[end:].lstrip(CITED)
    said = next((name for name, words in _UNITS if words.match(behind)), unit)
    if _WAGES.search(before):
        said = MONEY
    elif _COUNT.search(before) and unit in (MONEY, PERCENT):
        said = ""
    return said == unit


def _is_related(code: str, other: str, known: Records) -> bool:
    """Say whether two codes are the same, or one lies within the other."""
    within = known.classification.is_within
    return code == other or within(code, other) or within(other, code)


def _place(figure: Figure, text: str, span: tuple[int, int], known: Records) -> str:
    """Return the part of the country that a clause gives a figure to, if the figure is of another."""
    named = places_given(text, *span, known)
    about = clause(text, *span)
    own = figure.place or known.classification.nation
    if not named or own in named or is_said(own, about, known.classification):
        return ""
    source = known.sources.get(figure.provenance.source)
    of = (figure.place, figure.label, figure.denominator, figure.note, source.title if source else "")
    return next((place for place in named if not any(place in words for words in of)), "")
