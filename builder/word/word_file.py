"""Closing the package: properties, running head, page numbers, the draft's part, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from builder.word.draft_part import NAMESPACE, Sent, as_xml
from builder.word.manuscript import Manuscript
from builder.word.ooxml import element, field, paragraph, run, writable

MARK = b"soc-evidence"
"""Comment of the archive: the file is as a build left it. Word and others leave it out when they save."""
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
    f' ds:itemID="{{6F0A4C52-0C3B-5B53-9C1E-6A9F2A7D4C10}}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/>'
    "</ds:schemaRefs></ds:datastoreItem>"
)
_LINE = 100
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Before this a zip archive knows no date."""


def packed(manuscript: Manuscript, draft: Sent) -> bytes:
    """Return the finished file; nothing in it depends on the clock or the machine."""
    word = manuscript.word
    _head_and_foot(manuscript)
    created = dt.datetime.fromisoformat(manuscript.document.metadata.created.replace("Z", "+00:00"))
    _describe(manuscript, created.replace(tzinfo=None))
    _drop_template_parts(word)
    _keep_draft(word, as_xml(draft, manuscript.sent))
    stream = BytesIO()
    word.save(stream)
    return _same_each_time(stream.getvalue(), created)


def is_as_built(data: bytes) -> bool:
    """Say whether a file is one that a build made and nobody saved since."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.comment == MARK
    except (zipfile.BadZipFile, OSError):
        return False


def _head_and_foot(manuscript: Manuscript) -> None:
    section = manuscript.word.sections[0]
    for later in manuscript.word.sections[1:]:
        later.different_first_page_header_footer = False
    mark = manuscript.document.watermark
    _fill(section.header, "Header", [run(_fitting((mark, *manuscript.document.running_head)))])
    _fill(section.first_page_header, "Header", [run(mark)])
    for footer in (section.footer, section.first_page_footer):
        page, count = field("PAGE", "1"), field("NUMPAGES", "1")
        _fill(footer, "Footer", [run("Page "), *page, run(" of "), *count], element("w:jc", val="right"))


def _fitting(parts: tuple[str, ...]) -> str:
    """Return as many parts as go on a line of about a hundred characters."""
    shown = ""
    for part in filter(None, parts):
        joined = f"{shown} \u00b7 {part}" if shown else part
        if shown and len(joined) > _LINE:
            break
        shown = joined
    return shown


def _fill(margin: Any, style: str, content: list[Any], *properties: Any) -> None:
    margin.is_linked_to_previous = False
    holder = margin._element
    for child in list(holder):
        holder.remove(child)
    holder.append(paragraph(style, *content, properties=properties))


def _describe(manuscript: Manuscript, created: dt.datetime) -> None:
    meta = manuscript.document.metadata
    core = manuscript.word.core_properties
    core.title, core.author = writable(meta.title)[:255], writable(meta.author)[:255]
    core.subject, core.keywords = writable(meta.subject)[:255], writable(", ".join(meta.keywords))[:255]
    core.language, core.comments, core.category = meta.language, "", ""
    core.created = core.modified = created
    core.last_modified_by, core.revision = "soc-evidence", 1


def _drop_template_parts(word: Any) -> None:
    """Leave out what the template of python-docx brings: a thumbnail, a list of sources, older styles."""
    unwanted = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.CUSTOM_XML)
    for holder in (word.part.package, word.part):
        for identifier, relation in list(holder.rels.items()):
            if relation.reltype in unwanted or relation.reltype.endswith("/stylesWithEffects"):
                del holder.rels[identifier]


def _keep_draft(word: Any, xml: bytes) -> None:
    package = word.part.package
    part = Part(PackURI("/customXml/item1.xml"), CONTENT_TYPE.XML, xml, package)
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    properties = Part(PackURI("/customXml/itemProps1.xml"), kind, _PROPERTIES.encode(), package)
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _same_each_time(data: bytes, created: dt.datetime) -> bytes:
    """Write the archive again with one date for all of its parts, and marked as it was built."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            known = zipfile.ZipInfo(part.filename, max(_EARLIEST, created.timetuple()[:6]))
            known.compress_type, known.external_attr, known.create_system = (
                zipfile.ZIP_DEFLATED,
                0o600 << 16,
                3,
            )
            target.writestr(known, source.read(part))
        target.comment = MARK
    return stream.getvalue()
