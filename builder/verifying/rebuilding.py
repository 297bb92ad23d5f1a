"""The document made once more, from nothing but what a PDF carries and this program."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from builder.building import Prepared, fill_and_check
from builder.filing import evidence_subgraph
from builder.filing.carried_files import attachments, findings_json
from builder.resolve.resolve_draft import read
from builder.verifying.base_records import Compared, compare
from builder.verifying.embedded_files import Embedded
from builder.verifying.printed_words import Pages, words_of
from kb.common.dates_and_numbers import read_day
from kb.errors import UnreadableError
from kb.workspace import Layer, Workspace, bundle_root


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A document made again."""

    pdf: bytes
    words: Pages
    """What its pages print."""
    findings: bytes
    """Those of the draft as JSON, as the PDF carries them."""
    prepared: Prepared
    base: Compared
    """The embedded records beside those of the bundled base."""


def rebuild(embedded: Embedded) -> Rebuilt:
    """Make the document again as of the day that the manifest names.

    Raises:
        UnreadableError: draft, evidence or day is not to be read.
    """
    from builder.layout import render

    with tempfile.TemporaryDirectory(prefix="soc-evidence-", ignore_cleanup_errors=True) as folder:
        prepared = _prepared(embedded, Path(folder))
        found = findings_json(prepared.of_draft, Path(prepared.draft.path).parent)
        document = replace(prepared.document, attachments=attachments(_roles(embedded)))
        pdf = render(document)
        return Rebuilt(pdf, words_of(pdf), found, prepared, compare(embedded))


def _prepared(embedded: Embedded, folder: Path) -> Prepared:
    day = read_day(embedded.manifest.day)
    if day is None:
        raise UnreadableError("The manifest names no day.", "The PDF was not made by `soc-evidence build`.")
    try:
        text = embedded.one("draft").decode()
        quads = evidence_subgraph.read_trig(embedded.one("evidence"))
    except (SyntaxError, ValueError) as error:
        raise UnreadableError(
            "The draft or the evidence in the PDF cannot be read.", "The PDF is damaged."
        ) from error
    root = folder / "workspace"
    _write_read_files(embedded, root)
    name = embedded.of("draft")[0][0]
    knowledge = evidence_subgraph.opened(quads, folder / "store")
    return fill_and_check(read(text, str(root / name)), name, knowledge, _workspace(root, folder), day)


def _write_read_files(embedded: Embedded, root: Path) -> None:
    """Put the files that the draft names where it looks for them, and nowhere else."""
    root.mkdir()
    for name, data in embedded.of("read"):
        place = (root / name).resolve()
        if not place.is_relative_to(root.resolve()):
            raise UnreadableError(
                f"The file `{name}` in the PDF would leave its folder.", "The PDF is hostile."
            )
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _workspace(root: Path, folder: Path) -> Workspace:
    """Return a workspace of the program's ontology alone; records come from the PDF."""
    bundle = bundle_root()
    base = Layer("base", bundle, (bundle / "ontology",))
    return Workspace(
        root, (base,), folder / "derived", None, (root / "queries", bundle / "ontology" / "queries")
    )


def _roles(embedded: Embedded) -> list[tuple[str, str, bytes]]:
    known = dict(embedded.files)
    listed = [(file.name, file.role, known.pop(file.name)) for file in embedded.manifest.files]
    return [*listed, *((name, "manifest", data) for name, data in known.items())]
