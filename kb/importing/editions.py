"""Editions of the data sets: what each declares about itself, read from `ontology/editions/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.importing.publisher_sheet import UnknownEditionError
from kb.namespaces import record

_NAME = re.compile(r"[0-9]+([.-][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a data set."""

    dataset: str
    """`soc`, `onet` or `oews`."""
    name: str
    """`2018`, `29.3` or `2025-05`."""
    title: str
    release: str
    """When the edition appeared, as far as it is declared."""
    publisher: str
    page: str
    """Where the publisher offers it."""
    licence: str
    """IRI of the licence, or empty where the work is in the public domain."""
    rights: str
    """Licence in words, with the attribution that it asks for."""
    changes: str
    """What the import alters; CC BY asks for it to be said."""
    counts: Mapping[str, int]
    """Rows of each table that the edition declares, by slug; empty when it is not known."""
    parts: Mapping[str, Mapping[str, int]]
    """Rows of each part of a table, such as the levels of the SOC, by slug of the table."""
    hashes: Mapping[str, str]
    """The edition's own table by the SHA-256 of the publisher's file."""
    period: str
    """Reference period of the whole edition; empty where each row has its own."""
    sources: Mapping[str, str]
    """Id of the bundled source record that a table is cited by, by slug; `*` for all others."""
    fallback: str
    """Id of the source record that an import has to describe itself."""
    accepted: bool
    """False for an edition that the import cannot place: the IRIs of the SOC are those of 2018."""
    specific_codes: frozenset[str]
    """Codes that the data set made for itself although they look like SOC codes."""

    def source(self, slug: str) -> str:
        """Return the IRI of the source record that a table is cited by."""
        return record("source", self.bundled_source(slug) or self.fallback)

    def bundled_source(self, slug: str) -> str:
        """Return the id of the bundled source record that a table is cited by, or an empty string."""
        return self.sources.get(slug) or self.sources.get("*", "")


@cache
def load_editions(ontology: Path, dataset: str) -> dict[str, Edition]:
    """Return the known editions of a data set by name, and under `*` what any other edition is like."""
    path = ontology / "editions" / f"{dataset}.yaml"
    table = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    common: dict[str, Any] = table["dataset"]
    editions = {
        str(name): _edition(dataset, str(name), common, row) for name, row in table["editions"].items()
    }
    editions["*"] = _edition(dataset, "*", common, {})
    return editions


def _edition(dataset: str, name: str, common: Mapping[str, Any], row: Mapping[str, Any]) -> Edition:
    return Edition(
        dataset=dataset,
        name=name,
        title=common["title"],
        release=str(row.get("release", "")),
        publisher=common["publisher"],
        page=common["page"],
        licence=common.get("licence", ""),
        rights=common["rights"],
        changes=common["changes"],
        counts=row.get("counts", {}),
        parts=row.get("parts", {}),
        hashes=row.get("files", {}),
        period=str(row.get("period", common.get("period", ""))),
        sources=row.get("sources", {}),
        fallback=common["source"],
        accepted=name != "*" or not common.get("only-these", False),
        specific_codes=frozenset(row.get("specific-codes", common.get("specific-codes", ()))),
    )


def edition_named(editions: Mapping[str, Edition], name: str) -> Edition:
    """Return an edition, known or not, with its name filled in wherever the text leaves room for it.

    Raises:
        UnknownEditionError: the name is not of the form that editions have.
    """
    if not _NAME.fullmatch(name):
        raise UnknownEditionError(
            f"{name!r} is no name of an edition.", "Write it as the publisher does: 2018, 29.3 or 2025-05."
        )
    known = editions.get(name) or editions["*"]
    if not known.accepted:
        names = ", ".join(sorted(set(editions) - {"*"}))
        raise UnknownEditionError(
            f"Edition {name} of {known.dataset} is not imported.", f"Known is: {names}."
        )
    return replace(
        known,
        name=name,
        title=known.title.format(edition=name),
        rights=known.rights.format(edition=name),
        period=known.period.format(edition=name),
        fallback=known.fallback.format(edition=name.replace(".", "-"), year=name[:4]),
    )
