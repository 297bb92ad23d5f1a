"""The whole blind test of an occupation: trials by each engine, controls, and how often the test is right.

Without the calibration, how often it puts an occupation where the classification has it, it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kb.blind.nearness import Engine
from kb.blind.trial import Bench, Trial
from kb.blind.work_statements import Corpus
from kb.namespaces import SCHEMES
from kb.store.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where one occupation is put, by one engine."""

    engine: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class BlindTest:
    """Everything that the test says."""

    code: str
    official: bool
    sources: tuple[str, ...]
    occupations: int
    """Occupations with statements."""
    statements: int
    every: int
    trials: tuple[Trial, ...]
    """One by each engine."""
    verdicts: tuple[Verdict, ...]
    """On the occupation itself, and on the controls."""
    not_recorded: tuple[str, ...]
    """Controls of which no statement of work is recorded, so that they could not be tested."""
    calibrations: tuple[Calibration, ...]
    titles: dict[str, str]
    """Of occupations and groups, by code."""
    majors: dict[str, str]
    """Official major group of each occupation."""


def known_controls(knowledge: Knowledge) -> tuple[str, ...]:
    """Return the codes of occupations whose place nobody disputes, as `ontology/blind-test.ttl` has them."""
    scheme = f"<{SCHEMES}blind-control>"
    rows = knowledge.select(
        f"SELECT ?code {{ ?it skos:inScheme {scheme} ; skos:notation ?code ; soce:order ?n }} ORDER BY ?n"
    )
    return tuple(row["code"] for row in rows)


def blind_test(
    corpus: Corpus,
    code: str,
    engines: Sequence[Engine],
    *,
    duties: Sequence[str] = (),
    controls: Sequence[str] = (),
    every: int = 10,
    progress: Callable[[int, int], None],
) -> BlindTest:
    """Hide an occupation and see where its duties fall; `duties` stand in for its own statements.

    Controls that have no statements are not tested, and named. With `every` 0 there is no calibration.
    """
    bench = Bench(corpus)
    tested = [control for control in controls if control in bench.codes and control != code]
    sample = sample_of(corpus, every) if every else ()
    trials = tuple(bench.run(code, duties or corpus.of(code), engine) for engine in engines)
    others = [bench.run(control, corpus.of(control), engine) for engine in engines for control in tested]
    return BlindTest(
        code,
        corpus.official,
        corpus.sources,
        len(bench.codes),
        len(corpus.statements),
        every,
        trials,
        tuple(Verdict(trial.engine, outcome_of(corpus, trial)) for trial in (*trials, *others)),
        tuple(control for control in controls if control not in bench.codes),
        tuple(calibrate(bench, sample, engine, progress) for engine in engines if sample),
        corpus.titles,
        {c: corpus.majors[c] for c in bench.codes},
    )


FEWEST = 5
"""Statements that an occupation needs to be tested."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where one occupation was put by one engine."""

    code: str
    duties: int
    official: str
    """Its official major group."""
    by_vote: str
    by_mean: str
    share: float
    """Share of the duties that the group with most of them got, from 0 to 1."""
    official_minor: str
    minor_by_vote: str
    place: int
    """Place of the official major group, by mean score of its best occupation, among major groups."""


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """How one major group fared."""

    code: str
    tested: int
    kept: int
    """Its occupations that were put here by vote."""
    kept_by_mean: int
    taken: int
    """Occupations of other groups that were put here by vote."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The outcomes of a sample, by one engine."""

    engine: str
    outcomes: tuple[Outcome, ...]
    groups: tuple[GroupOutcome, ...]

    @property
    def right_by_vote(self) -> int:
        """Occupations put into their official major group by vote."""
        return sum(o.by_vote == o.official for o in self.outcomes)

    @property
    def right_by_mean(self) -> int:
        """Occupations put into their official major group by mean score."""
        return sum(o.by_mean == o.official for o in self.outcomes)

    @property
    def right_minor(self) -> int:
        """Occupations put into their official minor group by vote."""
        return sum(o.minor_by_vote == o.official_minor for o in self.outcomes)

    def as_scattered(self, share: float) -> tuple[int, int]:
        """Return how many had a leading group with no more than this share, and how many were right."""
        alike = [o for o in self.outcomes if o.share <= share]
        return len(alike), sum(o.by_vote == o.official for o in alike)


def sample_of(corpus: Corpus, every: int) -> tuple[str, ...]:
    """Return every nth of the occupations, by code, that have enough statements."""
    counts: dict[str, int] = {}
    for statement in corpus.statements:
        counts[statement.code] = counts.get(statement.code, 0) + 1
    return tuple(code for code in corpus.codes if counts[code] >= FEWEST)[::every]


def calibrate(
    bench: Bench, codes: Iterable[str], engine: Engine, progress: Callable[[int, int], None]
) -> Calibration:
    """Run the trial of each occupation on its official statements."""
    codes = tuple(codes)
    outcomes: list[Outcome] = []
    for done, code in enumerate(codes, 1):
        outcomes.append(outcome_of(bench.corpus, bench.run(code, bench.corpus.of(code), engine)))
        progress(done, len(codes))
    return Calibration(engine.name, tuple(outcomes), _groups(outcomes))


def outcome_of(corpus: Corpus, trial: Trial) -> Outcome:
    """Say where a trial puts its occupation."""
    official = corpus.majors[trial.code]
    places = sorted(trial.majors, key=lambda share: share.place)
    codes = [share.code for share in places]
    return Outcome(
        trial.code,
        len(trial.duties),
        official,
        trial.by_vote,
        trial.by_mean,
        round(trial.majors[0].first / len(trial.duties), 4),
        corpus.minors[trial.code],
        trial.minor_by_vote,
        codes.index(official) + 1 if official in codes else len(codes) + 1,
    )


def _groups(outcomes: list[Outcome]) -> tuple[GroupOutcome, ...]:
    codes = sorted({code for o in outcomes for code in (o.official, o.by_vote)})
    return tuple(
        GroupOutcome(
            code,
            sum(o.official == code for o in outcomes),
            sum(o.official == code == o.by_vote for o in outcomes),
            sum(o.official == code == o.by_mean for o in outcomes),
            sum(o.by_vote == code != o.official for o in outcomes),
        )
        for code in codes
    )
