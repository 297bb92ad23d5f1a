"""What a form says of an upload: who contributes, records and cells corrected, further files."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import FormData, UploadFile

from builder.workbench.duty_table import rows_typed
from builder.workbench.kept_uploads import Said, Upload
from builder.workbench.looked_at_upload import ASKED
from kb.api import Base
from kb.contributing.cell_corrections import corrected
from kb.contributing.corrections import FIELDS
from kb.contributing.duty_proposals import known_occupation
from kb.records.collection import read_collection


def files_of(form: FormData) -> list[UploadFile]:
    """Return the files of a form; a field without one sends an empty name."""
    return [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]


def remember(base: Base, upload: Upload, form: FormData) -> None:
    """Keep what a form says of an upload: what was typed, corrected cells, further files."""
    said = upload.said
    left_out = {str(name) for name in form.getlist("leave-out")}
    for name in left_out:
        upload.leave_out(name)
    _correct_cells(upload, form)
    upload.add([(file.filename or "", file.file) for file in files_of(form)])
    typed = {key: " ".join(str(form.get(key, "")).split()) for key in ASKED}
    shown = {key: str(form.get(f"shown-{key}", "")) for key in ASKED}
    given = {key: text for key, text in typed.items() if text != shown[key] or key in said.given}
    occupation = str(form.get("occupation", "")).strip()
    if occupation:
        known_occupation(occupation, read_collection(base.workspace))
    upload.remember(
        Said(
            given=given,
            occupation=occupation,
            records=dict(_records(form)),
            duties=[row.kept() for row in rows_typed(form) if row.document not in left_out],
            assessor=" ".join(str(form.get("assessor", "")).split()),
            allowed="allowed" in form,
        )
    )


def _records(form: FormData) -> Mapping[str, dict[str, str]]:
    """Return the fields of the record of each document, as they were typed; an id only where it is new."""
    found: dict[str, dict[str, str]] = {}
    for number in range(len(form.getlist("record"))):
        name = str(form.getlist("record")[number])
        fields = {
            key: " ".join(str(form.get(f"record-{number}-{key}", "")).split())
            for key in FIELDS
            if f"record-{number}-{key}" in form
        }
        if not fields.get("id") or fields["id"] == str(form.get(f"record-{number}-shown-id", "")):
            fields.pop("id", None)
        found[name] = fields
    return found


def _correct_cells(upload: Upload, form: FormData) -> None:
    """Write the cells that were typed anew into the kept copy of their workbook."""
    changed: dict[str, dict[str, str]] = {}
    for name, value in form.multi_items():
        mark, _, place = name.partition(":")
        file, _, cell = place.partition(":")
        typed = str(value).strip()
        if mark == "cell" and typed != str(form.get(f"shown-{name}", "")):
            changed.setdefault(file, {})[cell] = typed
    for path in upload.files:
        if path.name in changed:
            path.write_bytes(corrected(path, changed[path.name]))
