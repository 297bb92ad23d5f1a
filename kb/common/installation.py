"""How this program was installed, and so what to type to get one of its extras."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

NAME = "soc-evidence"


def install_extra(extra: str) -> str:
    """Return the command that installs an extra, such as `search`, into this very installation.

    In a clone that is a target of its Makefile; elsewhere pip is given the folder, wheel or address that the
    program came from, as no registry has it.
    """
    address, editable = _origin()
    place = _local(address)
    if editable and place is not None and (place / "Makefile").is_file():
        return f"make {extra}" if Path.cwd() == place else f"make -C {_quoted(str(place))} {extra}"
    if place is not None:
        return f"pip install {_quoted(f'{place}[{extra}]')}"
    if address:
        return f"pip install {_quoted(f'{NAME}[{extra}] @ {address}')}"
    return f"pip install 'PATH[{extra}]' (PATH: the wheel or folder that {NAME} was installed from)"


def _origin() -> tuple[str, bool]:
    """Return the address that pip recorded (PEP 610), and whether the installation is editable."""
    try:
        recorded = distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        recorded = None
    if recorded is None:
        return "", False
    origin = json.loads(recorded)
    address = str(origin.get("url", ""))
    if "vcs_info" in origin:
        address = f"{origin['vcs_info']['vcs']}+{address}"
    return address, bool(origin.get("dir_info", {}).get("editable"))


def _local(address: str) -> Path | None:
    parts = urlsplit(address)
    return Path(url2pathname(unquote(parts.path))) if parts.scheme == "file" else None


def _quoted(text: str) -> str:
    return f"'{text}'" if set(text) & set(" []()&;'\"") else text
