"""A draft alone with what its PDF carries: no other file or record of the office, the program's own ontology.

A filing is tried out in it before it is built, and made again in it when the PDF is verified, so that both
see the same. Quotations are then held to records and not to documents; what was waived in screening, and what
other drafts say alike, is not told, for none of these go along.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from builder.checks.should.copied_text import CHECK as COPIED_TEXT
from builder.draft.nodes import Draft
from builder.filing.evidence_subgraph import opened
from builder.resolve.resolve_draft import read
from kb.errors import UnreadableError
from kb.findings import Finding
from kb.reports import render_findings, shortened
from kb.screening.screen import PERSONAL_DATA
from kb.store.knowledge import Knowledge
from kb.workspace import Layer, Workspace, bundle_root

_OF_THE_OFFICE = {PERSONAL_DATA.id, COPIED_TEXT.id}
"""Checks that look at the office's other files."""


@dataclass(frozen=True, slots=True)
class Alone:
    """A draft, the graph and the workspace that it is filled in from."""

    draft: Draft
    knowledge: Knowledge
    workspace: Workspace


@contextmanager
def alone(text: str, name: str, files: Mapping[str, bytes], quads: Iterable[ox.Quad]) -> Iterator[Alone]:
    """Set up a draft by its text and file name with the files that it names, as long as the block runs.

    Raises:
        UnreadableError: a file would lie elsewhere.
    """
    with tempfile.TemporaryDirectory(prefix="soc-evidence-", ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        root, bundle = folder / "workspace", bundle_root()
        root.mkdir()
        for file, data in files.items():
            place = (root / file).resolve()
            if not place.is_relative_to(root):
                raise UnreadableError(f"The file `{file}` would leave its folder.", "The PDF is hostile.")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        base = Layer("base", bundle, (bundle / "ontology",))
        queries = (root / "queries", bundle / "ontology" / "queries")
        workspace = Workspace(root, (base,), folder / "derived", None, queries)
        yield Alone(read(text, str(root / name)), opened(quads, folder / "store"), workspace)


def told_alone(findings: Iterable[Finding]) -> list[Finding]:
    """Return those findings of a draft that can be told from what its PDF carries."""
    return [finding for finding in findings if finding.check not in _OF_THE_OFFICE]


def findings_json(findings: Sequence[Finding], draft: Draft) -> bytes:
    """Return findings as JSON, with places as seen from the draft's folder."""
    return render_findings(shortened(findings, Path(draft.path).parent), "json").encode()
