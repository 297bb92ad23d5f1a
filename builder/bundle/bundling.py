"""Build a draft and write all that is filed, and all that the office keeps, into one folder.

    upload/NAME.pdf, …      goes up to the portal: the comment, the evidence appendix, further files
    comment-box.txt         is pasted into the portal's comment box
    summary.md, .html       one page for the person who signs
    report.html, .json      what was used and found
    manifest.json           SHA-256 of every input and product, versions
    ro-crate-metadata.json  the same as a research object

The folder is new, empty, or one that an earlier build made: what no manifest of ours lists is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from builder.building import BuildResult, as_markdown, build
from builder.bundle.appendix_document import appendix_of
from builder.bundle.bundle_report import as_data, as_html
from builder.bundle.research_object import NAME as CRATE
from builder.bundle.research_object import crate_of
from builder.bundle.signer_summary import BOX, summary_of
from builder.draft_file import find_draft, folders_of_records
from builder.filing.carried_files import MANIFEST as EMBEDDED
from builder.filing.manifest import ListedFile, Manifest, as_bytes, listed, make_manifest, read_manifest
from builder.filing.portal_files import APPENDIX, BOX_TEXTS, DRAFT, filed_name, named_files
from builder.letter_text import letter_text
from kb.api import Base, open_base
from kb.common.files import short_path, write_atomically
from kb.common.output import results
from kb.errors import UnreadableError, UsageError
from kb.findings import Finding, Location, has_errors, in_order
from kb.reports import shortened
from kb.workspace import Workspace

UPLOAD = "upload"
MANIFEST = "manifest.json"
Product = tuple[str, str, bytes]
"""Name in the bundle, role and content."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A build, and the files of its bundle."""

    result: BuildResult
    files: tuple[ListedFile, ...]
    """None where findings at error level refused the build."""


def bundle(
    base: Base | Workspace | Path | str, folder: Path | str, draft: Path | str | None = None
) -> Bundle:
    """Build a draft and write its bundle; findings at error level refuse it, and nothing is written.

    Args:
        base: the base that the draft is bound to, or what `kb.open` takes.
        folder: where the bundle goes; it and `draft` are taken from the workspace's root.
        draft: the draft's file; without it, the one that the workspace names.

    Raises:
        MissingError: there is no such draft.
        UnreadableError: the draft is not text, or the folder cannot be written.
        UsageError: the folder holds something that no build made.
    """
    base = open_base(base)
    root = base.root
    path = root / find_draft(base.workspace, draft)
    place = (root / folder).resolve()
    former = _former_files(place, base.workspace)
    result = build(base, path)
    attached = _attached(base, result)
    result = _with_findings(result, attached)
    if result.refused:
        return Bundle(result, ())
    files = [*_uploads(result, path, root, attached)]
    files += _kept(result, files, root)
    manifest = _manifest(result, path, files)
    products = {name: data for name, _, data in files}
    products |= {CRATE: crate_of(result.prepared, manifest), MANIFEST: as_bytes(manifest)}
    for name in sorted(former - products.keys()):
        (place / name).unlink(missing_ok=True)
    for name, data in products.items():
        write_atomically(place / name, data)
    ours = (
        listed(CRATE, "research object", products[CRATE]),
        listed(MANIFEST, "manifest", products[MANIFEST]),
    )
    return Bundle(result, (*manifest.files, *ours))


def _attached(base: Base, result: BuildResult) -> dict[Path, BuildResult]:
    """Build the drafts among the attachments, such as a cover letter."""
    named = named_files(result.prepared.draft, base.root)
    return {place: build(base, place) for _, place in named if place.suffix == DRAFT}


def _with_findings(result: BuildResult, attached: Mapping[Path, BuildResult]) -> BuildResult:
    """Return a build with what was found in its attachments; refused where one of them is."""
    builds = attached.values()
    own = [f for one in builds for f in one.findings if f.location.path == one.prepared.draft.path]
    own += _several_texts(result, builds)
    if not own:
        return result
    found = results(in_order([*result.findings, *own]))
    return replace(result, findings=found, pdf=b"" if has_errors(list(found)) else result.pdf)


