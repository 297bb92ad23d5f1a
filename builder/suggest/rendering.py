"""Suggestions as text for people, and as CSV and JSON for programs."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Sequence

from builder.suggest.suggesting import Suggestion
from kb.common.tables import clean

FORMATS = ("text", "csv", "json")
_FIELDS = tuple(field.name for field in dataclasses.fields(Suggestion))


def render(found: Sequence[Suggestion], path: str, form: str) -> str:
    """Write suggestions in one of FORMATS; `path` is the draft's, as the user typed it."""
    if form == "json":
        return json.dumps([dataclasses.asdict(s) for s in found], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(_FIELDS)
        writer.writerows(dataclasses.astuple(s) for s in found)
        return buffer.getvalue()
    return "".join(_told(s, path) for s in found)


def _told(s: Suggestion, path: str) -> str:
    place = f"{path}:{s.line}" if s.line else path
    return f"{place}: {s.kind}: {s.paste}  {clean(s.text)}\n  {s.record}: {s.why}\n"
