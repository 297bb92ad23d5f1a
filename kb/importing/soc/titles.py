"""The direct-match title file: job titles that belong to one detailed occupation and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.importing.ntriples import literal, term
from kb.importing.sheet import Row
from kb.importing.soc.concepts import code_of, coding, occupation
from kb.importing.table import Lines, Source, Table
from kb.namespaces import SOC_2018

_TITLE, _EXAMPLE = term("skos:altLabel"), term("skos:example")


def _convert(rows: Iterable[Row], source: Source) -> Lines:
    """Yield each title as an alternative label, and as an example where it is marked as illustrative."""
    coded = ""
    for cell, direct, illustrative in rows:
        code = code_of(cell)
        if code != coded:
            yield from coding(SOC_2018, code)
            coded = code
        yield f"{occupation(code)} {_TITLE} {literal(str(direct))}"
        if illustrative:
            yield f"{occupation(code)} {_EXAMPLE} {literal(str(direct))}"


DIRECT_MATCH_TITLES = Table(
    "Direct-match titles",
    ("2018 SOC Code", "2018 SOC Direct Match Title"),
    _convert,
    optional=("Illustrative Example",),
    called=re.compile(r"soc_\d{4}_direct_match", re.I),
)
