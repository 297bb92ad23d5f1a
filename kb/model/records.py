"""The kinds of record as plain values, without graph terms.

An empty text or tuple means that nothing is recorded. A record is served under its own id with what the graph
says; whether it may be drawn on is not decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from kb.model.docket_records import Docket
from kb.namespaces import record

Locator = tuple[tuple[str, str], ...]


class _Identified(Protocol):
    KIND: ClassVar[str]

    @property
    def id(self) -> str: ...


class Addressed:
    """What has an address of its own in the graph."""

    __slots__ = ()
    KIND: ClassVar[str]
    """Kind of record, as in `kind/id`."""

    @property
    def iri(self: _Identified) -> str:
        """Its address."""
        return record(self.KIND, self.id)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record's statement comes from, and how far that was checked."""

    source: str = ""
    """Source id."""
    locator: Locator = ()
    verification: str = "unverified"
    """Concept of the verification scheme."""
    note: str = ""
    """What was or was not seen, in the record's words."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person, committee or organization."""

    id: str
    name: str
    kind: str = ""
    """Concept of the scheme agent-kind."""
    acronym: str = ""
    state: str = ""
    """Of an agency: name of the state that it is in."""
    place: str = ""
    """Of an agency: the county or city that it serves."""
    positions: int | None = None
    """Of an agency: its positions for the work that its job description is of; None where nobody said."""


@dataclass(frozen=True, slots=True)
class JobDescription:
    """What makes a source the job description of an agency."""

    occupation: str
    """Code of the occupation whose work it describes."""
    agency: str
    """Id of the agent."""
    revised: str = ""
    """When it was issued or last revised, as its record says: `2021`, `2021-08` or `2021-08-15`."""
    permission: str = ""
    """How the agency permitted that it is counted; empty where it did not."""
    permitted_on: str = ""
    gathered: str = ""
    """How it was come by."""


@dataclass(frozen=True, slots=True)
class Source(Addressed):
    """A work that can be cited."""

    KIND = "source"
    id: str
    title: str
    short_title: str
    csl: Mapping[str, Any] = field(compare=False)
    """The record as a CSL-JSON item."""
    authority: str = ""
    reports_on: str = ""
    """Id of the source that this one stands for, when that one was not seen."""
    verification: str = ""
    extent: str = ""
    series: str = ""
    """Name of the series that it is an edition of (`kb.model.currency`); empty for other works."""
    issued: str = ""
    """ISO date as recorded; empty where there is none."""
    retracted: str = ""
    """Why it was withdrawn; empty when it stands."""
    retracted_on: str = ""
    """Date of that, where it is recorded."""
    superseded_by: str = ""
    """Id of the record that takes its place."""
    job: JobDescription | None = None
    """Of a job description, whose it is and of what work."""


@dataclass(frozen=True, slots=True)
class EvidenceItem(Addressed):
    """One thing a source says."""

    KIND = "evidence"
    id: str
    statement: str
    provenance: Provenance
    quote: str = ""
    note: str = ""
    method: str = ""
    date: str = ""
    sample: str = ""
    denominator: str = ""
    attributed_to: str = ""
    """Agent's name."""
    supports: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    """Records other than claims that it speaks against, as kind/id."""
    superseded_by: str = ""
    """Id of the record that takes its place."""


@dataclass(frozen=True, slots=True)
class Figure(Addressed):
    """One observation: a measure of an occupation in a period, of a place and a population."""

    KIND = "figure"
    id: str
    occupation: str
    measure: str
    period: str
    value: Decimal
    unit: str
    provenance: Provenance
    label: str = ""
    """What tells it from other figures of the same measure; empty where nothing has to."""
    place: str = ""
    """What part of the country it is of; empty for the country as a whole."""
    sample: str = ""
    """Number of those who were asked or counted."""
    denominator: str = ""
    """The population: who or what the value is of."""
    formula: str = ""
    derived_from: tuple[str, ...] = ()
    """Ids of the figures it was computed from."""
    relative_error: str = ""
    lower: str = ""
    upper: str = ""
    """Bounds of the 95 % confidence interval, as published; empty where none is."""
    note: str = ""
    bound: bool = False
    """Whether `value` is only the least that it can be, its publisher not giving it exactly."""
    superseded_by: str = ""
    """Id of the record that takes its place."""


