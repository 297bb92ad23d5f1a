"""Editions of the data sets: what each declares about itself, read from `ontology/editions/`.

Editions that are known by name need not be known by their files: the publisher's list of releases is longer
than what was ever at hand to count and hash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.importing.publisher_sheet import UnknownEditionError
from kb.namespaces import record


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
    issuer: str
    """The publisher's short name."""
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
    """The edition's own table by the SHA-256 of the publisher's file; editions may share files."""
    letterheads: Mapping[str, str]
    """What the letterhead of a table says, by slug, where the publisher issued it more than once."""
    period: str
    """Reference period of the whole edition; empty where each row has its own."""
    sources: Mapping[str, str]
    """Id of the bundled source record that a table is cited by, by slug; `*` for all others."""
    fallbacks: Mapping[str, str]
    """Id of the source record that an import describes itself, likewise, with room for `{table}`."""
    accepted: bool
    """False for an edition that the import cannot place: the IRIs of the SOC are those of 2018."""
    specific_codes: frozenset[str]
    """Codes that the data set made for itself although they look like SOC codes."""
    soc: str
    """Year of the SOC that the codes of the edition are of."""

    def title_of(self, table: str) -> str:
        """Return the title of the work that a table is, or is part of."""
        return self.title.replace("{table}", table[:1].lower() + table[1:])

    def source(self, slug: str) -> str:
        """Return the IRI of the source record that a table is cited by."""
        own = self.fallbacks.get(slug) or self.fallbacks["*"]
        return record("source", self.bundled_source(slug) or own.replace("{table}", slug))

    def issued(self, slug: str, sha256: str) -> bool | None:
        """Say whether a file is the one that the publisher issued; None where no hash is declared."""
        if slug not in self.hashes.values():
            return None
        return self.hashes.get(sha256) == slug

    def bundled_source(self, slug: str) -> str:
        """Return the id of the bundled source record that a table is cited by, or an empty string."""
        return self.sources.get(slug) or self.sources.get("*", "")


@dataclass(frozen=True, slots=True)
class Editions:
    """What is known of the editions of one data set."""

    dataset: str
    described: Mapping[str, Edition]
    """Those whose tables are counted or hashed, by name; under `*` what any other is like."""
    names: tuple[str, ...]
    """Of all that are known to have appeared, oldest first; empty where a file always says its own."""
    form: re.Pattern[str]
    """What a name looks like."""
    too_early: str
    """What to say of an edition before the first that is imported; empty where there is none."""
    first: str
    soc: Mapping[str, str] = field(default_factory=dict)
    """Year of the SOC by the first edition whose codes are of it."""

    def sharing(self, sha256: str) -> tuple[str, ...]:
        """Return the editions that a file is known to belong to, oldest first."""
        return tuple(sorted((n for n, e in self.described.items() if sha256 in e.hashes), key=_order))

    @property
    def newest(self) -> str:
        """The name of the newest edition that is known."""
        return max(self.names or set(self.described) - {"*"}, key=_order)

    def knows(self, name: str) -> bool:
        """Say whether an edition is known to have appeared, or would say so of itself."""
        return not self.names or name in self.names

    def named(self, name: str) -> Edition:
        """Return an edition, described or not, with its name filled in wherever the text leaves room for it.

        Raises:
            UnknownEditionError: editions are not called like this, or this one is not imported.
        """
        if not self.form.fullmatch(name):
            raise UnknownEditionError(
                f"{name!r} is no edition of {self.dataset}.",
                f"Write it as the publisher does, such as {self.newest}.",
            )
        if self.first and _order(name) < _order(self.first):
            raise UnknownEditionError(
                f"{name} of {self.dataset} is not imported.", self.too_early.format(first=self.first)
            )
        known = self.described.get(name) or self.described["*"]
        if not known.accepted:
            names = ", ".join(sorted(set(self.described) - {"*"}))
            raise UnknownEditionError(
                f"Edition {name} of {self.dataset} is not imported.", f"Known is: {names}."
            )
        year = name[:4]
        return replace(
            known,
            name=name,
            title=known.title.replace("{edition}", name),
            rights=known.rights.format(edition=name),
            period=known.period.format(edition=name),
            fallbacks={
                table: text.replace("{edition}", name.replace(".", "-")).replace("{year}", year)
                for table, text in known.fallbacks.items()
            },
            soc=next((soc for since, soc in self._newest_soc() if _order(since) <= _order(name)), ""),
        )

    def _newest_soc(self) -> list[tuple[str, str]]:
        return sorted(self.soc.items(), key=lambda pair: _order(pair[0]), reverse=True)


def _order(name: str) -> tuple[int, ...]:
    """Return what sorts editions by age: 9.0 before 15.1, 2019-05 before 2020-05."""
    return tuple(map(int, re.findall(r"[0-9]+", name)))


@cache
def load_editions(ontology: Path, dataset: str) -> Editions:
    """Return what is known of the editions of a data set."""
    table = _table(ontology, dataset)
    common: dict[str, Any] = table["dataset"]
    described = {
        str(name): _edition(dataset, str(name), common, row) for name, row in table["editions"].items()
    }
    return Editions(
        dataset=dataset,
        described={**described, "*": _edition(dataset, "*", common, {})},
        names=tuple(str(name) for name in common.get("releases", ())),
        form=re.compile(common["form"]),
        too_early=common.get("too-early", ""),
        first=str(common.get("first", "")),
        soc={str(since): str(year) for since, year in common["soc"].items()},
    )


@cache
def extents(ontology: Path, dataset: str) -> Mapping[str, Any]:
    """Return how a data set says what part of the economy its rows are of."""
    found: Mapping[str, Any] = _table(ontology, dataset)["extents"]
    return found


@cache
def soc_codes(ontology: Path) -> Mapping[str, frozenset[str]]:
    """Return the codes of the SOC by year: all of 2018, the detailed ones of 2010."""
    groups: Mapping[str, Mapping[str, str]] = _table(ontology, "soc-codes")["codes"]
    return {
        year: frozenset(f"{major}-{rest}" for major, text in by_major.items() for rest in text.split(", "))
        for year, by_major in groups.items()
    }


def _table(ontology: Path, name: str) -> Any:
    path = ontology / "editions" / f"{name}.yaml"
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def _edition(dataset: str, name: str, common: Mapping[str, Any], row: Mapping[str, Any]) -> Edition:
    source = common["source"]
    return Edition(
        dataset=dataset,
        name=name,
        title=common["title"],
        release=str(row.get("release", "")),
        publisher=common["publisher"],
        issuer=common["issuer"],
        page=common["page"],
        licence=common.get("licence", ""),
        rights=common["rights"],
        changes=common["changes"],
        counts=row.get("counts", {}),
        parts=row.get("parts", {}),
        hashes=row.get("files", {}),
        letterheads=row.get("letterheads", {}),
        period=str(row.get("period", common.get("period", ""))),
        sources=row.get("sources", {}),
        fallbacks={"*": source} if isinstance(source, str) else source,
        accepted=name != "*" or not common.get("only-these", False),
        specific_codes=frozenset(row.get("specific-codes", common.get("specific-codes", ()))),
        soc="",
    )
