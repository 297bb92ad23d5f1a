"""The definitions workbook: the official definition of each detailed occupation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.importing.errors import RefusedFileError
from kb.importing.ntriples import literal, term
from kb.importing.sheet import Row
from kb.importing.soc.concepts import LEVELS, Hierarchy, code_of, naming, occupation, title_of
from kb.importing.table import Lines, Source, Table
from kb.namespaces import SOC_2018

_DEFINITION, _EXAMPLE = term("xkos:coreContentNote"), term("skos:example")
_EXAMPLES = re.compile(r"\s*Illustrative examples?:\s*(?P<examples>.+?)\.?\s*$", re.IGNORECASE | re.DOTALL)
"""Some editions append the examples to the definition."""


def _convert(rows: Iterable[Row], source: Source) -> Lines:
    hierarchy = Hierarchy()
    for group, cell, title, text in rows:
        level, code = str(group).lower(), code_of(cell)
        if level not in LEVELS:
            raise RefusedFileError(
                f"{str(group)!r} is no SOC group; {code} should be one of {', '.join(LEVELS)}.",
                "Use the file exactly as BLS issued it.",
            )
        yield from naming(SOC_2018, code, title_of(title))
        yield from hierarchy.placing(level, code)
        if text:
            yield from _defining(code, str(text))


def _defining(code: str, text: str) -> Lines:
    """Yield the definition word for word, and the illustrative examples one by one."""
    concept = occupation(code)
    examples = _EXAMPLES.search(text)
    definition = text[: examples.start()] if examples else text
    yield f"{concept} {_DEFINITION} {literal(definition)}"
    for example in re.split(r"\s*[,;]\s+", examples["examples"]) if examples else ():
        yield f"{concept} {_EXAMPLE} {literal(example)}"


DEFINITIONS = Table(
    "Definitions",
    ("SOC Group", "SOC Code", "SOC Title", "SOC Definition"),
    _convert,
    part=lambda row: str(row[0]).lower(),
    called=re.compile(r"soc_\d{4}_definitions", re.I),
)
