"""Files that a page sends to be kept."""

from __future__ import annotations

import mimetypes
import re
from pathlib import PurePath
from urllib.parse import quote

from starlette.responses import Response

_MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".zip": "application/zip",
}


def download(data: bytes, name: str) -> Response:
    """Return a file to be kept under a name, which any characters may be in (RFC 6266)."""
    suffix = PurePath(name).suffix
    media = _MEDIA.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    plain = re.sub(r"[^ !#-\[\]-~]", "-", name)
    said = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(data, headers={"Content-Type": media, "Content-Disposition": said})
