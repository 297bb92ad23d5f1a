"""Pictures as a PDF draws them (ISO 32000-1 8.5, 8.9): pixels as image objects, outlines as paths."""

from __future__ import annotations

import io
from collections.abc import Iterator

from builder.pictures.picture_model import Drawing, FilledPath, Raster

Box = tuple[float, float, float, float]
"""Left, bottom, right, top of a place on a page, in points."""


def image_object(raster: Raster) -> tuple[dict[str, bytes], bytes, bool]:
    """Return entries and content of an image object, and whether the content has to be compressed."""
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
    return entries, raster.data, not raster.jpeg


def shown(name: str, box: Box) -> str:
    """Return the operators that show an image object in a place."""
    left, bottom, right, top = box
    return f"q {right - left:.2f} 0 0 {top - bottom:.2f} {left:.2f} {bottom:.2f} cm {name} Do Q"


def outlined(drawing: Drawing, box: Box) -> Iterator[tuple[str, float]]:
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

    found = list(outlined(drawing, (0.0, 0.0, width, height)))
    states = {f"/A{n}": {"/ca": opacity} for n, (_, opacity) in enumerate(found)}
    content = "\n".join(f"q /A{n} gs {operators} Q" for n, (operators, _) in enumerate(found))
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, height))
        page.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(states))
        page.Contents = pdf.make_stream(content.encode("ascii"))
        pdf.save(written)
    return written.getvalue()
