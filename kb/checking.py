"""`check`: every finding about the records of a workspace, from reading to SHACL, in one list."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Sequence
from pathlib import Path

from kb.errors import UsageError
from kb.findings import Check, Finding, in_order
from kb.namespaces import FILES
from kb.records import READING_CHECKS, SUFFIXES, RecordFile, read_record_file
from kb.records.collection import Collection, read_collection
from kb.workspace import Workspace


def check(workspace: Workspace, paths: Sequence[Path] = (), without: Several[Path] = ()) -> list[Finding]:
    """Check the records of a workspace, or only report on `paths` (files or folders) in its company.

    A file outside the workspace is checked as if it were one of the office's own. Relative paths are taken
    from the workspace's root.

    Args:
        workspace: whose records they are, or are to be.
        paths: files and folders to report on.
        without: absolute paths of the workspace's own files that are passed over, as when others take
            their place.

    Raises:
        UsageError: a path does not exist or holds no records.
    """
    wanted = _wanted(paths, workspace.root)
    collection = read_collection(workspace)
    kept = [file for file in collection.files if file.path not in without]
    guests = _guests(collection, wanted)
    whole = Collection(collection.schema, (*kept, *guests), collection.strays, workspace)
    findings = in_order([*_seen_by_reading(whole), *_seen_by_shapes(whole, workspace)])
    if not paths:
        return findings
    shown = set(wanted)
    return [finding for finding in findings if Path(finding.location.path).resolve() in shown]


def _seen_by_reading(collection: Collection) -> list[Finding]:
    from kb.checks import CHECKS

    findings = [finding for file in collection.files for finding in file.findings]
    findings += collection.strays
    for loaded in CHECKS.values():
        findings += loaded.find(collection)
    return findings


def _seen_by_shapes(collection: Collection, workspace: Workspace) -> list[Finding]:
    """Validate, from memory where nothing changed.

    A record that could not be read as it stands, or that two files describe, is passed over: what is
    wrong with it follows from that.
    """
    from kb.validation.incremental import validated

    broken = collection.described_twice.union(*(file.broken for file in collection.files))
    return [r.finding for r in validated(collection, workspace) if r.focus.partition("#")[0] not in broken]


def _wanted(paths: Sequence[Path], root: Path) -> list[Path]:
    """Return every record file at or below the paths."""
    files: list[Path] = []
    for path in paths:
        place = root / path
        if place.is_dir():
            files += sorted(p for p in place.rglob("*") if p.suffix.lower() in SUFFIXES)
        elif not place.exists():
            raise UsageError(f"There is no file {path}.", "Check the path.")
        elif path.suffix.lower() not in SUFFIXES:
            known = ", ".join(sorted(SUFFIXES))
            fix = f"Records come as {known}."
            if path.suffix == ".md":
                fix = f"A draft is checked by building it: soc-evidence build {path}"
            raise UsageError(f"{path} is not a record file.", fix)
        else:
            files.append(place)
    return [path.resolve() for path in files]


def _guests(collection: Collection, wanted: list[Path]) -> list[RecordFile]:
    """Read the files that do not belong to the workspace."""
    members = {file.path.resolve() for file in collection.files}
    return [
        read_record_file(path, str(path), f"{FILES}own/guest-{number}", collection.schema)
        for number, path in enumerate(wanted, 1)
        if path not in members
    ]


def list_checks(workspace: Workspace) -> list[Check]:
    """Return every check there is for records, sorted by id."""
    from kb.checks import CHECKS
    from kb.validation.shacl import load_shapes

    shapes = set(load_shapes(workspace.ontology / "shapes").checks.values())
    return sorted(READING_CHECKS | {loaded.check for loaded in CHECKS.values()} | shapes)
