"""Graphs and prefixes that a query has otherwise than the base, which is why it finds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from kb.common.sparql_tokens import Kind, Token, significant
from kb.model.record_names import PREDECLARED
from kb.namespaces import BASE


def selected_graphs(text: str, store: ox.Store) -> Iterator[str]:
    """Yield a sentence for each graph that does not exist, and for GRAPH where no named graph is chosen."""
    found = significant(text)
    words = [token.text.upper() for token in found]
    plain = [n for n, word in enumerate(words) if word == "FROM" and words[n + 1 : n + 2] != ["NAMED"]]
    named = [n + 1 for n, word in enumerate(words) if word == "FROM" and words[n + 1 : n + 2] == ["NAMED"]]
    asked = [n for n, word in enumerate(words) if word == "GRAPH"]
    if plain and asked and not named:
        yield (
            "With FROM alone, GRAPH has no graph to look into. "
            "Write FROM NAMED for graphs that GRAPH is to look into, or leave FROM out."
        )
    names = {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
    for number in (*plain, *named, *asked):
        token = found[number + 1] if number + 1 < len(found) else None
        address = full_address(token.text) if token and token.kind is Kind.IRI else ""
        if token and address and address not in names:
            near = process.extractOne(address, names, scorer=fuzz.ratio, score_cutoff=90)
            yield f"There is no graph {token.text}.{f' Did you mean <{near[0]}>?' if near else ''}"


def full_address(written: str) -> str:
    """Return the IRI that stands between < and >, below our base where it is short; nothing of an odd one."""
    try:
        return urljoin(BASE, written[1:-1])
    except ValueError:  # hosts that Python takes for a forgery
        return ""


def changed_prefixes(text: str) -> Iterator[str]:
    """Yield a sentence for each prefix that the query declares otherwise than it is known here."""
    for name, address in declared_prefixes(significant(text)):
        known = PREDECLARED.get(name)
        if known and known != address:
            yield f"The query declares {name}: as <{address}>; here it is <{known}>. Leave that PREFIX out."


def declared_prefixes(found: Sequence[Token]) -> list[tuple[str, str]]:
    """Return prefix and namespace of every declaration."""
    return [
        (found[n + 1].text.removesuffix(":"), found[n + 2].text.strip("<>"))
        for n, token in enumerate(found[:-2])
        if token.text.upper() == "PREFIX" and found[n + 2].kind is Kind.IRI
    ]
