"""PDF syntax, the colour profile and the metadata packet."""

from __future__ import annotations

import io
import struct
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageCms

from builder.pdf import archive, syntax, xmp


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Type", b"/Type"),
        ("text/turtle", b"/text#2Fturtle"),
        ("a b#", b"/a#20b#23"),
        ("ü", b"/#C3#BC"),
    ],
)
def test_name(text: str, expected: bytes) -> None:
    assert syntax.name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", b"(plain)"),
        ("a (b) \\", b"(a \\(b\\) \\\\)"),
        ("é", b"<FEFF00E9>"),
        ("\U0001df06", b"<FEFFD837DF06>"),
        ("line\nend", b"<FEFF006C0069006E0065000A0065006E0064>"),
    ],
)
def test_string(text: str, expected: bytes) -> None:
    assert syntax.string(text) == expected


def test_profile_is_srgb_without_a_date_of_its_own() -> None:
    data = archive.srgb_profile()
    assert struct.unpack(">I", data[:4])[0] == len(data)
    assert data[36:40] == b"acsp"
    ours = ImageCms.ImageCmsProfile(io.BytesIO(data))
    theirs = ImageCms.createProfile("sRGB")
    image = Image.new("RGB", (16, 16))
    image.putdata([(17 * (n % 16), 17 * (n // 16), (n * 7) % 256) for n in range(256)])
    through = ImageCms.profileToProfile(image, ours, theirs)
    assert through is not None
    pairs = zip(image.tobytes(), through.tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) <= 1


def test_packet_is_xml_whatever_the_title() -> None:
    properties = xmp.Properties("<a> & \x00b", "x", "", ("k",), "en-US", "p", "2024-01-01T00:00:00Z")
    body = xmp.packet(properties).decode()
    root = ET.fromstring(body)
    assert "<a> & b" in {element.text for element in root.iter()}
