"""The data sets that can be imported, and the code that a file's meaning depends on."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from kb.common.code import code_digest
from kb.importing import oews, onet, soc
from kb.importing.table import Table

TABLES: dict[str, tuple[Table, ...]] = {"soc": soc.TABLES, "onet": onet.TABLES, "oews": oews.TABLES}


@cache
def reader_digest(ontology: Path) -> str:
    """Return a digest of the code and the editions: with either, what a file becomes may change."""
    code = code_digest(("kb.importing.conversion",), ("python-calamine",))
    data = sorted((ontology / "editions").glob("*.yaml"))
    return hashlib.sha256(b"".join([code.encode(), *(path.read_bytes() for path in data)])).hexdigest()