def _several_texts(result: BuildResult, attached: Iterable[BuildResult]) -> Iterator[Finding]:
    """Tell texts for the comment box beyond the first: it takes one."""
    main = result.prepared.draft
    letters = [one.prepared.draft for one in attached if one.prepared.draft.front.comment_box]
    letters = [main] * bool(main.front.cover_text or main.front.comment_box) + letters
    for draft in letters[1:]:
        place = draft.front.place("comment-box")
        where = Location(draft.path, place.line, place.column)
        first = short_path(letters[0].path, Path(draft.path).parent)
        yield BOX_TEXTS.finding(f"{first} has a text for the comment box already.", where)


def _uploads(
    result: BuildResult, path: Path, root: Path, attached: Mapping[Path, BuildResult]
) -> Iterator[Product]:
    """Yield what goes up to the portal, and the text that is pasted there."""
    from builder.layout import render

    prepared = result.prepared
    front = prepared.draft.front
    yield f"{UPLOAD}/{path.stem}.pdf", "comment", result.pdf
    if APPENDIX in front.attachments:
        yield f"{UPLOAD}/{path.stem}-evidence.pdf", "attachment", render(appendix_of(prepared))
    texts = [front.cover_text] * bool(front.cover_text)
    texts += [letter_text(prepared.document)] * front.comment_box
    for _, place in named_files(prepared.draft, root):
        letter = attached.get(place)
        if letter and letter.prepared.draft.front.comment_box:
            texts.append(letter_text(letter.prepared.document))
        else:
            data = letter.pdf if letter else place.read_bytes()
            yield f"{UPLOAD}/{filed_name(place)}", "attachment", data
    if texts:
        yield BOX, "comment box", f"{texts[0]}\n".encode()


def _kept(result: BuildResult, uploads: list[Product], root: Path) -> Iterator[Product]:
    """Yield what stays in the office."""
    sizes = [(name, len(data)) for name, _, data in uploads]
    summary = summary_of(result.prepared, shortened(result.findings, root), sizes)
    yield "summary.md", "summary", summary.encode()
    yield "summary.html", "summary", as_html(summary).encode()
    yield "report.html", "report", as_html(as_markdown(result, root)).encode()
    yield "report.json", "report", as_data(result, root).encode()


def _manifest(result: BuildResult, path: Path, files: list[Product]) -> Manifest:
    """Return the manifest of the bundle: its inputs are the draft, what it reads, and the records' files."""
    within = {file.name: file.data for file in result.carried}
    embedded = read_manifest(within[EMBEDDED])
    read = [file for file in embedded.files if file.role in ("draft", "read")]
    inputs = (*read, *embedded.inputs)
    return make_manifest(result.prepared.day.isoformat(), [listed(*file) for file in files], inputs)


def _former_files(place: Path, workspace: Workspace) -> set[str]:
    """Return the files in a folder that an earlier bundle left there.

    Raises:
        UsageError: the folder is not for products, or holds something else.
    """
    another = "Name a new folder: --bundle filing"
    if any(place.is_relative_to(folder.resolve()) for folder in folders_of_records(workspace)):
        raise UsageError(f"{place} lies among the evidence; nothing is built there.", another)
    if place.is_file():
        raise UsageError(f"{place} is a file.", another)
    there = {path.relative_to(place).as_posix() for path in place.rglob("*") if not path.is_dir()}
    ours = _listed_there(place) if there else set()
    strangers = sorted(there - ours)
    if strangers:
        told = f"{place} holds `{strangers[0]}`, which no build put there; nothing is written beside it."
        raise UsageError(told, another)
    return there


def _listed_there(place: Path) -> set[str]:
    """Return what the manifest in a folder lists, and the manifest itself; nothing where there is none."""
    try:
        names = {file.name for file in read_manifest((place / MANIFEST).read_bytes()).files}
    except (OSError, UnreadableError):
        return set()
    return {*names, MANIFEST, CRATE}
