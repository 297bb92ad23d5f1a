"""Ways to alter a filed PDF: each takes an opened file and a source of chance, and changes one thing."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

Tampering = Callable[[pikepdf.Pdf, random.Random], None]
TAMPERINGS: dict[str, Tampering] = {}


def tampering(change: Tampering) -> Tampering:
    """Enter a way to alter a file under its name."""
    TAMPERINGS[change.__name__.replace("_", " ")] = change
    return change


def altered(data: bytes, name: str, chance: random.Random) -> bytes:
    """Return the file with one thing changed, in the way that has this name."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        TAMPERINGS[name](pdf, chance)
        pdf.save(written, fix_metadata_version=False)
    return written.getvalue()


@dataclass(frozen=True)
class Shown:
    """A code of a text that a page shows."""

    instruction: int
    operand: int
    at: int
    character: str
    font: str


def characters(font: pikepdf.Object) -> dict[int, str]:
    """Return what the codes of a font stand for, by its ToUnicode map."""
    pairs = re.findall(rb"<(\w\w)> <(\w{4,})>", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def shown(page: pikepdf.Page) -> Iterator[Shown]:
    """Yield every character that a page shows."""
    maps = {str(name): characters(font) for name, font in page.obj.Resources.Font.items()}
    font = ""
    for number, (operands, operator) in enumerate(pikepdf.parse_content_stream(page)):
        if operator == Operator("Tf"):
            font = str(operands[0])
        elif operator == Operator("Tj"):
            for at, code in enumerate(bytes(operands[0])):
                yield Shown(number, 0, at, maps[font].get(code, ""), font)


def replace_shown(pdf: pikepdf.Pdf, chance: random.Random, wanted: Callable[[str], bool]) -> None:
    """Put another character of the same kind in place of one that a page shows."""
    pages = list(range(len(pdf.pages)))
    chance.shuffle(pages)
    for number in pages:
        page = pdf.pages[number]
        found = [one for one in shown(page) if wanted(one.character)]
        chance.shuffle(found)
        for one in found:
            codes = characters(page.obj.Resources.Font[one.font])
            others = [code for code, text in codes.items() if wanted(text) and text != one.character]
            if others:
                put(pdf, page, one, chance.choice(sorted(others)))
                return
    raise AssertionError("no page shows such a character")


def put(pdf: pikepdf.Pdf, page: pikepdf.Page, one: Shown, code: int) -> None:
    instructions = list(pikepdf.parse_content_stream(page))
    operands, operator = instructions[one.instruction]
    text = bytearray(bytes(operands[0]))
    text[one.at] = code
    instructions[one.instruction] = pikepdf.ContentStreamInstruction([String(bytes(text))], operator)
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


@tampering
def a_digit(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    replace_shown(pdf, chance, lambda text: text.isdigit() and text.isascii())


@tampering
def a_letter(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    replace_shown(pdf, chance, str.isalpha)


@tampering
def a_run_of_text_taken_out(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    page = chance.choice(list(pdf.pages))
    instructions = list(pikepdf.parse_content_stream(page))
    texts = [
        n for n, i in enumerate(instructions) if i.operator == Operator("Tj") and bytes(i.operands[0]).strip()
    ]
    del instructions[chance.choice(texts)]
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


@tampering
def text_moved(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    page = chance.choice(list(pdf.pages))
    instructions = list(pikepdf.parse_content_stream(page))
    places = [n for n, i in enumerate(instructions) if i.operator == Operator("Tm")]
    number = chance.choice(places)
    operands = [*instructions[number].operands]
    operands[5] = float(operands[5]) + chance.choice([-40, -9, 9, 40])
    instructions[number] = pikepdf.ContentStreamInstruction(operands, Operator("Tm"))
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def drawn(pdf: pikepdf.Pdf, chance: random.Random, before: str, text: str) -> None:
    page = chance.choice(list(pdf.pages))
    font = chance.choice(sorted(page.obj.Resources.Font.keys()))
    at = f"{chance.randint(50, 400)} {chance.randint(50, 700)}"
    page.contents_add(f"q {before} BT {font} 9 Tf 1 0 0 1 {at} Tm {text} Tj ET Q".encode())


@tampering
def text_added(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    drawn(pdf, chance, "0 g", f"<{chance.randint(33, 60):02x}>")


@tampering
def text_hidden(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    drawn(pdf, chance, "3 Tr", f"<{chance.randint(33, 60):02x}>")


@tampering
def a_white_patch(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    place = f"{chance.randint(50, 300)} {chance.randint(50, 700)} {chance.randint(20, 200)} 12"
    chance.choice(list(pdf.pages)).contents_add(f"q 1 g {place} re f Q".encode())


@tampering
def pages_swapped(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    one, other = sorted(chance.sample(range(len(pdf.pages)), 2))
    kids = pdf.Root.Pages.Kids
    kids[one], kids[other] = kids[other], kids[one]


@tampering
def a_page_taken_out(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    del pdf.pages[chance.randrange(len(pdf.pages))]


@tampering
def a_page_twice(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    pdf.pages.append(chance.choice(list(pdf.pages)))


@tampering
def a_page_turned(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    chance.choice(list(pdf.pages)).obj.Rotate = 180


@tampering
def a_page_cropped(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    chance.choice(list(pdf.pages)).obj.CropBox = Array([0, chance.randint(40, 300), 612, 792])


@tampering
def the_title_in_the_metadata(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(xmp.replace(b"comment", b"Comment%d" % chance.randint(1, 99)))


@tampering
def the_author_in_the_properties(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    pdf.docinfo["/Author"] = f"Somebody else {chance.randint(1, 99)}"


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [link for page in pdf.pages for link in page.obj.get("/Annots", [])]


@tampering
def where_a_link_leads(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    link = chance.choice(links(pdf))
    for key in {"/Dest", "/A"} & set(link.keys()):
        del link[key]
    link.A = Dictionary(S=Name.URI, URI=String(f"https://example.org/{chance.randint(1, 99)}"))


@tampering
def where_a_link_is(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    rectangle = chance.choice(links(pdf)).Rect
    rectangle[0] = float(rectangle[0]) + chance.randint(5, 50)


@tampering
def a_link_taken_out(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    page = chance.choice([page for page in pdf.pages if len(page.obj.get("/Annots", []))])
    del page.obj.Annots[chance.randrange(len(page.obj.Annots))]


@tampering
def a_comment_pinned_on(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    page = chance.choice(list(pdf.pages))
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=[50, 50, 250, 80], Contents=String("102,600")
    )
    page.obj.Annots = Array([*page.obj.get("/Annots", []), pdf.make_indirect(note)])


@tampering
def a_bookmark(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    pdf.Root.Outlines.First.Title = String(f"Another title {chance.randint(1, 99)}")


@tampering
def what_a_tag_says(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    spoken = [o for o in pdf.objects if isinstance(o, Dictionary) and "/S" in o and "/P" in o]
    chance.choice(spoken).ActualText = String(f"read aloud otherwise {chance.randint(1, 99)}")


@tampering
def what_a_tag_is(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    paragraphs = [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == Name.P]
    chance.choice(paragraphs).S = Name.Artifact


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = {font.objgen: font for page in pdf.pages for font in page.obj.Resources.Font.values()}
    return [found[key] for key in sorted(found)]


@tampering
def the_character_map_of_a_font(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    font = chance.choice(fonts(pdf))
    lines = font.ToUnicode.read_bytes().split(b"\n")
    mapped = [n for n, line in enumerate(lines) if re.match(rb"<\w\w> <\w{4}>", line)]
    number = chance.choice(mapped)
    lines[number] = lines[number][:-5] + b"%04X>" % (int(lines[number][-5:-1], 16) + 1)
    font.ToUnicode.write(b"\n".join(lines))


@tampering
def the_shapes_of_a_font(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    stream = chance.choice(fonts(pdf)).FontDescriptor.FontFile2
    data = bytearray(stream.read_bytes())
    data[chance.randrange(len(data) // 2, len(data))] ^= 1 << chance.randrange(8)
    stream.write(bytes(data))


@tampering
def the_widths_of_a_font(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    widths = chance.choice(fonts(pdf)).Widths
    at = chance.randrange(len(widths))
    widths[at] = int(widths[at]) + 100


@tampering
def one_font_for_another(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    page = chance.choice([page for page in pdf.pages if len(page.obj.Resources.Font.keys()) > 1])
    table = page.obj.Resources.Font
    one, other = chance.sample(sorted(table.keys()), 2)
    page.obj.Resources = Dictionary(page.obj.Resources)
    page.obj.Resources.Font = Dictionary(table)
    page.obj.Resources.Font[one] = table[other]


def stream_of(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return pdf.attachments[name].get_file().obj


def rewritten(stream: pikepdf.Object, data: bytes) -> None:
    """Write an embedded file with its size and checksum, as a careful hand would."""
    stream.write(data)
    stream.Params.Size = len(data)
    stream.Params.CheckSum = String(hashlib.md5(data, usedforsecurity=False).digest())


@tampering
def a_byte_of_an_embedded_file(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    stream = stream_of(pdf, chance.choice(sorted(pdf.attachments)))
    data = bytearray(stream.read_bytes())
    data[chance.randrange(len(data))] ^= 1
    rewritten(stream, bytes(data))


@tampering
def an_embedded_file_taken_out(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    del pdf.attachments[chance.choice(sorted(pdf.attachments))]


@tampering
def an_embedded_file_added(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    pdf.attachments[f"more-{chance.randint(1, 99)}.txt"] = b"more evidence"


@tampering
def what_an_embedded_file_is_for(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    chance.choice(list(pdf.Root.AF)).AFRelationship = Name.Alternative


def relisted(pdf: pikepdf.Pdf, name: str, data: bytes) -> None:
    """Alter an embedded file and what the manifest says of it."""
    rewritten(stream_of(pdf, name), data)
    manifest = json.loads(stream_of(pdf, "manifest.json").read_bytes())
    for file in manifest["files"]:
        if file["name"] == name:
            file["sha256"], file["bytes"] = hashlib.sha256(data).hexdigest(), len(data)
    rewritten(stream_of(pdf, "manifest.json"), (json.dumps(manifest, indent=2) + "\n").encode())


def digit_changed(data: bytes, chance: random.Random, after: bytes) -> bytes:
    places = [
        match.end() for match in re.finditer(after, data) if data[match.end() : match.end() + 1].isdigit()
    ]
    at = chance.choice(places)
    digit = (data[at] - 48 + chance.randint(1, 9)) % 10
    return data[:at] + b"%d" % digit + data[at + 1 :]


@tampering
def a_figure_of_the_evidence_and_the_manifest(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    data = stream_of(pdf, "evidence.trig").read_bytes()
    relisted(pdf, "evidence.trig", digit_changed(data, chance, rb"measure:obsValue \"?"))


@tampering
def a_word_of_the_draft_and_the_manifest(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    name = next(name for name in pdf.attachments if name.endswith(".md"))
    text = stream_of(pdf, name).read_bytes().decode()
    body = text.index("# ")
    words = [match for match in re.finditer(r"(?<= )[a-z]{4,}(?= )", text) if match.start() > body]
    word = chance.choice(words)
    relisted(pdf, name, f"{text[: word.start()]}{word[0][::-1]}{text[word.end() :]}".encode())


@tampering
def the_findings_and_the_manifest(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    relisted(pdf, "findings.json", b"[]\n" + b" " * chance.randint(1, 9))


@tampering
def the_day_in_the_manifest(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    stream = stream_of(pdf, "manifest.json")
    manifest = json.loads(stream.read_bytes())
    manifest["day"] = f"20{chance.randint(10, 99)}-01-01"
    rewritten(stream, (json.dumps(manifest, indent=2) + "\n").encode())


@tampering
def a_script_that_runs_on_opening(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert({chance.randint(1, 99)})"))


@tampering
def a_form_field(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), NeedAppearances=bool(chance.randint(0, 1)))


@tampering
def the_claim_of_conformance(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    part = chance.choice([(b"<pdfaid:part>3", b"<pdfaid:part>2"), (b"conformance>A", b"conformance>B")])
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(*part))
