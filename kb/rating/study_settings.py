"""What a study takes unless told otherwise: controls, dummy duties, words to hide; out of one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from kb.workspace import bundle_root


@dataclass(frozen=True, slots=True)
class DummyDuty:
    """A duty of no occupation in question, with an answer that a careful rater cannot miss."""

    statement: str
    includes: tuple[str, ...]
    """Ids of functions that must be marked."""
    excludes: tuple[str, ...]
    """Ids of functions that must not."""


@dataclass(frozen=True, slots=True)
class StudySettings:
    """The table as values."""

    controls: tuple[str, ...]
    """Codes of occupations of other major groups."""
    dummies: tuple[DummyDuty, ...]
    hidden_words: Mapping[str, tuple[str, ...]]
    """By code; words and phrases that say whose work it is."""
    kept_words: frozenset[str]
    """Words of titles that are not hidden."""


@cache
def study_settings() -> StudySettings:
    """Return what `ontology/editions/rating-study.yaml` says."""
    path = bundle_root() / "ontology" / "editions" / "rating-study.yaml"
    table = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return StudySettings(
        tuple(table["controls"]),
        tuple(
            DummyDuty(row["statement"], tuple(row["includes"]), tuple(row["excludes"]))
            for row in table["dummy-duties"]
        ),
        {code: tuple(map(str, words)) for code, words in table["hidden-words"].items()},
        frozenset(table["kept-words"]),
    )
