"""Nodes to JSON-LD, with a map from every triple-to-be back to its place in the file.

JSON-LD drops a key it does not know and merges what is said twice, in silence. People need to hear about
both, so everything that a JSON-LD processor would overlook is a finding here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import Any

from kb.common.names import nearest_name
from kb.findings import Check, Finding, Location, Severity
from kb.namespaces import ID_FORM, RECORDS, SCHEMES, is_id
from kb.records.evidence_files import invisible
from kb.records.nodes import Mapping, Node, Place, Scalar, Sequence, SourceMap
from kb.records.schema import Json, Schema, Term
from kb.records.yaml_nodes import CUT_OFF, cut_off

UNKNOWN_KEY = Check(
    "unknown-key",
    Severity.ERROR,
    "A record has a key that this kind of record does not have.",
    "Correct the spelling, or look the keys up in the record reference (docs/records.md).",
)
DUPLICATE_KEY = Check(
    "duplicate-key",
    Severity.ERROR,
    "A key stands twice in the same record.",
    "Keep one of the two; write several values as a list.",
)
EMPTY_VALUE = Check(
    "empty-value",
    Severity.ERROR,
    "A key has no value.",
    "Fill the value in, or delete the key.",
)
WRONG_SHAPE = Check(
    "wrong-shape",
    Severity.ERROR,
    "A value has the wrong form: text where keys are expected, or the other way round.",
    "Compare with the example in the record reference (docs/records.md).",
)
BAD_ID = Check(
    "malformed-id",
    Severity.ERROR,
    "A record has no id, or an id holds characters that ids do not have.",
    "Use letters, digits, full stops and hyphens, beginning with a letter or digit.",
)

_PATH_ID = re.compile(f"{ID_FORM}(/{ID_FORM})?")
SHORTHAND = {"quote": "exact", "locator": "item"}
"""Nested nodes that may be given as plain text, and the key that the text then stands for."""


class Linker:
    """Walks the nodes of one file. Use `link`.

    `broken` collects the records that a finding was about, so that later checks need not complain of
    what they lack because of it.
    """

    def __init__(self, schema: Schema, graph: str, shown: str) -> None:
        self.schema, self.graph, self.shown = schema, graph, shown
        self.map = SourceMap()
        self.findings: list[Finding] = []
        self.result: Json = {}
        self.broken: set[str] = set()
        self.owner = graph

    def report(self, check: Check, message: str, place: Place, fix: str = "") -> None:
        """Add a finding at a place."""
        where = Location(self.shown, place.line, place.column)
        self.findings.append(check.finding(message, where, fix))
        self.broken.add(self.owner)

    def document(self, root: Node | None) -> Json:
        """Return the JSON-LD of a whole file; its own node is the file's named graph."""
        result: Json = {"@id": self.graph}
        if not isinstance(root, Mapping):
            place = root.place if root else Place(1, 1)
            kinds = ", ".join(sorted(self.schema.kinds))
            message = "The file does not begin with a kind of record."
            self.report(WRONG_SHAPE, message, place, f"Begin it with one of: {kinds}.")
            return result
        for key, value in self.keys(root, self.schema.kinds, "An evidence file"):
            kind = self.schema.kinds[key.text]
            records = value.items if isinstance(value, Sequence) else (value,)
            made = [
                self.record(node, kind, f"{self.graph}#{key.text}-{number}")
                for number, node in enumerate(records, 1)
            ]
            result[key.text] = [record for record in made if record]
        return result

    def keys(
        self, mapping: Mapping, scope: dict[str, Term] | dict[str, Any], owner: str
    ) -> list[tuple[Scalar, Node]]:
        """Return the entries whose key is known, once each; report the rest."""
        good: dict[str, tuple[Scalar, Node]] = {}
        for key, value in mapping.entries:
            if key.text not in scope:
                near = nearest_name(key.text, scope)
                fix = f"Did you mean `{near}`?" if near else f"Known keys: {', '.join(sorted(scope))}."
                self.report(UNKNOWN_KEY, f"{owner} has no key `{key.text}`.", key.place, fix)
            elif key.text in good:
                line = good[key.text][0].place.line
                message = f"`{key.text}` stands here again; it was given on line {line}."
                self.report(DUPLICATE_KEY, message, key.place)
            elif isinstance(value, Scalar) and (value.empty or not value.text.strip()):
                self.report(EMPTY_VALUE, f"`{key.text}` has no value.", key.place)
            else:
                good[key.text] = (key, value)
        return list(good.values())

    def record(self, node: Node, kind: Term, fallback: str) -> Json | None:
        """Return one record, or None when it is not a mapping."""
        if not isinstance(node, Mapping):
            message = f"{_article(kind.key)} {kind.key} is written as keys and values, not as plain text."
            self.report(WRONG_SHAPE, message, node.place)
            return None
        needs_id = bool(kind.base)
        iri = self.identify(node, kind, fallback) if needs_id else fallback
        self.owner = iri
        if iri in self.map.subjects:
            self.broken.add(iri)
        made = self.node(node, kind, iri, has_id=needs_id)
        self.owner = self.graph
        return made

    def identify(self, node: Mapping, kind: Term, fallback: str) -> str:
        """Return the IRI that the record's `id` gives it, or `fallback` with a finding."""
        identifier = node.get("id")
        if not isinstance(identifier, Scalar):
            place = identifier.place if identifier else node.place
            message = f"This {kind.key} has no id."
            self.report(BAD_ID, message, place, "Add `id:` with a short name in lower case.")
            return fallback
        if not is_id(identifier.text):
            message, fix = _no_id(identifier.text, f"`{identifier.text[:80]}` is not an id")
            self.report(BAD_ID, message, identifier.place, fix)
            return fallback
        return kind.base + identifier.text

    def node(self, mapping: Mapping, term: Term, iri: str, *, has_id: bool) -> Json:
        """Return a described node: its `@id`, its class, and its values key by key."""
        self.map.subject(iri, mapping.place, term.key, once=True)
        result: Json = {"@id": iri, "@type": term.node_class}
        scope: dict[str, Any] = {"id": None, **term.scope} if has_id else term.scope
        for key, value in self.keys(mapping, scope, f"{_article(term.key)} {term.key.rstrip('s')}"):
            if key.text == "id":
                self.map.value(iri, "@id", key.place, value.place, "")
                continue
            inner = term.scope[key.text]
            items = value.items if isinstance(value, Sequence) else (value,)
            self.map.key(iri, inner.predicate, key.place)
            names = part_names(value) if inner.node_class else [""] * len(items)
            made = [self.value(item, inner, iri, name) for item, name in zip(items, names, strict=True)]
            result[key.text] = [item for item in made if item is not None]
        for name, place in mapping.blanks:
            self.map.key(iri, term.scope[name].predicate, place)
        return result

    def value(self, item: Node, term: Term, owner: str, name: str) -> Any:
        """Return one value of a key: text, an id, or a nested node, which `name` tells from others."""
        if isinstance(item, Sequence):
            self.report(WRONG_SHAPE, f"`{term.key}` holds a list inside a list.", item.place)
            return None
        if term.node_class:
            return self.nested(item, term, owner, name)
        if isinstance(item, Mapping):
            message = f"`{term.key}` takes {'an id' if term.is_reference else 'text'}, not keys."
            self.report(WRONG_SHAPE, message, item.place)
            return None
        if item.empty or not item.text.strip():
            self.report(EMPTY_VALUE, f"`{term.key}` has an empty entry.", item.place)
            return None
        if term.is_reference and not _PATH_ID.fullmatch(item.text):
            message, fix = _no_id(item.text, f"`{term.key}` takes ids; `{item.text[:80]}` is not one")
            if "," in item.text:
                fix = f"Write several as a list: `{term.key}: [{', '.join(re.split(r'[,; ]+', item.text))}]`."
            self.report(BAD_ID, message, item.place, fix)
            return None
        if not term.datatype and cut_off(item):
            self.report(CUT_OFF, cut_off(item), item.place)
            return None
        if term.is_reference and term.base == RECORDS:  # a record of any kind, by its name
            address = self.schema.address(item.text)
            self.map.value(owner, term.predicate, item.place, item.place, address)
            return address
        resolved = term.base + item.text if term.is_reference else item.text
        self.map.value(owner, term.predicate, item.place, item.place, resolved)
        return item.text

    def nested(self, item: Node, term: Term, owner: str, name: str) -> Json | None:
        """Return a node that stands inside another, such as a locator; it is named after its owner."""
        if isinstance(item, Scalar) and term.key in SHORTHAND:
            inner = Scalar(SHORTHAND[term.key], item.place)
            item = Mapping(((inner, item),), item.place)
        if not isinstance(item, Mapping):
            keys = ", ".join(sorted(term.scope))
            message = f"`{term.key}` is written as keys and values."
            fix = f"Its keys are: {keys}."
            if isinstance(item, Scalar) and "literal" in term.scope:
                fix = f'Write `{term.key}: [{{literal: "{item.text}"}}]`, or `family:` and `given:`.'
            self.report(WRONG_SHAPE, message, item.place, fix)
            return None
        iri = f"{owner}{'-' if '#' in owner else '#'}{term.key}{name}"
        if term.base and item.get("id") is not None:
            iri = self.identify(item, term, iri)
        self.map.value(owner, term.predicate, item.place, item.place, iri)
        return self.node(item, term, iri, has_id=bool(term.base))


