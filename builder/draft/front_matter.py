"""The draft's front matter: what it is, who files it, and which docket it answers.

Read from YAML, with a finding for every key or value that is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.draft.places import FRONT_MATTER, Place, Problems
from kb.common.dates_and_numbers import read_day
from kb.common.names import did_you_mean
from kb.model.classification import default_classification
from kb.records import nodes as yaml
from kb.records import yaml_nodes

TEXT_KEYS = (
    "title",
    "subtitle",
    "docket",
    "date",
    "language",
    "occupation",
    "proposes",
    "position",
    "kind",
    "cover-text",
    "notes",
    "letterhead",
    "letterhead-alt",
    "line-numbers",
    "comment-box",
)
LIST_KEYS = ("opening", "topics", "required-items", "keywords", "attachments")
KEYS = (*TEXT_KEYS, *LIST_KEYS, "submitter", "declines-to-contest")
POSITIONS = ("for", "against", "in part")
"""Sides a comment can take on a change: all of it, none of it, some of it."""
DEFAULT_LANGUAGE = "en-US"
SUBMITTER_KEYS = ("name", "organization", "kind", "address")


@dataclass(frozen=True, slots=True)
class Submitter:
    """Who files the comment."""

    name: str = ""
    organization: str = ""
    kind: str = ""
    """What the organization is, in the docket's words, such as `association`."""
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the first two `---` lines, checked and typed."""

    title: str = ""
    subtitle: str = ""
    docket: str = ""
    """Id of the docket profile, such as `bls-2024-0001`."""
    opening: tuple[str, ...] = ()
    """The first lines of the comment; left out, they are made from the docket profile."""
    submitter: Submitter = Submitter()
    date: str = ""
    language: str = DEFAULT_LANGUAGE
    occupation: str = ""
    """SOC code of the occupation the comment is about."""
    proposes: str = ""
    """SOC code of the group that the occupation should be classified in, or should not, by `position`."""
    position: str = POSITIONS[0]
    """Which side the comment takes on that change: one of POSITIONS."""
    kind: str = ""
    """Kind of comment, by its name in the docket profile, such as `letter`; empty for the profile's first."""
    topics: tuple[str, ...] = ()
    """Topics of the notice that the comment answers, by notation, such as `T5`."""
    required_items: tuple[str, ...] = ()
    """Required items that the comment says it covers, besides those its headings name."""
    declines_to_contest: Mapping[str, str] = field(default_factory=dict)
    """Objection id -> why the comment does not contest it."""
    keywords: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    """What is filed beside the PDF: files of the workspace, and the word `evidence-appendix`."""
    cover_text: str = ""
    """Plain text for the comment box of the portal."""
    notes: str = ""
    """Where notes stand: `end`, or `foot` of their page, as they do when nothing is said."""
    letterhead: str = ""
    """A picture of the workspace for the head of the first page, by its path."""
    letterhead_alt: str = ""
    """What the letterhead says, in words."""
    line_numbers: bool = False
    """Whether the lines of running text are counted in the margin."""
    comment_box: bool = False
    """Whether the draft is a letter whose text goes into the comment box of the portal."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each key stands; entries of lists and mappings as `topics/T5`."""

    def place(self, *names: str) -> Place:
        """Return the place of the first of the names that the draft gives, else the first line."""
        for name in names:
            if name in self.places:
                return self.places[name]
        return Place(1, 1)


