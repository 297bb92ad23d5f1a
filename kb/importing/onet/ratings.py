"""Tables in the ratings layout: Knowledge, Skills, Abilities, Work Activities, Work Context and others.

A row is a Data Cube observation: what workers, experts or analysts say of one element (or task) of an
occupation, on one scale. Shares of answers also name the category answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.importing.ntriples import decimal, digits, integer, literal, month, node, term, typed
from kb.importing.onet.names import (
    CODE,
    DOMAIN_SOURCE,
    OCCUPATION,
    TYPE,
    category,
    element,
    occupation,
    scale,
    task,
)
from kb.importing.sheet import Cell, Row
from kb.importing.table import Lines, Source, Table
from kb.namespaces import ONET

_OBSERVATION, _DATASET = term("qb:Observation"), term("qb:dataSet")
_ELEMENT, _TASK = term("soce:element"), term("soce:task")
_SCALE, _CATEGORY = term("soce:scale"), term("soce:category")
_VALUE, _PERIOD = term("sdmx-measure:obsValue"), term("sdmx-dimension:refPeriod")
_SAMPLE = term("soce:sample")
_ERROR, _LOWER, _UPPER = term("soce:standardError"), term("soce:lowerBound"), term("soce:upperBound")
_SUPPRESS, _NOT_RELEVANT = term("soce:recommendSuppress"), term("soce:notRelevant")
_TRUE = typed("true", "boolean")


def _of_elements(rows: Iterable[Row], source: Source) -> Lines:
    for code, rated, scale_id, *rest, answer, irrelevant in rows:
        about = f"{_ELEMENT} {element(rated)}"
        choice = category(scale_id, rated, answer) if answer != "" else ""
        yield from _rating((code, rated, scale_id, answer), about, choice, rest, irrelevant, source)


def _of_tasks(rows: Iterable[Row], source: Source) -> Lines:
    for code, rated, scale_id, *rest, answer in rows:
        about = f"{_TASK} {task(rated)}"
        choice = category(scale_id, "", answer) if answer != "" else ""
        yield from _rating((code, digits(rated), scale_id, answer), about, choice, rest, "", source)


def _rating(
    key: tuple[Cell, Cell, Cell, Cell],
    about: str,
    choice: str,
    rest: list[Cell],
    irrelevant: Cell,
    source: Source,
) -> Lines:
    code, rated, scale_id, answer = key
    value, sample, error, lower, upper, suppress, date, origin = rest
    path = (str(code), str(rated), str(scale_id), *((digits(answer),) if choice else ()))
    it = node(ONET, source.edition.name, "rating", *path)
    yield f"{it} {TYPE} {_OBSERVATION}"
    yield f"{it} {_DATASET} <{source.graph}>"
    yield f"{it} {OCCUPATION} {occupation(code)}"
    yield f"{it} {about}"
    yield f"{it} {_SCALE} {scale(scale_id)}"
    if choice:
        yield f"{it} {_CATEGORY} {choice}"
    yield f"{it} {_VALUE} {decimal(value)}"
    if sample != "":
        yield f"{it} {_SAMPLE} {integer(sample)}"
    for predicate, bound in ((_ERROR, error), (_LOWER, lower), (_UPPER, upper)):
        if bound != "":
            yield f"{it} {predicate} {decimal(bound)}"
    yield f"{it} {_PERIOD} {month(date)}"
    yield f"{it} {DOMAIN_SOURCE} {literal(str(origin))}"
    if suppress == "Y":
        yield f"{it} {_SUPPRESS} {_TRUE}"
    if irrelevant == "Y":
        yield f"{it} {_NOT_RELEVANT} {_TRUE}"


_STATISTICS = (
    "Scale ID",
    "Data Value",
    "N",
    "Standard Error",
    "Lower CI Bound",
    "Upper CI Bound",
    "Recommend Suppress",
    "Date",
    "Domain Source",
)
_ELEMENTS = {
    "Knowledge": r"2\.C\.",
    "Skills": r"2\.[AB]\.",
    "Abilities": r"1\.A\.",
    "Work Activities": r"4\.A\.",
    "Work Context": r"4\.C\.",
    "Education, Training, and Experience": r"(2\.D|3\.A)\.",
}
"""Element ids (positions in the content model) by table: the headers of these tables are alike."""

TABLES = (
    *(
        Table(
            name,
            (CODE, "Element ID", *_STATISTICS),
            _of_elements,
            optional=("Category", "Not Relevant"),
            structure="soce:ratingStructure",
            telling="Element ID",
            pattern=re.compile(pattern),
        )
        for name, pattern in _ELEMENTS.items()
    ),
    Table(
        "Task Ratings",
        (CODE, "Task ID", *_STATISTICS),
        _of_tasks,
        optional=("Category",),
        structure="soce:ratingStructure",
    ),
)
