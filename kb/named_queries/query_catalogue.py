"""Named queries: `.rq` files in the query folders of the workspace and of the ontology.

The comment lines at the head of a file describe it; a line that begins with two blanks goes on from the
one before:

    # title: Duties of an occupation
    # purpose: Which duties have all workers, which have some, and who says so?
    # for: policy, researchers
    # param: code = 43-5031 | SOC code of the occupation
    # empty: what it means when there are no rows
    # chart: lines of employment by period for code
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kb.common.names import nearest_names
from kb.common.output import as_json
from kb.common.tables import table
from kb.errors import MissingError, UnreadableError, UsageError

AUDIENCES = ("agencies", "policy", "researchers")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be given from the command line."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ChartColumns:
    """Columns of an answer that make a chart of it."""

    kind: Literal["bar", "line"]
    value: str
    category: str
    series: str
    """Whose values go together; empty where there is one series."""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with what is said about it."""

    name: str
    """The file's name without `.rq`."""
    path: Path
    text: str
    title: str
    purpose: str
    audience: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    empty: str
    """What it means when the query gives no rows; no text for a query that should always give some."""
    chart: ChartColumns | None = None
    """How its answer is drawn; None where a table says all."""


def named_queries(folders: Iterable[Path]) -> dict[str, NamedQuery]:
    """Return every named query, sorted by name; an earlier folder wins over a later one."""
    return {name: read_query(path) for name, path in query_files(folders).items()}


def query_files(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the file of every named query, sorted by name; an earlier folder wins over a later one."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in folder.glob("*.rq"):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def find_query(name: str, folders: Iterable[Path]) -> NamedQuery:
    """Return the query of a name.

    Raises:
        MissingError: there is none; the remedy names the nearest ones.
    """
    known = query_files(folders)
    if name in known:
        return read_query(known[name])
    near = nearest_names(name, known, alike=0.4)
    near += [other for other in known if name in other and other not in near]
    listed = "soc-evidence query --list shows all."
    remedy = f"Did you mean {' or '.join(near[:3])}? {listed}" if near else f"{listed}"
    raise MissingError(f"There is no query named `{name}`.", remedy)


def read_query(path: Path) -> NamedQuery:
    """Read a query file; a header line that is missing leaves its field empty.

    Raises:
        MissingError: there is no such file.
        UnreadableError: it cannot be read, or is not UTF-8 text.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise MissingError(f"There is no file {path}.", "Give a file that exists.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path}: {error}.", "Save the query as UTF-8 text.") from error
    header = _header(text)
    first = dict(reversed(header))
    audience = first.get("for", "").replace("|", ",").split(",")
    return NamedQuery(
        name=path.stem,
        path=path,
        text=text,
        title=first.get("title", ""),
        purpose=first.get("purpose", ""),
        audience=tuple(sorted(word.strip() for word in audience if word.strip())),
        parameters=tuple(_parameter(value) for key, value in header if key == "param"),
        empty=first.get("empty", ""),
        chart=_chart(first.get("chart", "")),
    )


def _header(text: str) -> list[tuple[str, str]]:
    """Return key and value of the comment lines at the head, continuation lines joined."""
    header: list[tuple[str, str]] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        body = line[1:]
        key, colon, value = body.partition(":")
        if body.startswith("  ") and header:
            header[-1] = (header[-1][0], f"{header[-1][1]} {body.strip()}")
        elif colon:
            header.append((key.strip(), value.strip()))
    return header


def _parameter(value: str) -> Parameter:
    """Read `code = 43-5031 | SOC code of the occupation`."""
    given, _, meaning = value.partition("|")
    name, _, default = given.partition("=")
    return Parameter(name.strip(), default.strip(), meaning.strip())


_CHART = re.compile(r"(bars|lines) of (\w+) by (\w+)(?: for (\w+))?")


def _chart(value: str) -> ChartColumns | None:
    """Read `lines of employment by period for code`."""
    found = _CHART.fullmatch(value)
    if found is None:
        return None
    return ChartColumns("bar" if found[1] == "bars" else "line", found[2], found[3], found[4] or "")


def render_list(queries: Sequence[NamedQuery], form: str, width: int | None = None) -> str:
    """Write the named queries as `table` or `json`.

    Raises:
        UsageError: the format is for results only.
    """
    if form == "json":
        return as_json([_plain(query) for query in queries])
    if form != "table":
        raise UsageError(f"The list has no format {form}.", "Use --format table or json.")
    rows = [(query.name, ", ".join(query.audience), query.purpose, _defaults(query)) for query in queries]
    return table(("query", "for", "answers", "parameters"), rows, width)


def _defaults(query: NamedQuery) -> str:
    return " ".join(f"-p {item.name}={item.default}" for item in query.parameters)


def _plain(query: NamedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "title": query.title,
        "purpose": query.purpose,
        "for": list(query.audience),
        "parameters": [
            {"name": item.name, "default": item.default, "meaning": item.meaning} for item in query.parameters
        ],
    }
