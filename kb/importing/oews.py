"""OEWS national workbooks: employment and wages of every occupation as Data Cube observations.

An observation has the id that the bundled figures follow (`oews-2025-05-43-5031-employment`), so an imported
figure and a record of the same figure are one thing in the graph, and differing values stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.importing.ntriples import decimal, literal, node, term
from kb.importing.official_table import Lines, Source, Table
from kb.importing.publisher_sheet import Cell, RefusedFileError, Row
from kb.importing.soc_tables import code_of, occupation
from kb.namespaces import OEWS, concept, record

_PERCENTILES = ("pct10", "pct25", "median", "pct75", "pct90")
_COLUMNS = ("tot_emp", "h_mean", "a_mean", *(f"{rate}_{p}" for rate in "ha" for p in _PERCENTILES))
_NOT_AVAILABLE = frozenset({"*", "**", "~", ""})
_TOP = "#"
"""Marks a wage at or above the highest that is published; the workbook's notes say which that is."""
_TOP_CODES = re.compile(r"\$([0-9,]+(?:\.[0-9]+)?) per hour or \$([0-9,]+) per year")


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a column measures."""

    name: str
    hourly: bool = False
    is_wage: bool = True

    @property
    def unit(self) -> str:
        if not self.is_wage:
            return "jobs"
        return "usd-per-hour" if self.hourly else "usd-per-year"


def _measure(column: str) -> _Measure:
    if column == "tot_emp":
        return _Measure("employment", is_wage=False)
    rate, _, statistic = column.partition("_")
    period = {"h": "hourly", "a": "annual"}[rate]
    if statistic in ("mean", "median"):
        return _Measure(f"{period}-{statistic}-wage", rate == "h")
    return _Measure(f"{period}-wage-{statistic.removeprefix('pct')}th-percentile", rate == "h")


_MEASURES = tuple(_measure(column) for column in _COLUMNS)
_TYPE, _OBSERVATION, _DATASET = term("rdf:type"), term("qb:Observation"), term("qb:dataSet")
_OCCUPATION, _MEASURE, _SOURCE = term("soce:occupation"), term("soce:measure"), term("dcterms:source")
_VALUE, _UNIT = term("sdmx-measure:obsValue"), term("sdmx-attribute:unitMeasure")
_PERIOD = term("sdmx-dimension:refPeriod")
_ERROR, _AT_LEAST = term("soce:relativeError"), term("soce:atLeast")
_STATUS, _MISSING = term("sdmx-attribute:obsStatus"), term("sdmx-code:obsStatus-M")
_VERIFICATION, _VERIFIED = term("soce:verification"), f"<{concept('verification', 'verified')}>"


def _convert(rows: Iterable[Row], source: Source) -> Lines:
    top_codes = _top_codes(source)
    seen: set[str] = set()
    for code_cell, ownership, industry, jobs_error, wage_error, *values in rows:
        _check_scope(ownership, industry)
        code = code_of(code_cell)
        if code in seen:
            continue  # OEWS lists a broad occupation that it does not break down a second time as detailed
        seen.add(code)
        for measure, value in zip(_MEASURES, values, strict=True):
            error = wage_error if measure.name.endswith("mean-wage") else ""
            yield from _observation(
                code, measure, value, error if measure.is_wage else jobs_error, source, top_codes
            )


def _check_scope(ownership: Cell, industry: Cell) -> None:
    if str(ownership) not in ("1235", "1235.0") or industry != "cross-industry":
        raise RefusedFileError(
            f"The rows are of ownership {ownership} and industry level {industry!r}, not of the economy.",
            "Give the national file of all industries, such as national_M2025_dl.xlsx.",
        )


def _term(code: str, source: Source) -> str:
    """Return the occupation of a code; those that OEWS made are in `ontology/oews.ttl`."""
    own = code in source.edition.specific_codes
    return node(OEWS, "occupation", code) if own else occupation(code)


def _observation(
    code: str, measure: _Measure, value: Cell, error: Cell, source: Source, top_codes: tuple[str, str]
) -> Lines:
    edition = source.edition
    it = f"<{record('figure', f'oews-{edition.name}-{code}-{measure.name}')}>"
    yield f"{it} {_TYPE} {_OBSERVATION}"
    yield f"{it} {_DATASET} <{source.graph}>"
    yield f"{it} {_OCCUPATION} {_term(code, source)}"
    yield f"{it} {_MEASURE} <{concept('measure', measure.name)}>"
    yield f"{it} {_PERIOD} {literal(edition.period)}"
    yield f"{it} {_SOURCE} <{edition.source(NATIONAL.slug)}>"
    yield f"{it} {_UNIT} <{concept('unit', measure.unit)}>"
    yield f"{it} {_VERIFICATION} {_VERIFIED}"
    if value == _TOP:
        yield f"{it} {_AT_LEAST} {decimal(top_codes[0 if measure.hourly else 1])}"
    elif value in _NOT_AVAILABLE:
        yield f"{it} {_STATUS} {_MISSING}"
    else:
        yield f"{it} {_VALUE} {decimal(value)}"
        if error not in _NOT_AVAILABLE:
            yield f"{it} {_ERROR} {decimal(error)}"


def _top_codes(source: Source) -> tuple[str, str]:
    """Return the highest hourly and annual wage published, from the notes of the workbook.

    Raises:
        RefusedFileError: the workbook does not say.
    """
    for sheet in source.sheets:
        for row in sheet.rows:
            for cell in row:
                found = _TOP_CODES.search(str(cell))
                if found:
                    return found[1].replace(",", ""), found[2].replace(",", "")
    raise RefusedFileError(
        "The workbook lacks the notes that say what # stands for.",
        "Give the workbook with its sheet `Field Descriptions`, as BLS issued it.",
    )


NATIONAL = Table(
    "National estimates",
    ("occ_code", "own_code", "i_group", "emp_prse", "mean_prse", *_COLUMNS),
    _convert,
    structure="soce:estimateStructure",
    called=re.compile(r"national_M\d{4}", re.I),
)
TABLES = (NATIONAL,)
