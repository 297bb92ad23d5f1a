"""Link annotations: one for each link and page, however many lines it takes (ISO 14289-1 7.18.5)."""

from __future__ import annotations

from builder.pdf import syntax
from builder.pdf.pdf_file import PdfFile
from builder.pdf.structure import Element, ObjectReference, Tree
from kb.errors import UsageError

Area = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

_PRINT = b"4"
"""Annotation flag that PDF/A asks for (ISO 19005-3 6.3.2)."""

_ALLOWED = ("#", "https://", "http://", "mailto:")
"""A filing opens no files and runs no scripts."""


class UnknownTargetError(UsageError):
    """A link or reference leads to an anchor that the document does not have."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"The document has no place named “{target}” for a link to lead to.",
            "Give the heading, table or note that name, or change the link.",
        )


class ForbiddenTargetError(UsageError):
    """A link leads to something other than a place in the document, a web page or a mailbox."""

    def __init__(self, target: str) -> None:
        super().__init__(
            f"A PDF to be filed may not link to “{target}”.",
            "Use an address that begins with https://, http:// or mailto:.",
        )


class Destinations:
    """Named places of a document: page index and height."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[int, float]] = {}

    def add(self, name: str, page: int, y: float) -> None:
        """Name a place; the first use of a name stands."""
        self._places.setdefault(name, (page, y))

    def knows(self, name: str) -> bool:
        """Whether something has that name yet."""
        return name in self._places

    def write(self, name: str, pages: list[bytes]) -> bytes:
        """Return the explicit destination of a name.

        :raises UnknownTargetError: when nothing has that name.
        """
        if name not in self._places:
            raise UnknownTargetError(name)
        page, y = self._places[name]
        return b"[%s /XYZ 0 %.2f null]" % (pages[page], y)


class Links:
    """The link annotations of one document."""

    def __init__(self, file: PdfFile, tree: Tree, destinations: Destinations) -> None:
        self._file = file
        self._tree = tree
        self._destinations = destinations
        self._here: dict[int, tuple[Element, str, str, list[Area]]] = {}
        self._pending: list[tuple[int, dict[str, bytes], str]] = []
        """Number, entries and target of links whose place the document has not come to."""

    def add(self, element: Element, target: str, description: str, area: Area) -> None:
        """Add an area of the current page to a link.

        :raises ForbiddenTargetError: when the target is no anchor, web or mail address.
        """
        if not target.lower().startswith(_ALLOWED):
            raise ForbiddenTargetError(target)
        self._here.setdefault(id(element), (element, target, description, []))[3].append(area)

    def flush(self, pages: list[bytes]) -> list[bytes]:
        """End the last of `pages`: return the references of its annotations, in reading order."""
        references: list[bytes] = []
        for element, target, description, areas in self._here.values():
            number = self._file.number()
            references.append(syntax.reference(number))
            element.kids.append(ObjectReference(len(pages) - 1, references[-1]))
            entries = {
                "Type": b"/Annot",
                "Subtype": b"/Link",
                "Rect": syntax.numbers(_bounds(areas)),
                "QuadPoints": syntax.numbers(n for area in areas for n in _corners(area)),
                "Border": b"[0 0 0]",
                "F": _PRINT,
                "Contents": syntax.string(description),
                "P": pages[-1],
                "StructParent": b"%d" % self._tree.annotate(element),
            }
            if target.startswith("#") and not self._destinations.knows(target[1:]):
                self._pending.append((number, entries, target))
            else:
                self._write(number, entries, target, pages)
        self._here.clear()
        return references

    def write(self, pages: list[bytes]) -> None:
        """Write the links that were waiting for their place.

        :raises UnknownTargetError: when the document has no such place.
        """
        for number, entries, target in self._pending:
            self._write(number, entries, target, pages)

    def _write(self, number: int, entries: dict[str, bytes], target: str, pages: list[bytes]) -> None:
        if target.startswith("#"):
            entries["Dest"] = self._destinations.write(target[1:], pages)
        else:
            action = {"Type": b"/Action", "S": b"/URI", "URI": syntax.string(_ascii(target))}
            entries["A"] = syntax.dictionary(action)
        self._file.write(number, syntax.dictionary(entries))


def _ascii(address: str) -> str:
    """Percent-encode what a URI may not hold; ISO 32000-1 12.6.4.7 asks for seven-bit ASCII."""
    return "".join(
        c if c.isascii() and c.isprintable() and c != " " else "".join(f"%{b:02X}" for b in c.encode())
        for c in address
    )


def _bounds(areas: list[Area]) -> Area:
    left, bottom, right, top = zip(*areas, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _corners(area: Area) -> tuple[float, ...]:
    """Return the four corners in the order readers expect: top left and right, then bottom."""
    left, bottom, right, top = area
    return left, top, right, top, left, bottom, right, bottom