def part_names(value: Node) -> list[str]:
    """Return what tells the parts under a key from one another: nothing where there is one alone.

    Those of a list are named by what they say, so that a part keeps its address when another is put before
    it; of several that say the same the second and later ones are numbered.
    """
    if not isinstance(value, Sequence):
        return [""]
    seen: Counter[str] = Counter()
    names = []
    for item in value.items:
        digest = hashlib.sha256(json.dumps(_plain(item), ensure_ascii=False).encode()).hexdigest()[:8]
        seen[digest] += 1
        names.append(f"-{digest}" if seen[digest] == 1 else f"-{digest}-{seen[digest]}")
    return names


def _plain(node: Node) -> Any:
    """Return what a node says, with its keys sorted."""
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return sorted((key.text, _plain(value)) for key, value in node.entries)
    return node.text


def _article(word: str) -> str:
    return "An" if word[0] in "aeiou" else "A"


def _no_id(text: str, said: str) -> tuple[str, str]:
    """Say why a text is no id, where the eye does not see it, and what to type."""
    hidden = invisible(text)
    if hidden:
        return f"{said}: it holds {hidden}.", "Delete the character and type a plain one, or none."
    plain = re.sub("[\u2010-\u2015\u2212]", "-", text)
    if plain != text and _PATH_ID.fullmatch(plain):
        return f"{said}: its dash is no hyphen.", f"Type a plain hyphen: {plain}"
    return f"{said}.", ""


def link(root: Node | None, schema: Schema, graph: str, shown: str) -> Linker:
    """Turn the nodes of one file into JSON-LD (`Linker.result`), a source map and findings."""
    linker = Linker(schema, graph, shown)
    linker.result = linker.document(root)
    _give_source(linker.result)
    _give_scheme(linker.result, schema)
    return linker


def _give_source(document: Json) -> None:
    """An evidence item in a file that describes one source is from that source, unless it says otherwise."""
    sources = document.get("source", [])
    if len(sources) != 1:
        return
    name = str(sources[0]["@id"]).rpartition("/")[2]
    if "#" in name:
        return  # the source has no id, which is a finding already
    for item in document.get("evidence", []):
        item.setdefault("source", [name])


def _give_scheme(document: Json, schema: Schema) -> None:
    """A concept that an office defines, such as a measure, belongs to the scheme of its id."""
    for name, records in document.items():
        base = schema.kinds[name].base if name in schema.kinds else ""
        if base.startswith(SCHEMES):
            for made in records:
                made["skos:inScheme"] = {"@id": base.rstrip("/")}
