"""O*NET ratings as profiles: how alike occupations are in knowledge, skills and whatever else is rated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from kb.analysis.rated_elements import Profile, Sample, mean_profile, read_labels, read_ratings, read_samples
from kb.model.graph import Graph
from kb.model.publisher_tables import Table, onet_occupations
from kb.model.soc_classes import Subject, members_of, others


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the reference a subject is, over the elements for which both have a value."""

    code: str
    occupations: int
    """Rated detailed occupations behind the subject; the profile of a group is their plain mean."""
    elements: int
    correlation: float | None
    """Pearson's r, from -1 to 1; None below three elements or where a profile is flat."""
    cosine: float | None
    difference: float | None
    """Mean absolute difference, in points of the scale."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element with the value of each subject, in their order; None where there is none."""

    id: str
    title: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ProfileComparison:
    """One table on one scale, such as the importance of skills."""

    table: Table
    scale: str
    """Id, such as IM."""
    label: str
    """Such as Importance."""
    reference: str
    likenesses: tuple[Likeness, ...]
    elements: tuple[Element, ...]
    """Highest for the reference first."""
    samples: tuple[Sample, ...]
    """Of the occupations that were named."""

    @property
    def name(self) -> str:
        """Table and scale, such as `Skills, importance`."""
        return f"{self.table.title.rpartition(': ')[2]}, {self.label.lower()}"


def profiles_of(
    graph: Graph, subjects: tuple[Subject, ...], rated: Iterable[Table], tables: dict[str, Table]
) -> tuple[ProfileComparison, ...]:
    """Compare by each rated table and scale; nothing where none is imported."""
    labels = read_labels(graph, tables)
    onet = onet_occupations(graph, members_of(subject.members for subject in subjects))
    return tuple(found for table in rated for found in _of_table(graph, subjects, table, onet, labels))


def _of_table(
    graph: Graph,
    subjects: tuple[Subject, ...],
    table: Table,
    onet: dict[str, list[str]],
    labels: dict[str, str],
) -> Iterator[ProfileComparison]:
    ratings = read_ratings(graph, table, onet)
    if not ratings:
        return
    samples = read_samples(graph, table, onet, [s.code for s in subjects if s.named and not s.group])
    for scale, profiles in sorted(ratings.items()):
        sides = [
            mean_profile(profiles, s.members if s is subjects[0] else _apart(s, subjects[0]))
            for s in subjects
        ]
        yield ProfileComparison(
            table,
            scale,
            labels.get(scale, scale),
            subjects[0].code,
            tuple(_likeness(s, subjects[0], sides[0], side, profiles) for s, side in _rest(subjects, sides)),
            _elements(sides, labels),
            samples,
        )


def _rest(subjects: tuple[Subject, ...], sides: list[Profile]) -> Iterable[tuple[Subject, Profile]]:
    return zip(subjects[1:], sides[1:], strict=True)


def _apart(subject: Subject, reference: Subject) -> tuple[str, ...]:
    return others(subject.members, reference.members)


def _likeness(
    subject: Subject, reference: Subject, own: Profile, other: Profile, profiles: dict[str, Profile]
) -> Likeness:
    common = sorted(set(own) & set(other))
    a, b = [own[e] for e in common], [other[e] for e in common]
    rated = [code for code in _apart(subject, reference) if code in profiles]
    gaps = [abs(x - y) for x, y in zip(a, b, strict=True)]
    return Likeness(
        subject.code,
        len(rated),
        len(common),
        correlation(a, b),
        cosine(a, b),
        _round(fmean(gaps)) if gaps else None,
    )


def correlation(a: list[float], b: list[float]) -> float | None:
    """Return Pearson's r of two lists of equal length, to three decimals."""
    if len(a) < 3:
        return None
    mean_a, mean_b = fmean(a), fmean(b)
    return cosine([x - mean_a for x in a], [x - mean_b for x in b])


def cosine(a: list[float], b: list[float]) -> float | None:
    """Return the cosine of the angle between two lists of equal length, to three decimals."""
    lengths = sqrt(sum(x * x for x in a)) * sqrt(sum(x * x for x in b))
    return _round(sum(x * y for x, y in zip(a, b, strict=True)) / lengths) if lengths else None


def _round(value: float) -> float:
    return round(value, 3) + 0.0


def _elements(sides: list[Profile], labels: dict[str, str]) -> tuple[Element, ...]:
    ids = sorted({element for side in sides for element in side})
    ids.sort(key=lambda element: -sides[0].get(element, -1.0))
    return tuple(
        Element(i, labels.get(i, i), tuple(_round(s[i]) if i in s else None for s in sides)) for i in ids
    )
