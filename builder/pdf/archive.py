"""What makes the file one for the archive: properties, date, colour profile, attached files.

Files are embedded as associated with the document as a whole (ISO 19005-3 6.8).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from builder.pdf import syntax, xmp
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


def embed(document: Any, files: Iterable[EmbeddedFile], date: bytes) -> None:
    """Add `files` to the catalog's name tree and its associated files, sorted by name.

    :param date: modification date as a PDF string.
    """
    written = {file.name: _write(document, file, date) for file in files}
    if not written:
        return
    names = sorted((syntax.string(name), reference) for name, reference in written.items())
    tree = syntax.array(name + b" " + reference for name, reference in names)
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.Names = syntax.Raw(syntax.dictionary({"EmbeddedFiles": syntax.dictionary({"Names": tree})}))
    catalog.AF = syntax.array(reference for _, reference in names)


def _write(document: Any, file: EmbeddedFile, date: bytes) -> bytes:
    document.updateSignature(file.data)
    parameters = {
        "Size": b"%d" % len(file.data),
        "ModDate": date,
        "CheckSum": b"<" + hashlib.md5(file.data, usedforsecurity=False).hexdigest().encode() + b">",
    }
    entries = {
        "Type": b"/EmbeddedFile",
        "Subtype": syntax.name(file.media_type),
        "Params": syntax.dictionary(parameters),
    }
    _, content = syntax.add(document, syntax.stream(entries, file.data))
    specification = {
        "Type": b"/Filespec",
        "F": syntax.string(file.name),
        "UF": syntax.string(file.name),
        "Desc": syntax.string(file.description),
        "AFRelationship": syntax.name(file.relationship),
        "EF": syntax.dictionary({"F": content, "UF": content}),
    }
    return syntax.add(document, syntax.dictionary(specification))[1]


class _Moment:
    """A fixed time in the shape ReportLab asks its own time stamps in."""

    dhh = dmm = 0

    def __init__(self, moment: dt.datetime) -> None:
        self.YMDhms = tuple(moment.timetuple())[:6]


def _moment(created: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(created)
    except ValueError as error:
        raise UsageError(f"“{created}” is not a date and time in ISO 8601.") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.astimezone(dt.UTC)


def describe(document: Any, properties: xmp.Properties) -> None:
    """Set the Info dictionary, the XMP packet, the file identifier's seed and the output intent."""
    moment = _moment(properties.created)
    document._timeStamp = _Moment(moment)
    document.setTitle(properties.title)
    document.setAuthor(properties.author)
    document.setSubject(properties.subject)
    document.setKeywords(", ".join(properties.keywords))
    document.setCreator(properties.producer)
    document.setProducer(properties.producer)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    packet = xmp.packet(replace(properties, created=stamp))
    document.updateSignature(packet)
    entries = {"Type": b"/Metadata", "Subtype": b"/XML"}
    metadata, _ = syntax.add(document, syntax.stream(entries, packet, compress=False))
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = metadata
    catalog.OutputIntents = syntax.array((_output_intent(document),))
    catalog.PageMode = "/UseOutlines"


def attach(document: Any, files: Iterable[EmbeddedFile], created: str) -> None:
    """Embed `files`, dated like the document."""
    stamp = _moment(created).strftime("D:%Y%m%d%H%M%SZ")
    embed(document, files, syntax.string(stamp))


def _output_intent(document: Any) -> bytes:
    _, profile = syntax.add(document, syntax.stream({"N": b"3"}, srgb_profile()))
    entries = {
        "Type": b"/OutputIntent",
        "S": b"/GTS_PDFA1",
        "OutputConditionIdentifier": syntax.string("sRGB"),
        "Info": syntax.string("sRGB IEC 61966-2-1"),
        "DestOutputProfile": profile,
    }
    return syntax.add(document, syntax.dictionary(entries))[1]


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
