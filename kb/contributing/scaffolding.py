"""New records to fill in: one as commented YAML, many as a sheet in CSV, or XLSX with drop-downs and notes.

The words that a field takes are read from the schemes and records of the workspace.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from kb.common.dates_and_numbers import today
from kb.common.files import all_or_none, write_new
from kb.contributing.contribution import dockets_folder, evidence_folder, workspace_of
from kb.errors import UsageError
from kb.model.classification import default_classification
from kb.namespaces import RECORDS, SCHEMES, iri, is_id
from kb.records.collection import CONTRIBUTION_FILE, Collection
from kb.records.schema import load_schema
from kb.workspace import Workspace, bundle_root
from kb.write_lock import write_lock

_IN_SCHEME, _ORDER, _LABEL = iri("skos:inScheme"), iri("soce:order"), iri("skos:prefLabel")

_OCCUPATION = re.compile(r"^occupation:\s*[\"']?([\w.-]+)", re.MULTILINE)
_SLOT = re.compile(r"\{([a-z-]+)\}")

COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "duties": (
        ("duty", "A short name of the row, such as bay-1. Letters, digits and hyphens; every row another."),
        ("occupation", "SOC code, such as 43-5031."),
        ("kind", "required: every worker does it. may: only some do."),
        ("statement", "One action in your own words, beginning with a verb."),
        ("functions", "What the duty does for the public. Several with a semicolon between them."),
        ("assessed-by", "Id of the agent who assigned the functions."),
        ("rationale", "Why the duty performs these functions."),
        ("source", "Id of the source, such as your job description (soc-evidence add makes its record)."),
        ("locator.page", "Page of the source."),
        ("locator.section", "Section of the source."),
        ("verification", "verified when you saw it in the source itself."),
        ("note", "A remark for readers."),
    ),
    "figures": (
        ("figure", "A short name of the row. Letters, digits and hyphens; every row another."),
        ("dataset", "Id of the data set, where the figure is from one."),
        ("occupation", "SOC code, such as 43-5031."),
        ("measure", "What was measured."),
        ("period", "2025, 2025-05 or 2025-05-12."),
        ("value", "The number alone: 97820, not 97,820. No formulas."),
        ("unit", "What the number counts."),
        ("denominator", "For a share: of what."),
        ("sample", "For a survey: how many answered."),
        ("source", "Id of the source."),
        ("locator.page", "Page of the source."),
        ("locator.table", "Table of the source."),
        ("locator.row", "Row of the table."),
        ("verification", "verified when you saw it in the source itself."),
        ("note", "A remark for readers."),
    ),
}
"""Columns of each sheet with what goes into them."""
_ROWS = 500
_SCHEMES = {"kind": "duty-kind", "verification": "verification", "measure": "measure", "unit": "unit"}


def concepts(collection: Collection) -> dict[str, list[str]]:
    """Return the concepts of each scheme, in the scheme's own order."""
    members: dict[str, list[str]] = defaultdict(list)
    order: dict[str, int] = {}
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if predicate == _IN_SCHEME and subject.startswith(SCHEMES):
                scheme, _, name = subject[len(SCHEMES) :].partition("/")
                members[scheme].append(name)
            elif predicate == _ORDER and subject.startswith(SCHEMES):
                order[subject] = int(term.value)
    return {
        scheme: sorted(names, key=lambda name: (order.get(f"{SCHEMES}{scheme}/{name}", 999), name))
        for scheme, names in members.items()
    }


def functions(collection: Collection) -> list[str]:
    """Return the ids of the functions of work, in the order of their file."""
    prefix = RECORDS + "function/"
    found = (
        statement.subject[len(prefix) :]
        for file in collection.files
        for statement in file.statements
        if statement.predicate == _LABEL and statement.subject.startswith(prefix)
    )
    return list(dict.fromkeys(found))


def kinds() -> tuple[str, ...]:
    """Return the kinds of record that people write by hand: those with a file in `ontology/scaffolds`."""
    ontology = bundle_root() / "ontology"
    templates = {path.stem for path in (ontology / "scaffolds").glob("*.yaml")}
    return tuple(kind for kind in load_schema(ontology).kinds if kind in templates)


