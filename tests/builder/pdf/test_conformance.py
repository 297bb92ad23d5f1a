"""veraPDF passes what is rendered, and notices when one thing is undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.document import Document
from builder.layout import render
from builder.pdf import canvas, links, structure, syntax, xmp
from builder.pdf.structure import Element
from tests.tagged import checker
from tests.tagged.cases import CASES, compact
from tests.tagged.sample import sample

pytestmark = pytest.mark.skipif(bool(checker.lacking()), reason=checker.lacking())

Undo = Callable[[pytest.MonkeyPatch], object]


def _repair(at: int) -> Undo:
    one = syntax.REPAIRS[at]
    return lambda patch: patch.setattr(one.owner, one.attribute, one.original)


def _page_entries(patch: pytest.MonkeyPatch) -> None:
    original = canvas._Pages._setAnnotations

    def without_tabs(self: Any, page: Any) -> None:
        original(self, page)
        page.Tabs = None

    patch.setattr(canvas._Pages, "_setAnnotations", without_tabs)


def _preamble(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(canvas._Pages, "_make_preamble", lambda self: setattr(self, "_preamble", "0 0 9 9 re f"))


def _plain(tag: str) -> Callable[..., Element]:
    return lambda parent, *rest, **more: Element(tag, parent)


def _described(patch: pytest.MonkeyPatch) -> None:
    original = links.Links.add
    patch.setattr(links.Links, "add", lambda self, e, t, d, a: original(self, e, t, "", a))


UNDONE: dict[str, tuple[Undo, str]] = {
    "end of line before endstream": (_repair(0), "PDFA-3A 6.1.7.1"),
    "order of annotations follows structure": (_page_entries, "PDFUA-1 7.18.3"),
    "nothing drawn unmarked": (_preamble, "PDFUA-1 7.1-3"),
    "decoration is an artifact": (
        lambda patch: patch.setattr(
            canvas.TaggedCanvas, "artifact", lambda self, kind="Layout": self._close_mark()
        ),
        "PDFUA-1 7.1-3",
    ),
    "extension schema of pdfuaid": (
        lambda patch: patch.setattr(xmp, "_EXTENSION", ""),
        "PDFA-3A 6.6.2.3",
    ),
    "links are printed": (lambda patch: patch.setattr(links, "_PRINT", b"0"), "PDFA-3A 6.3.2"),
    "links are described": (_described, "PDFUA-1 7.18.5"),
    "figures have an alternative": (
        lambda patch: patch.setattr("builder.layout.set_charts.figure", _plain("Figure")),
        "PDFUA-1 7.3",
    ),
    "header cells have a scope": (
        lambda patch: patch.setattr("builder.layout.set_tables.header_cell", _plain("TH")),
        "PDFUA-1 7.5",
    ),
    "notes have an identifier": (
        lambda patch: patch.setattr("builder.layout.set_blocks.note", _plain("Note")),
        "PDFUA-1 7.9",
    ),
    "own types are mapped": (lambda patch: patch.setattr(structure, "ROLES", {}), "PDFUA-1 7.1"),
    "media types are names": (
        lambda patch: patch.setattr(syntax, "_REGULAR", frozenset(range(0x21, 0x7F)) - {0x20}),
        "PDFA-3A unreadable",
    ),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Render everything once, check it in one run, and return the broken rules by name."""
    folder = tmp_path_factory.mktemp("pdf")
    files: dict[str, Path] = {}

    def write(name: str, document: Document) -> None:
        files[name] = folder / f"{len(files)}.pdf"
        files[name].write_bytes(render(document))

    write("sample", sample())
    write("compact", compact())
    for name, make in CASES.items():
        write(name, make())
    for name, (undo, _) in UNDONE.items():
        with pytest.MonkeyPatch.context() as patch:
            undo(patch)
            write(f"without: {name}", compact())
    broken = checker.check(list(files.values()))
    return {name: broken[path] for name, path in files.items()}


@pytest.mark.parametrize("name", ["sample", "compact", *CASES])
def test_pdf_ua_1_and_pdf_a_3a(name: str, verdicts: dict[str, list[str]]) -> None:
    assert verdicts[name] == []


@pytest.mark.parametrize("name", UNDONE)
def test_checker_notices_what_is_undone(name: str, verdicts: dict[str, list[str]]) -> None:
    broken = verdicts[f"without: {name}"]
    assert any(rule.startswith(UNDONE[name][1]) for rule in broken), broken
