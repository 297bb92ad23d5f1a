"""The blind test as text for people, and as CSV and JSON for programs."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from kb.analysis.comparison_text import PIPED
from kb.blind.blind_test import BlindTest, Calibration, Outcome
from kb.blind.nearness import WORDS
from kb.blind.trial import Share, Trial
from kb.common.output import as_csv, as_json
from kb.common.tables import NOT_RECORDED, table

_GROUPS = 8
"""Groups that are listed in text; the official one always is."""


def render(found: BlindTest, form: str, width: int | None) -> str:
    """Write a blind test as table, csv or json; `width` is that of the terminal, None for a file."""
    if form == "json":
        return as_json(found)
    if form == "csv":
        return as_csv(_HEADINGS, _rows(found))
    return _Text(found, width or PIPED).whole()


class _Text:
    """Writes one test for people."""

    def __init__(self, found: BlindTest, width: int) -> None:
        self.found = found
        self.width = width

    def whole(self) -> str:
        found = self.found
        parts = [self._opening()]
        for trial in found.trials:
            parts += self._trial(trial)
        parts += [self._verdicts(), *map(self._calibration, found.calibrations)]
        return "\n".join(part for part in parts if part)

    def _opening(self) -> str:
        found = self.found
        told = (
            f"Blind test of {self._name(found.code)}: its own statements are hidden, and its duties "
            f"({len(found.trials[0].duties)}) are held one by one against the statements of all others "
            f"({found.statements:,} of {found.occupations} occupations with its own). "
            f"Source: {'; '.join(found.sources)}."
        )
        if not found.official:
            told += " " + _limits(found)
        return self._wrapped(told)

    def _trial(self, trial: Trial) -> Iterator[str]:
        how = "BM25" if trial.engine == WORDS else "cosine of embeddings"
        yield self._wrapped(f"Duty by duty, by {trial.engine} ({how}).")
        own = self.found.majors[trial.code]
        rows = [
            (
                placed.duty,
                f"{placed.neighbours[0].code} {self.found.titles.get(placed.neighbours[0].code, '')}",
                placed.neighbours[0].statement,
                f"{placed.neighbours[0].score:.2f}",
                str(placed.place_of_own_group or NOT_RECORDED),
            )
            for placed in trial.duties
            if placed.neighbours
        ]
        headings = ("duty", "nearest", "its nearest statement", "score", f"place of {own[:2]}")
        yield table(headings, rows, self.width, frozenset((3, 4)))
        yield self._shares("major group", trial.majors, own)
        yield self._shares("minor group", trial.minors, "")
        ranked = [(r.code, self.found.titles.get(r.code, ""), f"{r.score:.3f}") for r in trial.occupations]
        yield table(("nearest by mean score", "title", "score"), ranked, self.width, frozenset((2,)))

    def _shares(self, heading: str, shares: tuple[Share, ...], own: str) -> str:
        shown = [s for n, s in enumerate(shares) if n < _GROUPS or s.code == own]
        rows = [
            (
                s.code + (" (official)" if s.code == own else ""),
                self.found.titles.get(s.code, ""),
                f"{s.first:g}",
                f"{100 * s.near:.0f}%",
                f"{100 * s.base:.0f}%",
                str(s.place),
            )
            for s in shown
        ]
        headings = (heading, "title", "duties", "of the 10 nearest", "by chance", "place by mean")
        return table(headings, rows, self.width, frozenset(range(2, 6)))

    def _verdicts(self) -> str:
        rows = [self._verdict(verdict.engine, verdict.outcome) for verdict in self.found.verdicts]
        rows += [
            ("", self._name(code), "", NOT_RECORDED, "", NOT_RECORDED) for code in self.found.not_recorded
        ]
        headings = ("by", "occupation", "official", "by vote", "duties there", "by mean score")
        note = "Where the test puts it, and occupations whose place nobody disputes (≠ is not official):\n\n"
        return note + table(headings, rows, self.width, frozenset((4,)))

    def _verdict(self, engine: str, outcome: Outcome) -> tuple[str, ...]:
        return (
            engine,
            self._name(outcome.code),
            outcome.official,
            outcome.by_vote + ("" if outcome.by_vote == outcome.official else " ≠"),
            f"{100 * outcome.share:.0f}%",
            outcome.by_mean + ("" if outcome.by_mean == outcome.official else " ≠"),
        )

    def _calibration(self, found: Calibration) -> str:
        count = len(found.outcomes)
        largest = Counter(o.official for o in found.outcomes).most_common(1)[0][1]
        trial = next(t for t in self.found.trials if t.engine == found.engine)
        share = round(trial.majors[0].first / len(trial.duties), 4)
        alike, right = found.as_scattered(share)
        told = (
            f"Calibration by {found.engine}, on {_sampled(self.found.every)} with statements enough: of "
            f"{count} occupations the vote puts {found.right_by_vote} into their official major group "
            f"({_percent(found.right_by_vote, count)}), the mean score {found.right_by_mean} "
            f"({_percent(found.right_by_mean, count)}); always naming the largest group would be right "
            f"{largest} times. The vote puts {found.right_minor} into their official minor group. "
            f"Occupations whose leading group got no larger share of the duties than here "
            f"({100 * share:.0f}%): {alike}, of which put right: {right}."
        )
        rows = [
            (
                g.code,
                self.found.titles.get(g.code, ""),
                str(g.tested),
                str(g.kept),
                str(g.kept_by_mean),
                str(g.taken),
            )
            for g in found.groups
        ]
        headings = ("major group", "title", "tested", "right by vote", "right by mean", "put here wrongly")
        return self._wrapped(told) + "\n" + table(headings, rows, self.width, frozenset(range(2, 6)))

    def _name(self, code: str) -> str:
        return f"{code} {self.found.titles.get(code, '')}".strip()

    def _wrapped(self, text: str) -> str:
        return "\n".join(textwrap.wrap(text, self.width, break_on_hyphens=False)) + "\n"


def _limits(found: BlindTest) -> str:
    """Say what the bundled statements can show: next to nothing."""
    counts = Counter(found.majors.values())
    groups = ", ".join(f"{count} of {code}" for code, count in sorted(counts.items()))
    return (
        "Nothing official is imported, so these are paraphrases of ours, of a few occupations chosen for "
        f"their bearing on this case ({groups}): where duties fall among them says little. The test "
        "proper needs soc-evidence import soc and soc-evidence import onet."
    )


def _sampled(every: int) -> str:
    if every == 1:
        return "every occupation"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(every % 10 if every % 100 not in (11, 12, 13) else 0, "th")
    return f"every {every}{ending} occupation"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "none tested"


_HEADINGS = ("section", "engine", "code", "item", "nearest", "value", "place", "text")


def _rows(found: BlindTest) -> Iterator[tuple[str, ...]]:
    """Yield one row for each neighbour, share and outcome; its fields are _HEADINGS."""
    for trial in found.trials:
        yield from _trial_rows(trial)
    for verdict in found.verdicts:
        yield _outcome_row("verdict", verdict.engine, verdict.outcome)
    yield from (("verdict", "", code, "", NOT_RECORDED, "", "", "") for code in found.not_recorded)
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
