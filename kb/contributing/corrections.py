"""What a person says about proposed records: `--set title="…"`, among several `--set job.docx:title="…"`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePath

from kb.common.names import did_you_mean
from kb.errors import UsageError

FIELDS = (
    "id",
    "type",
    "title",
    "author",
    "issued",
    "publisher",
    "url",
    "language",
    "licence",
    "authority",
    "extent",
    "describes",
    "agency",
    "permission",
    "permission-date",
    "gathered",
)
"""What a person may correct."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Fields that a person gave, for the one document, or by the name of a file."""

    common: Mapping[str, str] = field(default_factory=dict)
    by_file: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, shown: str) -> dict[str, str]:
        """Return the fields for a file, by its path or the end of it; those that name it take precedence."""
        named = [fields for name, fields in self.by_file.items() if is_named(name, shown)]
        return {**self.common, **{key: value for fields in named for key, value in fields.items()}}

    def check(self, documents: Iterable[str]) -> None:
        """Hold the corrections against the documents that came in.

        Raises:
            UsageError: one names no document, or names none where there are several.
        """
        shown = list(documents)
        if self.common and len(shown) > 1:
            name = PurePath(shown[0]).name
            raise UsageError(
                "--set corrects one document, and there are several.",
                f"Say which: --set {quoted(f'{name}:{next(iter(self.common))}')}=..., or * for all of them.",
            )
        for name in self.by_file:
            if not any(is_named(name, document) for document in shown):
                names = sorted(PurePath(document).name for document in shown)
                raise UsageError(
                    f"No document named `{name}` came in.",
                    did_you_mean(name, names, f"Documents are: {', '.join(names) or 'none'}."),
                )


def is_named(name: str, shown: str) -> bool:
    """Say whether a name means a file: its path, or the end of it, such as `2025.zip!job.docx`, `*.pdf`."""
    path, end = shown.replace("\\", "/"), name.replace("\\", "/").removeprefix("./")
    if "*" in end:
        return fnmatchcase(path, f"*{end}")
    return path == end or path.endswith((f"/{end}", f"!{end}"))


def quoted(word: str) -> str:
    """Return a word as it is typed in a shell: in quotation marks where it holds a space."""
    return f'"{word}"' if re.search(r"\s", word) else word


def parse_corrections(pairs: Iterable[str]) -> Corrections:
    """Read `FIELD=VALUE` and `FILE:FIELD=VALUE`.

    Raises:
        UsageError: a field is none, or has no value.
    """
    common: dict[str, str] = {}
    by_file: dict[str, dict[str, str]] = {}
    for pair in pairs:
        place, equals, value = pair.partition("=")
        name, _, key = place.rpartition(":")
        if key not in FIELDS or not equals or not value.strip():
            raise UsageError(
                f"`{pair}` corrects nothing.",
                f"Write FIELD=VALUE, or FILE:FIELD=VALUE; fields: {', '.join(FIELDS)}.",
            )
        (by_file.setdefault(name, {}) if name else common)[key] = value.strip()
    return Corrections(common, by_file)