class _Reader:
    """Turns YAML nodes into plain text values and remembers their places."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.places: dict[str, Place] = {}

    def mapping(self, node: yaml.Node, known: tuple[str, ...], prefix: str = "") -> dict[str, yaml.Node]:
        """Return the nodes by key; unknown and repeated keys are findings. No `known`: any key."""
        if not isinstance(node, yaml.Mapping):
            self.wrong(node, "Expected keys and values here.", "Write `key: value` lines.")
            return {}
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.entries:
            key = key_node.text
            if known and key not in known:
                fix = did_you_mean(key, known, f"Known keys: {', '.join(known)}.")
                self.wrong(key_node, f"Unknown key {key!r} in the front matter.", fix)
                continue
            if key in found:
                self.wrong(key_node, f"The key {key!r} appears twice.", "Keep one of the two.")
                continue
            self.places[prefix + key] = _place(key_node)
            found[key] = value
        return found

    def text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.Scalar):
            return "" if node.empty else node.text.strip()
        self.wrong(node, "Expected one text value here.", "Write the value on the key's line.")
        return ""

    def texts(self, node: yaml.Node, prefix: str) -> tuple[str, ...]:
        items = node.items if isinstance(node, yaml.Sequence) else (node,)
        values = []
        for item in items:
            value = self.text(item)
            if value:
                self.places[f"{prefix}/{value}"] = _place(item)
                values.append(value)
        return tuple(values)

    def wrong(self, node: yaml.Node, message: str, fix: str) -> None:
        self.problems.add(FRONT_MATTER, _place(node), message, fix)


def _place(node: yaml.Node) -> Place:
    return Place(node.place.line, node.place.column)


def read(source: str, first_line: int, problems: Problems) -> FrontMatter:
    """Return the front matter written in `source`, which begins at `first_line` of the file."""
    root, broken = yaml_nodes.parse_yaml("\n" * (first_line - 1) + source, problems.path)
    open_end = _open_end(source) if broken else 0
    if open_end:
        report_open(open_end + first_line - 1, problems)
        return FrontMatter()
    for finding in broken:
        place = Place(finding.location.line, finding.location.column)
        problems.add(FRONT_MATTER, place, finding.message, finding.fix)
    for lost in filter(yaml_nodes.cut_off, yaml.scalars_of(root)):
        problems.add(FRONT_MATTER, _place(lost), yaml_nodes.cut_off(lost), yaml_nodes.CUT_OFF.fix)
    if broken:
        return FrontMatter()
    reader = _Reader(problems)
    nodes = reader.mapping(root, KEYS) if root is not None else {}
    values: dict[str, Any] = {
        key.replace("-", "_"): reader.text(nodes[key]) for key in TEXT_KEYS if key in nodes
    }
    values |= {key.replace("-", "_"): reader.texts(nodes[key], key) for key in LIST_KEYS if key in nodes}
    if "submitter" in nodes:
        values["submitter"] = _submitter(nodes["submitter"], reader)
    if "declines-to-contest" in nodes:
        reasons = reader.mapping(nodes["declines-to-contest"], (), "declines-to-contest/")
        values["declines_to_contest"] = {key: reader.text(node) for key, node in reasons.items()}
    _check_values(values, nodes, reader)
    return FrontMatter(**values, places=reader.places)


_CLOSED = re.compile(r"^-{3,}\s*$", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z][\w-]*:(?:\s|$)|[\s#-]|$")


def _open_end(source: str) -> int:
    """Return the last line of YAML that text follows without a `---` between them; 0 if there is none."""
    lines = source.split("\n")
    wrong = next((n for n, line in enumerate(lines) if _is_text(line, lines[n - 1] if n else "")), 0)
    while wrong and not lines[wrong - 1].strip():
        wrong -= 1
    return wrong if wrong < len(lines) and not lines[wrong].strip() else 0


def _is_text(line: str, before: str) -> bool:
    """Say whether a line is none of YAML: a heading behind a blank line is no comment."""
    return not _KEY.match(line) or (line.startswith("#") and not before.strip())


def report_open(line: int, problems: Problems) -> None:
    """Say that the front matter is not closed behind a line."""
    message = "The front matter is not closed: the text begins behind this line."
    problems.add(FRONT_MATTER, Place(line, 1), message, "Write --- on a line of its own below it.")


def find_open_end(text: str) -> int:
    """Return the last line of front matter that nothing closes; 0 where it is closed, or there is none."""
    opening, _, rest = text.partition("\n")
    if opening.strip() != "---" or _CLOSED.search(rest):
        return 0
    return _open_end(rest) + 1


def _is_language(tag: str) -> bool:
    """Say whether a text is a language tag of BCP 47: its parts registered, hyphens between them."""
    if tag == DEFAULT_LANGUAGE:
        return True
    import langcodes

    return "_" not in tag and langcodes.tag_is_valid(tag)


def _submitter(node: yaml.Node, reader: _Reader) -> Submitter:
    nodes = reader.mapping(node, SUBMITTER_KEYS, "submitter/")
    values: dict[str, Any] = {key: reader.text(nodes[key]) for key in SUBMITTER_KEYS[:3] if key in nodes}
    if "address" in nodes:
        values["address"] = reader.texts(nodes["address"], "submitter/address")
    return Submitter(**values)


def _check_values(values: dict[str, Any], nodes: dict[str, yaml.Node], reader: _Reader) -> None:
    for key in ("title", "docket"):
        if not values.get(key):
            message = f"The front matter has no `{key}`."
            reader.problems.add(FRONT_MATTER, Place(1, 1), message, f"Write `{key}: …`.")
    soc = default_classification()
    for key in ("occupation", "proposes"):
        value = values.get(key, "")
        if value and not soc.is_code(value):
            reader.wrong(
                nodes[key],
                f"{value!r} is not a SOC code.",
                f"Write {soc.code_in_words}, such as {soc.example}.",
            )
            values[key] = ""
    _check_position(values, nodes, reader)
    if "language" in values and not _is_language(values["language"]):
        tag = values.pop("language")
        reader.wrong(
            nodes["language"],
            f"{tag!r} is not the tag of a language." if tag else "The language is left empty.",
            "Write a tag of BCP 47, such as en-US or es; or leave the key out: it is en-US then.",
        )
    if values.get("date") and not read_day(values["date"]):
        reader.wrong(nodes["date"], f"{values['date']!r} is not a date.", "Write it as 2026-11-21.")
        values["date"] = ""
    if values.get("notes", "foot") not in ("foot", "end"):
        reader.wrong(nodes["notes"], f"{values['notes']!r} is no place for notes.", "Write `foot` or `end`.")
        values["notes"] = ""
    _check_flags(values, nodes, reader)
    for objection, reason in values.get("declines_to_contest", {}).items():
        if not reason:
            reader.problems.add(
                FRONT_MATTER,
                reader.places[f"declines-to-contest/{objection}"],
                f"No reason is given for not contesting {objection}.",
                f"Write `{objection}: …` with the reason.",
            )


def _check_flags(values: dict[str, Any], nodes: dict[str, yaml.Node], reader: _Reader) -> None:
    """Read yes or no; another word is a finding, and means no."""
    for key in ("line-numbers", "comment-box"):
        name = key.replace("-", "_")
        said = values.pop(name, "false").lower()
        values[name] = said in ("true", "yes", "on")
        if said not in ("true", "yes", "on", "false", "no", "off"):
            reader.wrong(nodes[key], f"{said!r} is neither yes nor no.", f"Write `{key}: true`.")


def _check_position(values: dict[str, Any], nodes: dict[str, yaml.Node], reader: _Reader) -> None:
    """Read `in-part` as `in part`; another word than those known is a finding, and the default stands."""
    said = values.pop("position", "").lower().replace("-", " ")
    if said in POSITIONS:
        values["position"] = said
    elif said:
        fix = did_you_mean(said, POSITIONS, f"Write one of: {', '.join(POSITIONS)}.")
        reader.wrong(nodes["position"], f"{said!r} is no position on a change.", fix)
