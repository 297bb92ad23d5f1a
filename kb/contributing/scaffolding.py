"""New records to fill in, as commented YAML; the words that a field takes are those of the workspace."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from kb.common.dates_and_numbers import today
from kb.common.files import all_or_none, write_new
from kb.contributing.contribution import dockets_folder, evidence_folder, workspace_of
from kb.errors import UsageError
from kb.model.classification import default_classification
from kb.namespaces import RECORDS, SCHEMES, iri, is_id
from kb.records.collection import Collection
from kb.records.evidence_files import CONTRIBUTION_FILE
from kb.records.schema import load_schema
from kb.workspace import Workspace, bundle_root
from kb.write_lock import write_lock

_IN_SCHEME, _ORDER, _LABEL = iri("skos:inScheme"), iri("soce:order"), iri("skos:prefLabel")

_OCCUPATION = re.compile(r"^occupation:\s*[\"']?([\w.-]+)", re.MULTILINE)
_SLOT = re.compile(r"\{([a-z-]+)\}")


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
