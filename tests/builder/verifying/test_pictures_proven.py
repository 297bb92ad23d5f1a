"""A filing with pictures proves itself, and no picture can be changed unnoticed."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from builder.verifying.proving import Rebuild, prove
from tests.builder.verifying.conftest import FILING, filed, remembering
from tests.conftest import ROOT

SQUARES = ROOT / "tests" / "builder" / "base" / "pictures"
PICTURES = FILING.replace(
    "topics: [T5]\n", "topics: [T5]\nletterhead: pictures/square.svg\nletterhead-alt: The Office\n"
).replace(
    "# The duties",
    "![Squares](pictures/square.png)\n\n![Grey](pictures/grey.jpg)\n\n```{signature}\n```\n\n# The duties",
)


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("pictured")
    shutil.copytree(SQUARES, folder / "pictures")
    Image.new("L", (300, 200), 120).save(folder / "pictures" / "grey.jpg")
    return filed(folder, PICTURES)


@pytest.fixture(scope="module")
def again() -> Rebuild:
    return remembering()


def images(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]


def pixels(pdf: pikepdf.Pdf) -> None:
    (found,) = (image for image in images(pdf) if "DCT" not in str(image.Filter))
    found.write(bytes(byte ^ 1 for byte in found.read_bytes()))


def jpeg(pdf: pikepdf.Pdf) -> None:
    (found,) = (image for image in images(pdf) if "DCT" in str(image.Filter))
    stream = io.BytesIO()
    Image.new("L", (300, 200), 121).save(stream, "JPEG")
    found.write(stream.getvalue(), filter=pikepdf.Name.DCTDecode)


def turned_over(pdf: pikepdf.Pdf) -> None:
    (found,) = (image for image in images(pdf) if "DCT" in str(image.Filter))
    found.DecodeParms = pikepdf.Dictionary(ColorTransform=0)


def swapped(pdf: pikepdf.Pdf) -> None:
    named = pdf.pages[0].Resources.XObject
    named.Picture1, named.Picture2 = named.Picture2, named.Picture1


def outline(pdf: pikepdf.Pdf) -> None:
    drawn = pdf.pages[0].Contents.read_bytes()
    assert b"35 5 l" in drawn
    pdf.pages[0].Contents.write(drawn.replace(b"35 5 l", b"34 5 l", 1))


def words(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Alt") == "Squares":
            found.Alt = pikepdf.String("Circles")


def test_it_holds(pictured: bytes, again: Rebuild) -> None:
    assert prove(pictured, "filing.pdf", again).same_bytes
    with pikepdf.open(io.BytesIO(pictured)) as pdf:
        carried = {name for name in pdf.attachments if name.startswith("pictures/")}
    assert carried == {"pictures/square.png", "pictures/square.svg", "pictures/grey.jpg"}


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(written, fix_metadata_version=False)
    return written.getvalue()


def test_a_file_that_was_only_saved_anew_holds(pictured: bytes, again: Rebuild) -> None:
    assert prove(changed(pictured, lambda pdf: None), "filing.pdf", again).holds


@pytest.mark.parametrize("change", [pixels, jpeg, turned_over, swapped, outline, words])
def test_a_changed_picture_does_not(
    change: Callable[[pikepdf.Pdf], None], pictured: bytes, again: Rebuild
) -> None:
    proof = prove(changed(pictured, change), "filing.pdf", again)
    assert not proof.holds
    assert [finding.check for finding in proof.findings] == ["file-differs"] * len(proof.findings)
