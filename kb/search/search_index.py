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
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kb.common.english import stems
from kb.common.files import forget, unwritable
from kb.common.program import code_digest
from kb.errors import UnwritableError
from kb.namespaces import IMPORTS, iri
from kb.search import bm25, passage_layout
from kb.search.facets import read_facets
from kb.search.index_files import sealed_folder, verify
from kb.search.passage_database import Database, write_database
from kb.search.passage_layout import Layout
from kb.search.passages import Corpus
from kb.search.ranking import Words, index_words
from kb.search.record_aliases import read_names
from kb.search.record_passages import read_passages, read_ties
from kb.search.spelling import Spelling, count_words
from kb.search.synonyms import Vocabulary, read_vocabulary
from kb.search.text_passages import digest, frozen_texts, read_texts
from kb.store import Knowledge, open_readonly
from kb.store.merged_graph import MANIFEST
from kb.temporary_folder import in_temporary_folder
from kb.workspace import Workspace

FOLDER = "search"
Say = Callable[[str], None]
_DAMAGED = (OSError, EOFError, ValueError, LookupError, sqlite3.Error)
_SYNCED = "SELECT ?manifest ?g ?d { GRAPH ?manifest { ?g soce:syncedAs ?d } }"


def open_index(workspace: Workspace, say: Say, knowledge: Knowledge | None = None) -> Index:
    """Open the index of a workspace, made anew where records, texts or the program changed.

    Args:
        workspace: whose records and texts are searched.
        say: told what takes a while and what is left out.
        knowledge: its graph, where that is open already.

    Raises:
        UnreadableError: no index can be written anywhere.
    """
    knowledge = knowledge or open_readonly(workspace)
    texts = frozen_texts(workspace)
    state = _state(knowledge, digest(texts))
    home = workspace.derived / FOLDER
    folder = home / f"passages-{state[:24]}"
    if folder.is_dir():
        try:
            verify(folder)
            return load_index(folder)
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
    corpus = Corpus(tuple(passages), facets, read_ties(knowledge), read_names(knowledge))
    if len(passages) > _MANY:
        say(f"Indexing {len(passages):,} passages …")
    names = read_vocabulary(knowledge)
    try:
        _make(folder, corpus, names)
    except UnwritableError as error:
        folder = in_temporary_folder(workspace, error).derived / FOLDER / folder.name
        _make(folder, corpus, names)
    forget(folder.parent, "passages-", folder)
    return load_index(folder)


def _make(folder: Path, corpus: Corpus, names: Vocabulary) -> None:
    try:
        with sealed_folder(folder) as fresh:
            write_index(corpus, names, fresh)
    except sqlite3.OperationalError as error:  # how SQLite tells a full disk
        raise unwritable(folder, OSError(str(error))) from error


_MANY = 5_000
"""More passages than this take a noticeable time to index."""


def write_index(corpus: Corpus, names: Vocabulary, folder: Path) -> None:
    """Write an index of a corpus into an empty folder."""
    laid = passage_layout.lay_out(corpus)
    write_database(folder / "passages.sqlite", corpus, laid.things.tolist())
    indexed = index_words([stems(passage.whole) for passage in corpus.passages], laid)
    bm25.save(indexed.passages, folder / "words")
    bm25.save(indexed.profiles, folder / "profiles")
    passage_layout.save(laid, folder)
    (folder / "synonyms.json").write_text(json.dumps(names.names, ensure_ascii=False), "utf-8")
    spelt = count_words(passage.whole for passage in corpus.passages)
    (folder / "spelling.json").write_text(json.dumps(spelt, ensure_ascii=False), "utf-8")
    (folder / "digests.txt").write_text("".join(f"{p.digest}\n" for p in corpus.passages), "ascii")


def _state(knowledge: Knowledge, texts: str) -> str:
    """Return a digest of what an index is made from: files, frozen texts, and the code that reads them."""
    rows = knowledge.select(_SYNCED, manifest=MANIFEST)
    graphs = sorted((*row.values(),) for row in rows)
    code = code_digest((__name__,), ("bm25s", "snowballstemmer", "numpy"))
    return hashlib.sha256(json.dumps([graphs, texts, code]).encode()).hexdigest()


_FORM = b"2"
"""Changes when vectors of the same texts are put together in another way."""


@dataclass(frozen=True)
class Index:
    """Opened with `load_index`."""

    folder: Path
    database: Database
    words: Words
    layout: Layout
    vocabulary: Vocabulary
    spelling: Spelling

    @cached_property
    def digests(self) -> list[str]:
        """The digest of each passage's text, by row."""
        return (self.folder / "digests.txt").read_text("ascii").split()

    @cached_property
    def vectors_digest(self) -> str:
        """Digest of what vectors are made of: the texts in their order, and which of them belong together."""
        told = hashlib.sha256(_FORM + (self.folder / "digests.txt").read_bytes())
        for array in (self.layout.starts, self.layout.link_starts, self.layout.links):
            told.update(array.tobytes())
        return told.hexdigest()

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()


def load_index(folder: Path) -> Index:
    """Open an index.

    Raises:
        OSError, ValueError, KeyError, sqlite3.Error: it is incomplete or damaged.
    """
    names = json.loads((folder / "synonyms.json").read_text("utf-8"))
    words = Words(bm25.load(folder / "words"), bm25.load(folder / "profiles"))
    laid = passage_layout.load(folder)
    database = Database(folder / "passages.sqlite")
    if words.passages.size != len(laid.things) or words.profiles.size != laid.count:
        raise ValueError("the parts of the index do not fit each other")
    spelling = Spelling(json.loads((folder / "spelling.json").read_text("utf-8")), words.passages.columns)
    return Index(folder, database, words, laid, Vocabulary(tuple(tuple(group) for group in names)), spelling)


_TYPE, _OBSERVATION = ox.NamedNode(iri("rdf:type")), ox.NamedNode(iri("qb:Observation"))


def readable(knowledge: Knowledge) -> Knowledge:
    """Return the knowledge without imported figures: itself where there are none, else a copy in memory."""
    graphs = list(knowledge.store.named_graphs())
    kept = [graph for graph in graphs if not _holds_imported_figures(knowledge.store, graph)]
    if len(kept) == len(graphs):
        return knowledge
    store = ox.Store()
    for graph in kept:
        store.bulk_extend(knowledge.store.quads_for_pattern(None, None, None, graph))
    return Knowledge(store)


def _holds_imported_figures(store: ox.Store, graph: ox.NamedNode | ox.BlankNode) -> bool:
    figures = store.quads_for_pattern(None, _TYPE, _OBSERVATION, graph)
    return str(graph.value).startswith(IMPORTS) and next(iter(figures), None) is not None
