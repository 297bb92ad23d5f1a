"""How far raters agree beyond chance, function by function and over all.

Each pair of a duty and a function is one unit, marked or not by each rater. Krippendorff's alpha ("Computing
Krippendorff's Alpha-Reliability", 2011; nominal) comes from the library of that name. Where every rater rated
every duty Fleiss' kappa ("Measuring nominal scale agreement among many raters", Psychological Bulletin 76,
1971) is alpha without its correction for small samples: with n values in all,
`1 − kappa = (1 − alpha) · n / (n − 1)`. Intervals are percentiles of a bootstrap over duties,
drawn by a seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt

from kb.common.output import Results, results
from kb.common.program import install_extra
from kb.errors import MissingError
from kb.model.records import Function
from kb.standing.rater_votes import Votes

DRAWS = 1000
"""Bootstrap samples."""
CONFIDENCE = 0.95
ENOUGH = 0.6
"""Least alpha at which a function is usable; below it, it is redefined or dropped."""
_DEFINED = 0.95
"""Share of the samples in which a coefficient must be defined for an interval to be given."""

Counts = npt.NDArray[np.int64]
"""A row a unit: how many raters did not mark it, and how many did."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its interval; None where it is not defined, because all marks are alike."""

    value: float | None
    lower: float | None = None
    upper: float | None = None

    def said(self) -> str:
        """Write it to two places with its interval; a dash where it is not defined."""
        if self.value is None:
            return "–"
        bounds = "" if self.lower is None else f" [{self.lower:.2f} to {self.upper:.2f}]"
        return f"{self.value:.2f}{bounds}"


@dataclass(frozen=True, slots=True)
class FunctionAgreement:
    """The agreement on one function, or over all."""

    function: str
    """Id; empty over all."""
    label: str
    marked: int
    """Marks of all raters together."""
    majority: int
    """Duties in which more than half of the raters found it."""
    unanimous: int
    """Duties in which all did."""
    split: int
    """Duties on which they were split."""
    alpha: Coefficient
    kappa: Coefficient

    @property
    def weak(self) -> bool:
        """Whether the raters agree too little on it to count it."""
        return self.alpha.value is not None and self.alpha.value < ENOUGH


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of the raters of one study."""

    study: str
    raters: tuple[str, ...]
    duties: int
    """Rated duties, dummies apart."""
    complete: bool
    """Whether each rater rated each duty; without it kappa is not defined."""
    seed: int
    functions: Results[FunctionAgreement]
    overall: FunctionAgreement


def agreement(study: str, votes: Sequence[Votes], functions: Sequence[Function], seed: int) -> Agreement:
    """Compute the agreement of at least two raters.

    Args:
        study: its id.
        votes: on every duty of the study; those of one rater alone say nothing and are passed over.
        functions: of the code book.
        seed: of the bootstrap.

    Raises:
        MissingError: there are no two raters, or the library is not installed.
    """
    if find_spec("krippendorff") is None:
        raise MissingError("Agreement needs the library krippendorff.", install_extra("agreement"))
    shared = [vote for vote in votes if len(vote.ratings) > 1]
    raters = tuple(sorted({rater for vote in shared for rater in vote.raters}))
    if not shared:
        raise MissingError(
            f"The study {study} has no two raters who count.", "soc-evidence rate add takes their sheets in."
        )
    sizes = np.array([len(vote.ratings) for vote in shared])
    complete = bool((sizes == len(raters)).all())
    drawn = np.random.default_rng(seed).integers(0, len(shared), (DRAWS, len(shared)))
    by_function = {f.id: _counts([vote.tally.get(f.id, 0) for vote in shared], sizes) for f in functions}
    rows = [_agreement(f.id, f.label, [by_function[f.id]], drawn, complete=complete) for f in functions]
    overall = _agreement("", "All functions", list(by_function.values()), drawn, complete=complete)
    return Agreement(study, raters, len(shared), complete, seed, results(rows), overall)


def _counts(yes: Sequence[int], sizes: npt.NDArray[np.int64]) -> Counts:
    marked = np.array(yes)
    return np.stack([sizes - marked, marked], axis=1)


def _agreement(
    function: str, label: str, counts: Sequence[Counts], drawn: npt.NDArray[np.int64], *, complete: bool
) -> FunctionAgreement:
    """Compute one row; of several functions each drawn duty brings all its units."""
    every = np.concatenate(counts)
    samples = [np.concatenate([part[draw] for part in counts]) for draw in drawn]
    yes, size = every[:, 1], every.sum(axis=1)
    alphas = [alpha(sample) for sample in samples]
    values = int(size.sum())
    kappas = [_kappa(a, values) for a in alphas] if complete else []
    value = alpha(every)
    return FunctionAgreement(
        function,
        label,
        int(yes.sum()),
        int((2 * yes > size).sum()),
        int((yes == size).sum()),
        int(((yes > 0) & (yes < size)).sum()),
        _with_interval(value, alphas),
        _with_interval(_kappa(value, values), kappas) if complete else Coefficient(None),
    )


def alpha(counts: Counts) -> float | None:
    """Return Krippendorff's alpha for nominal values; None where all are alike, so that it is not defined.

    Args:
        counts: a row a unit, a column a value: how many raters gave that value.
    """
    import krippendorff

    pairable = counts[counts.sum(axis=1) > 1]
    if (pairable.sum(axis=0) > 0).sum() < 2:
        return None
    return float(krippendorff.alpha(value_counts=pairable, level_of_measurement="nominal"))


def kappa(counts: Counts) -> float | None:
    """Return Fleiss' kappa; None where all values are alike, or units differ in their number of raters.

    Args:
        counts: as for `alpha`.
    """
    sizes = counts.sum(axis=1)
    return _kappa(alpha(counts), int(sizes.sum())) if (sizes == sizes[0]).all() else None


def _kappa(found: float | None, values: int) -> float | None:
    return None if found is None else 1 - (1 - found) * values / (values - 1)


def _with_interval(value: float | None, samples: Sequence[float | None]) -> Coefficient:
    defined = [sample for sample in samples if sample is not None]
    if value is None or len(defined) < _DEFINED * len(samples) or not defined:
        return Coefficient(value)
    tail = (1 - CONFIDENCE) / 2
    lower, upper = np.quantile(defined, [tail, 1 - tail])
    return Coefficient(value, float(lower), float(upper))