@dataclass(frozen=True, slots=True)
class Duty(Addressed):
    """One duty of an occupation, required of all its jobs or frequent in them."""

    KIND = "duty"
    id: str
    occupation: str
    kind: str
    """`required` or `may`."""
    statement: str
    functions: tuple[str, ...]
    provenance: Provenance
    task: str = ""
    task_type: str = ""
    order: int = 0
    covers: tuple[str, ...] = ()
    """Ids of the federally recorded duties that a duty of one agency says in its own words."""
    superseded_by: str = ""
    """Id of the record that takes its place."""
    assessed_by: tuple[str, ...] = ()
    """Ids of the agents who assigned the functions."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """An argument that some evidence bears on a claim."""

    direction: str
    strength: str
    argument: str
    items: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim(Addressed):
    """One sentence that can be true or false, and what bears on it."""

    KIND = "claim"
    id: str
    title: str
    statement: str
    basis: str = ""
    attributed_to: str = ""
    """Name of the agent whose claim it is; empty for the editors', which whoever argues it takes over."""
    principles: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    """Required items the claim answers."""
    relies_on: tuple[str, ...] = ()
    lines: tuple[EvidenceLine, ...] = ()
    about: tuple[str, ...] = ()
    """Codes of the occupations and groups that it is about; empty where it is about no one of them."""
    superseded_by: str = ""
    """Id of the record that takes its place."""


@dataclass(frozen=True, slots=True)
class Objection(Addressed):
    """A reason given, or expected, against the proposal."""

    KIND = "objection"
    id: str
    title: str
    statement: str
    provenance: Provenance
    quote: str = ""
    raised_by: str = ""
    date: str = ""
    principles: tuple[str, ...] = ()
    anticipated: bool = False
    answered_by: tuple[str, ...] = ()
    unanswered: str = ""
    reply: str = ""
    about: tuple[str, ...] = ()
    """Codes of the occupations whose change it speaks against; empty where it is about any."""
    superseded_by: str = ""
    """Id of the record that takes its place."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """A SOC class of any level."""

    code: str
    title: str
    definition: str = ""
    official: bool = False
    """Whether `definition` is the publisher's text; otherwise it is our gloss."""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A kind of work of the duty and function matrix."""

    id: str
    label: str
    definition: str
    protective: bool
    order: int
    limits: str = ""
    """What does not count as the function."""


@dataclass(frozen=True, slots=True)
class Principle:
    """A classification principle or coding guideline."""

    id: str
    label: str
    paraphrase: str
    bearing: str
    provenance: Provenance
    about: tuple[str, ...] = ()
    """Codes of the occupations whose case the bearing is on; empty where it is the same in any."""


@dataclass(frozen=True, slots=True)
class Law(Addressed):
    """A measure before a legislature."""

    KIND = "legislation"
    id: str
    number: str
    title: str
    jurisdiction: str
    introduced: str
    effect: str
    statement: str
    status: str
    status_date: str
    provenance: Provenance
    superseded_by: str = ""
    """Id of the record that takes its place."""
    about: tuple[str, ...] = ()
    """Codes of the occupations and groups that it is about; empty where that is not recorded."""
    session: str = ""
    """Congress or session of the legislature."""
    checked: str = ""
    """Day on which its status was last looked up; empty where that is not recorded."""


@dataclass(frozen=True, slots=True)
class Move:
    """An occupation that went from one class of the 2010 SOC to another of the 2018 SOC."""

    old_code: str
    old_title: str
    new_code: str
    new_title: str


Record = (
    Agent
    | Claim
    | Docket
    | Duty
    | EvidenceItem
    | Figure
    | Function
    | Law
    | Objection
    | Occupation
    | Principle
    | Source
)
"""Any record that has a type of its own."""
