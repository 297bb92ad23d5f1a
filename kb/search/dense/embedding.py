"""Vectors of an index's passages: read where they are, else made; a text is encoded once and then kept."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kb.common.folders import forget, new_folder
from kb.search.building import Say
from kb.search.dense import vectors
from kb.search.dense.encoder import Encoder, Progress, Vectors
from kb.search.dense.vectors import VectorIndex
from kb.search.index import Index
from kb.search.signals import profile_vectors

_PASSAGES, _PROFILES, _DIGESTS, _ABOUT = "passages.faiss", "profiles.faiss", "digests.txt", "model.json"


@dataclass(frozen=True, slots=True)
class DenseIndex:
    """Vectors of passages and of the profiles of things."""

    passages: VectorIndex
    profiles: VectorIndex


def open_vectors(index: Index, encoder: Encoder, say: Say, progress: Progress | None = None) -> DenseIndex:
    """Return the vectors of an index by a model, encoding the texts that have none yet.

    Raises:
        UnreadableError: the folder cannot be written, or the model cannot be loaded.
    """
    home = index.folder.parent
    model = f"vectors-{encoder.files.sha256[:16]}-"
    folder = home / f"{model}{index.vectors_digest[:24]}"
    found = _stored(folder)
    if found is not None:
        return found
    known = _known(home, model)
    missing = sorted(set(index.digests) - set(known))
    if missing:
        say(f"Encoding {len(missing):,} of {len(index.digests):,} passages with {encoder.files.name} …")
    rows = _complete(index, encoder, known, missing, progress)
    made = DenseIndex(vectors.build(rows), vectors.build(profile_vectors(rows, index.layout)))
    with new_folder(folder) as fresh:
        vectors.save(made.passages, fresh / _PASSAGES)
        vectors.save(made.profiles, fresh / _PROFILES)
        shutil.copyfile(index.folder / _DIGESTS, fresh / _DIGESTS)
        about = {"model": encoder.files.name, "sha256": encoder.files.sha256, "passages": len(index.digests)}
        (fresh / _ABOUT).write_text(json.dumps(about, indent=2) + "\n", "utf-8")
    forget(home, model, folder)
    return made


def _stored(folder: Path) -> DenseIndex | None:
    """Open vectors; None when there are none, or damaged ones, which are thrown away."""
    if not folder.is_dir():
        return None
    try:
        return DenseIndex(vectors.load(folder / _PASSAGES), vectors.load(folder / _PROFILES))
    except RuntimeError:
        shutil.rmtree(folder, ignore_errors=True)
        return None


def _known(home: Path, model: str) -> dict[str, Vectors]:
    """Return the vectors that this model has already made, by digest of the text."""
    known: dict[str, Vectors] = {}
    for folder in sorted(home.glob(f"{model}*")):
        stored = _stored(folder)
        if stored is not None:
            digests = (folder / _DIGESTS).read_text("ascii").split()
            known |= dict(zip(digests, stored.passages.all(), strict=True))
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
    return np.stack([known[digest] for digest in index.digests]).astype(np.float32)
