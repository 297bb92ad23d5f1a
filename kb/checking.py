"""`check`: every finding about the records of a workspace, from reading to SHACL, in one list."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kb.checks import CHECKS
from kb.errors import UsageError
from kb.files import write_atomically
from kb.findings import Check, Finding, Location, Severity, in_order
from kb.namespaces import FILES
from kb.records import SUFFIXES, RecordFile, csv_nodes, linked, rdf_reader, read_record_file, text, yaml_nodes
from kb.records import collection as collecting
from kb.records.collection import Collection, read_collection, short_path
from kb.store.digests import file_digests, rules_digest
from kb.workspace import Workspace

_READING = (csv_nodes, linked, rdf_reader, text, yaml_nodes, collecting)


def check(workspace: Workspace, paths: Sequence[Path] = ()) -> list[Finding]:
    """Check the records of a workspace, or only report on `paths` (files or folders) in its company.

    A file outside the workspace is checked as if it were one of the office's own.

    Raises:
        UsageError: a path does not exist or holds no records.
    """
    if not paths:
        return in_order(_all(read_collection(workspace), workspace))
    wanted = _wanted(paths)
    collection = read_collection(workspace)
    guests = _guests(collection, wanted)
    whole = Collection(collection.schema, (*collection.files, *guests), collection.strays)
    findings = in_order(_all(whole, workspace))
    shown = {short_path(path) for path in wanted}
    return [finding for finding in findings if finding.location.path in shown]


def check_remembered(workspace: Workspace) -> list[Finding]:
    """Return what `check` says of the whole workspace, from memory while no file or rule has changed."""
    files = json.dumps(sorted(file_digests(workspace).items()))
    state = f"{rules_digest(workspace)}{Path.cwd()}{files}"
    key = hashlib.sha256(state.encode()).hexdigest()
    memory = workspace.derived / "findings.json"
    try:
        known = json.loads(memory.read_text("utf-8"))
        if known["key"] == key:
            return [_revived(row) for row in known["findings"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no memory, or a damaged one: check again
    findings = check(workspace)
    rows = [dataclasses.asdict(finding) for finding in findings]
    write_atomically(memory, json.dumps({"key": key, "findings": rows}).encode())
    return findings


def _revived(row: dict[str, Any]) -> Finding:
    severity, where = Severity(row["severity"]), Location(**row["location"])
    return Finding(row["check"], severity, row["message"], row["fix"], where)


def _all(collection: Collection, workspace: Workspace) -> list[Finding]:
    from kb.validation.shacl import validate_collection

    findings = [finding for file in collection.files for finding in file.findings]
    findings += collection.strays
    for _, find in CHECKS.values():
        findings += find(collection)
    reported = {finding.location for finding in findings}
    for finding in validate_collection(collection, workspace.ontology):
        if finding.location not in reported:
            findings.append(finding)
    return findings


def _wanted(paths: Sequence[Path]) -> list[Path]:
    """Return every record file at or below the paths."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
        elif not path.exists():
            raise UsageError(f"There is no file {path}.", "Check the path.")
        elif path.suffix.lower() not in SUFFIXES:
            known = ", ".join(sorted(SUFFIXES))
            raise UsageError(f"{path} is not a record file.", f"Records come as {known}.")
        else:
            files.append(path)
    return [path.resolve() for path in files]


def _guests(collection: Collection, wanted: list[Path]) -> list[RecordFile]:
    """Read the files that do not belong to the workspace."""
    members = {file.path.resolve() for file in collection.files}
    return [
        read_record_file(path, short_path(path), f"{FILES}own/guest-{number}", collection.schema)
        for number, path in enumerate(wanted, 1)
        if path not in members
    ]


def list_checks(workspace: Workspace) -> list[Check]:
    """Return every check there is for records, sorted by id."""
    from kb.validation.shapes import load_shapes

    reading = {value for module in _READING for value in vars(module).values() if isinstance(value, Check)}
    shapes = set(load_shapes(workspace.ontology / "shapes").checks.values())
    return sorted(reading | {check for check, _ in CHECKS.values()} | shapes)
