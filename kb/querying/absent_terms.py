"""Names and texts of a query that nothing in the graph has, which is why many a query finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kb.common.names import nearest_name
from kb.model.record_names import PREDECLARED
from kb.namespaces import PREFIXES
from kb.querying.sparql_tokens import Kind, Token, significant

_DECLARED = re.compile(r"^soce:(\w+)\s+a\s", re.MULTILINE)
_MAPPED = re.compile(r'"(\w+:\w[\w-]*)"')
_LANGUAGES = ("en", "en-US")
_DATATYPES = ("decimal", "integer", "date", "gYear", "gYearMonth", "anyURI", "boolean")


def unknown_terms(query: str, ontology: Path) -> list[str]:
    """Return a sentence for each `soce:` name that is no term, with the nearest one."""
    texts = [path.read_text("utf-8") for path in sorted(ontology.glob("*terms.ttl"))]
    known = {name for text in texts for name in _DECLARED.findall(text)}
    used = {t.text[5:] for t in significant(query) if t.kind is Kind.PNAME and t.text.startswith("soce:")}
    said = []
    for name in sorted(used - known - {""}):
        near = nearest_name(name, known)
        hint = f" Did you mean soce:{near}?" if near else " docs/graph.md lists what there is."
        said.append(f"soce:{name} is not a term of the graph.{hint}")
    return said


def absent_terms(query: str, store: ox.Store, ontology: Path) -> list[str]:
    """Return a sentence for each other name, and each text, of a query that occurs nowhere in a store."""
    prefixes, body = _without_declarations(significant(query))
    terms = set(_MAPPED.findall((ontology / "context.jsonld").read_text("utf-8")))
    said: list[str] = []
    for number, token in enumerate(body):
        before = body[number - 1].text if number else ""
        behind = [following.text for following in body[number + 1 : number + 3]]
        if token.kind is Kind.STRING:
            said += _absent_text(token.text, behind, store)
        elif before != "^^" and behind[:1] != ["("]:  # neither a datatype nor a function
            said += _absent_name(token, prefixes, store, terms)
    return list(dict.fromkeys(said))


def _without_declarations(found: Sequence[Token]) -> tuple[dict[str, str], list[Token]]:
    """Return the namespaces by prefix, and the tokens that declare none."""
    prefixes, body = dict(PREDECLARED), []
    waiting = iter(found)
    for token in waiting:
        if token.text.upper() == "PREFIX":
            name, address = next(waiting, token), next(waiting, token)
            prefixes[name.text.removesuffix(":")] = address.text.strip("<>")
        elif token.text.upper() == "BASE":
            next(waiting, None)
        else:
            body.append(token)
    return prefixes, body


def _absent_name(token: Token, prefixes: dict[str, str], store: ox.Store, terms: set[str]) -> Iterator[str]:
    """Yield a sentence on a name that does not occur; none on relative addresses and escaped ones."""
    prefix, colon, name = token.text.strip("<>").partition(":")
    if not colon or not name or "\\" in name or token.kind not in (Kind.IRI, Kind.PNAME):
        return
    if token.kind is Kind.IRI and prefix in prefixes:
        yield f"{token.text} is an address of its own; write {prefix}:{name}, without the marks."
        return
    address = token.text[1:-1] if token.kind is Kind.IRI else prefixes[prefix] + name
    if prefix != "soce" and not _occurs(ox.NamedNode(address), store):
        near = nearest_name(token.text, (term for term in terms if term.startswith(f"{prefix}:")))
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
