"""Vectors of passages in a FAISS index, read where they are, else made; a text is encoded once and then kept.

The index compares exactly, by inner product, which is the cosine of unit vectors.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kb.common.files import forget, new_folder, unwritable
from kb.errors import UnwritableError
from kb.search.encoder import Encoder, Progress, Vectors
from kb.search.ranking import profile_vectors
from kb.search.search_index import Index, Say

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """Row n holds the vector of passage n."""

    index: Any

    def nearest(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Return the rows closest to a query among those allowed, and their cosines."""
        settings = None if allowed is None else _only(allowed)
        count = min(count, self.index.ntotal)
        if not count:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        import_module("faiss").omp_set_num_threads(1)  # one query gains nothing from more and waits for them
        cosines, rows = self.index.search(query.reshape(1, -1), count, params=settings)
        found = rows[0] >= 0
        return rows[0][found], cosines[0][found]

    def all(self) -> Vectors:
        """Return every vector, by row."""
        stored: Vectors = self.index.reconstruct_n(0, self.index.ntotal)
        return stored


def _only(allowed: Mask) -> Any:
    """Return the search settings that leave out all other rows."""
    faiss: Any = import_module("faiss")
    bits = np.packbits(allowed, bitorder="little")
    return faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))


def build_vectors(vectors: Vectors) -> VectorIndex:
    """Index vectors of length 1."""
    faiss: Any = import_module("faiss")

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return VectorIndex(index)


def save_vectors(vectors: VectorIndex, path: Path) -> None:
    """Write the index."""
    faiss: Any = import_module("faiss")

    faiss.write_index(vectors.index, str(path))


def load_vectors(path: Path) -> VectorIndex:
    """Open an index.

    Raises:
        RuntimeError: it is missing or damaged.
    """
    faiss: Any = import_module("faiss")

    return VectorIndex(faiss.read_index(str(path)))


_PASSAGES, _PROFILES, _DIGESTS, _ABOUT = "passages.faiss", "profiles.faiss", "digests.txt", "model.json"


@dataclass(frozen=True, slots=True)
class DenseIndex:
    """Vectors of passages and of the profiles of things."""

    passages: VectorIndex
    profiles: VectorIndex


def open_vectors(index: Index, encoder: Encoder, say: Say, progress: Progress | None = None) -> DenseIndex:
    """Return the vectors of an index by a model, encoding the texts that have none yet.

    Raises:
        UnreadableError: the model cannot be loaded.
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
    made = DenseIndex(build_vectors(rows), build_vectors(profile_vectors(rows, index.layout)))
    try:
        _keep(made, folder, index, encoder)
    except UnwritableError as error:
        say(f"The vectors are made anew each time. {error.message} {error.remedy}")
    else:
        forget(home, model, folder)
    return made


def _keep(made: DenseIndex, folder: Path, index: Index, encoder: Encoder) -> None:
    with new_folder(folder) as fresh:
        try:
            save_vectors(made.passages, fresh / _PASSAGES)
            save_vectors(made.profiles, fresh / _PROFILES)
        except RuntimeError as error:  # what FAISS raises where it cannot write
            raise unwritable(folder, OSError(str(error))) from error
        shutil.copyfile(index.folder / _DIGESTS, fresh / _DIGESTS)
        about = {"model": encoder.files.name, "sha256": encoder.files.sha256, "passages": len(index.digests)}
        (fresh / _ABOUT).write_text(json.dumps(about, indent=2) + "\n", "utf-8")


def _stored(folder: Path) -> DenseIndex | None:
    """Open vectors; None when there are none, or damaged ones, which are thrown away."""
    if not folder.is_dir():
        return None
    try:
        return DenseIndex(load_vectors(folder / _PASSAGES), load_vectors(folder / _PROFILES))
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
