"""Drawing on pages so that every operator is either an element's content or an artifact.

Coordinates are PDF's own: points from the lower left corner. `mark` and `artifact` say whose the next
operators are; marked content opens and closes by itself, also at page ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from builder.pdf import archive, fonts, syntax
from builder.pdf.archive import EmbeddedFile
from builder.pdf.bookmarks import Bookmarks
from builder.pdf.drawn_pictures import Box, DrawnPictures
from builder.pdf.font_subsets import FontSubsets
from builder.pdf.links import Area, Destinations, Links
from builder.pdf.pdf_file import PdfFile
from builder.pdf.structure import Element, Tree
from builder.pdf.xmp import Properties
from builder.pictures.picture_model import Image

Colour = tuple[float, float, float]
Decoration = Literal["Layout", "Background", "Header", "Footer", "Watermark"]

_ARTIFACTS: dict[Decoration, str] = {
    "Layout": "/Artifact << /Type /Layout >> BDC",
    "Background": "/Artifact << /Type /Background >> BDC",
    "Header": "/Artifact << /Type /Pagination /Subtype /Header /Attached [/Top] >> BDC",
    "Footer": "/Artifact << /Type /Pagination /Subtype /Footer /Attached [/Bottom] >> BDC",
    "Watermark": "/Artifact << /Type /Pagination /Subtype /Watermark >> BDC",
}
"""Artifact property lists (ISO 32000-1 14.8.2.2)."""


def _channels(colour: Colour) -> str:
    red, green, blue = colour
    return f"{red:.3f} {green:.3f} {blue:.3f}"


def numbered_place(name: str, place: int) -> str:
    """Return the name of one of several places of a name, counted from 1."""
    return f"{name} {place}"


class TaggedCanvas:
    """The pages of one document, its structure tree, links and outline, written as they are drawn."""

    def __init__(self) -> None:
        self.file = PdfFile()
        self.tree = Tree(self.file)
        self.destinations = Destinations()
        self.folios: dict[str, int] = {}
        """Page number of every named place, known once pages are made."""
        self.bookmarks = Bookmarks()
        self._links = Links(self.file, self.tree, self.destinations)
        self._fonts = FontSubsets()
        self._pictures = DrawnPictures(self.file)
        self._places: Counter[str] = Counter()
        self._pages: list[bytes] = []
        """References of the pages so far."""
        self._page_tree = self.file.number()
        self._resources = self.file.number()
        self._number = self._key = 0
        self._size = (0.0, 0.0)
        self._code: list[str] = []
        self._open: Element | str | None = None
        self._colour: Colour | None = None
        self._decoration: Decoration | None = None

    @property
    def page(self) -> int:
        """Index of the current page, from 0."""
        return len(self._pages) - 1

    def open_page(self, width: float, height: float) -> None:
        """Begin a page of this size."""
        self._number = self.file.number()
        self._pages.append(syntax.reference(self._number))
        self._key = self.tree.open_page()
        self._size = (width, height)
        self._code = []
        self._open = self._colour = None

    def close_page(self) -> None:
        """End the page: its marked content, then the links on it; it is written."""
        self._close_mark()
        annotations = self._links.flush(self._pages)
        self.tree.close_page()
        content = "\n".join(self._code).encode("latin-1")
        entries = {
            "Type": b"/Page",
            "Parent": syntax.reference(self._page_tree),
            "MediaBox": b"[0 0 %g %g]" % self._size,
            "Resources": syntax.reference(self._resources),
            "Contents": self.file.add_stream({}, content),
            "StructParents": b"%d" % self._key,
            "Tabs": b"/S",
        }
        if annotations:
            entries["Annots"] = syntax.array(annotations)
        self.file.write(self._number, syntax.dictionary(entries))

    def _emit(self, operators: str) -> None:
        self._code.append(operators)

    def _close_mark(self) -> None:
        if self._open is not None:
            self._emit("EMC")
            self._open = None

    def mark(self, element: Element) -> None:
        """What follows is content of `element`."""
        if self._decoration is not None:
            self.artifact(self._decoration)
        elif self._open is not element:
            self._close_mark()
            self._emit(f"/{element.tag} << /MCID {self.tree.mark(element)} >> BDC")
            self._open = element

    def artifact(self, kind: Decoration = "Layout") -> None:
        """What follows is decoration, not content."""
        operator = _ARTIFACTS[kind]
        if self._open != operator:
            self._close_mark()
            self._emit(operator)
            self._open = operator

    @contextmanager
    def decorating(self, kind: Decoration) -> Iterator[None]:
        """Draw everything within as an artifact, links and anchors left out."""
        before, self._decoration = self._decoration, kind
        try:
            yield
        finally:
            self._decoration = before

    @property
    def is_decorating(self) -> bool:
        """Whether a repeated heading or other decoration is being drawn."""
        return self._decoration is not None

    def _paint(self, colour: Colour) -> None:
        if colour != self._colour:
            self._emit(f"{_channels(colour)} rg")
            self._colour = colour

    def text(
        self, x: float, y: float, text: str, typeface: fonts.Typeface, size: float, colour: Colour
    ) -> None:
        """Show `text` with its baseline beginning at (x, y)."""
        self._paint(colour)
        parts = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        for face, part, _ in fonts.shape(text, typeface):
            for name, codes in self._fonts.encoded(part, face):
                parts.append(f"{name} {size:g} Tf ({codes}) Tj")
        parts.append("ET")
        self._emit(" ".join(parts))

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle given by its lower left corner."""
        self._paint(colour)
        self._emit(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def stroke(
        self,
        points: list[tuple[float, float]],
        width: float,
        colour: Colour,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a line through `points` with round ends; `dash`: lengths of dashes and gaps in turn."""
        path = " ".join(f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
        lengths = " ".join(f"{length:g}" for length in dash)
        pattern = f"[{lengths}] 0 d " if dash else ""
        self._emit(f"q 1 j 1 J {pattern}{_channels(colour)} RG {width:g} w {path} S Q")

    def picture(self, image: Image, box: Box) -> None:
        """Draw a picture in a place of the page."""
        self._emit(self._pictures.operators(image, box))

    @contextmanager
    def turned(self, x: float, y: float, cosine: float, sine: float) -> Iterator[None]:
        """Draw within a coordinate system with its origin at (x, y), turned anticlockwise."""
        self._emit(f"q {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {x:.2f} {y:.2f} cm")
        self._colour = None
        yield
        self._emit("Q")
        self._colour = None

    def link(self, element: Element, target: str, description: str, area: Area) -> None:
        """Make `area` of the page part of the link `element` (its text is marked by the caller)."""
        if not self.is_decorating:
            self._links.add(element, target, description, area)

    def anchor(self, name: str, y: float) -> None:
        """Let links to `name` lead to height `y` of this page."""
        if not self.is_decorating:
            self.destinations.add(name, self.page, y)

    def anchor_again(self, name: str, y: float) -> None:
        """Let links lead here by one of several places of a name: see `numbered_place`."""
        if not self.is_decorating:
            self._places[name] += 1
            self.anchor(numbered_place(name, self._places[name]), y)

    def bookmark(self, title: str, level: int, y: float) -> None:
        """Add an outline entry at height `y` of this page; `level` counts from 0."""
        self.bookmarks.add(title, level, self._pages[-1], y)

    def finish(self, properties: Properties, files: Iterable[EmbeddedFile] = ()) -> bytes:
        """Write what is of the document as a whole; return the file.

        :raises UnknownTargetError: when a link leads to a place that is not there.
        """
        self._links.write(self._pages)
        described, information = archive.describe(self.file, properties)
        entries = {
            "Type": b"/Catalog",
            "Pages": syntax.reference(self._page_tree),
            "PageMode": b"/UseOutlines",
            "MarkInfo": b"<< /Marked true >>",
            "ViewerPreferences": b"<< /DisplayDocTitle true >>",
            "StructTreeRoot": self.tree.write(self._pages),
            **described,
            **archive.attach(self.file, files, properties.created),
            **self.bookmarks.write(self.file),
        }
        pages = {"Type": b"/Pages", "Count": b"%d" % len(self._pages), "Kids": syntax.array(self._pages)}
        self.file.write(self._page_tree, syntax.dictionary(pages))
        resources = syntax.dictionary({"Font": self._fonts.write(self.file), **self._pictures.resources()})
        self.file.write(self._resources, resources)
        return self.file.finish(self.file.add(syntax.dictionary(entries)), information)
