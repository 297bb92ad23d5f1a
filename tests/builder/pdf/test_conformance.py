"""veraPDF passes what is rendered, and notices when one thing is taken out of the finished file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping

import pikepdf
import pytest

from builder.layout import render
from builder.pdf import syntax
from tests.tagged import checker
from tests.tagged.cases import CASES, compact
from tests.tagged.reading import opened
from tests.tagged.sample import sample

pytestmark = pytest.mark.skipif(bool(checker.lacking()), reason=checker.lacking())

Change = Callable[[pikepdf.Pdf], None]


def edited(data: bytes, change: Change = lambda pdf: None) -> bytes:
    """Return a file with one thing changed, and otherwise as it was."""
    written = io.BytesIO()
    with opened(data) as pdf:
        change(pdf)
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def dictionaries(pdf: pikepdf.Pdf, **entries: str) -> Iterator[pikepdf.Dictionary]:
    """Yield the dictionaries that have these names as entries."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and all(
            found.get(f"/{key}") == pikepdf.Name(f"/{name}") for key, name in entries.items()
        ):
            yield found


def without(entry: str, **entries: str) -> Change:
    """Take an entry out of the dictionaries that have these names as entries."""

    def change(pdf: pikepdf.Pdf) -> None:
        for found in dictionaries(pdf, **entries):
            if entry in found:
                del found[entry]

    return change


def drawn_unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 9 9 re f", prepend=True)


def decoration_unmarked(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        kept, inside = [], False
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and operands[0] == pikepdf.Name.Artifact:
                inside = True
            elif str(operator) == "EMC" and inside:
                inside = False
            else:
                kept.append((operands, operator))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def links_not_printed(pdf: pikepdf.Pdf) -> None:
    for link in dictionaries(pdf, Subtype="Link"):
        link.F = 0


def schema_not_described(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    start, end = packet.index(b"<pdfaExtension:schemas>"), packet.index(b"</pdfaExtension:schemas>")
    pdf.Root.Metadata.write(packet[:start] + packet[end + len(b"</pdfaExtension:schemas>") :])


TAKEN_OUT: dict[str, tuple[Change, str]] = {
    "order of annotations follows structure": (without("/Tabs", Type="Page"), "PDFUA-1 7.18.3"),
    "nothing drawn unmarked": (drawn_unmarked, "PDFUA-1 7.1-3"),
    "decoration is an artifact": (decoration_unmarked, "PDFUA-1 7.1-3"),
    "extension schema of pdfuaid": (schema_not_described, "PDFA-3A 6.6.2.3"),
    "links are printed": (links_not_printed, "PDFA-3A 6.3.2"),
    "links are described": (without("/Contents", Subtype="Link"), "PDFUA-1 7.18.5"),
    "figures have an alternative": (without("/Alt", S="Figure"), "PDFUA-1 7.3"),
    "header cells have a scope": (without("/A", S="TH"), "PDFUA-1 7.5"),
    "notes have an identifier": (without("/ID", S="Note"), "PDFUA-1 7.9"),
    "own types are mapped": (without("/RoleMap", Type="StructTreeRoot"), "PDFUA-1 7.1"),
}


def crowded() -> bytes:
    """Return a file whose streams end without an end of line."""

    def stream(entries: Mapping[str, bytes], content: bytes, compress: bool = True) -> bytes:
        return written(entries, content, compress).replace(b"\nendstream", b"endstream")

    written = syntax.stream
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syntax, "stream", stream)
        return render(compact())


def unescaped() -> bytes:
    """Return a file whose media types are no names."""
    return edited(render(compact())).replace(b"/text#2fcsv", b"/text/csv  ")


WRITTEN_WRONGLY: dict[str, tuple[Callable[[], bytes], str]] = {
    "end of line before endstream": (crowded, "PDFA-3A 6.1.7.1"),
    "media types are names": (unescaped, "PDFA-3A unreadable"),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Render everything once, check it in one run, and return the broken rules by name."""
    folder = tmp_path_factory.mktemp("pdf")
    compacted = render(compact())
    files = {"sample": render(sample()), "compact": compacted, "edited": edited(compacted)}
    files |= {name: render(make()) for name, make in CASES.items()}
    files |= {f"without: {name}": edited(compacted, change) for name, (change, _) in TAKEN_OUT.items()}
    files |= {f"without: {name}": write() for name, (write, _) in WRITTEN_WRONGLY.items()}
    paths = {name: folder / f"{number}.pdf" for number, name in enumerate(files)}
    for name, path in paths.items():
        path.write_bytes(files[name])
    broken = checker.check(list(paths.values()))
    return {name: broken[path] for name, path in paths.items()}


@pytest.mark.parametrize("name", ["sample", "compact", *CASES])
def test_pdf_ua_1_and_pdf_a_3a(name: str, verdicts: dict[str, list[str]]) -> None:
    assert verdicts[name] == []


@pytest.mark.parametrize("name", [*TAKEN_OUT, *WRITTEN_WRONGLY])
def test_checker_notices_what_is_undone(name: str, verdicts: dict[str, list[str]]) -> None:
    rule = {**TAKEN_OUT, **WRITTEN_WRONGLY}[name][1]
    assert any(broken.startswith(rule) for broken in verdicts[f"without: {name}"]), verdicts[
        f"without: {name}"
    ]
    assert not any(broken.startswith(rule) for broken in verdicts["edited"])
