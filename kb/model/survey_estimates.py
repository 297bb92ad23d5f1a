"""Values of a survey with what tells how firm they are: how many answered, and a 95 % interval.

An interval is the publisher's own where there is one. That of a share without one is computed by Wilson's
method from the share and the number of answers. A mean has none unless its publisher gives one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kb.common.wilson_interval import wilson
from kb.model.records import Figure

SMALL = 30
"""Fewer answers than this are few."""
_SHOWN = 2
"""Decimal places of bounds in print; publishers give four."""
COMPUTED = "≈"
"""Stands before an interval that is ours and not the publisher's."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One value of a survey."""

    value: float
    sample: int | None
    """How many answered; None where that is not known."""
    lower: float | None
    upper: float | None
    """Bounds of the 95 % confidence interval; None where there is none."""
    unfit: bool = False
    """Whether its publisher advises not to use it."""
    computed: bool = False
    """Whether the interval is computed here and not published."""

    def said(self, unit: str = "") -> str:
        """Say it with interval, sample and warning, such as `81.13 [61.92-91.9], n=75`."""
        warning = ", not to be used" if self.unfit else ""
        bounds = f" [{self.interval}]" if self.interval else ""
        return f"{self.value:g}{unit}{bounds}{f', {self.size}' if self.size else ''}{warning}"

    @property
    def interval(self) -> str:
        """The interval in words, such as `61.92-91.9`, after COMPUTED where it is ours; empty for none."""
        bounds = self.bounds_said("-")
        return f"{COMPUTED}{bounds}" if bounds and self.computed else bounds

    def bounds_said(self, joint: str) -> str:
        """Say the bounds to a hundredth with a word or dash between them; empty where there are none."""
        if self.lower is None or self.upper is None:
            return ""
        return f"{round(self.lower, _SHOWN):g}{joint}{round(self.upper, _SHOWN):g}"

    @property
    def size(self) -> str:
        """The sample in words, such as `n=75`; empty where it is not known."""
        return "" if self.sample is None else f"n={self.sample}"

    @property
    def few(self) -> bool:
        """Whether it rests on few answers, or on how many is not known."""
        return self.sample is None or self.sample < SMALL

    @property
    def usable(self) -> bool:
        """Whether it may be compared: no publisher advises against it, and more than one answered."""
        return not self.unfit and self.sample != 1

    def overlaps(self, other: Estimate) -> bool | None:
        """Say whether two intervals overlap; None where that cannot be said.

        It cannot of a value that is not to be used, of a single answer, or without an interval.
        """
        if not (self.usable and other.usable):
            return None
        ends = (self.lower, self.upper, other.lower, other.upper)
        if any(end is None for end in ends):
            return None
        low, high, other_low, other_high = (float(end) for end in ends if end is not None)
        return low <= other_high and other_low <= high


def share(percent: float, sample: int | None, *, unfit: bool = False) -> Estimate:
    """Return a share, in percent of those who answered, with Wilson's interval."""
    lower, upper = wilson(percent, sample) if sample else (None, None)
    return Estimate(percent, sample, lower, upper, unfit, computed=lower is not None)


def estimate_of(figure: Figure, shares: Collection[str]) -> Estimate | None:
    """Return a figure as the value of a survey; None where it is none, or how many answered is not known.

    Args:
        figure: the figure; its own bounds come before computed ones.
        shares: ids of the measures that are shares of those asked (`Records.survey_measures`).
    """
    if figure.bound or not figure.sample.isdecimal() or not int(figure.sample):
        return None
    value, sample = float(figure.value), int(figure.sample)
    if figure.lower and figure.upper:
        return Estimate(value, sample, float(figure.lower), float(figure.upper))
    if figure.unit == "percent" and figure.measure in shares:
        return share(value, sample)
    return Estimate(value, sample, None, None)
