"""What the styles of a Word document say of a paragraph or run (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})


def is_on(switch: Any) -> bool:
    """Say whether a property that is there is switched on; without a value it is."""
    return switch.get(VAL) not in _OFF


def value(parent: Any, path: str) -> str:
    """Return the value of a property below an element, `pPr/outlineLvl`; empty when it has none."""
    found = below(parent, path)
    return found.get(VAL) or "" if found is not None else ""


def below(parent: Any, path: str) -> Any:
    """Return the first element at a path of WordprocessingML names, or None."""
    return None if parent is None else parent.find("/".join(W + name for name in path.split("/")))


class Styles:
    """The styles by their ids; `styles` is the root of the part, or None."""

    def __init__(self, styles: Any) -> None:
        self._styles = styles
        self._known: dict[tuple[str, str], Any] = {}

    @cached_property
    def _by_id(self) -> dict[str, Any]:
        found = () if self._styles is None else self._styles.iterfind(f"{W}style")
        return {style.get(f"{W}styleId"): style for style in found}

    @cached_property
    def _default(self) -> str:
        """Id of the style of paragraphs that name none."""
        for name, style in self._by_id.items():
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                return name
        return ""

    def of_paragraph(self, paragraph: Any) -> str:
        """Return the id of a paragraph's style."""
        return value(paragraph, "pPr/pStyle") or self._default

    def name(self, style: str) -> str:
        """Return the name of a style, in small letters."""
        return value(self._by_id.get(style), "name").lower()

    def find(self, style: str, path: str) -> Any:
        """Return the property of a style, or of the style that it is based on, or None."""
        key = (style, path)
        if key not in self._known:
            found, seen = None, set()
            while found is None and style in self._by_id and style not in seen:
                seen.add(style)
                found = below(self._by_id[style], path)
                style = value(self._by_id[style], "basedOn")
            self._known[key] = found
        return self._known[key]

    def of(self, paragraph: Any, path: str) -> Any:
        """Return the property of a paragraph, its own or its style's, or None."""
        own = below(paragraph, path)
        return own if own is not None else self.find(self.of_paragraph(paragraph), path)

    def value(self, paragraph: Any, path: str) -> str:
        """Return the value of a property of a paragraph, its own or its style's; empty without one."""
        found = self.of(paragraph, path)
        return "" if found is None else found.get(VAL) or ""

    def shows(self, run: Any, paragraph: str, switch: str) -> bool:
        """Say whether a switch such as `strike` is on for a run in a paragraph of this style.

        The run's own word counts; without one, styles of paragraph and run that both switch it on cancel
        each other out (17.7.3).
        """
        own = below(run, f"rPr/{switch}")
        if own is not None:
            return is_on(own)
        named = (self.find(paragraph, f"rPr/{switch}"), self._of_run(run, f"rPr/{switch}"))
        return sum(found is not None and is_on(found) for found in named) == 1

    def raised(self, run: Any, paragraph: str) -> str:
        """Return `superscript`, `subscript` or an empty string."""
        for found in (
            below(run, "rPr/vertAlign"),
            self._of_run(run, "rPr/vertAlign"),
            self.find(paragraph, "rPr/vertAlign"),
        ):
            if found is not None:
                return "" if found.get(VAL) == "baseline" else str(found.get(VAL))
        rise = value(run, "rPr/position")
        return "" if rise in ("", "0") else "subscript" if rise.startswith("-") else "superscript"

    def _of_run(self, run: Any, path: str) -> Any:
        style = value(run, "rPr/rStyle")
        return self.find(style, path) if style else None
