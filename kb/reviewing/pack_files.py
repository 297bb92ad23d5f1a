"""The file that travels: a zip of records, documents and verdicts with a manifest.

    README.txt         what it is, in words, for whoever opens it
    manifest.json      who, when, under which licence; each file with its sha256; the sha256 of all that
    records/*.yaml     the records, one file for each contribution
    texts/ID.pdf …     documents of sources, by the source's id
    quotations.json    what comparing the quotations with them came to
    decisions.csv      of an answer, in place of the last three: what was decided row by row

What comes from elsewhere is hostile until it is proven otherwise. Nothing is unpacked to a path that a pack
names: its files are read as bytes, and only those that have the names above, stand in the manifest and have
the sha256 given there. The sha256 of the whole tells of a pack that was changed on its way; it is no
signature, for whoever makes a pack can say that he is anybody.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import re
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.common.dates_and_numbers import read_day
from kb.common.output import as_json
from kb.findings import Check, Severity
from kb.namespaces import ID_FORM
from kb.texts import MEDIA_TYPES, RefusedError
from kb.texts.document_kinds import KINDS, Use
from kb.texts.document_limits import MAX_FILE_BYTES, MAX_UNPACKED_BYTES, look_over

PACK_REFUSED = Check(
    "pack-refused",
    Severity.ERROR,
    "A pack is damaged, was changed on its way, or is not what it says; nothing of it is taken in.",
    "Ask for the file again, as `soc-evidence pack` made it.",
)
FORMAT = 1
"""Rises whenever an older program would read a pack wrongly."""
CONTRIBUTION, ANSWER = "contribution", "answer"
MANIFEST, README, VERDICTS, DECISIONS = "manifest.json", "README.txt", "quotations.json", "decisions.csv"
RECORDS, TEXTS = "records/", "texts/"
OFFICE_FORM = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Regular expression of the short name of an office; the shape `contribution-office` says the same."""
_NAME = re.compile(
    rf"{MANIFEST}|{README}|{VERDICTS}|{DECISIONS}|{RECORDS}[A-Za-z0-9][A-Za-z0-9_-]{{0,100}}\.yaml"
    rf"|{TEXTS}{ID_FORM}({'|'.join(re.escape(suffix) for suffix in MEDIA_TYPES)})"
)
ASK_FOR_PACK = (
    "Ask the office for the file that `soc-evidence pack` makes. To take in a document or workbook for an "
    "office, use `soc-evidence add`."
)
_SMALL = 2**22
"""Bytes of the largest manifest."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say; the same files always give the same bytes."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself."""

    purpose: str
    """CONTRIBUTION, or ANSWER to one."""
    office: str
    """Short name of the office that contributed, also in an answer to it."""
    organization: str
    """Who packed it."""
    contributor: str
    licence: str
    date: str
    """ISO day of packing."""
    program: str
    """Name and version of the program that made it."""
    whole: bool = True
    """Whether it is all that the office has; a part says nothing about rows that it does not hold."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Sources whose documents stayed where they are, with the reason."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack put together, or taken apart and found to be what its manifest says."""

    manifest: Manifest
    files: Mapping[str, bytes]
    """Content by name, manifest and README left out."""


def as_zip(pack: Pack, readme: str) -> bytes:
    """Return the bytes of the file; the same pack always gives the same."""
    described = _described(pack)
    manifest = as_json({**described, "sha256": _whole(described)}).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((README, readme.encode()), (MANIFEST, manifest), *sorted(pack.files.items())):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def read_pack(path: Path) -> Pack:
    """Take a pack apart, or a folder that one was unzipped into.

    Raises:
        RefusedError: it is no pack, damaged, hostile, too large, changed since, or of a newer program.
    """
    files = _unzipped(path) if path.is_dir() else _parts(path)
    if MANIFEST not in files:
        raise RefusedError(f"This is no pack: it holds no {MANIFEST}.")
    described = _manifest(files.pop(MANIFEST))
    files.pop(README, None)
    listed: dict[str, Any] = described["files"]
    for name in sorted(files.keys() ^ listed.keys()):
        where = "it holds `{}`, which its manifest does not list" if name in files else "`{}` is missing"
        raise RefusedError(f"The pack was changed after it was made: {where.format(name[:80])}.")
    for name, data in files.items():
        if hashlib.sha256(data).hexdigest() != listed[name]:
            raise RefusedError(f"The pack was changed after it was made: `{name}` has another sha256.")
    known = {item.name for item in dataclasses.fields(Manifest)}
    manifest = Manifest(**{key: value for key, value in described.items() if key in known})
    return Pack(manifest, files)


