"""The table of formats in docs/contributing-evidence.md is what the program knows."""

from __future__ import annotations

import os
import re
from itertools import groupby

from kb.texts.document_kinds import KINDS, DocumentKind, Use
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "contributing-evidence.md"
HEAD = "| file | becomes | is read |\n| --- | --- | --- |\n"
BECOMES = {
    Use.SOURCE: "a source",
    Use.LETTER: "a source; attachments as if handed in singly",
    Use.SHEET: "records",
    Use.FOLDER: "what is in it, as if handed in singly",
}


def how(kind: DocumentKind) -> str:
    if kind.needs:
        return f"by {kind.needs.value}; without it: {kind.instead}"
    if kind.package:
        return f"by {kind.package} (`soc-evidence[formats]`); without it: {kind.instead}"
    return "always"


def table() -> str:
    rows = []
    for kind, group in groupby(KINDS, key=lambda suffix: (KINDS[suffix].name, how(KINDS[suffix]))):
        suffixes = list(group)
        endings = " ".join(f"`{suffix}`" for suffix in suffixes)
        name = re.sub("^an? ", "", kind[0])
        rows.append(f"| {name}: {endings} | {BECOMES[KINDS[suffixes[0]].use]} | {kind[1]} |\n")
    return HEAD + "".join(rows)


def test_the_table_of_formats_is_true() -> None:
    page = PAGE.read_text("utf-8")
    written = re.search(re.escape(HEAD) + r"(?:\|.*\n)*", page)
    assert written
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(page.replace(written.group(), table()), "utf-8")
        return
    assert written.group() == table()
