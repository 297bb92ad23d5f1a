"""Classes of other classifications that hold the work of an occupation, and the loader for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model.classification import Classification
from kb.model.graph_nodes import EMPTY, Node, NodeReader, provenance
from kb.model.records import Addressed, Provenance

FOR, AGAINST, NEITHER, NOT_FOUND = "for", "against", "neither", "not found"


@dataclass(frozen=True, slots=True)
class ClassElsewhere(Addressed):
    """Where one other classification puts the work of an occupation; without a title, none was found."""

    KIND = "elsewhere"
    id: str
    classification: str
    """Its name with its edition."""
    jurisdiction: str
    """Whose it is: a country, a state."""
    statement: str
    """Who else is in the class, or where it was looked for and not found."""
    provenance: Provenance
    code: str = ""
    title: str = ""
    level: str = ""
    """What the other classification calls the level of the class."""
    path: str = ""
    """The groups above the class, from the top, with `>` between them."""
    quote: str = ""
    nearest_group: str = ""
    """Code of the group of our classification that its group is most like, as the writer reads it."""
    checked: str = ""
    """Day on which somebody last looked."""
    about: tuple[str, ...] = ()
    """Codes of our classification."""
    superseded_by: str = ""
    """Id of the record that takes its place."""

    @property
    def found(self) -> bool:
        """Whether a class was found."""
        return bool(self.title)

    def side(self, proposed: str, soc: Classification) -> str:
        """Say whether it speaks for a move to a group: FOR, AGAINST, NEITHER or NOT_FOUND."""
        if not self.found:
            return NOT_FOUND
        if not self.nearest_group or not proposed:
            return NEITHER
        near = soc.covers(proposed, self.nearest_group) or soc.covers(self.nearest_group, proposed)
        return FOR if near else AGAINST


def about_any(
    classes: Iterable[ClassElsewhere], codes: Iterable[str], soc: Classification
) -> list[ClassElsewhere]:
    """Return the classes that hold one of some occupations or groups, by jurisdiction and classification."""
    wanted = tuple(codes)
    found = [
        one
        for one in classes
        if any(soc.covers(about, code) or soc.covers(code, about) for about in one.about for code in wanted)
    ]
    return sorted(found, key=lambda one: (not one.found, one.jurisdiction, one.classification, one.id))


def load_classes_elsewhere(reader: NodeReader) -> dict[str, ClassElsewhere]:
    """Return the classes elsewhere by id."""
    nodes = reader.fetch("?s a soce:ClassElsewhere")
    parts = reader.fetch("?x a soce:ClassElsewhere ; soce:locator|oa:hasSelector ?s")
    return {node.id: _class(node, parts) for node in nodes.values()}


def _class(node: Node, parts: dict[str, Node]) -> ClassElsewhere:
    return ClassElsewhere(
        id=node.id,
        classification=node.prose("soce:classification"),
        jurisdiction=node.one("soce:jurisdiction"),
        statement=node.prose("soce:statement"),
        provenance=provenance(node, parts),
        code=node.one("soce:classCode"),
        title=node.prose("dcterms:title"),
        level=node.one("soce:classLevel"),
        path=node.prose("soce:classPath"),
        quote=parts.get(node.one("oa:hasSelector"), EMPTY).one("oa:exact"),
        nearest_group=node.id_of("soce:nearestGroup"),
        checked=node.one("soce:checked"),
        about=node.ids("dcterms:subject"),
        superseded_by=node.superseded_by,
    )
