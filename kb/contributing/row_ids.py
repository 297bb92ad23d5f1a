"""Ids of rows: they carry the office, so that those of two offices never meet; nobody has to invent one.

An id that somebody typed is kept behind the office's: `7` in a sheet of duties of Bay County ECC is
`bay-county-ecc-duty-7`. Without one it is made of what tells the row from others, and not of what is
corrected most: of a figure its measure, period, occupation, place, label and denominator, of a duty its
statement, of an agent, source or measure its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath

from kb.common.names import slug
from kb.contributing.known_words import evened

_NAME = {"agent": "name", "source": "title", "measure": "label"}
"""Column that names a record, of kinds whose records have a name."""
_FIGURE = ("occupation", "measure", "period", "place", "label", "denominator")


def office_of(organization: str) -> str:
    """Return what the ids of an office begin with."""
    return slug(organization, 40, "office")


def typed_id(office: str, kind: str, typed: str) -> str:
    """Return the id of a row that has one of its own; it has the form of an id if the typed one has."""
    if typed == office or typed.startswith(f"{office}-"):
        return typed
    return f"{office}-{typed}" if any(letter.isalpha() for letter in typed) else f"{office}-{kind}-{typed}"


def document_id(office: str, file_name: str) -> str:
    """Return the id of a document's source by its file name: `job.docx` is `bay-county-ecc-job`."""
    return typed_id(office, "source", slug(PurePath(file_name).stem, 60, "document"))


def made_id(office: str, kind: str, row: Mapping[str, str]) -> str:
    """Return the id of a row without one; `row` has its values by column."""
    name = row.get(_NAME.get(kind, ""), "")
    if name:
        return typed_id(office, kind, slug(name, 60) or _digest(name))
    if kind == "figure":
        what = slug(f"{row.get('measure', '')} {row.get('period', '')}", 60, kind)
        return typed_id(office, kind, f"{what}-{_digest(*(row.get(key, '') for key in _FIGURE))[:6]}")
    if kind == "duty":
        return f"{office}-duty-{_digest(row.get('statement', ''))}"
    return f"{office}-{kind}-{_digest(*(row[key] for key in sorted(row)))}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(map(evened, parts)).encode()).hexdigest()[:8]
