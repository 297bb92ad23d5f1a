"""Charts to files, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kb.analysis.comparison_charts import Picture
from kb.charts.svg import svg
from kb.errors import UnreadableError


def write_chart(picture: Picture, path: Path) -> None:
    """Write a picture as SVG.

    Raises:
        UnreadableError: the file cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            file.write(svg(picture.charts, picture.title))
        Path(file.name).chmod(0o666 & ~_umask())
        Path(file.name).replace(path)
    except OSError as error:
        raise UnreadableError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Name a file in a folder that you can write to.",
        ) from error


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
