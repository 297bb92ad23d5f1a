"""Who contributes: by the command, else by the workbook's sheet `about us`, else by the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.common.dates_and_numbers import read_day, today
from kb.contributing.about_us import AboutUs
from kb.contributing.cell_values import CELL, DOUBTFUL
from kb.contributing.contribution import Contribution, customary, office_of
from kb.contributing.known_words import evened
from kb.findings import Finding
from kb.namespaces import iri
from kb.records.collection import Collection
from kb.workspace import Workspace

_OFFICE = iri("soce:office")
_ASKED = ("contributor", "organization", "licence")


def stated(
    given: Contribution | Mapping[str, str], abouts: Iterable[AboutUs], workspace: Workspace | None
) -> tuple[Contribution, list[Finding]]:
    """Return the contribution, and what is missing or wrong in a sheet `about us`.

    Args:
        given: the contribution itself, or what was said of it: contributor, organization, licence, date,
            role.
        abouts: what the workbooks say of it.
        workspace: where `contribution.yaml` says who usually contributes.

    Raises:
        UsageError: neither the command, nor a workbook, nor the workspace says who contributes.
    """
    if isinstance(given, Contribution):
        return given, []
    about = next((about for about in abouts if about.places), AboutUs())
    said = {key: value for key, value in given.items() if value}
    usual = customary(workspace) if workspace else {}
    known = {key: usual[key] for key in _ASKED if key in usual}
    if about.places and evened(known.get("organization", "")) != evened(
        about.answers.get("organization", "")
    ):
        known = {}  # another office's workbook
    fields = known | about.answers | said
    findings = []
    for key in _ASKED:
        if not fields.get(key, "").strip() and key in about.places:
            message = f"The sheet says no {'office' if key == 'organization' else key}."
            findings.append(CELL.finding(message, about.places[key], "Fill it in."))
            fields[key] = "not said"
    day = fields.get("date") or today().isoformat()
    if "date" not in said and read_day(day) is None:
        message = f"`{day}` is no day of the calendar."
        findings.append(CELL.finding(message, about.places["date"], "Write it as 2026-11-28."))
        day = today().isoformat()
    asked = {key: fields.get(key, "") for key in _ASKED}
    ours = evened(asked["organization"]) == evened(usual.get("organization", ""))
    office = fields.get("office", "") or (usual.get("office", "") if ours else "")
    return Contribution(**asked, date=day, role=fields.get("role", ""), office=office), findings


def another_office(
    contribution: Contribution, abouts: Iterable[AboutUs], collection: Collection
) -> list[Finding]:
    """Tell, the first time, that a workbook is of another office than the workspace, and so are its ids."""
    usual = customary(collection.workspace) if collection.workspace else {}
    ours, here, office = usual.get("organization", ""), contribution.organization, contribution.short_name
    said = (s for file in collection.files for s in file.statements if s.predicate == _OFFICE)
    if not ours or office == office_of(usual) or any(statement.value == office for statement in said):
        return []
    message = (
        f"This workspace is of {ours} (`{office_of(usual)}`), and the workbook of {here}: "
        f"its ids begin with `{office}`."
    )
    fix = (
        "If both are one office, delete what was just taken in, and add the workbook with "
        f'--organization "{ours}". If not, nothing is to be done.'
    )
    places = [about.places["organization"] for about in abouts if "organization" in about.answers]
    return [DOUBTFUL.finding(message, place, fix) for place in places]
