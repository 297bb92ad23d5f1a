"""YAML (and JSON) text to nodes, from the parser's events, so that nothing is ever constructed.

Anchors, aliases and tags are refused: records do not need them, and they are how a small file becomes a
large one (alias bombs) or an object (tags).
"""

from __future__ import annotations

import yaml

from kb.findings import Check, Finding, Location, Severity
from kb.records.nodes import Mapping, Node, Place, Scalar, Sequence

MAX_DEPTH = 16
MAX_NODES = 400_000

SYNTAX = Check(
    "yaml-syntax",
    Severity.ERROR,
    "A YAML or JSON file is not well formed.",
    "Look at the line named and the one above it: indentation, a missing quote, or a colon in plain text.",
)
REFUSED = Check(
    "yaml-feature",
    Severity.ERROR,
    "A file uses YAML anchors, aliases, tags, several documents, or very deep nesting.",
    "Write the values out in full; records are plain keys, lists and text.",
)

_HINTS = {
    "mapping values are not allowed": "Put quotes around text that contains a colon and a space.",
    "tab character": "Use spaces instead of a tab.",
    "cannot start any token": "Put quotes around text that begins with this character.",
    "unexpected end of stream": "A quotation mark or bracket that was opened is not closed.",
    "did not find expected ','": "A bracket that was opened is not closed, or a comma is missing.",
    "could not find expected ':'": "A key needs a colon and a space after it.",
    "did not find expected key": "Check the indentation, and double the apostrophes inside '…'.",
}


class _RefusedError(Exception):
    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.message, self.place = message, place


def parse_yaml(text: str, shown: str) -> tuple[Node | None, list[Finding]]:
    """Parse one document. Returns None and a finding when it is malformed or uses a refused feature."""
    try:
        return _build(text), []
    except _RefusedError as error:
        where = Location(shown, error.place.line, error.place.column)
        return None, [REFUSED.finding(error.message, where)]
    except yaml.YAMLError as error:
        return None, [_syntax_finding(error, shown)]


def _syntax_finding(error: yaml.YAMLError, shown: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error).strip()
    where = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown)
    hint = next((fix for words, fix in _HINTS.items() if words in problem), "")
    return SYNTAX.finding(f"Not valid YAML: {problem}.", where, hint)


def _build(text: str) -> Node | None:
    """Fold the event stream into a tree, with an explicit stack so that depth is bounded by us."""
    root: Node | None = None
    stack: list[tuple[yaml.Event, list[Node]]] = []
    count = documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise _RefusedError("A second document begins here (`---`).", _place(event))
        if isinstance(event, yaml.CollectionEndEvent):
            start, children = stack.pop()
            node = _collection(start, children)
        elif isinstance(event, yaml.NodeEvent):
            count += 1
            _refuse(event, len(stack), count)
            if not isinstance(event, yaml.ScalarEvent):
                stack.append((event, []))
                continue
            node = _scalar(event)
        else:
            continue
        if stack:
            stack[-1][1].append(node)
        else:
            root = node
    return root


def _refuse(event: yaml.NodeEvent, depth: int, count: int) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise _RefusedError(f"Anchors and aliases are not used (`{event.anchor}`).", _place(event))
    tag = getattr(event, "tag", None)
    if tag:
        raise _RefusedError(f"Tags are not used (`{tag}`).", _place(event))
    if depth > MAX_DEPTH or count > MAX_NODES:
        raise _RefusedError("The nesting is too deep or the file too large.", _place(event))


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    plain = event.style is None or event.style == ""
    empty = plain and event.value in ("", "~", "null", "Null", "NULL")
    return Scalar(event.value, _place(event), empty)


def _collection(start: yaml.Event, children: list[Node]) -> Node:
    if isinstance(start, yaml.SequenceStartEvent):
        return Sequence(tuple(children), _place(start))
    entries = []
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise _RefusedError("A key must be plain text.", _place(start))
        entries.append((key, value))
    return Mapping(tuple(entries), _place(start))
