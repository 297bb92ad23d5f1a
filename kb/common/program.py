"""This program itself: what its code is, as a digest, and how it was installed.

Whatever is derived by the code is made again when the digest changes.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ROOT = Path(__file__).resolve().parents[2]
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(kb[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)|import[ \t]+(kb[\w.]*))",
    re.MULTILINE,
)
"""Read by pattern, for the syntax trees of sixty modules take longer than most commands."""

NAME = "soc-evidence"


def release() -> str:
    """Return the version that is installed; `not installed` where none is."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return "not installed"


@cache
def code_digest(modules: tuple[str, ...], packages: tuple[str, ...] = ()) -> str:
    """Return a digest of some modules, of every module of ours that they import, and of packages' versions.

    Imports count wherever they stand, also inside functions.
    """
    parts = [_code(path)[0] for path in code_of(*modules)]
    parts += [f"{package} {version(package)}".encode() for package in packages]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def code_of(*modules: str) -> list[Path]:
    """Return the files of some modules and of every module of ours that they import, sorted."""
    found: set[Path] = set()
    waiting = set(modules)
    seen: set[str] = set()
    while waiting:
        seen.add(module := waiting.pop())
        for path in _files(module):
            if path not in found:
                found.add(path)
                waiting |= _code(path)[1] - seen
    return sorted(found)


@cache
def _files(module: str) -> list[Path]:
    """Return the file of a module and those of the rooms that hold it; none for what is no module.

    The package as a whole is not among them: it is a face, which imports everything and decides nothing.
    """
    parts = module.split(".")
    packages = [_ROOT.joinpath(*parts[:end], "__init__.py") for end in range(2, len(parts) + 1)]
    return [path for path in (_ROOT.joinpath(*parts).with_suffix(".py"), *packages) if path.is_file()]


@cache
def _code(path: Path) -> tuple[bytes, set[str]]:
    """Return a module's text and the names that it imports from us.

    These are modules, and what may be one (`from kb import x`).
    """
    code, names = path.read_bytes(), set[str]()
    for source, imported, module in _IMPORT.findall(code.decode("utf-8")):
        words = re.findall(r"\w+", re.sub(r"\bas\s+\w+|#[^\n]*", "", imported))
        names |= {module or source, *(f"{source}.{word}" for word in words)}
    return code, names


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
    from urllib.request import url2pathname  # which brings half the network with it

    parts = urlsplit(address)
    return Path(url2pathname(unquote(parts.path))) if parts.scheme == "file" else None


def _quoted(text: str) -> str:
    return f"'{text}'" if set(text) & set(" []()&;'\"") else text
