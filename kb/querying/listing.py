"""The list of named queries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kb.common.tables import table
from kb.errors import UsageError
from kb.querying.catalogue import NamedQuery, named_queries


def render(folders: Iterable[Path], form: str, width: int | None = None) -> str:
    """Write the named queries as `table` or `json`.

    Raises:
        UsageError: the format is for results only.
    """
    queries = list(named_queries(folders).values())
    if form == "json":
        return json.dumps([_as_json(query) for query in queries], indent=2, ensure_ascii=False) + "\n"
    if form != "table":
        raise UsageError(f"The list has no format {form}.", "Use --format table or json.")
    rows = [(query.name, ", ".join(query.audience), query.purpose, _parameters(query)) for query in queries]
    return table(("query", "for", "answers", "parameters"), rows, width)


def _parameters(query: NamedQuery) -> str:
    return " ".join(f"-p {item.name}={item.default}" for item in query.parameters)


def _as_json(query: NamedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "title": query.title,
        "purpose": query.purpose,
        "for": list(query.audience),
        "parameters": [
            {"name": item.name, "default": item.default, "meaning": item.meaning} for item in query.parameters
        ],
    }
