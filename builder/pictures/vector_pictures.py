"""SVG files as filled paths: picosvg turns shapes, lines, copies and clips into outlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.pictures.picture_model import Drawing, FilledPath, UnfitPictureError
from builder.pictures.svg_vetting import vetted

if TYPE_CHECKING:
    from picosvg.svg_types import SVGPath

_MOST_CHARACTERS = 6_000_000
"""Of all outlines; a detailed map takes one million."""
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Q": "c", "Z": "h", "z": "h"}


def read_drawing(data: bytes, name: str) -> Drawing:
    """Return the picture that an SVG file holds; `name` is what messages call it.

    Raises:
        UnfitPictureError: the file is refused (see `svg_vetting`), is damaged, or shows nothing.
    """
    root = vetted(data, name)
    try:
        box, paths = _outlined(root)
        drawn = tuple(_filled(path, (box.x, box.y)) for path in paths if _is_seen(path))
    except UnfitPictureError:
        raise
    except Exception as error:  # picosvg asserts what it expects of a file
        raise UnfitPictureError(
            f"{name!r} cannot be drawn: {str(error)[:80] or type(error).__name__}.",
            "Save it again as plain SVG, or as PNG.",
        ) from error
    if not drawn or box.w <= 0 or box.h <= 0:
        raise UnfitPictureError(f"{name!r} shows nothing.", "Save it again as plain SVG.")
    if sum(len(path.outline) for path in drawn) > _MOST_CHARACTERS:
        raise UnfitPictureError(f"{name!r} has too many lines.", "Save it as PNG.")
    return Drawing(box.w, box.h, drawn)


def _outlined(root: Any) -> tuple[Any, list[SVGPath]]:
    from lxml import etree
    from picosvg.svg import SVG

    drawing = SVG.fromstring(etree.tostring(root).decode()).topicosvg()
    box = drawing.view_box()
    if box is None:
        raise ValueError("it has no viewBox and no size")
    return box, list(drawing.shapes())


def _is_seen(path: SVGPath) -> bool:
    return path.fill not in ("none", "transparent") and path.opacity * path.fill_opacity > 0


def _filled(path: SVGPath, origin: tuple[float, float]) -> FilledPath:
    from PIL import ImageColor

    if path.fill.startswith("url("):
        raise ValueError("colours that run into each other or repeat are not drawn")
    red, green, blue, *alpha = ImageColor.getrgb("black" if path.fill == "currentColor" else path.fill)
    opacity = path.opacity * path.fill_opacity * (alpha[0] / 255 if alpha else 1.0)
    plain = path.absolute().explicit_lines().expand_shorthand().arcs_to_cubics()
    outline = " ".join(_steps(plain, origin))
    return FilledPath(outline, (red / 255, green / 255, blue / 255), opacity)


def _steps(path: SVGPath, origin: tuple[float, float]) -> Iterator[str]:
    """Yield the steps of a path of absolute moves, lines and curves; quadratic curves become cubic."""
    here = (0.0, 0.0)
    for command, arguments in path:
        points = [
            (x - origin[0], y - origin[1]) for x, y in zip(arguments[::2], arguments[1::2], strict=True)
        ]
        if command == "Q":
            points = [_toward(here, points[0]), _toward(points[1], points[0]), points[1]]
        if command not in _OPERATORS:
            raise ValueError(f"the step {command} of a path is not understood")
        numbers = (f"{number:.3f}".rstrip("0").rstrip(".") for point in points for number in point)
        yield " ".join((*numbers, _OPERATORS[command]))
        here = points[-1] if points else here


def _toward(end: tuple[float, float], control: tuple[float, float]) -> tuple[float, float]:
    """Return the control of a cubic curve beside an end of a quadratic one: two thirds of the way."""
    return end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1])
