"""Rankings of labelled queries in every mode, measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb.model.record_names import name_of
from kb.search.facets import Filters
from kb.search.search_index import Index
from kb.search.searching import Dense, Question, find, search
from kb.search.signal_weights import DENSE, HYBRID, LEXICAL
from tests.search_evaluation import measures
from tests.search_evaluation.judged import read_judged, read_off_topic
from tests.search_evaluation.public_sets import Labelled

MEASURES: dict[str, Callable[[Sequence[str], Mapping[str, float]], float]] = {
    "nDCG@10": measures.ndcg,
    "recall@10": measures.recall,
    "MRR": measures.reciprocal_rank,
}
MODES = (LEXICAL, DENSE, HYBRID)


@dataclass(frozen=True, slots=True)
class Measured:
    """Values of each measure for each query, by mode and measure."""

    name: str
    queries: int
    values: dict[tuple[str, str], list[float]]

    def told(self) -> str:
        """Write means with 95 % intervals, and what hybrid has over the better of its parts."""
        lines = [f"{self.name}: {self.queries} queries"]
        for measure in MEASURES:
            cells = [f"{mode} {_told(measures.interval(self.values[mode, measure]))}" for mode in MODES]
            lines.append(
                f"  {measure:10} {'   '.join(cells)}   hybrid over better part {self._gain(measure)}"
            )
        return "\n".join(lines)

    def _gain(self, measure: str) -> str:
        part = max((LEXICAL, DENSE), key=lambda mode: measures.interval(self.values[mode, measure])[0])
        ours, theirs = self.values[HYBRID, measure], self.values[part, measure]
        return f"({part}) {_told(measures.difference(ours, theirs), '+')}"


def _told(interval: tuple[float, float, float], sign: str = "") -> str:
    mean, low, high = interval
    return f"{mean:{sign}.3f} [{low:{sign}.3f}, {high:{sign}.3f}]"


@dataclass(frozen=True, slots=True)
class Gate:
    """Shares of queries of one half that are rightly called close to the base, or not."""

    on_topic: float
    off_topic: float


def measure_gate(index: Index, dense: Dense | None, *, tuning: bool = False) -> Gate:
    """Ask judged queries, which the base can answer, and others; without vectors, by words."""

    def close(queries: Sequence[Labelled]) -> float:
        half = [labelled for labelled in queries if labelled.tuning is tuning]
        return sum(search(index, Question(q.query), dense).close for q in half) / len(half)

    return Gate(close(read_judged()), 1 - close(read_off_topic()))


def measure(
    name: str,
    index: Index,
    dense: Dense,
    queries: Sequence[Labelled],
    kind: str = "",
    *,
    tuning: bool = False,
) -> Measured:
    """Ask the queries of one half in every mode; `kind` is the only kind of answer wanted."""
    filters = Filters((("kind", (kind,)),) if kind else ())
    half = [labelled for labelled in queries if labelled.tuning is tuning]
    values: dict[tuple[str, str], list[float]] = {(mode, m): [] for mode in MODES for m in MEASURES}
    names = [name_of(row[0]) for row in index.database.rows("SELECT record FROM thing ORDER BY thing")]
    for labelled in half:
        for mode in MODES:
            found = find(index, Question(labelled.query, mode, filters), dense)
            ranking = [names[answer.thing] for answer in found]
            for label, value in MEASURES.items():
                values[mode, label].append(value(ranking, labelled.answers))
    return Measured(name, len(half), values)
