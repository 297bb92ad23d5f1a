"""PNG and JPEG files as the pixels that a PDF/A takes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from builder.pictures.picture_files import read_picture
from builder.pictures.picture_model import Raster, UnfitPictureError
from builder.pictures.raster_pictures import read_raster


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def pixel(raster: Raster) -> tuple[int, ...]:
    assert not raster.jpeg
    return tuple(raster.data[: 1 if raster.grey else 3])


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (Image.new("RGBA", (2, 2), (255, 0, 0, 0)), (255, 255, 255)),
        (Image.new("RGBA", (2, 2), (255, 0, 0, 255)), (255, 0, 0)),
        (Image.new("RGBA", (2, 2), (0, 0, 0, 51)), (204, 204, 204)),
        (Image.new("LA", (2, 2), (0, 0)), (255,)),
        (Image.new("L", (2, 2), 7), (7,)),
        (Image.new("1", (2, 2), 1), (255,)),
        (Image.new("I;16", (2, 2), 0x80FF), (128,)),
        (Image.new("P", (2, 2)), (0, 0, 0)),
    ],
    ids=["clear", "solid", "half", "grey and clear", "grey", "black and white", "16 bits", "palette"],
)
def test_png_upon_white(image: Image.Image, expected: tuple[int, ...]) -> None:
    assert pixel(read_raster(saved(image, "PNG"), "a.png")) == expected


def test_a_plain_jpeg_goes_as_it_is() -> None:
    data = saved(Image.new("RGB", (3, 2), "red"), "JPEG")
    assert read_raster(data, "a.jpg") == Raster(3, 2, grey=False, jpeg=True, data=data)


def test_a_camera_held_sideways() -> None:
    image = Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    raster = read_raster(saved(image, "JPEG", exif=exif), "a.jpg")
    assert (raster.width, raster.height, raster.jpeg) == (20, 40, False)


def test_inks_become_colours() -> None:
    raster = read_raster(saved(Image.new("CMYK", (2, 2), (0, 0, 0, 0)), "JPEG"), "a.jpg")
    assert pixel(raster) == (255, 255, 255)


def test_a_profile_is_kept_to() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raster = read_raster(saved(Image.new("RGB", (2, 2), (200, 10, 10)), "PNG", icc_profile=profile), "a.png")
    assert all(abs(a - b) < 3 for a, b in zip(pixel(raster), (200, 10, 10), strict=True))
    broken = saved(Image.new("RGB", (2, 2), (200, 10, 10)), "PNG", icc_profile=b"no profile")
    assert pixel(read_raster(broken, "a.png")) == (200, 10, 10)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        saved(Image.new("RGB", (9, 9)), "GIF"),
        saved(Image.effect_noise((90, 90), 50), "PNG")[:900],
        saved(Image.effect_noise((90, 90), 50), "JPEG")[:900],
    ],
    ids=["empty", "text", "GIF", "cut PNG", "cut JPEG"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitPictureError):
        read_raster(data, "a.png")


def test_too_many_pixels_are_not_unpacked() -> None:
    with pytest.raises(UnfitPictureError, match="9000 by 9000"):
        read_raster(saved(Image.new("1", (9000, 9000)), "PNG"), "a.png")


@pytest.mark.parametrize(
    "name",
    ["../a.png", "/etc/a.png", "https://example.org/a.png", "file:a.png", "out.png", "out/a.png", "b.png",
     "a.gif", "a.png/../../a.png", "C:\\a.png", "", ".", "folder.png"],
)  # fmt: skip
def test_only_files_of_the_workspace_are_opened(name: str, tmp_path: Path) -> None:
    root, outside = tmp_path / "office", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    for folder in (root, outside, tmp_path):
        (folder / "a.png").write_bytes(saved(Image.new("L", (2, 2)), "PNG"))
    (root / "a.gif").write_bytes(b"GIF89a")
    (root / "folder.png").mkdir()
    (root / "out.png").symlink_to(outside / "a.png")
    (root / "out").symlink_to(outside, target_is_directory=True)
    with pytest.raises(UnfitPictureError):
        read_picture(root, name)
    assert isinstance(read_picture(root, "a.png")[1], Raster)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(bytes(10_000_001))
    with pytest.raises(UnfitPictureError, match="larger than 10 MB"):
        read_picture(tmp_path, "a.png")
