"""Dates and periods as typed things of the graph.

Records and tables write a date as precisely as they know it: a year, a month, a day, or two with a slash
between. SPARQL cannot compare a value of one of these datatypes with one of another, while it can their
texts, which are what queries ask for. So the text stays, and each is described once, with its first and last
day (DCAT 3, section 6.15: a period of time) and, where XML Schema has a datatype for it, as a typed value.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kb.common.dates_and_numbers import days_of
from kb.namespaces import BASE, RDF_TYPE, XSD, escaped, iri

Said = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
"""Subject, predicate and object."""
_DATATYPES = ("gYear", "gYearMonth", "date")
"""By the number of hyphens in a date."""


def about_period(written: str) -> Iterator[Said]:
    """Yield what is to be known of a date or period as it is written; nothing of what is none."""
    days = days_of(written)
    if days is None:
        return
    # two hyphens stand for the slash in names (ISO 8601-1, 5.5.1)
    it = ox.NamedNode(f"{BASE}period/{escaped(written.replace('/', '--'))}")
    yield it, ox.NamedNode(RDF_TYPE), ox.NamedNode(iri("dcterms:PeriodOfTime"))
    yield it, ox.NamedNode(iri("dcterms:identifier")), ox.Literal(written)
    for bound, day in zip(("dcat:startDate", "dcat:endDate"), days, strict=True):
        yield it, ox.NamedNode(iri(bound)), _typed(day.isoformat(), "date")
    if "/" not in written:
        yield it, ox.NamedNode(iri("rdf:value")), _typed(written, _DATATYPES[written.count("-")])


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))
