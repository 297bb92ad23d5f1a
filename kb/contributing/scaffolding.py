"""One new record to fill in, as commented YAML."""

from __future__ import annotations

import re
from pathlib import Path

from kb.common.dates_and_numbers import today
from kb.contributing.contribution import evidence_folder
from kb.contributing.vocabulary import concepts, functions
from kb.errors import UnreadableError, UsageError
from kb.records.collection import Collection
from kb.records.schema import load_schema
from kb.workspace import bundle_root

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_SLOT = re.compile(r"\{([a-z-]+)\}")


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
    if not _ID.fullmatch(identifier):
        raise UsageError(
            f"`{identifier}` is not an id.", "Use letters, digits and hyphens, such as bay-county-sop-2025."
        )
    words = {scheme: ", ".join(names) for scheme, names in concepts(collection).items()}
    words |= {"id": identifier, "today": today().isoformat(), "functions": ", ".join(functions(collection))}
    template = (bundle_root() / "ontology" / "scaffolds" / f"{kind}.yaml").read_text("utf-8")
    return _SLOT.sub(lambda slot: words.get(slot.group(1), slot.group()), template)


def write_scaffold(collection: Collection, kind: str, identifier: str) -> Path:
    """Write a new record into its customary folder and return the path.

    Raises:
        UsageError: the kind or id is none, there is no workspace, or the file exists already.
        UnreadableError: it cannot be written.
    """
    text = scaffold(collection, kind, identifier)
    folder = evidence_folder(collection) / collection.schema.folders.get(kind, "")
    return write_new(folder / f"{identifier}.yaml", text.encode())


def write_new(path: Path, data: bytes) -> Path:
    """Write a file that must not exist yet.

    Raises:
        UsageError: it exists already.
        UnreadableError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(data)
    except FileExistsError as error:
        raise UsageError(f"{path} exists already; nothing was changed.", "Use another name.") from error
    except OSError as error:
        raise UnreadableError(
            f"{path} cannot be written: {error.strerror}.", "Choose another place."
        ) from error
    return path
