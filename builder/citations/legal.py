"""Federal Register documents and laws as the citation style can render them."""

from __future__ import annotations

import datetime as dt
from typing import Any


def prepared(item: dict[str, Any]) -> dict[str, Any]:
    """Return the item as it has to be for the style; other items come back unchanged."""
    if item.get("container-title") == "Federal Register":
        return _notice(item)
    if item.get("type") == "legislation":
        return _law(item)
    return item


def _notice(item: dict[str, Any]) -> dict[str, Any]:
    """Cite a notice by volume, page and full date (The Chicago Manual of Style, 18th ed., 14.189).

    As a journal article the style would print the year alone beside an issue number, and take the document
    number for an article number.
    """
    changed = {key: value for key, value in item.items() if key not in ("number", "issue")}
    changed["type"] = "article-journal"
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if len(parts) == 3:
        day = dt.date(*parts)
        changed["issued"] = {"literal": f"{day:%B} {day.day}, {day.year}"}
    return changed


def _law(item: dict[str, Any]) -> dict[str, Any]:
    """Cite a state's law by its own number: the style would call every number a federal Public Law."""
    number = str(item.get("number", ""))
    if not number or number[0].isdigit():
        return item
    return {**item, "type": "bill"}
