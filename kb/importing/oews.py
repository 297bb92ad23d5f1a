"""OEWS workbooks: employment and wages of every occupation as Data Cube observations.

An observation has the id that the bundled figures follow (`oews-2025-05-43-5031-employment`; of a state
`oews-2025-05-area-01-43-5031-employment`), so an imported figure and a record of the same figure are one
thing in the graph, and differing values stand side by side. A figure of a part of the nation has a place, one
of an industry a label, as such records have: whoever asks for the nation's figure gets neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kb.importing.editions import Edition, soc_codes
from kb.importing.ntriples import decimal, literal, node, term
from kb.importing.oews_extents import COLUMNS as EXTENT
from kb.importing.oews_extents import STATE, Extent, ExtentReader, name_of_table
from kb.importing.oews_plausibility import NOT_AVAILABLE, TOP, Estimates, examined
from kb.importing.official_table import UNVERIFIED, Lines, Source, Table
from kb.importing.publisher_sheet import Cell, CellError, RefusedFileError, Row, TableRow
from kb.importing.soc_tables import code_of, occupation
from kb.namespaces import OEWS, STRUCTURES, concept, record

_PERCENTILES = ("pct10", "pct25", "median", "pct75", "pct90")
_COLUMNS = ("tot_emp", "h_mean", "a_mean", *(f"{rate}_{p}" for rate in "ha" for p in _PERCENTILES))
_RELATIVE = ("jobs_1000", "loc_quotient", "pct_total", "pct_rpt")
"""Columns that only some of the files fill."""
_TOP_CODES = re.compile(r"\$([0-9,]+(?:\.[0-9]+)?) per hour or \$([0-9,]+) per year")
_FEW = "~"
"""Marks, in `pct_rpt`, less than half a percent."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a column measures."""

    name: str
    unit: str
    rate: str = ""
    """`hourly` or `annual`; empty for what is no wage."""


def _wage(column: str) -> _Measure:
    rate, _, statistic = column.partition("_")
    period, unit = {"h": ("hourly", "usd-per-hour"), "a": ("annual", "usd-per-year")}[rate]
    if statistic in ("mean", "median"):
        return _Measure(f"{period}-{statistic}-wage", unit, period)
    return _Measure(f"{period}-wage-{statistic.removeprefix('pct')}th-percentile", unit, period)


_JOBS = _Measure("employment", "jobs")
_REPORTING = _Measure("establishments-reporting", "percent")
_MEASURES = (
    _JOBS,
    *map(_wage, _COLUMNS[1:]),
    _Measure("jobs-per-thousand", "ratio"),
    _Measure("location-quotient", "ratio"),
    _Measure("share-of-industry-employment", "percent"),
    _REPORTING,
)
_TYPE, _OBSERVATION, _DATASET = term("rdf:type"), term("qb:Observation"), term("qb:dataSet")
_NATIONAL, _PARTIAL = f"<{record('dataset', 'oews-national')}>", f"<{OEWS}partial-estimates>"
"""The data sets of the estimates of all editions: files repeat each other, an observation has one set."""
_OCCUPATION, _MEASURE, _SOURCE = term("soce:occupation"), term("soce:measure"), term("dcterms:source")
_VALUE, _UNIT = term("sdmx-measure:obsValue"), term("sdmx-attribute:unitMeasure")
_PERIOD = term("sdmx-dimension:refPeriod")
_ERROR, _AT_LEAST, _BELOW = term("soce:relativeError"), term("soce:atLeast"), term("soce:below")
_STATUS, _MISSING = term("sdmx-attribute:obsStatus"), term("sdmx-code:obsStatus-M")
_REASON = term("soce:missingReason")
_VERIFICATION, _VERIFIED = term("soce:verification"), f"<{concept('verification', 'verified')}>"
_HALF_A_PERCENT = 0.5


@dataclass(frozen=True, slots=True)
class _Line:
    """One row, read."""

    row: TableRow
    code: str
    title: str
    extent: Extent
    jobs_error: Cell
    wage_error: Cell
    only: str
    """The one rate, `annual` or `hourly`, at which wages of the occupation are published; empty for both."""
    values: tuple[tuple[_Measure, Cell], ...]

    def error(self, measure: _Measure) -> Cell:
        if measure is _JOBS:
            return self.jobs_error
        return self.wage_error if measure.name.endswith("mean-wage") else ""

    def reason(self, measure: _Measure) -> str:
        """Return why a value is missing."""
        return f"{self.only}-only" if self.only not in ("", measure.rate) and measure.rate else "not-released"


def _lines(rows: Iterable[TableRow], ontology: Path) -> Iterator[_Line]:
    reader = ExtentReader(ontology)
    for row in rows:
        code, title, jobs_error, wage_error, *rest = row[len(EXTENT) :]
        values, (state, annual, hourly) = rest[: len(_MEASURES)], rest[len(_MEASURES) :]
        extent = reader.of((*row[: len(EXTENT)], state))
        only = "annual" if _is_marked(annual) else "hourly" if _is_marked(hourly) else ""
        measured = tuple(zip(_MEASURES, values, strict=True))
        yield _Line(row, code_of(code), str(title), extent, jobs_error, wage_error, only, measured)


def _is_marked(cell: Cell) -> bool:
    """Say whether a flag is set; Excel may keep it as a truth value, which reads as 1."""
    if str(cell).upper() not in ("", "TRUE", "FALSE", "1.0", "0.0"):
        raise CellError(cell, "which is neither TRUE nor empty")
    return str(cell).upper() in ("TRUE", "1.0")


