"""`make vectors`: write the vectors of the bundled base that come with the program."""

from __future__ import annotations

import sys

from kb.search.encoder import Encoder
from kb.search.model_files import find_model
from kb.search.passage_vectors import open_vectors
from kb.search.search_index import open_index
from kb.search.shipped_vectors import ship_vectors
from kb.workspace import bundle_root, open_workspace


def _say(message: str) -> None:
    sys.stderr.write(f"{message}\n")


base = open_workspace(bundle_root()).base
index, encoder = open_index(base, _say), Encoder(find_model())
made = open_vectors(index, encoder, _say, shipped=base.shipped).passages.vectors
_say(f"Written to {ship_vectors(index, made, encoder, base.shipped)}.")
