"""Search by words and by meaning inside a query: `?record soce:foundByWords "calls for help"`.

Such a pattern is replaced, before evaluation, by the records that the search finds, as VALUES. It takes a
text, or a list of a text, a variable for the rank (1 is the best) and the number of records wanted:
`("calls for help" ?rank 20)`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kb.common.sparql_tokens import Kind, Token, position, significant
from kb.querying.query_errors import QuerySyntaxError

MODES = {"soce:foundByWords": "lexical", "soce:foundByMeaning": "dense", "soce:foundBySearch": "hybrid"}
"""How each property searches."""
MOST = 1000
_COUNT = 100
_SEARCHES, _CHARACTERS = 10, 1000
"""Most searches of a query and most characters of one: they run before the query and beside its bounds."""
Find = Callable[[str, str, int], Sequence[str]]
"""Takes a text, a mode and a number, and returns the IRIs of records, the best first."""


@dataclass(frozen=True, slots=True)
class SearchPattern:
    """One search in a query; `start` and `end` are the offsets of what stands for it."""

    subject: str
    mode: str
    text: str
    rank: str
    count: int
    start: int
    end: int


def with_searches(query: str, find: Find) -> str:
    """Return a query with what its searches find in their place.

    Raises:
        QuerySyntaxError: a search is not a statement of its own, or not written as it must be; or there are
            too many, or one is too long.
    """
    found = search_patterns(query)
    for pattern in reversed(found):
        names = find(pattern.text, pattern.mode, pattern.count)
        rows = " ".join(f"({ox.NamedNode(name)} {place})" for place, name in enumerate(names, 1))
        rank = pattern.rank or f"?rank_at_{pattern.start}"
        values = f"VALUES ({pattern.subject} {rank}) {{ {rows} }}"
        query = f"{query[: pattern.start]}{values}{query[pattern.end :]}"
    return query


def search_patterns(query: str) -> list[SearchPattern]:
    """Return the searches of a query, in order."""
    if not any(name in query for name in MODES):
        return []
    found = significant(query)
    places = [n for n, token in enumerate(found) if token.kind is Kind.PNAME and token.text in MODES]
    if len(places) > _SEARCHES:
        raise QuerySyntaxError(
            f"a query holds at most {_SEARCHES} searches, and this one has {len(places):,}",
            "Search for several words at once, or ask in several queries.",
            *position(query, found[places[_SEARCHES]].start),
        )
    return [_pattern(query, found, number) for number in places]


def _pattern(query: str, found: Sequence[Token], number: int) -> SearchPattern:
    subject = found[number - 1]
    before = found[number - 2].text if number > 1 else ""
    arguments = found[number + 1 : number + 6]
    listed = bool(arguments) and arguments[0].text == "("
    closing = next((n for n, token in enumerate(arguments) if token.text == ")"), 0) if listed else 0
    given = arguments[1:closing] if listed else arguments[:1]
    following = found[number + 1 + (closing + 1 if listed else 1) :][:1]
    ranks = [token.text for token in given[1:] if token.kind is Kind.VARIABLE]
    counts = [int(token.text) for token in given[1:] if token.kind is Kind.NUMBER and token.text.isdigit()]
    stands_alone = before in ("{", ".", "}") and (not following or following[0].text in (".", "}", "{"))
    well_formed = bool(given) and given[0].kind is Kind.STRING and len(given) == 1 + len(ranks) + len(counts)
    if not (
        stands_alone
        and well_formed
        and subject.kind is Kind.VARIABLE
        and len(ranks) <= 1
        and len(counts) <= 1
    ):
        name = found[number].text
        raise QuerySyntaxError(
            f"{name} takes a variable before it and a text after it, and stands as a statement of its own",
            f'Write ?record {name} "calls for help" . or ?record {name} ("calls for help" ?rank 20) .',
            *position(query, found[number].start),
        )
    if len(given[0].text) > _CHARACTERS:
        raise QuerySyntaxError(
            f"a search takes at most {_CHARACTERS:,} characters",
            "Search for the words that matter.",
            *position(query, given[0].start),
        )
    end = arguments[closing].end if listed else arguments[0].end
    if following and following[0].text == ".":
        end = following[0].end
    return SearchPattern(
        subject.text,
        MODES[found[number].text],
        _plain(given[0].text),
        next(iter(ranks), ""),
        min(next(iter(counts), _COUNT), MOST),
        subject.start,
        end,
    )


def _plain(written: str) -> str:
    """Return the characters of a string as it is written, its escapes read by the engine."""
    found = ox.parse_query_results(f"?x\n{_one_line(written)}\n".encode(), format=ox.QueryResultsFormat.TSV)
    row = next(found, None) if isinstance(found, ox.QuerySolutions) else None
    value = row[0] if row is not None else None
    return value.value if isinstance(value, ox.Literal) else ""


def _one_line(written: str) -> str:
    marks = 3 if written[:3] in ('"""', "'''") else 1
    inside = written[marks:-marks].replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{inside}"' if written[0] == '"' and marks == 1 else '"' + inside.replace('"', '\\"') + '"'
