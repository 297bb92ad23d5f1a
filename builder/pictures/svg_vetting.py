"""What of an SVG file is drawn: shapes and nothing else.

A file that runs, loads, links or names entities is refused whole. What belongs to an editor is passed over;
what would be seen and cannot be drawn is refused by its name, so that nothing is missing unnoticed.
"""

from __future__ import annotations

import re
from typing import Any

from builder.pictures.picture_model import UnfitPictureError

SVG = "http://www.w3.org/2000/svg"
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
_DRAWN = frozenset(
    "svg g path rect circle ellipse line polyline polygon use defs clipPath style title desc metadata".split()
)
_TOLD = frozenset(("title", "desc", "metadata"))
"""Elements that say something about the picture and show nothing."""
_HOSTILE = frozenset(("script", "foreignObject", "image", "a", "animate", "set", "handler", "iframe"))
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)
_MOST_ELEMENTS = 20_000
_DEEPEST = 60
_OUTLINES = "Save it with all text and effects turned into paths (Inkscape: Path, Object to Path), or as PNG."


def vetted(data: bytes, name: str) -> Any:
    """Return the root element (lxml) of an SVG file that holds shapes alone.

    Raises:
        UnfitPictureError: it is no SVG, too large, hostile, or shows what cannot be drawn.
    """
    root = _parsed(data, name)
    for element in list(root.iter()):
        _look_at(element, name)
    if len(root.xpath("//*")) > _MOST_ELEMENTS or _expanded(root, root, name, 0) > _MOST_ELEMENTS:
        raise UnfitPictureError(f"{name!r} has more than {_MOST_ELEMENTS:,} shapes.", "Save it as PNG.")
    _apply_style_sheets(root, name)
    return root


def _parsed(data: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnfitPictureError(f"{name!r} is no SVG that can be read.", "Save it again as SVG.") from error
    if root.tag != f"{{{SVG}}}svg":
        raise UnfitPictureError(f"{name!r} is no SVG.", "Save it again as plain SVG.")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnfitPictureError(f"{name!r} declares entities.", "Save it again as plain SVG.")
    return etree.fromstring(etree.tostring(root), parser)


def _look_at(element: Any, name: str) -> None:
    """Refuse an element, or take it out where it only serves an editor."""
    space, _, tag = str(element.tag).rpartition("}")
    if space != f"{{{SVG}" or tag in _TOLD:
        if element.getparent() is not None:
            element.getparent().remove(element)
        return
    if tag in _HOSTILE:
        raise UnfitPictureError(
            f"{name!r} holds <{tag}>: a picture runs and loads nothing.", "Save it again as plain SVG."
        )
    if tag not in _DRAWN or (tag == "svg" and element.getparent() is not None):
        raise UnfitPictureError(f"{name!r} holds <{tag}>, which is not drawn.", _OUTLINES)
    for key, value in list(element.attrib.items()):
        if key.startswith("on") or _OUTSIDE.search(value) or (key in _HREF and not value.startswith("#")):
            raise UnfitPictureError(
                f"{name!r} leads outside, by {key.rpartition('}')[2]}={value[:40]!r}.",
                "Save it again as plain SVG.",
            )
        if key == "href":  # SVG 2; picosvg knows the older name
            element.set(_HREF[1], value)
        if key == "href" or (key.startswith("{") and key not in _HREF):
            del element.attrib[key]


def _expanded(element: Any, root: Any, name: str, depth: int) -> int:
    """Return how many elements there are once each `use` stands for what it repeats."""
    if depth > _DEEPEST:
        raise UnfitPictureError(f"{name!r} repeats itself without end.", "Save it again as plain SVG.")
    count = 1
    for child in element:
        count += _expanded(child, root, name, depth + 1)
        if count > _MOST_ELEMENTS:
            break
    if element.tag == f"{{{SVG}}}use":
        target = next((element.get(key)[1:] for key in _HREF if element.get(key)), "")
        found = root.xpath("//*[@id=$target]", target=target)
        if not found:
            raise UnfitPictureError(f"{name!r} repeats a shape that is not there.", _OUTLINES)
        count += _expanded(found[0], root, name, depth + 1)
    return count


_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<declared>[^{}]*)\}")
_SELECTOR = re.compile(r"(?P<tag>\*|[A-Za-z]\w*)?(?:\.(?P<class>[\w-]+)|#(?P<id>[\w-]+))?$")


def _apply_style_sheets(root: Any, name: str) -> None:
    """Write the rules of style sheets into the elements that they choose, below what those say themselves."""
    sheets = root.xpath("//*[local-name()='style']")
    styles: dict[Any, str] = {}
    for sheet in sheets:
        text = _REMARK.sub("", "".join(sheet.itertext()))
        if _OUTSIDE.search(text) or _RULE.sub("", text).strip():
            raise UnfitPictureError(f"{name!r} has a style sheet that is not understood.", _OUTLINES)
        for rule in _RULE.finditer(text):
            for selector in rule["selectors"].split(","):
                for element in _chosen(root, selector.strip(), name):
                    styles[element] = f"{styles.get(element, '')};{rule['declared']}"
        sheet.getparent().remove(sheet)
    for element, style in styles.items():
        element.set("style", f"{style};{element.get('style', '')}".strip("; \n"))


def _chosen(root: Any, selector: str, name: str) -> list[Any]:
    match = _SELECTOR.match(selector)
    if not match or not selector:
        raise UnfitPictureError(f"{name!r} has a style sheet that is not understood.", _OUTLINES)
    tag, kind, identifier = match["tag"], match["class"], match["id"]
    return [
        element
        for element in root.iter()
        if (tag in (None, "*") or element.tag == f"{{{SVG}}}{tag}")
        and (kind is None or kind in element.get("class", "").split())
        and (identifier is None or element.get("id") == identifier)
    ]
