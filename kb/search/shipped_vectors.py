"""Vectors of the bundled base's texts that come with the program, so that nobody has to wait for them.

A clone and a wheel have them as one file. A vector is found by the text that it was made from and the model
that made it; a text that changed since has none, and is encoded. `make vectors` writes the file again.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kb.common.files import write_atomically
from kb.search.encoder import Encoder, Vectors
from kb.search.search_index import Index, Say

SHIPPED_VECTORS = "vectors.npz"
_DIGEST = 16
"""Bytes of a text's sha256 that are kept: enough for no two texts ever to share them."""
_DAMAGED = (OSError, EOFError, ValueError, LookupError, zipfile.BadZipFile)

_Halves = npt.NDArray[np.float16]


def keep_halves(vectors: Vectors) -> Vectors:
    """Return vectors as they are kept, in half precision, so that made and shipped ones are alike.

    It changes a cosine by about .00002, which is less than counts (`ranking.DECIMALS`).
    """
    return vectors.astype(np.float16).astype(np.float32)


def ships_vectors(prepared: Path, encoder: Encoder) -> bool:
    """Say whether there are shipped vectors, which are all of the default model."""
    return encoder.files.is_default and (prepared / SHIPPED_VECTORS).is_file()


def shipped_vectors(
    prepared: Path, encoder: Encoder, wanted: Collection[str], say: Say
) -> dict[str, Vectors]:
    """Return the shipped vectors of wanted texts, by digest; none of a damaged file, or of another model.

    Args:
        prepared: the folder of what comes ready-made.
        encoder: the model that is used.
        wanted: digests of texts.
        say: told that a file is not used, and why.
    """
    if not ships_vectors(prepared, encoder):
        return {}
    path = prepared / SHIPPED_VECTORS
    try:
        model, digests, halves = _read(path)
    except _DAMAGED:
        say(f"{path} is damaged and not used; make vectors, or install again, brings it back.")
        return {}
    if model != encoder.files.sha256:
        say(f"{path} is of another version of the model and not used; make vectors brings it up to date.")
        return {}
    short = {bytes.fromhex(digest)[:_DIGEST]: digest for digest in wanted}
    rows = {short[key]: row for row, key in enumerate(digests) if key in short}
    return dict(zip(rows, halves[list(rows.values())].astype(np.float32), strict=True))


def _read(path: Path) -> tuple[str, list[bytes], _Halves]:
    """Return the model's sha256, digests of texts and their vectors; the container has checksums."""
    with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        model, digests, halves = str(file["model"]), file["digests"], file["vectors"]
    if digests.shape != (len(halves), _DIGEST) or digests.dtype != np.uint8 or halves.dtype != np.float16:
        raise ValueError("the parts of the file do not fit each other")
    return model, [row.tobytes() for row in digests], halves


def ship_vectors(index: Index, vectors: Vectors, encoder: Encoder, prepared: Path) -> Path:
    """Write the vectors of an index as they are shipped, in the order of digests, and return the file.

    Raises:
        UnwritableError: it cannot be written.
    """
    rows = {bytes.fromhex(digest)[:_DIGEST]: row for row, digest in enumerate(index.digests)}
    keys = sorted(rows)
    path = prepared / SHIPPED_VECTORS
    buffer = io.BytesIO()
    np.savez(
        buffer,
        model=np.array(encoder.files.sha256),
        digests=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, _DIGEST),
        vectors=vectors[[rows[key] for key in keys]].astype(np.float16),
    )
    write_atomically(path, buffer.getvalue())
    return path
