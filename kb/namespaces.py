"""Every IRI the project writes or reads, and the only place where one is spelled out."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

BASE = "https://w3id.org/soc-evidence/"
TERMS = BASE + "terms#"
RECORDS = BASE + "id/"
SCHEMES = BASE + "scheme/"
FILES = BASE + "file/"
SOC = BASE + "soc/"
SOC_2018 = SOC + "2018/"
SOC_2010 = SOC + "2010/"
SOC_2010_2018 = SOC + "2010-2018/"
ONET = BASE + "onet/"
OEWS = BASE + "oews/"
IMPORTS = FILES + "import/"
STRUCTURES = BASE + "structure/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = RDF + "type"

PREFIXES: dict[str, str] = {
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prism": "http://prismstandard.org/namespaces/basic/2.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sdmx-code": "http://purl.org/linked-data/sdmx/2009/code#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "soc": SOC_2018,
    "soc2010": SOC_2010,
    "soce": TERMS,
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
    "xsd": XSD,
}
"""Prefixes that every query, export and message of the project knows."""

_NOT_IN_IRIS = re.compile(r"%(?![0-9A-Fa-f]{2})|[^\w%!$&'()*+,;=:@/?.~-]")
"""Letters and digits of every script may stand in an IRI; ours have no other characters beyond ASCII."""

ID_FORM = r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}"
"""Regular expression of an id: of a record, and so of files that are called after one."""

_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def iri(name: str) -> str:
    """Expand a prefixed name such as `soce:Claim`.

    Raises:
        KeyError: the prefix is not in PREFIXES.
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def short(address: str) -> str:
    """Shorten an IRI to a prefixed name, or to kind/id for a record; other IRIs come back unchanged."""
    for base in (RECORDS, SCHEMES):
        if address.startswith(base):
            return unquote(address[len(base) :])
    for prefix, namespace in _LONGEST_FIRST:
        if address.startswith(namespace) and len(address) > len(namespace):
            return f"{prefix}:{address[len(namespace) :]}"
    return address


def is_id(text: str) -> bool:
    """Say whether a text has the form of an id."""
    return re.fullmatch(ID_FORM, text) is not None


def record(kind: str, identifier: str) -> str:
    """Return the IRI of a record; an id that no record can have still gives an IRI, which names nothing."""
    identifier, hash_sign, nested = identifier.partition("#")
    return f"{RECORDS}{escaped(kind)}/{escaped(identifier)}{hash_sign}{escaped(nested)}"


def concept(scheme: str, name: str) -> str:
    """Return the IRI of a concept in one of the project's schemes."""
    return f"{SCHEMES}{escaped(scheme)}/{escaped(name)}"


def escaped(text: str) -> str:
    """Return text as a part of an IRI: what must not stand there is percent-encoded (RFC 3987)."""
    return _NOT_IN_IRIS.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    return quote(match[0], safe="", errors="replace")


def file_graph(layer: str, path: str) -> str:
    """Return the IRI of the named graph made from one file; `path` is relative, with forward slashes."""
    return f"{FILES}{layer}/{quote(path)}"
