"""The logical structure: elements, what they contain, and the tree as written (ISO 32000-1 14.7).

An element joins its parent when the first of its content is drawn, so that nothing empty is left behind,
at the place among its siblings in which it was made: the order of the tree is the order of reading, even
where a turned page comes later than its place in the text. What PDF/UA-1 requires of an element is asked for
by the function that makes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from builder.pdf import syntax

ROLES = {
    "Title": "P",
    "Subtitle": "P",
    "Aside": "Div",
    "Insertion": "Span",
    "Deletion": "Span",
}
"""Role map: our own types and the standard type each stands for (ISO 14289-1 7.1)."""


_SERIALS = count()


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence: page index from 0, and its identifier on that page."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """An annotation that belongs to an element: page index and the annotation's reference."""

    page: int
    reference: bytes


class Element:
    """A node of the tree. `entries` are further dictionary entries, already in PDF syntax."""

    __slots__ = ("_attached", "_serial", "entries", "kids", "parent", "tag")

    def __init__(self, tag: str, parent: Element | None, entries: dict[str, bytes] | None = None) -> None:
        self.tag = tag
        self.parent = parent
        self.entries = entries or {}
        self.kids: list[Element | MarkedContent | ObjectReference] = []
        self._attached = parent is None
        self._serial = next(_SERIALS)

    def attach(self) -> None:
        """Join the parent, and it its own, behind the siblings that were made earlier; once."""
        if not self._attached and self.parent is not None:
            self._attached = True
            self.parent.attach()
            kids = self.parent.kids
            at = len(kids)
            while at and isinstance(before := kids[at - 1], Element) and before._serial > self._serial:
                at -= 1
            kids.insert(at, self)

    def walk(self) -> Iterator[Element]:
        """Yield the element and everything below it, in reading order."""
        stack: list[Element] = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def _attributes(owner: str, **values: bytes) -> bytes:
    return syntax.dictionary({"O": syntax.name(owner), **values})


def figure(parent: Element, alternative: str) -> Element:
    """Return a Figure with its alternative text (ISO 14289-1 7.3)."""
    return Element("Figure", parent, {"Alt": syntax.string(alternative)})


def place_figure(element: Element, box: tuple[float, float, float, float]) -> None:
    """Say where a Figure stands on its page: left, bottom, right, top (ISO 32000-1 14.8.5.4.3)."""
    element.entries["A"] = _attributes("Layout", Placement=b"/Block", BBox=syntax.numbers(box))


def header_cell(parent: Element, scope: Literal["Row", "Column"], span: int = 1) -> Element:
    """Return a TH with its scope (ISO 14289-1 7.5)."""
    values = {"Scope": syntax.name(scope)}
    if span > 1:
        values["ColSpan"] = b"%d" % span
    return Element("TH", parent, {"A": _attributes("Table", **values)})


def data_cell(parent: Element, span: int = 1) -> Element:
    """Return a TD."""
    if span == 1:
        return Element("TD", parent)
    return Element("TD", parent, {"A": _attributes("Table", ColSpan=b"%d" % span)})


def listing(parent: Element, numbering: Literal["None", "Disc", "Decimal"]) -> Element:
    """Return an L that says how its items are labelled (ISO 14289-1 7.6)."""
    return Element("L", parent, {"A": _attributes("List", ListNumbering=syntax.name(numbering))})


def note(parent: Element, identifier: str) -> Element:
    """Return a Note with its unique identifier (ISO 14289-1 7.9)."""
    return Element("Note", parent, {"ID": syntax.string(identifier)})


def revision(parent: Element, kind: Literal["Insertion", "Deletion"], text: str) -> Element:
    """Return a span of a redline: drawn as a line, announced in words."""
    line, said = ("Underline", "inserted") if kind == "Insertion" else ("LineThrough", "deleted")
    return Element(
        kind,
        parent,
        {
            "ActualText": syntax.string(f"[{said}: {text}]"),
            "A": _attributes("Layout", TextDecorationType=syntax.name(line)),
        },
    )


