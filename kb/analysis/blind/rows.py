"""The blind test as one long table for programs."""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis.blind.calibration import Outcome
from kb.analysis.blind.procedure import BlindTest
from kb.analysis.blind.trial import Trial

HEADINGS = ("section", "engine", "code", "item", "nearest", "value", "place", "text")


def blind_rows(found: BlindTest) -> Iterator[tuple[str, ...]]:
    """Yield one row for each neighbour, share and outcome; its fields are HEADINGS."""
    for trial in found.trials:
        yield from _trial_rows(trial)
    for verdict in found.verdicts:
        yield _outcome_row("verdict", verdict.engine, verdict.outcome)
    for calibration in found.calibrations:
        for outcome in calibration.outcomes:
            yield _outcome_row("calibration", calibration.engine, outcome)


def _trial_rows(trial: Trial) -> Iterator[tuple[str, ...]]:
    for placed in trial.duties:
        for place, near in enumerate(placed.neighbours, 1):
            yield (
                *("neighbour", trial.engine, trial.code, placed.duty, near.code),
                *(str(near.score), str(place), near.statement),
            )
    for level, shares in (("major", trial.majors), ("minor", trial.minors)):
        for s in shares:
            told = f"of the 10 nearest {s.near}; by chance {s.base}"
            yield (
                level,
                trial.engine,
                trial.code,
                "duties nearest",
                s.code,
                str(s.first),
                str(s.place),
                told,
            )
    for place, ranked in enumerate(trial.occupations, 1):
        yield (
            *("occupation", trial.engine, trial.code, "mean score", ranked.code),
            *(str(ranked.score), str(place), ""),
        )


def _outcome_row(section: str, engine: str, outcome: Outcome) -> tuple[str, ...]:
    told = f"by vote {outcome.by_vote}; by mean score {outcome.by_mean}"
    return (
        *(section, engine, outcome.code, outcome.official, outcome.by_vote),
        *(str(outcome.share), str(outcome.place), told),
    )
