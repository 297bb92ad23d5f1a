"""Pictures as a PDF draws them (ISO 32000-1 8.5, 8.9): pixels as image objects, outlines as paths."""

from __future__ import annotations

import io
from collections.abc import Iterator

from builder.pdf import syntax
from builder.pdf.pdf_file import PdfFile
from builder.pictures.picture_model import Drawing, FilledPath, Image, Raster

Box = tuple[float, float, float, float]
"""Left, bottom, right, top of a place on a page, in points."""


class DrawnPictures:
    """The pictures of one file, each image written once, and what pages have to know them by."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._images: dict[Raster, tuple[str, bytes]] = {}
        """Name and reference of each image object."""
        self._states: dict[float, str] = {}
        """Names of the graphics states by opacity."""

    def operators(self, image: Image, box: Box) -> str:
        """Return the operators that draw a picture in a place."""
        if isinstance(image, Drawing):
            return "\n".join(
                f"q {self._state(opacity)} gs\n{drawn}\nQ" if opacity < 1 else drawn
                for drawn, opacity in _outlined(image, box)
            )
        left, bottom, right, top = box
        matrix = f"{right - left:.2f} 0 0 {top - bottom:.2f} {left:.2f} {bottom:.2f}"
        return f"q {matrix} cm {self._image(image)} Do Q"

    def resources(self) -> dict[str, bytes]:
        """Return the entries of a resource dictionary that these operators need, if any."""
        images = {name[1:]: reference for name, reference in self._images.values()}
        states = {name[1:]: b"<< /ca %.3f >>" % opacity for opacity, name in self._states.items()}
        entries = {"XObject": images, "ExtGState": states}
        return {key: syntax.dictionary(named) for key, named in entries.items() if named}

    def _state(self, opacity: float) -> str:
        return self._states.setdefault(opacity, f"/Opacity{len(self._states) + 1}")

    def _image(self, raster: Raster) -> str:
        if raster not in self._images:
            entries = {
                "Type": b"/XObject",
                "Subtype": b"/Image",
                "Width": b"%d" % raster.width,
                "Height": b"%d" % raster.height,
                "ColorSpace": b"/DeviceGray" if raster.grey else b"/DeviceRGB",
                "BitsPerComponent": b"8",
            }
            if raster.jpeg:
                entries["Filter"] = b"/DCTDecode"
            reference = self._file.add_stream(entries, raster.data, compress=not raster.jpeg)
            self._images[raster] = f"/Picture{len(self._images) + 1}", reference
        return self._images[raster][0]


def _outlined(drawing: Drawing, box: Box) -> Iterator[tuple[str, float]]:
    """Yield the operators that draw the paths of a drawing in a place, each with its opacity.

    Paths of one opacity that follow each other are drawn together.
    """
    left, bottom, right, top = box
    x, y = (right - left) / drawing.width, (top - bottom) / drawing.height
    matrix = f"q {x:.5f} 0 0 {-y:.5f} {left:.2f} {top:.2f} cm"
    held: list[str] = []
    opacity = 1.0
    for path in drawing.paths:
        if held and path.opacity != opacity:
            yield "\n".join([matrix, *held, "Q"]), opacity
            held = []
        opacity = path.opacity
        held.append(_filled(path))
    yield "\n".join([matrix, *held, "Q"]), opacity


def _filled(path: FilledPath) -> str:
    red, green, blue = path.colour
    return f"{red:.3f} {green:.3f} {blue:.3f} rg {path.outline} f"


def page_of(drawing: Drawing, width: float, height: float) -> bytes:
    """Return a PDF of one page that shows a drawing and nothing else, to be rendered."""
    import pikepdf

    found = list(_outlined(drawing, (0.0, 0.0, width, height)))
    states = {f"/A{n}": {"/ca": opacity} for n, (_, opacity) in enumerate(found)}
    content = "\n".join(f"q /A{n} gs {operators} Q" for n, (operators, _) in enumerate(found))
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, height))
        page.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(states))
        page.Contents = pdf.make_stream(content.encode("ascii"))
        pdf.save(written)
    return written.getvalue()
