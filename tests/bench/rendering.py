"""Setting documents as PDF, fonts already loaded."""

from __future__ import annotations

from functools import partial

from builder.layout import render
from tests.bench.timing import side_by_side
from tests.tagged.sample import sample


def run() -> None:
    """Set the sample of a dozen pages, and one of more than thirty."""
    sizes = {"a dozen pages": 60, "thirty pages": 480}
    documents = {name: sample(rows=rows) for name, rows in sizes.items()}
    for name, document in documents.items():
        print(f"{name}: {render(document).count(b'/StructParents')} pages")  # noqa: T201
    side_by_side({name: partial(render, document) for name, document in documents.items()})