class Tree:
    """The structure tree of one document and the numbers that lead back into it."""

    def __init__(self) -> None:
        self.root = Element("Document", None)
        self._pages: list[list[Element]] = []
        self._annotations: list[Element] = []

    def open_page(self) -> None:
        """Begin the marks of a new page."""
        self._pages.append([])

    def mark(self, element: Element) -> int:
        """Give `element` the next marked-content identifier of the current page."""
        element.attach()
        owners = self._pages[-1]
        element.kids.append(MarkedContent(len(self._pages) - 1, len(owners)))
        owners.append(element)
        return len(owners) - 1

    def annotate(self, element: Element) -> int:
        """Return the annotation's number, counted from 0 over the document, in the parent tree."""
        self._annotations.append(element)
        return len(self._annotations) - 1

    def write(self, document: Any, pages: list[bytes], first_annotation: int) -> syntax.Raw:
        """Write the whole tree; return its root.

        :param pages: references of the page objects.
        :param first_annotation: parent-tree key of annotation 0; pages have the keys below it.
        """
        elements = list(self.root.walk())
        objects = [syntax.add(document) for _ in elements]
        top, top_reference = syntax.add(document)
        references = {id(e): ref for e, (_, ref) in zip(elements, objects, strict=True)}
        for element, (raw, _) in zip(elements, objects, strict=True):
            parent = references[id(element.parent)] if element.parent else top_reference
            raw.data = _write_element(element, parent, references, pages)
        top.data = syntax.dictionary(
            {
                "Type": b"/StructTreeRoot",
                "K": references[id(self.root)],
                "RoleMap": syntax.dictionary({k: syntax.name(v) for k, v in ROLES.items()}),
                "ParentTree": self._parent_tree(document, references, first_annotation),
                "ParentTreeNextKey": b"%d" % (first_annotation + len(self._annotations)),
                **_identifiers(elements, references),
            }
        )
        return top

    def _parent_tree(self, document: Any, references: dict[int, bytes], first: int) -> bytes:
        rows: list[bytes] = []
        for key, owners in enumerate(self._pages):
            _, row = syntax.add(document, syntax.array(references[id(e)] for e in owners))
            rows.append(b"%d %s" % (key, row))
        for key, element in enumerate(self._annotations, first):
            rows.append(b"%d %s" % (key, references[id(element)]))
        return syntax.add(document, syntax.dictionary({"Nums": syntax.array(rows)}))[1]


def _identifiers(elements: list[Element], references: dict[int, bytes]) -> dict[str, bytes]:
    named = sorted((e.entries["ID"], references[id(e)]) for e in elements if "ID" in e.entries)
    if not named:
        return {}
    names = syntax.array(key + b" " + value for key, value in named)
    limits = syntax.array((named[0][0], named[-1][0]))
    leaf = syntax.dictionary({"Limits": limits, "Names": names})
    return {"IDTree": syntax.dictionary({"Kids": syntax.array((leaf,))})}


def _write_element(
    element: Element, parent: bytes, references: dict[int, bytes], pages: list[bytes]
) -> bytes:
    home = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), None)
    kids: list[bytes] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(references[id(kid)])
        elif isinstance(kid, ObjectReference):
            kids.append(b"<< /Type /OBJR /Pg %s /Obj %s >>" % (pages[kid.page], kid.reference))
        elif kid.page == home:
            kids.append(b"%d" % kid.mcid)
        else:
            kids.append(b"<< /Type /MCR /Pg %s /MCID %d >>" % (pages[kid.page], kid.mcid))
    entries = {"S": syntax.name(element.tag), "P": parent, **element.entries}
    if home is not None:
        entries["Pg"] = pages[home]
    if kids:
        entries["K"] = kids[0] if len(kids) == 1 else syntax.array(kids)
    return syntax.dictionary(entries)
