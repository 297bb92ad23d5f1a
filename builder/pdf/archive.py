"""What makes the file one for the archive: properties, date, colour profile, attached files.

Files are embedded as associated with the document as a whole (ISO 19005-3 6.8).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from builder.pdf import syntax, xmp
from builder.pdf.pdf_file import PdfFile
from kb.errors import UsageError

_PROFILE_DATE = (2000, 1, 1, 0, 0, 0)

_D50 = (0.9642, 1.0, 0.8249)
_RED = (0.4360747, 0.2225045, 0.0139322)
_GREEN = (0.3850649, 0.7168786, 0.0971045)
_BLUE = (0.1430804, 0.0606169, 0.7141733)
"""Primaries of IEC 61966-2-1, adapted to D50 by Bradford's method."""

_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Parametric curve type 3: Y = (aX + b)^g from d on, cX below (ICC.1:2010 10.16)."""


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file to travel within the PDF."""

    name: str
    media_type: str
    data: bytes
    description: str
    relationship: Literal["Source", "Data", "Supplement"]


def moment(created: str) -> dt.datetime:
    """Return a date and time in UTC.

    :raises UsageError: when it is none.
    """
    try:
        found = dt.datetime.fromisoformat(created)
    except ValueError as error:
        raise UsageError(f"“{created}” is not a date and time in ISO 8601.") from error
    return found.replace(tzinfo=found.tzinfo or dt.UTC).astimezone(dt.UTC)


def describe(file: PdfFile, properties: xmp.Properties) -> tuple[dict[str, bytes], bytes]:
    """Write the XMP packet, the output intent and the information dictionary.

    Returns: what the catalog says of them, and the reference of the information dictionary.
    """
    made = moment(properties.created)
    packet = xmp.packet(replace(properties, created=made.strftime("%Y-%m-%dT%H:%M:%SZ")))
    kind = {"Type": b"/Metadata", "Subtype": b"/XML"}
    stamp = syntax.string(made.strftime("D:%Y%m%d%H%M%S+00'00'"))
    information = {
        "Title": syntax.string(properties.title),
        "Author": syntax.string(properties.author),
        "Subject": syntax.string(properties.subject),
        "Keywords": syntax.string(", ".join(properties.keywords)),
        "Creator": syntax.string(properties.producer),
        "Producer": syntax.string(properties.producer),
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    entries = {
        "Metadata": file.add_stream(kind, packet, compress=False),
        "OutputIntents": syntax.array((_output_intent(file),)),
        "Lang": syntax.string(properties.language),
    }
    return entries, file.add(syntax.dictionary(information))


def attach(file: PdfFile, files: Iterable[EmbeddedFile], created: str) -> dict[str, bytes]:
    """Embed files, dated like the document; return what the catalog says of them, sorted by name."""
    date = syntax.string(moment(created).strftime("D:%Y%m%d%H%M%SZ"))
    names = sorted((syntax.string(one.name), _write(file, one, date)) for one in files)
    if not names:
        return {}
    tree = syntax.array(name + b" " + reference for name, reference in names)
    return {
        "Names": syntax.dictionary({"EmbeddedFiles": syntax.dictionary({"Names": tree})}),
        "AF": syntax.array(reference for _, reference in names),
    }


def _write(file: PdfFile, one: EmbeddedFile, date: bytes) -> bytes:
    parameters = {
        "Size": b"%d" % len(one.data),
        "ModDate": date,
        "CheckSum": b"<" + hashlib.md5(one.data, usedforsecurity=False).hexdigest().encode() + b">",
    }
    entries = {
        "Type": b"/EmbeddedFile",
        "Subtype": syntax.name(one.media_type),
        "Params": syntax.dictionary(parameters),
    }
    content = file.add_stream(entries, one.data)
    specification = {
        "Type": b"/Filespec",
        "F": syntax.string(one.name),
        "UF": syntax.string(one.name),
        "Desc": syntax.string(one.description),
        "AFRelationship": syntax.name(one.relationship),
        "EF": syntax.dictionary({"F": content, "UF": content}),
    }
    return file.add(syntax.dictionary(specification))


def _output_intent(file: PdfFile) -> bytes:
    entries = {
        "Type": b"/OutputIntent",
        "S": b"/GTS_PDFA1",
        "OutputConditionIdentifier": syntax.string("sRGB"),
        "Info": syntax.string("sRGB IEC 61966-2-1"),
        "DestOutputProfile": file.add_stream({"N": b"3"}, srgb_profile()),
    }
    return file.add(syntax.dictionary(entries))


def srgb_profile() -> bytes:
    """Return an ICC v4.2 display profile of sRGB: three primaries and one exact tone curve.

    It is made here so that no binary file and no date comes along.
    """
    curve = b"para\0\0\0\0" + struct.pack(">2H", 3, 0) + _fixed(*_CURVE)
    tags = {
        b"desc": _localised("sRGB"),
        b"cprt": _localised("No rights reserved"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_D50),
        b"rXYZ": b"XYZ \0\0\0\0" + _fixed(*_RED),
        b"gXYZ": b"XYZ \0\0\0\0" + _fixed(*_GREEN),
        b"bXYZ": b"XYZ \0\0\0\0" + _fixed(*_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _assemble(tags)


def _assemble(tags: dict[bytes, bytes]) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    placed: dict[bytes, int] = {}
    for signature, data in tags.items():
        if data not in placed:
            placed[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += signature + struct.pack(">2I", placed[data], len(data))
    size = start + len(body)
    header = struct.pack(">2I", size, 0) + b"\x04\x20\0\0mntrRGB XYZ "
    header += struct.pack(">6H", *_PROFILE_DATE) + b"acsp" + b"\0" * 28 + _fixed(*_D50)
    return header.ljust(128, b"\0") + table + body


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _localised(value: str) -> bytes:
    data = value.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">2I2s2s2I", 1, 12, b"en", b"US", len(data), 28) + data
