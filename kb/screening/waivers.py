"""The recorded exceptions: who lets which public value pass, why and since when.

`waivers.yaml` lies in the workspace under git:

    waivers:
      - value: (850) 555-0100
        why: Published line of the center's records office
        who: Dana Reyes
        date: 2026-11-21
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kb.common.dates_and_numbers import read_day
from kb.findings import Check, Finding, Location, Severity
from kb.records.evidence_files import decode, read_bytes
from kb.records.nodes import Mapping, Node, Scalar, Sequence
from kb.records.yaml_nodes import parse_yaml
from kb.screening.personal_data_kinds import Hit

FILE_NAME = "waivers.yaml"
INCOMPLETE_WAIVER = Check(
    "waiver",
    Severity.ERROR,
    "A waiver does not say which value it lets pass, why, who decided, and when.",
    "Give each waiver the four keys value, why, who and date (YYYY-MM-DD).",
)
_KEYS = ("value", "why", "who", "date")


@dataclass(frozen=True, slots=True)
class Waivers:
    """The values that may pass."""

    values: frozenset[str]
    findings: tuple[Finding, ...] = ()
    """What is wrong with the file; a waiver that is not complete lets nothing pass."""

    def allows(self, hit: Hit) -> bool:
        """Say whether a waiver names this value, however it is spaced and punctuated."""
        return bare(hit.value) in self.values


def read_waivers(root: Path, shown: str = FILE_NAME) -> Waivers:
    """Read the waivers of a workspace; none when there is no file."""
    path = root / FILE_NAME
    if not path.exists():
        return Waivers(frozenset())
    data, findings = read_bytes(path, shown)
    text, more = decode(data, shown) if not findings else ("", [])
    findings += more
    node, more = parse_yaml(text, shown) if not findings else (None, [])
    findings += more
    if findings:
        return Waivers(frozenset(), tuple(findings))
    listed = node.get("waivers") if isinstance(node, Mapping) else None
    if not isinstance(listed, Sequence):
        where = Location(shown, 1, 1)
        return Waivers(
            frozenset(),
            (INCOMPLETE_WAIVER.finding("The file does not begin with `waivers:` and a list.", where),),
        )
    values = set()
    for item in listed.items:
        missing = _missing(item)
        if missing:
            where = Location(shown, item.place.line, item.place.column)
            findings.append(INCOMPLETE_WAIVER.finding(f"This waiver lacks {', '.join(missing)}.", where))
        else:
            values.add(bare(_text(item, "value")))
    return Waivers(frozenset(values), tuple(findings))


def _missing(item: Node) -> list[str]:
    missing = [f"`{key}`" for key in _KEYS if not _text(item, key)]
    if "`date`" not in missing and read_day(_text(item, "date")) is None:
        missing.append("a date as YYYY-MM-DD")
    return missing


def _text(item: Node, key: str) -> str:
    value = item.get(key) if isinstance(item, Mapping) else None
    return value.text.strip() if isinstance(value, Scalar) else ""


def bare(value: str) -> str:
    """Reduce a value to its letters and digits; a telephone number has no country code and no extension."""
    letters = re.sub(r"[^a-z0-9]", "", value.casefold())
    number = re.fullmatch(r"1?(\d{10})(?:(?:x|ext|extension)\d{1,6})?", letters)
    return number[1] if number else letters
