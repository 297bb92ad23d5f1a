"""Vectors of passages, read where they are, else made; a text is encoded once and then kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kb.common.files import forget
from kb.errors import UnwritableError
from kb.search.encoder import Encoder, Progress, Vectors
from kb.search.index_files import DamagedError, sealed_folder, verify
from kb.search.ranking import profile_vectors
from kb.search.search_index import Index, Say
from kb.search.shipped_vectors import keep_halves, shipped_vectors
from kb.search.vector_index import VectorIndex, load_vectors, save_vectors, stored_vectors
from kb.temporary_folder import temporary_folder

_PASSAGES, _PROFILES, _DIGESTS, _ABOUT = "passages", "profiles", "digests.txt", "model.json"
_DAMAGED = (DamagedError, OSError, ValueError, RuntimeError, ImportError)


@dataclass(frozen=True, slots=True)
class DenseIndex:
    """Vectors of passages and of the profiles of things."""

    passages: VectorIndex
    profiles: VectorIndex


def has_vectors(index: Index, encoder: Encoder) -> bool:
    """Say whether a model has made vectors of this index, or of an earlier state of it."""
    return any(index.folder.parent.glob(f"{_prefix(encoder)}*"))


def _prefix(encoder: Encoder) -> str:
    return f"vectors-{encoder.files.sha256[:16]}-"


def open_vectors(
    index: Index,
    encoder: Encoder,
    say: Say,
    progress: Progress | None = None,
    *,
    others: tuple[Path, ...] = (),
    shipped: Path | None = None,
) -> DenseIndex:
    """Return the vectors of an index by a model, encoding the texts that have none yet.

    Args:
        index: the opened index.
        encoder: the model.
        say: told what takes a while, and what is damaged.
        progress: told how many of how many texts are encoded.
        others: folders of other indexes, whose vectors of the same texts serve, too.
        shipped: the folder of what comes ready-made.

    Raises:
        UnreadableError: the model cannot be loaded.
    """
    home = index.folder.parent
    model = _prefix(encoder)
    folder = home / f"{model}{index.vectors_digest[:24]}"
    found = _stored(folder, say)
    if found is not None:
        return found
    known = _known((home, *others), model, set(index.digests))
    missing = sorted(set(index.digests) - set(known))
    if missing and shipped:
        known |= shipped_vectors(shipped, encoder, missing, say)
        missing = [digest for digest in missing if digest not in known]
    if missing:
        say(f"Encoding {len(missing):,} of {len(index.digests):,} passages with {encoder.files.name} …")
    rows = _complete(index, encoder, known, missing, progress)
    try:
        _make(folder, rows, index, encoder)
    except UnwritableError as error:
        folder = temporary_folder(home, error) / folder.name
        _make(folder, rows, index, encoder)
    forget(folder.parent, model, folder)
    return _opened(folder)


def _make(folder: Path, rows: Vectors, index: Index, encoder: Encoder) -> None:
    with sealed_folder(folder) as fresh:
        save_vectors(rows, fresh, _PASSAGES)
        save_vectors(profile_vectors(rows, index.layout), fresh, _PROFILES)
        shutil.copyfile(index.folder / _DIGESTS, fresh / _DIGESTS)
        about = {"model": encoder.files.name, "sha256": encoder.files.sha256, "passages": len(index.digests)}
        (fresh / _ABOUT).write_text(json.dumps(about, indent=2) + "\n", "utf-8")


def _opened(folder: Path) -> DenseIndex:
    return DenseIndex(load_vectors(folder, _PASSAGES), load_vectors(folder, _PROFILES))


def _stored(folder: Path, say: Say) -> DenseIndex | None:
    """Open vectors; None when there are none, or damaged ones, which are thrown away."""
    if not folder.is_dir():
        return None
    try:
        verify(folder)
        return _opened(folder)
    except _DAMAGED:
        say("The vectors of the search index are damaged; making them again …")
        shutil.rmtree(folder, ignore_errors=True)
        return None


def _known(homes: Iterable[Path], model: str, wanted: set[str]) -> dict[str, Vectors]:
    """Return the vectors that this model has already made of wanted texts, by digest of the text."""
    known: dict[str, Vectors] = {}
    for folder in (folder for home in homes for folder in sorted(home.glob(f"{model}*"))):
        try:
            verify(folder)
            digests = (folder / _DIGESTS).read_text("ascii").split()
            vectors = stored_vectors(folder, _PASSAGES)
        except _DAMAGED:
            continue
        known |= {digest: vectors[row] for row, digest in enumerate(digests) if digest in wanted}
    return known


def _complete(
    index: Index, encoder: Encoder, known: dict[str, Vectors], missing: list[str], progress: Progress | None
) -> Vectors:
    """Return the vectors of all rows."""
    rows = {digest: row for row, digest in enumerate(index.digests)}
    places = [rows[digest] for digest in missing]
    stored = index.database.passages(places)
    encoded = encoder.encode([stored[place].passage.whole for place in places], progress)
    known = known | dict(zip(missing, encoded, strict=True))
    return keep_halves(np.stack([known[digest] for digest in index.digests]))
