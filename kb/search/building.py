"""Bringing the index up to date: what changed is read again, and only new texts are encoded.

An index lies in a folder named for the state of the files it was made from, so that a stale one is never
opened; vectors lie in a folder named for the model and the texts. Folders are made whole and then renamed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from kb.analysis import identify
from kb.common.folders import forget, new_folder
from kb.common.words import stems
from kb.search import database, layout, lexical, vocabulary
from kb.search.facets import read_facets
from kb.search.frozen import digest, frozen_texts, read_texts
from kb.search.index import Index, load
from kb.search.passages import Corpus
from kb.search.readable import readable
from kb.search.reading import read_passages, read_ties
from kb.search.signals import index_words
from kb.store import Knowledge, open_readonly
from kb.store.manifest import MANIFEST
from kb.workspace import Workspace

FOLDER = "search"
Say = Callable[[str], None]
_DAMAGED = (OSError, ValueError, KeyError, sqlite3.Error)


def open_index(workspace: Workspace, say: Say) -> Index:
    """Open the index of a workspace, made anew where records, texts or the program changed.

    Raises:
        UnreadableError: its folder cannot be written.
    """
    knowledge = open_readonly(workspace)
    texts = frozen_texts(workspace)
    state = _state(knowledge, digest(texts))
    home = workspace.derived / FOLDER
    folder = home / f"passages-{state[:24]}"
    if folder.is_dir():
        try:
            return load(folder)
        except _DAMAGED:
            say("The search index is damaged; making it again …")
            shutil.rmtree(folder, ignore_errors=True)
    knowledge = readable(knowledge)
    passages = read_passages(knowledge)
    quoted, refused = read_texts(texts)
    for reason in refused:
        say(f"Not searched: {reason}")
    passages += quoted
    facets = read_facets(knowledge, {passage.record for passage in passages})
    corpus = Corpus(tuple(passages), facets, read_ties(knowledge))
    if len(passages) > _MANY:
        say(f"Indexing {len(passages):,} passages …")
    with new_folder(folder) as fresh:
        write(corpus, vocabulary.read_vocabulary(knowledge), fresh)
    forget(home, "passages-", folder)
    return load(folder)


_MANY = 5_000
"""More passages than this take a noticeable time to index."""


def write(corpus: Corpus, names: vocabulary.Vocabulary, folder: Path) -> None:
    """Write an index of a corpus into an empty folder."""
    laid = layout.lay_out(corpus)
    database.write(folder / "passages.sqlite", corpus, laid.things.tolist())
    words = index_words([stems(passage.whole) for passage in corpus.passages], laid)
    lexical.save(words.passages, folder / "words")
    lexical.save(words.profiles, folder / "profiles")
    layout.save(laid, folder)
    (folder / "vocabulary.json").write_text(json.dumps(names.names, ensure_ascii=False), "utf-8")
    (folder / "digests.txt").write_text("".join(f"{p.digest}\n" for p in corpus.passages), "ascii")


def _state(knowledge: Knowledge, texts: str) -> str:
    """Return a digest of what an index is made from: files, frozen texts, and the code that reads them."""
    rows = knowledge.select(f"SELECT ?g ?d WHERE {{ GRAPH <{MANIFEST}> {{ ?g soce:syncedAs ?d }} }}")
    graphs = sorted((*row.values(),) for row in rows)
    code = hashlib.sha256(b"".join(path.read_bytes() for path in _code()))
    parts = [graphs, texts, code.hexdigest(), version("bm25s"), version("snowballstemmer"), version("numpy")]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _code() -> list[Path]:
    """Return the files that decide what an index holds: this room, and how things are named."""
    return [*sorted(Path(__file__).parent.rglob("*.py")), Path(identify.__file__)]
