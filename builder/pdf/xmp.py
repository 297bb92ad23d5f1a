"""The XMP packet: document properties, and the claim to PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

_HEAD = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
"""

_EXTENSION = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""
"""PDF/A wants every property of a schema it does not define described (ISO 19005-3 6.6.2.3)."""

_TAIL = """</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the document says of itself; Info dictionary and XMP packet agree on it."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    producer: str
    created: str
    """ISO 8601 in UTC, such as 2024-08-12T00:00:00Z."""


def _text(value: str) -> str:
    """Return `value` as XML character data; control characters are not allowed there and left out."""
    return escape("".join(c for c in value if c.isprintable() or c in "\t\n"))


def _items(kind: str, values: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{_text(value)}</rdf:li>" for value in values)
    return f"<rdf:{kind}>{items}</rdf:{kind}>"


def _alternative(value: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_text(value)}</rdf:li></rdf:Alt>'


def packet(properties: Properties) -> bytes:
    """Return the packet, UTF-8."""
    p = properties
    lines = [
        f"<dc:title>{_alternative(p.title)}</dc:title>",
        f"<dc:creator>{_items('Seq', (p.author,))}</dc:creator>",
        f"<dc:description>{_alternative(p.subject)}</dc:description>",
        f"<dc:language>{_items('Bag', (p.language,))}</dc:language>",
        f"<pdf:Producer>{_text(p.producer)}</pdf:Producer>",
        f"<pdf:Keywords>{_text(', '.join(p.keywords))}</pdf:Keywords>",
        f"<xmp:CreatorTool>{_text(p.producer)}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{p.created}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{p.created}</xmp:ModifyDate>",
    ]
    if p.keywords:
        lines.insert(3, f"<dc:subject>{_items('Bag', p.keywords)}</dc:subject>")
    return (_HEAD + "\n".join(lines) + "\n" + _EXTENSION + _TAIL).encode()
