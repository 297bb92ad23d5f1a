"""YAML (and JSON) text to nodes, from the parser's events, so that nothing is ever constructed.

Anchors, aliases and tags are refused: records do not need them, and they are how a small file becomes a
large one (alias bombs) or an object (tags).
"""

from __future__ import annotations

import re

import yaml

from kb.findings import Check, Finding, Location, Severity
from kb.records.evidence_files import invisible
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

CUT_OFF = Check(
    "text-cut-off",
    Severity.ERROR,
    "A text that is not in quotes ends at a blank and a `#`, because YAML takes the rest for a comment.",
    "Put quotes around the whole text; a comment goes on a line of its own.",
)

_PROBLEMS = {
    "mapping values are not allowed": (
        "a colon and a blank stand inside plain text",
        "Put quotes around text that contains a colon and a space.",
    ),
    "tab character": ("a tab stands where blanks are needed", "Use spaces instead of a tab."),
    "cannot start any token": (
        "plain text cannot begin with this character",
        "Put quotes around text that begins with this character.",
    ),
    "unexpected end of stream": (
        "the file ends inside quotes or brackets",
        "A quotation mark or bracket that was opened is not closed.",
    ),
    "did not find expected ','": (
        "a bracket is not closed here",
        "A bracket that was opened is not closed, or a comma is missing.",
    ),
    "could not find expected ':'": ("a key has no colon", "A key needs a colon and a space after it."),
    "did not find expected key": (
        "this line does not go on from the one above it",
        "Check the indentation, and double the apostrophes inside '…'.",
    ),
    "nesting": ("the nesting is too deep", "Write records as plain keys, lists and text."),
}
"""What the parser says, in part, with our own words for it and what to do."""
_LEADING = re.compile(r"""^\s*(?:-\s+)*(?:[^\s:#][^:]*:\s+)?(?P<mark>["'\[{*&!%@`])""")
_COMMENT = re.compile(r"[ \t]+(#.*)")


class _RefusedError(Exception):
    def __init__(self, message: str, place: Place, fix: str = "") -> None:
        super().__init__(message)
        self.message, self.place, self.fix = message, place, fix


def parse_yaml(text: str, shown: str) -> tuple[Node | None, list[Finding]]:
    """Parse one document. Returns None and a finding when it is malformed or uses a refused feature."""
    try:
        return _build(text), []
    except _RefusedError as error:
        where = Location(shown, error.place.line, error.place.column)
        return None, [REFUSED.finding(error.message, where, error.fix)]
    except yaml.YAMLError as error:
        return None, [_syntax_finding(error, text, shown)]


def cut_off(scalar: Scalar) -> str:
    """Say what a comment took from a text; empty when nothing looks lost.

    One word with a comment that begins as comments do, `# `, is taken for just that.
    """
    if not scalar.comment or (" " not in scalar.text and scalar.comment[1:2] in ("", " ")):
        return ""
    rest = scalar.comment[:40]
    return f"The text ends at `{scalar.text[-30:]}`; what follows, `{rest}`, is a comment to YAML."


def _syntax_finding(error: yaml.YAMLError, text: str, shown: str) -> Finding:
    """Tell what is wrong in our own words, as those of the parser change from version to version."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable_character(error, text, shown)
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    said, fix = next((ours for words, ours in _PROBLEMS.items() if words in problem), ("", ""))
    if not mark:
        return SYNTAX.finding("Not valid YAML.", Location(shown, 1, 1), fix)
    where = Location(shown, mark.line + 1, mark.column + 1)
    lines = text.split("\n")
    for number in (mark.line, mark.line - 1):
        line = lines[number] if 0 <= number < len(lines) else ""
        indent = invisible(line[: len(line) - len(line.lstrip())])
        if indent:
            message = f"Not valid YAML: line {number + 1} is indented with {indent}."
            return SYNTAX.finding(message, where, "Indent with plain spaces.")
    leading = _LEADING.match(lines[mark.line]) if mark.line < len(lines) else None
    if leading and (not said or said.startswith(("this line", "plain text"))):
        mark_typed = leading["mark"]
        fix = f"Put quotes around the whole text; it begins with {mark_typed}, which means something to YAML."
    return SYNTAX.finding(f"Not valid YAML: {said or 'this line is not well formed'}.", where, fix)


def _unreadable_character(error: yaml.reader.ReaderError, text: str, shown: str) -> Finding:
    before = text.encode()[: error.position].decode(errors="ignore")
    where = Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
    message = f"Not valid YAML: the character U+{ord(text[len(before)]):04X} is not allowed."
    return SYNTAX.finding(message, where, "Remove the control character.")


def _build(text: str) -> Node | None:
    """Fold the event stream into a tree, with an explicit stack so that depth is bounded by us."""
    lines = text.split("\n")
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
            node = _scalar(event, lines)
        else:
            continue
        if stack:
            stack[-1][1].append(node)
        else:
            root = node
    return root


def _refuse(event: yaml.NodeEvent, depth: int, count: int) -> None:
    fix = "If it is text, put quotes around it; records are plain keys, lists and text."
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise _RefusedError(f"Anchors and aliases are not used (`{event.anchor}`).", _place(event), fix)
    tag = getattr(event, "tag", None)
    if tag:
        raise _RefusedError(f"Tags are not used (`{tag}`).", _place(event), fix)
    if depth > MAX_DEPTH or count > MAX_NODES:
        raise _RefusedError("The nesting is too deep or the file too large.", _place(event))


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _scalar(event: yaml.ScalarEvent, lines: list[str]) -> Scalar:
    plain = event.style is None or event.style == ""
    empty = plain and event.value in ("", "~", "null", "Null", "NULL")
    comment = None
    end = event.end_mark
    if plain and not empty and end and end.line < len(lines):
        comment = _COMMENT.match(lines[end.line], end.column)
    return Scalar(event.value, _place(event), empty, comment[1] if comment else "")


def _collection(start: yaml.Event, children: list[Node]) -> Node:
    if isinstance(start, yaml.SequenceStartEvent):
        return Sequence(tuple(children), _place(start))
    entries = []
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise _RefusedError("A key must be plain text.", _place(start))
        entries.append((key, value))
    return Mapping(tuple(entries), _place(start))
