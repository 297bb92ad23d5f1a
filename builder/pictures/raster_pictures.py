"""PNG and JPEG files as pixels that a PDF/A takes: sRGB or grey, upright, upon white.

A JPEG file that is all this already goes in as it is; anything else is decoded, nothing is compressed anew.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Literal

from builder.pictures.picture_model import Raster, UnfitPictureError

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS = 40_000_000
_UPRIGHT = 1
_ORIENTATION = 0x0112
"""The Exif tag that says how a camera was held, and its value where it was held upright."""


def read_raster(data: bytes, name: str) -> Raster:
    """Return the picture that a PNG or JPEG file holds; `name` is what messages call it.

    Raises:
        UnfitPictureError: it holds none, more than one, or one with too many pixels.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            _look_at(opened, name)
            if _goes_as_it_is(opened):
                opened.load()
                return Raster(opened.width, opened.height, opened.mode == "L", jpeg=True, data=data)
            pixels = _on_white(_upright(opened))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise UnfitPictureError(
            f"{name!r} holds no picture that can be read.", "Save it again as PNG or JPEG."
        ) from error
    return Raster(pixels.width, pixels.height, pixels.mode == "L", jpeg=False, data=pixels.tobytes())


def _look_at(opened: Image, name: str) -> None:
    if opened.width * opened.height > _MOST_PIXELS:
        raise UnfitPictureError(
            f"{name!r} has {opened.width} by {opened.height} pixels.",
            f"Save it with at most {_MOST_PIXELS // 1_000_000} million: 300 to the inch are enough.",
        )
    if getattr(opened, "n_frames", 1) > 1:
        raise UnfitPictureError(f"{name!r} moves: it holds several pictures.", "Save one of them.")


def _goes_as_it_is(opened: Image) -> bool:
    return (
        opened.format == "JPEG"
        and opened.mode in ("L", "RGB")
        and "icc_profile" not in opened.info
        and opened.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
    )


def _upright(opened: Image) -> Image:
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(opened)
    if turned.mode.startswith("I"):  # sixteen bits of grey; Pillow cuts them off instead of scaling them
        turned = turned.convert("I").point(lambda value: value / 256).convert("L")
    return _in_srgb(turned)


def _in_srgb(image: Image) -> Image:
    """Return an image in the colours that its profile means; one that cannot be read is passed over."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    mode: Literal["RGB", "RGBA"] = "RGBA" if image.mode in ("RGBA", "PA", "LA") else "RGB"
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    try:
        source = ImageCms.getOpenProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except ImageCms.PyCMSError:
        return image
    return changed or image


def _on_white(image: Image) -> Image:
    """Return an image without transparency, in grey where it has no colours."""
    from PIL import Image as Images

    grey = image.mode in ("1", "L", "LA")
    if image.has_transparency_data:
        over = image.convert("RGBA")
        image = Images.alpha_composite(Images.new("RGBA", over.size, "white"), over)
    return image.convert("L" if grey else "RGB")
