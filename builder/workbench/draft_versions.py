"""Former texts of a draft: kept whenever one is replaced, shown, and brought back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from builder.draft_file import read_draft
from kb.common.files import write_new
from kb.errors import MissingError

VERSIONS = "versions"
"""Folder beside the drafts where their former texts are kept, in a folder for each."""
_MOST = 50
"""Of each draft; the oldest go."""
_MOMENT = "%Y-%m-%dT%H%M%S-%fZ"


@dataclass(frozen=True, slots=True)
class Version:
    """A former text of a draft."""

    path: Path

    @property
    def key(self) -> str:
        """What its address ends with."""
        return self.path.stem

    @property
    def kept(self) -> dt.datetime:
        """When it was replaced, in UTC."""
        return dt.datetime.strptime(self.key, _MOMENT).replace(tzinfo=dt.UTC)

    def text(self) -> str:
        """Return its words.

        Raises:
            MissingError: it was dropped meanwhile.
            UnreadableError: it is not text.
        """
        return read_draft(self.path)


def keep_version(draft: Path, former: bytes) -> None:
    """Keep the words that are about to be replaced; the oldest versions go."""
    folder = draft.parent / VERSIONS / draft.stem
    folder.mkdir(parents=True, exist_ok=True)
    write_new(folder / f"{dt.datetime.now(dt.UTC):{_MOMENT}}{draft.suffix}", former)
    for old in sorted(folder.glob(f"*{draft.suffix}"))[:-_MOST]:
        old.unlink(missing_ok=True)


def versions_of(draft: Path) -> list[Version]:
    """Return the former texts of a draft, the newest first."""
    found = (draft.parent / VERSIONS / draft.stem).glob(f"*{draft.suffix}")
    return sorted(
        (Version(path) for path in found if _is_moment(path.stem)), key=lambda v: v.key, reverse=True
    )


def version_at(draft: Path, key: str) -> Version:
    """Return a former text by its key.

    Raises:
        MissingError: there is none.
    """
    found = next((version for version in versions_of(draft) if version.key == key), None)
    if found is None:
        raise MissingError(f"{draft.name} has no former text of that moment.", "Choose one of the list.")
    return found


def _is_moment(stem: str) -> bool:
    try:
        dt.datetime.strptime(stem, _MOMENT).replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    return True
