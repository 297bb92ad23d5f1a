"""What a released base is called and who made it, and how it is cited: CITATION.cff and BibTeX.

https://citation-file-format.github.io (1.2.0). What nobody told is left out: a release without a DOI has no
field for one until it is deposited, and is then written again with it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import pyoxigraph as ox
import yaml

from kb.common.dates_and_numbers import today
from kb.common.program import release as program_release
from kb.errors import UsageError
from kb.exporting.export_selection import Selection
from kb.namespaces import iri

CITATION, BIBTEX = "CITATION.cff", "CITATION.bib"
_TITLE = "Evidence on the classification of occupations"
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_BIBTEX_SPECIAL = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Release:
    """A base as it is cited."""

    version: str = ""
    """Empty for an export that is no release."""
    doi: str = ""
    title: str = _TITLE
    day: dt.date = dt.date.min
    creators: tuple[str, ...] = ()
    """Organizations, in alphabetical order."""
    licences: tuple[str, ...] = ()
    """As contributions state them, in alphabetical order."""


def described_release(selection: Selection, version: str = "", doi: str = "", title: str = "") -> Release:
    """Return how a selection is cited: by those who contributed it, under the licences that they gave.

    Raises:
        UsageError: the DOI has not the form of one.
    """
    doi = doi.removeprefix("https://doi.org/").removeprefix("doi:")
    if doi and not _DOI.fullmatch(doi):
        raise UsageError(f"{doi} is no DOI.", "A DOI looks like 10.5281/zenodo.1234567.")
    return Release(
        version,
        doi,
        title or _TITLE,
        today(),
        _values(selection, "soce:organization"),
        _values(selection, "dc:rights"),
    )


def _values(selection: Selection, name: str) -> tuple[str, ...]:
    """Return what the contributions of the selected files have as a value of a property."""
    found: set[str] = set()
    for graph in selection.graphs:
        home = ox.NamedNode(graph)
        made = selection.store.quads_for_pattern(home, ox.NamedNode(iri("prov:wasGeneratedBy")), None, None)
        for link in made:
            if isinstance(link.object, ox.NamedNode):
                said = selection.store.quads_for_pattern(link.object, ox.NamedNode(iri(name)), None, None)
                found |= {quad.object.value for quad in said if isinstance(quad.object, ox.Literal)}
    return tuple(sorted(found))


def citation_cff(release: Release) -> bytes:
    """Return the citation for GitHub, Zenodo and reference managers."""
    authors = [{"name": name} for name in release.creators] or [{"name": "Not recorded"}]
    said = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it as below.",
        "type": "dataset",
        "title": release.title,
        "authors": authors,
        "version": release.version,
        "date-released": release.day.isoformat(),
        "doi": release.doi,
        "license": release.licences[0] if len(release.licences) == 1 else "",
        "keywords": ["Standard Occupational Classification", "linked data"],
    }
    kept = {key: value for key, value in said.items() if value}
    return str(yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=110)).encode()


def citation_bibtex(release: Release) -> bytes:
    """Return the citation as an entry of BibTeX, which its classic styles take as `misc`."""
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in release.creators),
        "title": f"{{{_escaped(release.title)}}}",
        "year": str(release.day.year),
        "version": _escaped(release.version),
        "doi": release.doi,
        "note": f"Data set, made with soc-evidence {program_release()}",
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    key = re.sub(r"\W+", "-", f"soc-evidence-{release.version or release.day}")
    return "\n".join([f"@misc{{{key},", *lines, "}", ""]).encode()


def _escaped(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(r"\\\1", text)
