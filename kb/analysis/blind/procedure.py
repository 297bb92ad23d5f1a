"""The whole blind test of one occupation: trials by each engine, controls, and the calibration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.analysis.blind.calibration import Calibration, Outcome, calibrate, outcome_of, sample_of
from kb.analysis.blind.corpus import Corpus
from kb.analysis.blind.engines import Engine
from kb.analysis.blind.trial import Bench, Trial

CONTROLS = ("33-3051", "33-9032", "43-5032", "43-9061", "29-1141")
"""Police, guards, other dispatchers, office clerks and nurses: occupations whose place nobody disputes."""


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
    calibrations: tuple[Calibration, ...]
    titles: dict[str, str]
    """Of occupations and groups, by code."""
    majors: dict[str, str]
    """Official major group of each occupation."""


def blind_test(
    corpus: Corpus,
    code: str,
    engines: Sequence[Engine],
    *,
    duties: Sequence[str] = (),
    controls: Sequence[str] = CONTROLS,
    every: int = 10,
    progress: Callable[[int, int], None],
) -> BlindTest:
    """Hide an occupation and see where its duties fall; `duties` stand in for its own statements.

    Controls that have no statements are passed over. With `every` 0 there is no calibration.
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
        tuple(calibrate(bench, sample, engine, progress) for engine in engines if sample),
        corpus.titles,
        {c: corpus.majors[c] for c in bench.codes},
    )