def _examine(rows: Iterable[TableRow], source: Source) -> Iterator[str]:
    edition, ontology = source.edition, source.ontology
    known = frozenset().union(*soc_codes(ontology).values()) | edition.specific_codes
    estimates = (_estimates(line, edition) for line in _lines(rows, ontology))
    return examined(estimates, known, source.recorded)


def _estimates(line: _Line, edition: Edition) -> Estimates:
    cells = {measure.name: cell for measure, cell in line.values}
    orders = tuple(tuple(cells[_wage(f"{rate}_{p}").name] for p in _PERCENTILES) for rate in "ha")
    return Estimates(line.row, line.code, f"oews-{edition.name}{line.extent.path}-", cells, orders)


def _convert(rows: Iterable[Row], source: Source, *, whole: bool = True) -> Lines:
    """Yield the estimates; those of parts of the economy say of which part, be it all of it."""
    top_codes = _top_codes(source)
    known = frozenset().union(*soc_codes(source.ontology).values())
    described: set[Extent | str] = set()
    done: set[tuple[Extent, str]] = set()
    for line in _lines(_placed(rows), source.ontology):
        if (line.extent, line.code) in done:
            continue  # the second row of a broad occupation that is not broken down
        done.add((line.extent, line.code))
        if line.extent not in described:
            described.add(line.extent)
            yield from () if whole else line.extent.described()
        own = line.code in source.edition.specific_codes or line.code not in known
        it = node(OEWS, "occupation", line.code) if own else occupation(line.code)
        if own and line.code not in source.edition.specific_codes and line.code not in described:
            described.add(line.code)
            yield from _own_occupation(it, line)
        for measure, value in line.values:
            if value != "" or measure.name not in _SOMETIMES:
                yield from _observation(line, it, measure, value, source, top_codes)
                yield from () if whole else line.extent.figure(_figure(line, measure, source))


_SOMETIMES = frozenset(measure.name for measure in _MEASURES[-len(_RELATIVE) :])
"""Measures that a file leaves empty where they do not apply."""


def _placed(rows: Iterable[Row]) -> Iterator[TableRow]:
    for row in rows:
        assert isinstance(row, TableRow), "rows come from a sheet"  # noqa: S101 -- for the type checker
        yield row


def _own_occupation(it: str, line: _Line) -> Lines:
    """Yield what the workbook says of an occupation that OEWS made and `ontology/oews.ttl` lacks."""
    yield f"{it} {_TYPE} {term('skos:Concept')}"
    yield f"{it} {term('skos:inScheme')} <{OEWS}occupation>"
    yield f"{it} {term('skos:notation')} {literal(line.code)}"
    yield f"{it} {term('skos:prefLabel')} {literal(line.title)}"
    yield f"<{STRUCTURES}oews-occupations> {term('skos:member')} {it}"


def _figure(line: _Line, measure: _Measure, source: Source) -> str:
    name = f"oews-{source.edition.name}{line.extent.path}-{line.code}-{measure.name}"
    return f"<{record('figure', name)}>"


def _observation(
    line: _Line, of: str, measure: _Measure, value: Cell, source: Source, top_codes: tuple[str, str]
) -> Lines:
    it = _figure(line, measure, source)
    yield f"{it} {_TYPE} {_OBSERVATION}"
    yield f"{it} {_DATASET} {_NATIONAL if line.extent.is_whole else _PARTIAL}"
    yield f"{it} {_OCCUPATION} {of}"
    yield f"{it} {_MEASURE} <{concept('measure', measure.name)}>"
    yield f"{it} {_PERIOD} {source.period(source.edition.period)}"
    yield f"{it} {_SOURCE} <{source.work}>"
    yield f"{it} {_UNIT} <{concept('unit', measure.unit)}>"
    yield f"{it} {_VERIFICATION} {_VERIFIED if source.genuine else UNVERIFIED}"
    if value == TOP and measure.rate:
        yield f"{it} {_AT_LEAST} {decimal(top_codes[0 if measure.rate == 'hourly' else 1])}"
    elif value == _FEW and measure is _REPORTING:
        yield f"{it} {_BELOW} {decimal(_HALF_A_PERCENT)}"
    elif value in NOT_AVAILABLE:
        yield f"{it} {_STATUS} {_MISSING}"
        yield f"{it} {_REASON} <{concept('missing-reason', line.reason(measure))}>"
    else:
        yield f"{it} {_VALUE} {decimal(value)}"
        error = line.error(measure)
        if error not in NOT_AVAILABLE:
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


def _fitted(rows: Iterable[TableRow], ontology: Path) -> Table:
    """Return the table that the rows make: that of the nation, or one of parts of its economy."""
    work, place = name_of_table((line.extent for line in _lines(rows, ontology)), ontology)
    if work == ESTIMATES.name:
        return ESTIMATES
    return replace(
        ESTIMATES,
        name=f"{work}, {place}" if place else work,
        work=work,
        convert=partial(_convert, whole=False),
        data_sets=((_PARTIAL, "soce:partialEstimateStructure"), *ESTIMATES.data_sets),
    )


ESTIMATES = Table(
    "National estimates",
    (*EXTENT, "occ_code", "occ_title", "emp_prse", "mean_prse", *_COLUMNS),
    _convert,
    optional=(*_RELATIVE, STATE, "annual", "hourly"),
    data_sets=((_NATIONAL, "soce:estimateStructure"),),
    called=re.compile(r"(national|state|msa|bos|nat\w+|all_data)_M_?\d{4}", re.I),
    examine=_examine,
    fitted=_fitted,
)
TABLES = (ESTIMATES,)
