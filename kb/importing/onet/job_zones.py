"""Job zones: how much preparation an occupation takes, from 1 to 5."""

from __future__ import annotations

from collections.abc import Iterable

from kb.importing.ntriples import decimal, digits, literal, month, node, term
from kb.importing.onet.names import (
    CODE,
    CONCEPT,
    DOMAIN_SOURCE,
    LABEL,
    NOTATION,
    OCCUPATION,
    TYPE,
    occupation,
)
from kb.importing.sheet import Cell, Row
from kb.importing.table import Lines, Source, Table
from kb.namespaces import ONET, concept

_EXPERIENCE, _EDUCATION = term("schema:experienceRequirements"), term("schema:educationRequirements")
_TRAINING, _EXAMPLES, _RANGE = term("soce:jobTraining"), term("skos:example"), term("soce:svpRange")
_JOB_ZONE, _MEASURE = term("soce:jobZone"), term("soce:measure")
_VALUE, _PERIOD = term("sdmx-measure:obsValue"), term("sdmx-dimension:refPeriod")


def _zone(number: Cell) -> str:
    return node(ONET, "job-zone", digits(number))


def _reference(rows: Iterable[Row], source: Source) -> Lines:
    described = (LABEL, _EXPERIENCE, _EDUCATION, _TRAINING, _EXAMPLES, _RANGE)
    for number, *texts in rows:
        it = _zone(number)
        yield f"{it} {TYPE} {CONCEPT}"
        yield f"{it} {NOTATION} {literal(digits(number))}"
        for predicate, text in zip(described, texts, strict=True):
            yield f"{it} {predicate} {literal(str(text))}"


def _zones(rows: Iterable[Row], source: Source) -> Lines:
    """Yield the zone as a plain link, and as an observation with date and origin."""
    for code, number, date, origin in rows:
        it = node(ONET, source.edition.name, "job-zone", str(code))
        yield f"{occupation(code)} {_JOB_ZONE} {_zone(number)}"
        yield f"{it} {TYPE} {term('qb:Observation')}"
        yield f"{it} {term('qb:dataSet')} <{source.graph}>"
        yield f"{it} {OCCUPATION} {occupation(code)}"
        yield f"{it} {_MEASURE} <{concept('measure', 'job-zone')}>"
        yield f"{it} {_VALUE} {decimal(number)}"
        yield f"{it} {_PERIOD} {month(date)}"
        yield f"{it} {DOMAIN_SOURCE} {literal(str(origin))}"


TABLES = (
    Table(
        "Job Zone Reference",
        ("Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range"),
        _reference,
    ),
    Table("Job Zones", (CODE, "Job Zone", "Date", "Domain Source"), _zones, structure="soce:ratingStructure"),
)
