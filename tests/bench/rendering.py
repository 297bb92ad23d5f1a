"""CPU time and memory of setting the example once, and many times over, beside typst on the same document."""

from __future__ import annotations

import dataclasses
import io
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pypdfium2

from builder import document as d
from builder.building import examine
from builder.layout import render
from tests.bench.typst_source import typst_source

ROOT = Path(__file__).parents[2]
COPIES = (0, 1, 8, 32)
"""How often the example is repeated; 0: its first sections alone."""
_FIRST = 16


def run() -> None:
    """Measure each size in a process of its own, ours and then typst's."""
    example = examine(ROOT, "builder/example/submission.md").document
    print(f"{'':8}{'pages':>8}{'CPU s':>10}{'ms a page':>12}{'bytes a page':>14}{'peak MB':>10}")  # noqa: T201
    for copies in COPIES:
        document = _repeated(example, copies)
        for name in ("ours", "typst"):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                pages, size, cpu, peak = pool.submit(_measured, name, document).result()
            row = f"{name:8}{pages:8}{cpu:10.2f}{1000 * cpu / pages:12.1f}{size / pages:14.0f}{peak:10.0f}"
            print(row)  # noqa: T201


def _measured(name: str, document: d.Document) -> tuple[int, int, float, float]:
    """Return pages, bytes, CPU seconds of setting with fonts loaded, and the peak of memory in MB."""
    small = dataclasses.replace(document, blocks=(d.Paragraph((d.Text("A word."),)),), notes=())
    source = typst_source(document) if name == "typst" else ""
    _set(name, small, typst_source(small))
    start = time.process_time()
    data = _set(name, document, source)
    cpu = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return len(pypdfium2.PdfDocument(io.BytesIO(data))), len(data), cpu, peak


def _set(name: str, document: d.Document, source: str) -> bytes:
    if name == "ours":
        return render(document)
    import typst

    data: bytes = typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1", "a-3a"])
    return data


def _repeated(document: d.Document, copies: int) -> d.Document:
    """Return the document with its blocks that often, each time with anchors and notes of its own."""
    blocks: list[d.Block] = []
    notes: list[d.Note] = []
    for copy in range(copies):
        shifted = _shifted(document.blocks, copy, copy * len(document.notes))
        blocks += [block for block in shifted if copy == 0 or not isinstance(block, d.Contents)]
        notes += _shifted(document.notes, copy, copy * len(document.notes))
    if not copies:
        first = (b for b in document.blocks[:_FIRST] if not isinstance(b, d.Contents))
        return dataclasses.replace(document, blocks=_unlinked(tuple(first)))
    return dataclasses.replace(document, blocks=tuple(blocks), notes=tuple(notes))


def _shifted(node: Any, copy: int, notes: int) -> Any:
    if isinstance(node, tuple):
        return tuple(_shifted(part, copy, notes) for part in node)
    if not dataclasses.is_dataclass(node) or isinstance(node, d.Text | type):
        return node
    values = {f.name: _shifted(getattr(node, f.name), copy, notes) for f in dataclasses.fields(node)}
    if isinstance(node, d.NoteReference | d.Note):
        values["number"] += notes
    if values.get("anchor"):
        values["anchor"] += f" {copy}"
    if values.get("target", "").startswith("#"):
        values["target"] += f" {copy}"
    return dataclasses.replace(node, **values)


def _unlinked(node: Any) -> Any:
    """Return a node whose links within the document are words."""
    if isinstance(node, tuple):
        return tuple(_unlinked(part) for part in node)
    if isinstance(node, d.Link) and node.target.startswith("#"):
        return d.Text("".join(text.text for text in node.content) or node.label)
    if not dataclasses.is_dataclass(node) or isinstance(node, type):
        return node
    values = {f.name: _unlinked(getattr(node, f.name)) for f in dataclasses.fields(node)}
    return dataclasses.replace(node, **values)
