"""What a browser handed in and nobody has confirmed yet: kept apart from the evidence, for its owner alone.

.soc-evidence/uploads/<key>/files/   the files, under names that lead nowhere
/said.json  what was typed about them
/texts/     their texts, so that they are read once
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from kb.common.files import unwritable, write_atomically
from kb.contributing.contribution import own_evidence
from kb.errors import MissingError, UsageError
from kb.workspace import Workspace

MOST_FILES = 20
"""Files of one contribution; more of them come in a zip file."""
_FOLDER = "uploads"
_KEPT_SECONDS = 24 * 3600
"""After which an upload that nobody confirmed is removed when the next one comes."""
_KEY = re.compile(r"[A-Za-z0-9_-]{16,40}")
_NAME_LENGTH = 120
_CHUNK = 2**20


@dataclass(slots=True)
class Said:
    """What a person typed about an upload."""

    given: dict[str, str] = field(default_factory=dict)
    """Who contributes, as far as it was typed: contributor, organization, role, licence, date."""
    occupation: str = ""
    """Code of the occupation whose duties are to be read out of the documents."""
    records: dict[str, dict[str, str]] = field(default_factory=dict)
    """Fields of the record of each document, by its file as it is shown."""
    duties: list[dict[str, Any]] = field(default_factory=list)
    """Rows of the table of duties (`builder.workbench.duty_table`)."""
    assessor: str = ""
    """Who assigned the functions of those duties."""
    allowed: bool = False
    """Whether the person says that the office may hand this in."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload, until it is confirmed or discarded."""

    folder: Path

    @property
    def key(self) -> str:
        """What its address ends with."""
        return self.folder.name

    @property
    def home(self) -> Path:
        """The folder of its files, from which they are named."""
        return self.folder / "files"

    @property
    def texts(self) -> Path:
        """The folder for the texts of its documents."""
        return self.folder / "texts"

    @property
    def files(self) -> list[Path]:
        """Its files by name; none once it was taken in or discarded."""
        try:
            return sorted(path for path in self.home.iterdir() if not path.name.startswith("."))
        except FileNotFoundError:
            return []

    @property
    def said(self) -> Said:
        """What was typed about it."""
        place = self.folder / "said.json"
        return Said(**json.loads(place.read_text("utf-8"))) if place.exists() else Said()

    def remember(self, said: Said) -> None:
        """Keep what was typed."""
        write_atomically(self.folder / "said.json", json.dumps(asdict(said)).encode())

    def add(self, files: Iterable[tuple[str, IO[bytes]]]) -> None:
        """Take files in; one of the same name takes the place of the former.

        Raises:
            UsageError: there would be too many, or one is empty.
            UnreadableError: they cannot be written.
        """
        for name, content in files:
            place = self.home / plain_name(name)
            if not place.exists() and len(self.files) >= MOST_FILES:
                raise UsageError(
                    f"More than {MOST_FILES} files at once are not taken.",
                    "Put them into a zip file, or hand them in one group after the other.",
                )
            _written(place, content)
            if not place.stat().st_size:
                place.unlink()
                raise UsageError(f"{place.name} is empty.", "Save it again, and choose that file.")

    def leave_out(self, name: str) -> None:
        """Drop a file."""
        for path in self.files:
            if path.name == name:
                path.unlink()

    def discard(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def keep(workspace: Workspace, files: Iterable[tuple[str, IO[bytes]]]) -> Upload:
    """Keep what was handed in, and drop what others left behind.

    Raises:
        UsageError: there is no workspace, no file, too many of them, or an empty one.
        UnreadableError: the workspace cannot be written.
    """
    own_evidence(workspace)
    _forget_old(workspace.derived / _FOLDER)
    upload = Upload(workspace.derived / _FOLDER / secrets.token_urlsafe(16))
    try:
        upload.home.mkdir(parents=True, mode=0o700)
        upload.folder.chmod(0o700)
    except OSError as error:
        raise unwritable(upload.folder, error) from error
    try:
        upload.add(files)
        if not upload.files:
            raise UsageError("No file was chosen.", "Choose one or several, and send the form again.")
    except BaseException:
        upload.discard()
        raise
    return upload


def waiting_uploads(workspace: Workspace) -> list[Upload]:
    """Return the uploads that nobody confirmed or discarded yet, the newest first."""
    home = workspace.derived / _FOLDER
    held = []
    for upload in map(Upload, home.glob("*")):
        with suppress(OSError):  # somebody takes it in or discards it just now
            held += [(-upload.home.stat().st_mtime, upload.key, upload)] if upload.files else []
    return [upload for _, _, upload in sorted(held, key=lambda one: one[:2])]


def upload_at(workspace: Workspace, key: str) -> Upload:
    """Return an upload by its key.

    Raises:
        MissingError: there is none.
    """
    upload = Upload(workspace.derived / _FOLDER / key)
    if not _KEY.fullmatch(key) or not upload.home.is_dir():
        raise MissingError(
            "These files are not waiting here any more: they were taken in, discarded, or left for a day.",
            "See under Sources whether they are in, or choose them again under Contribute.",
        )
    return upload


def plain_name(name: str) -> str:
    """Return a file's name without folders, or anything that leads elsewhere or steers a terminal."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(
        "-" if char in '<>:"|?*!' or not char.isprintable() or "\ud800" <= char <= "\udfff" else char
        for char in last
    ).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    whole = plain if not dot else f"{stem[:_NAME_LENGTH] or 'file'}.{suffix[:16]}"
    return whole[: _NAME_LENGTH + 17] or "file"


def _written(place: Path, content: IO[bytes]) -> None:
    beside = place.with_name(f".{secrets.token_hex(8)}")
    try:
        with beside.open("wb") as out:
            shutil.copyfileobj(content, out, _CHUNK)
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise unwritable(place, error) from error


def _forget_old(home: Path) -> None:
    if not home.is_dir():
        return
    for folder in home.iterdir():
        if time.time() - folder.stat().st_mtime > _KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
