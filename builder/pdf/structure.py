"""The logical structure: elements, what they contain, and the tree as written (ISO 32000-1 14.7).

An element joins its parent when the first of its content is drawn, so that nothing empty is left behind,
at the place among its siblings in which it was made: the order of the tree is the order of reading, even
where a turned page comes later than its place in the text. What PDF/UA-1 requires of an element is asked for
by the function that makes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Literal

from builder.pdf import syntax
from builder.pdf.pdf_file import PdfFile

ROLES = {
    "Title": "P",
    "Subtitle": "P",
    "Aside": "Div",
    "Insertion": "Span",
    "Deletion": "Span",
}
"""Role map: our own types and the standard type each stands for (ISO 14289-1 7.1)."""


_SERIALS = count()
_NOTHING: Mapping[str, bytes] = {}


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

    __slots__ = ("_attached", "_serial", "entries", "kids", "number", "parent", "tag")

    def __init__(self, tag: str, parent: Element | None, entries: dict[str, bytes] | None = None) -> None:
        self.tag = tag
        self.parent = parent
        self.entries: Mapping[str, bytes] = entries or _NOTHING
        self.kids: list[Element | MarkedContent | ObjectReference] = []
        self.number = 0
        """Number of its object in the file; 0 until something refers to it."""
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
    layout = _attributes("Layout", Placement=b"/Block", BBox=syntax.numbers(box))
    element.entries = {**element.entries, "A": layout}


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
    """The structure tree of one document and the numbers that lead back into it (ISO 32000-1 14.7.4.4)."""

    def __init__(self, file: PdfFile) -> None:
        self.root = Element("Document", None)
        self._file = file
        self._here: list[Element] = []
        """Owners of the marked content of the current page."""
        self._page_key = -1
        self._pages = 0
        self._owners: list[bytes] = []
        """Parent tree: by key, the elements of a page's marked content, or the element of an annotation."""

    def open_page(self) -> int:
        """Begin the marks of a new page; return its key in the parent tree."""
        self._here = []
        self._pages += 1
        self._page_key = len(self._owners)
        self._owners.append(b"null")
        return self._page_key

    def close_page(self) -> None:
        """End the marks of the page."""
        self._owners[self._page_key] = self._file.add(syntax.array(map(self._reference, self._here)))

    def mark(self, element: Element) -> int:
        """Give `element` the next marked-content identifier of the current page."""
        element.attach()
        element.kids.append(MarkedContent(self._pages - 1, len(self._here)))
        self._here.append(element)
        return len(self._here) - 1

    def annotate(self, element: Element) -> int:
        """Return the key in the parent tree of an annotation of `element`."""
        self._owners.append(self._reference(element))
        return len(self._owners) - 1

    def _reference(self, element: Element) -> bytes:
        element.number = element.number or self._file.number()
        return syntax.reference(element.number)

    def write(self, pages: list[bytes]) -> bytes:
        """Write the whole tree, given the references of the pages; return the reference of its root."""
        root = self._file.number()
        named: list[tuple[bytes, bytes]] = []
        for element in self.root.walk():
            parent = self._reference(element.parent) if element.parent else syntax.reference(root)
            own = self._reference(element)
            self._file.write(element.number, self._written(element, parent, pages))
            if "ID" in element.entries:
                named.append((element.entries["ID"], own))
        numbers = syntax.array(b"%d %s" % row for row in enumerate(self._owners))
        entries = {
            "Type": b"/StructTreeRoot",
            "K": self._reference(self.root),
            "RoleMap": syntax.dictionary({k: syntax.name(v) for k, v in ROLES.items()}),
            "ParentTree": self._file.add(syntax.dictionary({"Nums": numbers})),
            "ParentTreeNextKey": b"%d" % len(self._owners),
            **_identifiers(named),
        }
        self._file.write(root, syntax.dictionary(entries))
        return syntax.reference(root)

    def _written(self, element: Element, parent: bytes, pages: list[bytes]) -> bytes:
        home = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), None)
        kids: list[bytes] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._reference(kid))
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


def _identifiers(named: list[tuple[bytes, bytes]]) -> dict[str, bytes]:
    if not named:
        return {}
    named = sorted(named)
    names = syntax.array(key + b" " + value for key, value in named)
    limits = syntax.array((named[0][0], named[-1][0]))
    leaf = syntax.dictionary({"Limits": limits, "Names": names})
    return {"IDTree": syntax.dictionary({"Kids": syntax.array((leaf,))})}
