"""How other agencies word duties: neighbours the same work, other services of the place comparable work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.job_descriptions.counted_descriptions import AgencyDescription
from kb.job_descriptions.federal_duties import FederalDuty
from kb.model.records import Duty


@dataclass(frozen=True, slots=True)
class OtherWording:
    """One duty of another agency, comparable to one of an occupation."""

    duty: FederalDuty
    """What it is comparable to."""
    other: Duty
    agency: str
    """Name."""
    occupation: str
    """Code of the work that the other description is of."""
    source: str
    """Id of the other description."""
    revised: str
    functions: tuple[str, ...] = ()
    """By which duties of different work are comparable; empty where they are the same duty."""


def neighbours_wording(
    duties: Sequence[FederalDuty], neighbours: Iterable[AgencyDescription]
) -> Iterator[OtherWording]:
    """Yield how agencies with the same work say each duty."""
    described = tuple(neighbours)
    for duty in duties:
        for one in described:
            for own in one.duties:
                if duty.is_said_by(own):
                    yield _wording(duty, own, one)


def services_wording(
    duties: Sequence[FederalDuty], services: Iterable[AgencyDescription], protective: frozenset[str]
) -> Iterator[OtherWording]:
    """Yield duties of other work that perform the same protective functions as a duty does, each once.

    A duty of a service stands beside the duty with which it shares the most functions.
    """
    for one in services:
        for own in one.duties:
            shared = [(protective & set(own.functions) & set(duty.functions), duty) for duty in duties]
            functions, duty = max(shared, key=lambda pair: len(pair[0]), default=(frozenset(), None))
            if functions and duty:
                yield _wording(duty, own, one, tuple(sorted(functions)))


def _wording(
    duty: FederalDuty, own: Duty, one: AgencyDescription, functions: tuple[str, ...] = ()
) -> OtherWording:
    return OtherWording(
        duty, own, one.agency.name, one.job.occupation, one.source.id, one.job.revised, functions
    )
