"""How well search answers, and how fast: `python -m tests.bench` prints it.

Vectors are kept in `build/bench`, so that only the first run encodes everything.
"""

# ruff: noqa: T201
from __future__ import annotations

import os
import time
from pathlib import Path

from kb.errors import MissingError
from kb.model.record_names import name_of
from kb.search.encoder import Encoder
from kb.search.model_files import find_model
from kb.search.passage_vectors import open_vectors
from kb.search.search_index import Index, load_index, open_index, write_index
from kb.search.searching import Dense, Question, find
from kb.search.synonyms import Vocabulary
from kb.workspace import SHIPPED, open_workspace
from tests.search_evaluation import measures
from tests.search_evaluation.evaluating import measure, measure_gate
from tests.search_evaluation.judged import KINDS, Judged, grade_pairs, read_judged
from tests.search_evaluation.public_sets import read_public_sets

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "bench"


def run() -> None:
    """Print quality on the halves that nothing was tuned on, then speed."""
    try:
        encoder = Encoder(find_model())
    except MissingError as error:
        print(f"search: not measured. {error.message} {error.remedy}")
        return
    print("search: means with 95 % bootstrap intervals, on the reporting halves")
    _judged(encoder)
    folder = os.environ.get("SOC_EVIDENCE_DATA")
    if folder:
        _public(encoder, Path(folder) / "data" / "onet")
    else:
        print("title -> SOC, task -> activity: not measured; SOC_EVIDENCE_DATA is not set")


def _judged(encoder: Encoder) -> None:
    index = open_index(open_workspace(ROOT), _say)
    dense = Dense(open_vectors(index, encoder, _say, shipped=ROOT / SHIPPED), encoder)
    queries = read_judged()
    print(measure("judged queries", index, dense, queries).told())
    print(f"  first ten answers that were judged: {_judged_share(index, dense, queries):.1%}")
    print(f"  agreement of the judges: kappa {measures.agreement(grade_pairs()):.2f}")
    for name, half in (("meaning and words", dense), ("words", None)):
        gate = measure_gate(index, half)
        told = f"{gate.on_topic:.1%} on the topic are close, {gate.off_topic:.1%} off it are not"
        print(f"  told by {name}: {told}")
    for kind in KINDS:
        of_kind = [query for query in queries if query.kind == kind]
        print(measure(f"judged queries: {kind}", index, dense, of_kind).told())


def _judged_share(index: Index, dense: Dense, queries: list[Judged]) -> float:
    """Return the share of hybrid search's first ten answers on the reporting half that have a grade."""
    rows = index.database.rows("SELECT record FROM thing ORDER BY thing")
    names = [name_of(row[0]) for row in rows]
    graded = [
        names[answer.thing] in query.graded
        for query in queries
        if not query.tuning
        for answer in find(index, Question(query.query), dense)
    ]
    return sum(graded) / len(graded)


def _public(encoder: Encoder, folder: Path) -> None:
    sets = read_public_sets(folder)
    place = KEPT / "public"
    if place.is_dir():
        index = load_index(place)
    else:
        place.mkdir(parents=True)
        write_index(sets.corpus, Vocabulary(()), place)
        index = load_index(place)
    dense = _dense(index, encoder)
    print(measure("reported title -> SOC", index, dense, sets.titles, "soc").told())
    print(measure("task -> detailed work activity", index, dense, sets.tasks, "activity").told())


def _dense(index: Index, encoder: Encoder) -> Dense:
    started = time.perf_counter()
    vectors = open_vectors(
        index, encoder, _say, lambda done, total: _say(f"  {done:,} of {total:,}", end="\r")
    )
    print(f"  vectors of {len(index.digests):,} passages: {time.perf_counter() - started:.1f} s")
    return Dense(vectors, encoder)


def _say(message: str, end: str = "\n") -> None:
    print(message, end=end, flush=True)
