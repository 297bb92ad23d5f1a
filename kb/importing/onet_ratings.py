"""Tables in the ratings layout: Knowledge, Skills, Work Activities, Work Context, Interests and others.

A row is a Data Cube observation: what workers, experts or analysts say of one element (or task) of an
occupation, on one scale. Shares of answers also name the category answered; they have a dimension more, and
so are a data set of their own. Here, too, are the scales with their answers, and the job zones (how much
preparation an occupation takes, from 1 to 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.importing.ntriples import decimal, digits, integer, literal, node, term, typed
from kb.importing.official_table import UNVERIFIED, Lines, Source, Table
from kb.importing.onet_occupations import (
    CODE,
    CONCEPT,
    DOMAIN_SOURCE,
    LABEL,
    NOTATION,
    OCCUPATION,
    SCHEME,
    TOP_OF,
    TYPE,
    category,
    element,
    occupation,
    scale,
    task,
)
from kb.importing.publisher_sheet import Cell, CellError, Row
from kb.namespaces import ONET, STRUCTURES, concept

_OBSERVATION, _DATASET = term("qb:Observation"), term("qb:dataSet")
_ELEMENT, _TASK = term("soce:element"), term("soce:task")
_ID = term("dcterms:identifier")
_SCALE, _CATEGORY = term("soce:scale"), term("soce:category")
_VALUE, _PERIOD = term("sdmx-measure:obsValue"), term("sdmx-dimension:refPeriod")
_SAMPLE = term("soce:sample")
_ERROR, _LOWER, _UPPER = term("soce:standardError"), term("soce:lowerBound"), term("soce:upperBound")
_SUPPRESS, _NOT_RELEVANT = term("soce:recommendSuppress"), term("soce:notRelevant")
_VERIFICATION = term("soce:verification")
_FLAGS = {"Y": typed("true", "boolean"), "N": typed("false", "boolean")}


def _of_elements(rows: Iterable[Row], source: Source) -> Lines:
    yield from _answers(source, "soce:answerStructure")
    for code, rated, scale_id, *rest, answer, irrelevant in rows:
        about = f"{_ELEMENT} {element(rated)}"
        choice = category(scale_id, rated, answer) if answer != "" else ""
        yield from _rating((code, rated, scale_id, answer), about, choice, rest, irrelevant, source)


def _of_fewer_columns(rows: Iterable[Row], source: Source) -> Lines:
    """Yield ratings of tables that, in some releases or all, have no sample and no interval."""
    for code, rated, scale_id, value, date, origin, *statistics in rows:
        rest = [value, *statistics, date, origin]
        key = (code, rated, scale_id, "")
        yield from _rating(key, f"{_ELEMENT} {element(rated)}", "", rest, "", source)


def _of_tasks(rows: Iterable[Row], source: Source) -> Lines:
    """Yield ratings of tasks, and the number of each task, by which duty statements name it."""
    yield from _answers(source, "soce:taskAnswerStructure")
    before = ""
    for code, rated, scale_id, *rest, answer in rows:
        number = digits(rated)
        if number != before:
            yield f"{task(rated)} {_ID} {literal(number)}"
        before = number
        choice = category(scale_id, "", answer) if answer != "" else ""
        about = f"{_TASK} {task(rated)}"
        yield from _rating((code, number, scale_id, answer), about, choice, rest, "", source)


def _answers(source: Source, structure: str) -> Lines:
    """Yield what the data set of the shares of answers is."""
    it = f"<{source.answers}>"
    yield f"{it} {TYPE} {term('qb:DataSet')}"
    yield f"{it} {term('qb:structure')} {term(structure)}"
    yield f"{it} {term('dcterms:isPartOf')} <{source.graph}>"
    yield f"{it} {term('dcterms:source')} <{source.work}>"


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
    yield f"{it} {_DATASET} <{source.answers if choice else source.graph}>"
    yield f"{it} {OCCUPATION} {occupation(code, source)}"
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
    yield f"{it} {_PERIOD} {source.month(date)}"
    yield f"{it} {DOMAIN_SOURCE} {literal(str(origin))}"
    if suppress != "":
        yield f"{it} {_SUPPRESS} {_flag(suppress)}"
    if irrelevant != "":
        yield f"{it} {_NOT_RELEVANT} {_flag(irrelevant)}"
    if not source.genuine:
        yield f"{it} {_VERIFICATION} {UNVERIFIED}"


def _flag(cell: Cell) -> str:
    """Return a mark of O*NET: Y for yes, N for no; where it is empty O*NET does not say.

    Raises:
        CellError: the cell holds something else.
    """
    if cell not in _FLAGS:
        raise CellError(cell, "which is neither Y nor N")
    return _FLAGS[str(cell)]


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

_FEWER = {"Interests": r"1\.B\.1\.", "Work Values": r"1\.B\.2\.", "Work Styles": r"1\.[CD]\."}
"""Element ids of tables with fewer columns."""

_RATINGS = (
    *(
        Table(
            name,
            (CODE, "Element ID", "Scale ID", "Data Value", "Date", "Domain Source"),
            _of_fewer_columns,
            optional=("N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Recommend Suppress"),
            structure="soce:ratingStructure",
            telling="Element ID",
            pattern=re.compile(pattern),
        )
        for name, pattern in _FEWER.items()
    ),
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
        structure="soce:taskRatingStructure",
    ),
)


_LEAST, _MOST = term("schema:minValue"), term("schema:maxValue")


def _scales(rows: Iterable[Row], source: Source) -> Lines:
    for identifier, name, least, most in rows:
        it = scale(identifier)
        yield f"{it} {TYPE} {term('skos:ConceptScheme')}"
        yield f"{it} {NOTATION} {literal(str(identifier))}"
        yield f"{it} {LABEL} {literal(str(name))}"
        yield f"{it} {_LEAST} {decimal(least)}"
        yield f"{it} {_MOST} {decimal(most)}"


def _category(scale_id: Cell, element_id: Cell, number: Cell, text: Cell) -> Lines:
    it = category(scale_id, element_id, number)
    yield f"{it} {TYPE} {CONCEPT}"
    yield f"{it} {SCHEME} {scale(scale_id)}"
    yield f"{it} {TOP_OF} {scale(scale_id)}"
    yield f"{it} {NOTATION} {literal(digits(number))}"
    yield f"{it} {LABEL} {literal(str(text))}"
    yield f"<{STRUCTURES}answers> {term('skos:member')} {it}"
    if element_id:
        yield f"{it} {_ELEMENT} {element(element_id)}"


def _categories(rows: Iterable[Row], source: Source) -> Lines:
    for scale_id, number, text, element_id in rows:
        yield from _category(scale_id, element_id, number, text)


def _anchors(rows: Iterable[Row], source: Source) -> Lines:
    for element_id, scale_id, value, text in rows:
        yield from _category(scale_id, element_id, value, text)


_CATEGORY_COLUMNS = ("Scale ID", "Category", "Category Description")


def _element_categories(name: str, pattern: str) -> Table:
    required = (*_CATEGORY_COLUMNS, "Element ID")
    return Table(name, required, _categories, telling="Element ID", pattern=re.compile(pattern))


_REFERENCES = (
    Table("Scales Reference", ("Scale ID", "Scale Name", "Minimum", "Maximum"), _scales),
    Table("Level Scale Anchors", ("Element ID", "Scale ID", "Anchor Value", "Anchor Description"), _anchors),
    Table("Task Categories", _CATEGORY_COLUMNS, _categories, optional=("Element ID",)),
    _element_categories("Education, Training, and Experience Categories", r"(2\.D|3\.A)\."),
    _element_categories("Work Context Categories", r"4\.C\."),
)


_EXPERIENCE, _EDUCATION = term("schema:experienceRequirements"), term("schema:educationRequirements")
_TRAINING, _EXAMPLES, _RANGE = term("soce:jobTraining"), term("skos:example"), term("soce:svpRange")
_JOB_ZONE, _MEASURE = term("soce:jobZone"), term("soce:measure")


def _zone(number: Cell) -> str:
    return node(ONET, "job-zone", digits(number))


def _zone_reference(rows: Iterable[Row], source: Source) -> Lines:
    scheme = node(ONET, "job-zone")
    yield f"{scheme} {TYPE} {term('skos:ConceptScheme')}"
    yield f"{scheme} {term('dcterms:title')} {literal('O*NET job zones')}"
    described = (LABEL, _EXPERIENCE, _EDUCATION, _TRAINING, _EXAMPLES, _RANGE)
    for number, *texts in rows:
        it = _zone(number)
        yield f"{it} {TYPE} {CONCEPT}"
        yield f"{it} {SCHEME} {scheme}"
        yield f"{it} {TOP_OF} {scheme}"
        yield f"{it} {NOTATION} {literal(digits(number))}"
        for predicate, text in zip(described, texts, strict=True):
            yield f"{it} {predicate} {literal(str(text))}"


def _zones(rows: Iterable[Row], source: Source) -> Lines:
    """Yield the zone as a plain link, and as an observation with date and origin."""
    for code, number, date, origin in rows:
        it = node(ONET, source.edition.name, "job-zone", str(code))
        yield f"{occupation(code, source)} {_JOB_ZONE} {_zone(number)}"
        yield f"{it} {TYPE} {_OBSERVATION}"
        yield f"{it} {_DATASET} <{source.graph}>"
        yield f"{it} {OCCUPATION} {occupation(code, source)}"
        yield f"{it} {_MEASURE} <{concept('measure', 'job-zone')}>"
        yield f"{it} {_VALUE} {decimal(number)}"
        yield f"{it} {_PERIOD} {source.month(date)}"
        yield f"{it} {DOMAIN_SOURCE} {literal(str(origin))}"


_JOB_ZONES = (
    Table(
        "Job Zone Reference",
        ("Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range"),
        _zone_reference,
    ),
    Table(
        "Job Zones", (CODE, "Job Zone", "Date", "Domain Source"), _zones, structure="soce:jobZoneStructure"
    ),
)
TABLES = (*_REFERENCES, *_JOB_ZONES, *_RATINGS)
