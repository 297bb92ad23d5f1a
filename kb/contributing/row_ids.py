"""Ids of rows: they carry the office, so that those of two offices never meet; nobody has to invent one.

An id gets the short name of its office and a full stop before it: `7` in a sheet of duties of Bay County ECC
is `bay-county-ecc.duty-7`. A short name has no full stops, so that the ids of two offices can never be the
same. Where nobody typed one, it is made of what tells the row from others, and not of what is corrected most:
of a figure its measure, period, occupation, place, label and denominator, of a duty its statement, of an
agent, source or measure its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath

from kb.common.names import slug
from kb.contributing.known_words import evened

MARK = "."
"""Stands between the office and the rest of an id."""
_NAME = {"agent": "name", "source": "title", "measure": "label"}
"""Column that names a record, of kinds whose records have a name."""
_FIGURE = ("occupation", "measure", "period", "place", "label", "denominator")


def with_office(identifier: str, office: str) -> str:
    """Return the id that an office's record has among those of others."""
    return identifier if office_in(identifier) == office else f"{office}{MARK}{identifier}"


def office_in(identifier: str) -> str:
    """Return the short name that an id begins with; empty where it has none."""
    office, mark, rest = identifier.partition(MARK)
    return office if mark and rest else ""


def typed_id(office: str, kind: str, typed: str) -> str:
    """Return the id of a row that has one of its own; a number gets the kind before it."""
    return with_office(typed if any(map(str.isalpha, typed)) else f"{kind}-{typed}", office)


def document_id(office: str, file_name: str) -> str:
    """Return the id of a document's source by its file name: `job.docx` is `bay-county-ecc.job`."""
    return typed_id(office, "source", slug(PurePath(file_name).stem, 60, "document"))


def made_id(office: str, kind: str, row: Mapping[str, str]) -> str:
    """Return the id of a row without one; `row` has its values by column."""
    name = row.get(_NAME.get(kind, ""), "")
    if name:
        short = slug(name, 60) or _digest(name)
        return typed_id(office, kind, kind if short == office else short)
    if kind == "figure":
        measure = row.get("measure", "").removeprefix(office + MARK)
        what = slug(f"{measure} {row.get('period', '')}", 60, kind)
        return typed_id(office, kind, f"{what}-{_digest(*(row.get(key, '') for key in _FIGURE))[:6]}")
    told = [row.get("statement", "")] if kind == "duty" else [row[key] for key in sorted(row)]
    return typed_id(office, kind, f"{kind}-{_digest(*told)}")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(map(evened, parts)).encode()).hexdigest()[:8]
