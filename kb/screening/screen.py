"""Personal data in a text: what is found, how it is starred out, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kb.findings import Check, Finding, Location, Severity
from kb.records.evidence_files import place_of
from kb.screening.births import find_births
from kb.screening.cards_and_devices import find_cards, find_devices
from kb.screening.case_numbers import find_cases
from kb.screening.coordinates import find_coordinates
from kb.screening.emails import find_emails
from kb.screening.keys_and_values import Places
from kb.screening.licences_and_vehicles import find_licences, find_vehicles
from kb.screening.name_model import document_names
from kb.screening.person_names import find_names
from kb.screening.personal_data_kinds import Hit, Kind
from kb.screening.road_places import find_road_places
from kb.screening.social_security import find_ssns
from kb.screening.street_addresses import find_addresses
from kb.screening.table_columns import find_in_columns
from kb.screening.telephones import find_telephones
from kb.screening.waivers import Waivers

Fixes = dict[Kind, str]
"""What to do about a kind of personal data."""

PERSONAL_DATA = Check(
    "personal-data",
    Severity.ERROR,
    "A file or draft holds what looks like personal data of a caller or of staff.",
    "Delete it, or, for the line of a public office, record a waiver in waivers.yaml: value, why, who, date.",
)
_NAME_FIX = (
    "Write the person's part instead, such as the caller. "
    "Where the name is public, record a waiver in waivers.yaml."
)
_FINDERS = (
    find_ssns,
    find_cards,
    find_emails,
    find_vehicles,
    find_births,
    find_coordinates,
    find_telephones,
    find_devices,
    find_licences,
    find_cases,
    find_road_places,
    find_addresses,
    find_names,
)
_PRECEDENCE = (
    Kind.EMAIL,
    Kind.SSN,
    Kind.DEVICE,
    Kind.CARD,
    Kind.VIN,
    Kind.BIRTH,
    Kind.COORDINATES,
    Kind.TELEPHONE,
    Kind.LICENCE,
    Kind.PLATE,
    Kind.CASE,
    Kind.ADDRESS,
    Kind.NAME,
)
"""The kind of characters that two of them claim."""
_RANK = {kind: rank for rank, kind in enumerate(_PRECEDENCE)}


def screen(text: str) -> list[Hit]:
    """Return what looks like personal data, in the order of the text, without overlaps."""
    return _without_overlaps(text, _found(text))


def screen_document(text: str) -> list[Hit]:
    """Return the same, and names in running prose where the extra `names` is installed."""
    return _without_overlaps(text, _found(text) | set(document_names(text)))


def _found(text: str) -> set[Hit]:
    places = Places(text)
    found = {hit for finder in _FINDERS for hit in finder(places)}
    return found.union(find_in_columns(places, _FINDERS))


def _without_overlaps(text: str, found: set[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(found):
        if kept and hit.start < kept[-1].end:
            kept[-1] = _joined(text, kept[-1], hit)
        else:
            kept.append(hit)
    return kept


def _joined(text: str, one: Hit, other: Hit) -> Hit:
    """Return one hit for two that overlap, as long as both, so that nothing of either is shown."""
    kind = min(one.kind, other.kind, key=_RANK.__getitem__)
    start, end = one.start, max(one.end, other.end)
    return Hit(start, end, kind, text[start:end])


def masked(text: str) -> str:
    """Return a text with what looks like personal data starred out."""
    for hit in reversed(screen(text)):
        text = f"{text[: hit.start]}{hit.masked}{text[hit.end :]}"
    return text


def screen_text(
    text: str, shown: str, waivers: Waivers | None = None, fixes: Fixes | None = None
) -> list[Finding]:
    """Return findings for a file's or a draft's text; `shown` is its path for the reader.

    The values are masked: a report of personal data must not spread them. `fixes` has what to do about some
    kinds where that is more than the check says. A name is a warning, for it may be an author's or officer's.
    """
    return findings_on(screen(text), text, shown, waivers, fixes)


def findings_on(
    hits: Iterable[Hit], text: str, shown: str, waivers: Waivers | None = None, fixes: Fixes | None = None
) -> list[Finding]:
    """Return the findings for what was found in a text, as `screen_text` does."""
    findings = []
    for hit in hits:
        if waivers and waivers.allows(hit):
            continue
        line, column = place_of(text, hit.start)
        message = f"This looks like a {hit.kind.value}: {hit.masked}"
        where = Location(shown, line, column)
        fix = (fixes or {}).get(hit.kind, "")
        finding = PERSONAL_DATA.finding(message.replace("a e-", "an e-"), where, fix)
        if hit.kind is Kind.NAME:
            finding = replace(finding, severity=Severity.WARNING, fix=fix or _NAME_FIX)
        findings.append(finding)
    return findings