def is_pack(path: Path) -> bool:
    """Say whether a file has what is in a pack, by the names in it; whether it is one, `read_pack` says."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False
    return MANIFEST in names and any(name.startswith(RECORDS) or name == DECISIONS for name in names)


def is_unzipped(folder: Path) -> bool:
    """Say whether a folder holds what was in a pack."""
    return (folder / MANIFEST).is_file() and ((folder / RECORDS).is_dir() or (folder / DECISIONS).is_file())


def _unzipped(folder: Path) -> dict[str, bytes]:
    """Return the content of a folder by name, as if it were zipped; what programs hide in it is left out."""
    files: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    try:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.name.startswith(".") or (path.is_dir() and not path.is_symlink()):
                continue
            size = path.stat().st_size
            left -= size
            if path.is_symlink() or left < 0:
                raise RefusedError(f"A pack has no part such as `{name[:80]}`.")
            _acceptable(name, size, files)
            files[name] = path.read_bytes()
    except OSError as error:
        raise RefusedError(f"The folder cannot be read: {error.strerror}.") from error
    return files


def _parts(path: Path) -> dict[str, bytes]:
    """Return the content of a zip by name."""
    kind = KINDS.get(path.suffix.lower())
    if kind and kind.use is not Use.FOLDER:
        raise RefusedError(f"This is {kind.name}, and no pack.", ASK_FOR_PACK)
    try:
        if not path.is_file():
            raise RefusedError("This is not a regular file.")
        if path.stat().st_size > MAX_UNPACKED_BYTES:
            raise RefusedError(f"The file is larger than {MAX_UNPACKED_BYTES // 2**20} MB.")
        look_over(path)
        files: dict[str, bytes] = {}
        with zipfile.ZipFile(path) as archive:
            entries = [part for part in archive.infolist() if not (part.is_dir() and part.file_size == 0)]
            if entries and not any(_NAME.fullmatch(part.filename) for part in entries):
                raise RefusedError("This is no pack, but a zip file of something else.", ASK_FOR_PACK)
            for part in entries:
                if stat.S_IFMT(part.external_attr >> 16) not in (0, stat.S_IFREG):
                    raise RefusedError(f"A pack has no part such as `{part.filename[:80]}`.")
                _acceptable(part.filename, part.file_size, files)
                files[part.filename] = archive.read(part)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError) as error:
        raise RefusedError(f"The pack is damaged: {error}.") from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise RefusedError("The pack is encrypted.") from error
    return files


def _acceptable(name: str, size: int, files: Mapping[str, bytes]) -> None:
    if not _NAME.fullmatch(name):
        raise RefusedError(f"A pack has no part such as `{name[:80]}`.")
    if name.casefold() in (other.casefold() for other in files):
        raise RefusedError(f"The part `{name}` stands twice in it.")
    if size > (_SMALL if name == MANIFEST else MAX_FILE_BYTES):
        raise RefusedError(f"The part `{name}` is too large.")


def _manifest(data: bytes) -> dict[str, Any]:
    """Read the manifest, and hold it against its own sha256."""
    try:
        table = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"Its {MANIFEST} cannot be read.") from error
    if not isinstance(table, dict) or not isinstance(table.get("format"), int):
        raise RefusedError(f"This is no pack: its {MANIFEST} names no format.")
    if table["format"] > FORMAT:
        by = str(table.get("program", "a newer program"))[:40]
        raise RefusedError(
            f"It was made by {by}, in a format that this program does not read; install a newer soc-evidence."
        )
    if table.pop("sha256", None) != _whole(table):
        raise RefusedError(f"The pack was changed after it was made: its {MANIFEST} has another sha256.")
    wrong = [key for key, kind in _TYPES.items() if not isinstance(table.get(key), kind)]
    wrong += [key for key in ("files", "withheld") if key not in wrong and not _texts(table[key])]
    if wrong:
        raise RefusedError(f"Its {MANIFEST} has no proper `{wrong[0]}`.")
    if not re.fullmatch(OFFICE_FORM, table["office"]) or len(table["office"]) > 40:
        raise RefusedError(f"`{table['office'][:80]}` is no short name of an office.")
    if table["purpose"] not in (CONTRIBUTION, ANSWER) or read_day(table["date"]) is None:
        raise RefusedError(f"Its {MANIFEST} has no proper purpose or date.")
    return table


_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("purpose", "office", "organization", "contributor", "licence", "date", "program"), str),
    "whole": bool,
    "withheld": dict,
    "files": dict,
}


def _texts(table: Mapping[Any, Any]) -> bool:
    return all(isinstance(key, str) and isinstance(value, str) for key, value in table.items())


def _described(pack: Pack) -> dict[str, Any]:
    """Return what the manifest says, but for the sha256 of that itself."""
    listed = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(pack.files.items())}
    said = {item.name: getattr(pack.manifest, item.name) for item in dataclasses.fields(Manifest)}
    return {"format": FORMAT, **said, "files": listed}


def _whole(described: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()
