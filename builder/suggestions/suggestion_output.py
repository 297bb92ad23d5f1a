"""Suggestions as text for people, and as CSV and JSON for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from builder.suggestions.suggesting import Suggestion
from kb.common.output import as_csv, as_json
from kb.common.tables import clean

_FIELDS = tuple(field.name for field in dataclasses.fields(Suggestion))


def render(found: Sequence[Suggestion], path: str, form: str) -> str:
    """Write suggestions as text, csv or json; `path` is the draft's as it was typed, or names claims."""
    if form == "json":
        return as_json(found)
    if form == "csv":
        return as_csv(_FIELDS, map(dataclasses.astuple, found))
    return "".join(_told(s, path) for s in found)


def _told(s: Suggestion, path: str) -> str:
    place = f"{path}:{s.line}" if s.line else path
    said = f"{s.paste}  {clean(s.text)}" if s.paste else clean(s.text)
    return f"{place}: {s.kind}: {said}\n  {s.record}: {clean(s.why)}\n"
