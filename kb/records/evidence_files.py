"""Which files of a layer hold records. Of the rest each is named, but for what nobody means to be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kb.findings import Check, Finding, Location, Severity
from kb.records.reader import SUFFIXES
from kb.workspace import Layer

OUTSIDE = Check(
    "outside-workspace",
    Severity.ERROR,
    "A file in an evidence folder is a link to a place outside the workspace.",
    "Copy the file itself into the folder.",
)
NOT_READ = Check(
    "file-not-read",
    Severity.WARNING,
    "A file in an evidence folder is of a kind that is not read.",
    f"Records come as {', '.join(sorted(SUFFIXES))}; move other files elsewhere.",
)

_RULES = frozenset({"editions", "queries", "scaffolds", "shapes", "context.jsonld", "kinds.yaml"})
"""What the bundled ontology has beside its records. In an office's own folders these names mean nothing."""
_LITTER = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
"""What operating systems leave behind; names that begin with a full stop or `~` are passed over, too."""
_RECORDED = "quotations.json"
"""The verdicts that `soc-evidence quote --record` keeps beside the evidence."""
_DOCUMENTS = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".xlsx"})


def find_files(layer: Layer) -> tuple[list[Path], list[Finding]]:
    """Return a layer's record files, sorted by path, and findings about the rest."""
    found: list[Path] = []
    strays: list[Finding] = []
    for folder in layer.folders:
        for path in _walk(folder, layer):
            if path.is_symlink() and not path.resolve().is_relative_to(layer.root.resolve()):
                strays.append(OUTSIDE.finding("This link leads outside.", Location(short_path(path))))
            elif path.name == _RECORDED and path.parent == folder:
                continue
            elif path.suffix.lower() in SUFFIXES:
                found.append(path)
            elif path.stem.upper() != "README":
                strays.append(_not_read(path))
    return found, strays


def short_path(path: Path) -> str:
    """Return the path as a user would type it: relative to the working folder where that is shorter."""
    relative = os.path.relpath(path)
    return min(relative, str(path), key=len).replace(os.sep, "/")


def _walk(folder: Path, layer: Layer) -> Iterator[Path]:
    rules = _RULES if layer.name == "base" and folder == layer.root / "ontology" else frozenset()
    for parent, folders, names in os.walk(folder):
        at_top = rules if Path(parent) == folder else frozenset()
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in at_top)
        for name in sorted(names):
            if not name.startswith((".", "~")) and name.lower() not in _LITTER and name not in at_top:
                yield Path(parent, name)


def _not_read(path: Path) -> Finding:
    """Name a file that holds no records, and say where its kind belongs."""
    suffix, shown = path.suffix.lower(), short_path(path)
    fix = ""
    if suffix in _DOCUMENTS:
        fix = f"Take it in with `soc-evidence add {shown}`, then delete it here."
    elif suffix == ".rq":
        fix = "Queries belong into the folder `queries/` of the workspace."
    elif suffix == ".md":
        fix = "Drafts belong beside the evidence folder; a note may stay here as README.md."
    return NOT_READ.finding(f"`{path.suffix or path.name}` files are not read.", Location(shown), fix)
