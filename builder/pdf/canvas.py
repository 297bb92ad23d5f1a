"""Drawing on pages so that every operator is either an element's content or an artifact.

Coordinates are PDF's own: points from the lower left corner. `mark` and `artifact` say whose the next
operators are; marked content opens and closes by itself, also at page ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from reportlab.pdfbase.pdfdoc import xObjectName
from reportlab.pdfgen.canvas import Canvas

from builder.pdf import drawn_pictures, fonts, syntax
from builder.pdf.drawn_pictures import Box
from builder.pdf.links import Area, Destinations, Links
from builder.pdf.structure import Element, Tree
from builder.pictures.picture_model import Image, Raster

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


class _Pages(Canvas):  # type: ignore[misc]
    """ReportLab's canvas without a standard font in its preamble and with PDF/UA's page entries."""

    annotations: tuple[bytes, ...] = ()

    def _make_preamble(self) -> None:
        self._preamble = ""

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 - ReportLab's name
        page.Trans = None
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._pageNumber - 1
        page.Tabs = "/S"
        if self.annotations:
            page.Annots = syntax.Raw(syntax.array(self.annotations))
        content = page.stream.encode("latin-1")
        page.Contents = syntax.Raw(syntax.stream({}, content))
        self._doc.updateSignature(content)


class TaggedCanvas:
    """The pages of one document, its structure tree, links and outline."""

    def __init__(self, language: str) -> None:
        self._pages = _Pages(None, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=language)
        self.document: Any = self._pages._doc
        # ReportLab seeds the file identifier with the time; ours is of the content alone.
        self.document.signature = hashlib.md5(usedforsecurity=False)
        self.tree = Tree()
        self.destinations = Destinations()
        self.folios: dict[str, int] = {}
        """Page number of every named place, known once pages are made."""
        self._links = Links(self.document, self.tree, self.destinations)
        self._open: Element | str | None = None
        self._colour: Colour | None = None
        self._decoration: Decoration | None = None
        self._images: dict[Raster, str] = {}

    @property
    def page(self) -> int:
        """Index of the current page, from 0."""
        return int(self._pages._pageNumber) - 1

    def open_page(self, width: float, height: float) -> None:
        """Begin a page of this size."""
        self._pages.setPageSize((width, height))
        self.tree.open_page()
        self._open = self._colour = None

    def close_page(self) -> None:
        """End the page: its marked content, then the links on it."""
        self._close_mark()
        self._pages.annotations = tuple(self._links.flush(self.page))
        self._pages.showPage()

    def _emit(self, operators: str) -> None:
        self._pages._code.append(operators)

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
            for subset, codes in face.font.splitString(part, self.document):
                name = face.font.getSubsetInternalName(subset, self.document)
                parts.append(f"{name} {size:g} Tf <{codes.hex()}> Tj")
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
        if isinstance(image, Raster):
            self._emit(drawn_pictures.shown(self._image(image), box))
        else:
            for operators, opacity in drawn_pictures.outlined(image, box):
                self._pages.saveState()
                if opacity < 1:
                    self._pages.setFillAlpha(opacity)
                self._emit(operators)
                self._pages.restoreState()
        self._colour = None

    def _image(self, raster: Raster) -> str:
        """Return the name of an image object on this page; each is written once."""
        if raster not in self._images:
            name = f"Picture{len(self._images) + 1}"
            entries, content, compress = drawn_pictures.image_object(raster)
            stream = syntax.Raw(syntax.stream(entries, content, compress))
            self.document.Reference(stream, xObjectName(name))
            self.document.updateSignature(content)
            self._images[raster] = name
        name = self._images[raster]
        self._pages._formsinuse.append(name)
        return f"/{xObjectName(name)}"

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

    def bookmark(self, name: str, title: str, level: int, y: float) -> None:
        """Add an outline entry at height `y`; `level` counts from 0 and may only grow by one."""
        self._pages.bookmarkPage(f"outline {name}", fit="XYZ", left=0, top=round(y, 2), zoom=0)
        self._pages.addOutlineEntry(title, f"outline {name}", level, closed=level > 0)

    def finish(self) -> None:
        """Write the structure tree and the links; no page may follow."""
        pages = self.page_references()
        self._links.write(pages)
        catalog = self.document.Catalog
        catalog.StructTreeRoot = self.tree.write(self.document, pages, len(pages))
        catalog.MarkInfo = syntax.Raw(b"<< /Marked true >>")
        catalog.ViewerPreferences = syntax.Raw(b"<< /DisplayDocTitle true >>")

    def page_references(self) -> list[bytes]:
        """Return the references of all pages so far."""
        return [syntax.reference(self.document, f"Page{n}") for n in range(1, self._pages._pageNumber)]

    def data(self) -> bytes:
        """Return the finished file."""
        data: bytes = self._pages.getpdfdata()
        return data