def scaffold(collection: Collection, kind: str, identifier: str) -> str:
    """Return the text of a new record; the words that a field takes stand beside it.

    Raises:
        UsageError: the kind or the id is none.
    """
    if kind not in kinds():
        raise UsageError(f"There is no scaffold for `{kind}`.", f"Kinds: {', '.join(kinds())}.")
    if not is_id(identifier):
        raise UsageError(
            f"`{identifier}` is not an id.", "Use letters, digits and hyphens, such as bay-county-sop-2025."
        )
    words = {scheme: ", ".join(names) for scheme, names in concepts(collection).items()}
    words["occupation"] = drafted_occupation(collection.workspace)
    words |= {"id": identifier, "today": today().isoformat(), "functions": ", ".join(functions(collection))}
    template = (bundle_root() / "ontology" / "scaffolds" / f"{kind}.yaml").read_text("utf-8")
    return _SLOT.sub(lambda slot: words.get(slot.group(1), slot.group()), template)


def drafted_occupation(workspace: Workspace | None) -> str:
    """Return the code that the front matter of the workspace's draft names, else an example of one."""
    draft, soc = workspace.draft if workspace else None, default_classification()
    try:
        text = draft.read_text("utf-8-sig") if draft else ""
    except (OSError, UnicodeDecodeError):
        text = ""
    front = text.split("\n---", 1)[0] if text.startswith("---") else ""
    named = _OCCUPATION.search(front)
    return named[1] if named and soc.is_code(named[1]) else soc.example


def write_scaffold(collection: Collection, kind: str, identifier: str) -> Path:
    """Write a new record into its customary folder and return the path.

    The profile of a notice goes into the workspace's folder of them, with the contributor of its evidence.

    Raises:
        UsageError: the kind or id is none, there is no workspace, or the file exists already.
        UnreadableError: it cannot be written.
        BusyError: another process is writing to the workspace.
    """
    text = scaffold(collection, kind, identifier)
    evidence = evidence_folder(collection)
    with write_lock(workspace_of(collection)), all_or_none() as made:
        if kind != "docket":
            folder = evidence / collection.schema.folders.get(kind, "")
            return write_new(folder / f"{identifier}.yaml", text.encode())
        dockets = dockets_folder(collection)
        made += [write_new(dockets / f"{identifier}.yaml", text.encode())]
        contributor, known = dockets / CONTRIBUTION_FILE, evidence / CONTRIBUTION_FILE
        if known.is_file() and not contributor.exists():
            write_new(contributor, known.read_bytes())
        return made[0]


def csv_sheet(subject: str) -> bytes:
    """Return the header line."""
    return (",".join(name for name, _ in COLUMNS[subject]) + "\n").encode()


def xlsx_sheet(subject: str, collection: Collection) -> bytes:
    """Return a workbook: the sheet to fill in, notes on each column, and the lists behind the drop-downs."""
    import openpyxl
    from openpyxl.styles import Font

    book: Any = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    sheet = book.active
    sheet.title = subject
    notes, lists = book.create_sheet("notes"), book.create_sheet("lists")
    words = concepts(collection)
    choices = {name: words[scheme] for name, scheme in _SCHEMES.items() if scheme in words}
    choices["functions"] = functions(collection)
    notes.append(["column", "what goes into it"])
    used = 0
    for number, (name, said) in enumerate(COLUMNS[subject], 1):
        letter = openpyxl.utils.get_column_letter(number)
        sheet.cell(1, number, name).font = Font(bold=True)
        sheet.column_dimensions[letter].width = 60 if name in ("statement", "rationale") else 18
        notes.append([name, said])
        if name in choices:
            used += 1
            _drop_down(sheet, lists, letter, used, choices[name], strict=name != "functions")
    sheet.freeze_panes = "B2"
    notes.append(
        ["", "Values only: a formula is refused. Delete nothing from row 1. Then: soc-evidence add FILE"]
    )
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 18, 100
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _drop_down(sheet: Any, lists: Any, letter: str, column: int, words: list[str], *, strict: bool) -> None:
    """Offer `words` in a column; `strict` refuses others, which a cell for several values must not."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for row, word in enumerate(words, 1):
        lists.cell(row, column, word)
    place = get_column_letter(column)
    rule = DataValidation("list", formula1=f"lists!${place}$1:${place}${len(words)}", allow_blank=True)
    rule.showErrorMessage = strict
    rule.error, rule.errorTitle = "Choose one of the list.", "Not in the list"
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_ROWS}")
