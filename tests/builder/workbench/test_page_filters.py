"""How values are written in pages."""

from __future__ import annotations

import pytest

from builder.workbench.page_filters import pathless


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("/srv/Our Office/imports/a.nt.gz is missing.", "… is missing."),
        ("There is no model in /no/model.", "There is no model in …."),
        ("Delete the folder `/srv/x`, and import again.", "Delete the folder `…`, and import again."),
        (r"C:\office\imports\ledger.json is damaged: why.", "… is damaged: why."),
        ("Ask https://example.org/a/b, 24/7 and/or evidence/a.yaml.",) * 2,
    ],
)
def test_a_message_of_a_public_copy_tells_no_path(text: str, left: str) -> None:
    assert pathless(text, "/srv/Our Office") == left
