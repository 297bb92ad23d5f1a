"""Names and texts of a query that nothing in the graph has, which is why many a query finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kb.common.names import nearest_name
from kb.common.sparql_tokens import Kind, Token, significant
from kb.model.record_names import PREDECLARED
from kb.namespaces import PREFIXES
from kb.querying.nearest_terms import NearestTerms
from kb.querying.search_patterns import MODES
from kb.querying.selected_graphs import declared_prefixes, full_address

_DECLARED = re.compile(r"^soce:(\w+)\s+a\s", re.MULTILINE)
_LANGUAGES = ("en", "en-US")
_DATATYPES = ("decimal", "integer", "date", "gYear", "gYearMonth", "anyURI", "boolean")


def unknown_terms(query: str, ontology: Path) -> list[str]:
    """Return a sentence for each `soce:` name that is no term, with the nearest one."""
    texts = [path.read_text("utf-8") for path in sorted(ontology.glob("*terms.ttl"))]
    known = {name for text in texts for name in _DECLARED.findall(text)}
    known |= {name.removeprefix("soce:") for name in MODES}
    used = {t.text[5:] for t in significant(query) if t.kind is Kind.PNAME and t.text.startswith("soce:")}
    said = []
    for name in sorted(used - known - {""}):
        near = nearest_name(name, known)
        hint = f" Did you mean soce:{near}?" if near else " docs/graph.md lists what there is."
        said.append(f"soce:{name} is not a term of the graph.{hint}")
    return said


def absent_names(query: str, store: ox.Store, ontology: Path) -> list[str]:
    """Return a sentence for each other name of a query that occurs nowhere in a store, with the nearest."""
    found = significant(query)
    prefixes = {**PREDECLARED, **dict(declared_prefixes(found))}
    terms = NearestTerms(store, ontology)
    body = _without_declarations(found)
    said: list[str] = []
    for number, token in enumerate(body):
        before = body[number - 1].text if number else ""
        behind = body[number + 1].text if number + 1 < len(body) else ""
        if before.upper() not in _NO_NAME and behind != "(":  # neither datatype, function nor graph
            said += _absent_name(token, prefixes, store, terms)
    return list(dict.fromkeys(said))


def absent_texts(query: str, store: ox.Store) -> list[str]:
    """Return a sentence for each text of a query that the graph has with another language or datatype."""
    found = significant(query)
    said: list[str] = []
    for number, token in enumerate(found):
        if token.kind is Kind.STRING:
            said += _absent_text(token.text, [each.text for each in found[number + 1 : number + 3]], store)
    return list(dict.fromkeys(said))


_NO_NAME = frozenset({"^^", "FROM", "NAMED", "GRAPH"})


def _without_declarations(found: Sequence[Token]) -> list[Token]:
    """Return the tokens that declare no prefix and no base."""
    body, waiting = [], iter(found)
    for token in waiting:
        word = token.text.upper()
        if word in ("PREFIX", "BASE"):
            next(waiting, None)
            if word == "PREFIX":
                next(waiting, None)
        else:
            body.append(token)
    return body


def _absent_name(
    token: Token, prefixes: dict[str, str], store: ox.Store, terms: NearestTerms
) -> Iterator[str]:
    """Yield a sentence on a name that does not occur; none on escaped ones."""
    prefix, colon, name = token.text.strip("<>").partition(":")
    if "\\" in token.text or token.kind not in (Kind.IRI, Kind.PNAME) or not (name or not colon):
        return
    if token.kind is Kind.IRI and prefix in prefixes:
        yield f"{token.text} is an address of its own; write {prefix}:{name}, without the marks."
        return
    address = full_address(token.text) if token.kind is Kind.IRI else prefixes[prefix] + name
    if address and prefix != "soce" and not _occurs(ox.NamedNode(address), store):
        near = terms.nearest(address, token.text)
        yield f"{token.text} is nowhere in the graph.{f' Did you mean {near}?' if near else ''}"


def _absent_text(text: str, behind: list[str], store: ox.Store) -> Iterator[str]:
    """Yield a sentence where the graph has the text with another language or datatype, or with none."""
    mark = "".join(behind) if behind[:1] == ["^^"] else behind[0] if behind and behind[0][0] == "@" else ""
    forms = dict(_forms(text[1:-1]))
    there = [form for form, term in forms.items() if _occurs(term, store)]
    if there and mark not in there:
        yield f'{text}{mark} is nowhere in the graph; "{text[1:-1]}"{there[0]} is.'


def _forms(words: str) -> Iterator[tuple[str, ox.Literal]]:
    """Yield a text as the literals that look like it, by what is written behind its marks."""
    yield "", ox.Literal(words)
    for language in _LANGUAGES:
        yield f"@{language}", ox.Literal(words, language=language)
    for name in _DATATYPES:
        yield f"^^xsd:{name}", ox.Literal(words, datatype=ox.NamedNode(PREFIXES["xsd"] + name))


def _occurs(term: ox.NamedNode | ox.Literal, store: ox.Store) -> bool:
    """Say whether a term stands anywhere in a statement, or names a graph."""
    if next(store.quads_for_pattern(None, None, term, None), None):
        return True
    if isinstance(term, ox.Literal):
        return False
    patterns = ((term, None, None), (None, term, None, None), (None, None, None, term))
    return any(next(store.quads_for_pattern(*pattern), None) for pattern in patterns)
