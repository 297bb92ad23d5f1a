"""Independent ratings of duties on record: studies, duties as raters read them, sheets, ratings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model.graph_nodes import Node, NodeReader
from kb.model.records import Addressed


@dataclass(frozen=True, slots=True)
class RatingStudy(Addressed):
    """Duties given to raters with one code book."""

    KIND = "rating-study"
    id: str
    date: str
    seed: int
    code_book: str
    """The sha256 of the code book."""
    occupation: str
    """Code of the occupation in question; empty where none is."""


@dataclass(frozen=True, slots=True)
class RatedDuty(Addressed):
    """One duty as the raters of a study read it."""

    KIND = "rated-duty"
    id: str
    study: str
    occupation: str
    kind: str
    """`required` or `may`."""
    statement: str
    """With words hidden that give the occupation away."""
    source: str = ""
    task: str = ""
    """Id of the O*NET task."""
    duty: str = ""
    """Id of the recorded duty; empty where it is out of an imported table."""

    @property
    def work(self) -> str:
        """What was rated, the same in every study: the recorded duty, else the task, else the rated duty."""
        return self.duty or (f"task {self.task}" if self.task else self.id)


@dataclass(frozen=True, slots=True)
class RatingSheet(Addressed):
    """The sheet that one rater filled."""

    KIND = "rating-sheet"
    id: str
    study: str
    rater: str
    """Id of an agent."""
    role: str
    independence: str
    date: str
    number: int = 0
    failed: tuple[str, ...] = ()
    """Rows of dummy duties that the rater got wrong."""
    counted_by: str = ""
    counted_on: str = ""
    counted_because: str = ""
    """Who decided, when and why, that it counts although a dummy duty was failed."""

    @property
    def counts(self) -> bool:
        """Whether its ratings are counted."""
        return not self.failed or bool(self.counted_by and self.counted_because)


@dataclass(frozen=True, slots=True)
class Rating(Addressed):
    """What one rater said of one duty."""

    KIND = "rating"
    id: str
    rates: str
    """Id of the rated duty."""
    sheet: str
    rater: str
    functions: tuple[str, ...]
    """Empty where the rater found none."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """All of them by id; empty where nobody has rated."""

    studies: Mapping[str, RatingStudy] = field(default_factory=dict)
    duties: Mapping[str, RatedDuty] = field(default_factory=dict)
    sheets: Mapping[str, RatingSheet] = field(default_factory=dict)
    ratings: Mapping[str, Rating] = field(default_factory=dict)


def load_ratings(reader: NodeReader) -> Ratings:
    """Read what is on record."""
    studies = reader.fetch("?s a soce:RatingStudy")
    if not studies:
        return Ratings()
    duties, sheets = reader.fetch("?s a soce:RatedDuty"), reader.fetch("?s a soce:RatingSheet")
    ratings = reader.fetch("?s a soce:DutyRating")
    return Ratings(
        {node.id: _study(node) for node in studies.values()},
        {node.id: _duty(node) for node in duties.values()},
        {node.id: _sheet(node) for node in sheets.values()},
        {node.id: _rating(node) for node in ratings.values()},
    )


def _study(node: Node) -> RatingStudy:
    seed = node.one("soce:seed")
    return RatingStudy(
        node.id,
        node.one("dcterms:date"),
        int(seed) if seed.isdigit() else 0,
        node.one("soce:codeBook"),
        node.id_of("soce:occupation"),
    )


def _duty(node: Node) -> RatedDuty:
    return RatedDuty(
        node.id,
        node.id_of("soce:ofStudy"),
        node.id_of("soce:occupation"),
        node.id_of("soce:dutyKind"),
        node.one("soce:shownAs"),
        node.id_of("dcterms:source"),
        node.one("soce:ratedTask"),
        node.id_of("soce:recordedAs"),
    )


def _sheet(node: Node) -> RatingSheet:
    number = node.one("soce:order")
    return RatingSheet(
        node.id,
        node.id_of("soce:ofStudy"),
        node.id_of("soce:assessedBy"),
        node.one("soce:raterRole"),
        node.one("soce:independence"),
        node.one("dcterms:date"),
        int(number) if number.isdigit() else 0,
        node.many("soce:failedDummy"),
        node.one("soce:countedBy"),
        node.one("soce:countedOn"),
        node.one("soce:countedBecause"),
    )


def _rating(node: Node) -> Rating:
    return Rating(
        node.id,
        node.id_of("soce:rates"),
        node.id_of("soce:onSheet"),
        node.id_of("soce:assessedBy"),
        node.ids("soce:assigns"),
    )
