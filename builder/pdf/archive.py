"""What makes the file one for the archive: properties, date, colour profile, attached files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from builder.pdf import colour, syntax, xmp
from builder.pdf.attachments import EmbeddedFile, embed
from kb.errors import UsageError


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
    packet = xmp.packet(_dated(properties, stamp))
    document.updateSignature(packet)
    entries = {"Type": b"/Metadata", "Subtype": b"/XML"}
    metadata, _ = syntax.add(document, syntax.stream(entries, packet, compress=False))
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = metadata
    catalog.OutputIntents = syntax.array((_output_intent(document),))
    catalog.PageMode = "/UseOutlines"


def _dated(properties: xmp.Properties, stamp: str) -> xmp.Properties:
    p = properties
    return xmp.Properties(p.title, p.author, p.subject, p.keywords, p.language, p.producer, created=stamp)


def _output_intent(document: Any) -> bytes:
    _, profile = syntax.add(document, syntax.stream({"N": b"3"}, colour.srgb()))
    entries = {
        "Type": b"/OutputIntent",
        "S": b"/GTS_PDFA1",
        "OutputConditionIdentifier": syntax.string("sRGB"),
        "Info": syntax.string("sRGB IEC 61966-2-1"),
        "DestOutputProfile": profile,
    }
    return syntax.add(document, syntax.dictionary(entries))[1]


def attach(document: Any, files: Iterable[EmbeddedFile], created: str) -> None:
    """Embed `files`, dated like the document."""
    stamp = _moment(created).strftime("D:%Y%m%d%H%M%SZ")
    embed(document, files, syntax.string(stamp))
