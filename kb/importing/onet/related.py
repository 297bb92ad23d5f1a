"""Related Occupations: O*NET's ordered list of the occupations nearest to each."""

from __future__ import annotations

from collections.abc import Iterable

from kb.importing.ntriples import digits, integer, literal, node, term
from kb.importing.onet.names import CODE, OCCUPATION, TYPE, occupation
from kb.importing.sheet import Row
from kb.importing.table import Lines, Source, Table
from kb.namespaces import ONET

_RELATION, _RELATED = term("soce:RelatedOccupation"), term("soce:relatedOccupation")
_TIER, _ORDER = term("soce:tier"), term("soce:order")


def _convert(rows: Iterable[Row], source: Source) -> Lines:
    for code, other, tier, index in rows:
        it = node(ONET, source.edition.name, "related", str(code), digits(index))
        yield f"{it} {TYPE} {_RELATION}"
        yield f"{it} {OCCUPATION} {occupation(code)}"
        yield f"{it} {_RELATED} {occupation(other)}"
        yield f"{it} {_TIER} {literal(str(tier))}"
        yield f"{it} {_ORDER} {integer(index)}"


TABLES = (
    Table("Related Occupations", (CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"), _convert),
)
