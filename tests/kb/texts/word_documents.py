"""Word documents for tests, written as the markup that Word itself writes."""

from __future__ import annotations

import zipfile
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": _W,
        "m": f"{_OFFICE}/math",
        "r": f"{_OFFICE}/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "o": "urn:schemas-microsoft-com:office:office",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STRICT = (
    (_OFFICE, "http://purl.oclc.org/ooxml/officeDocument"),
    (_W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)


def word_file(path: Path, body: str, *, strict: bool = False, **parts: str) -> Path:
    """Write a document of markup; `parts` are the insides of others: styles, numbering, footnotes, comments.

    `strict` writes it as ISO/IEC 29500-1 has it, which Word offers as a kind of document.
    """
    roots = {"document": f"<w:body>{body}</w:body>", **parts}
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/relationships/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
    )
    kinds = {name: f"{_TYPE}.{name}{'.main' * (name == 'document')}+xml" for name in roots}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">{targets}</Relationships>'
        ),
        **{f"word/{name}.xml": f"<w:{name} {_NAMES}>{inside}</w:{name}>" for name, inside in roots.items()},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            for transitional, other in _STRICT if strict else ():
                content = content.replace(transitional, other)
            archive.writestr(name, content)
    return path


def run(text: str, properties: str = "") -> str:
    """One run with properties such as `<w:strike/>`."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    """One paragraph; content without markup is one run."""
    inside = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def listed(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list that is numbered by Word."""
    place = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    return paragraph(text, place)


def levels(*shapes: tuple[str, str]) -> str:
    """The levels of an abstract list: format and text of each."""
    start = "<w:start w:val='1'/>"
    return "".join(
        f"<w:lvl w:ilvl='{n}'>{start}<w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for n, (form, text) in enumerate(shapes)
    )


def field(instruction: str, result: str) -> str:
    """A field in runs, as cross references are written."""

    def mark(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + told + mark("separate") + result + mark("end")
