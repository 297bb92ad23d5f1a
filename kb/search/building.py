"""Bringing the index up to date: what changed is read again, and only new texts are encoded.

An index lies in a folder named for the state of the files it was made from, so that a stale one is never
opened; vectors lie in a folder named for the model and the texts. Folders are made whole and then renamed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.common.code import code_digest
from kb.errors import UnreadableError
from kb.search import database, layout, lexical, vocabulary
from kb.search.facets import read_facets
from kb.search.frozen import digest, frozen_texts, read_texts
from kb.search.index import Index, load
from kb.search.passages import Corpus
from kb.search.readable import readable
from kb.search.reading import read_passages, read_ties
from kb.search.signals import index_words
from kb.search.tokens import stems
from kb.store import Knowledge, open_readonly
from kb.store.state import MANIFEST
from kb.workspace import Workspace

_SYNCED = "SELECT ?manifest ?g ?d { GRAPH ?manifest { ?g soce:syncedAs ?d } }"
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
    rows = knowledge.select(_SYNCED, manifest=MANIFEST)
    graphs = sorted((*row.values(),) for row in rows)
    code = code_digest((__name__,), ("bm25s", "snowballstemmer", "numpy"))
    return hashlib.sha256(json.dumps([graphs, texts, code]).encode()).hexdigest()


@contextmanager
def new_folder(place: Path) -> Iterator[Path]:
    """Make a folder elsewhere and move it to its place when it is complete; the first to come wins.

    Raises:
        UnreadableError: it cannot be written.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        home = place.parent
        with tempfile.TemporaryDirectory(dir=home, prefix=".making-", ignore_cleanup_errors=True) as made:
            fresh = Path(made) / "it"
            fresh.mkdir()
            yield fresh
            if not place.is_dir():
                fresh.rename(place)
    except OSError as error:
        if place.is_dir():
            return
        raise UnreadableError(
            f"{place.parent} cannot be written: {error.strerror or error}.",
            "Make the folder writable, or set XDG_CACHE_HOME to one that is.",
        ) from error


def forget(home: Path, prefix: str, kept: Path) -> None:
    """Delete the folders of earlier states; what another process holds open stays readable to it."""
    for folder in home.glob(f"{prefix}*"):
        if folder != kept:
            shutil.rmtree(folder, ignore_errors=True)
