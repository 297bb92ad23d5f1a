"""Education, experience and training that workers report as needed, from O*NET's survey; and job zones."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.graph import Graph
from kb.model.publisher_tables import Table, onet_occupations
from kb.model.record_names import id_of
from kb.model.soc_classes import Subject, members_of
from kb.model.survey_estimates import Estimate, share

SURVEY, ZONES, ANSWERS = (
    "education-training-and-experience",
    "job-zones",
    "education-training-and-experience-categories",
)
JOB_ZONE = "job-zone"
_ZONES = """
SELECT ?table ?onet ?value ?period ?origin ?label WHERE {
  VALUES ?onet {}
  GRAPH ?table {
    ?zone soce:onetOccupation ?onet ; sdmx-measure:obsValue ?value ;
      sdmx-dimension:refPeriod ?period ; soce:domainSource ?origin .
    ?onet soce:jobZone ?named .
  }
  OPTIONAL { ?named skos:prefLabel ?label }
}"""
_ANSWERS = """
SELECT ?table ?onet ?scale ?category ?value ?n ?lower ?upper ?period ?origin ?suppress WHERE {
  VALUES ?onet {}
  GRAPH ?table {
    ?rating soce:onetOccupation ?onet ; soce:scale ?scale ; soce:category ?category ;
      sdmx-measure:obsValue ?value ; sdmx-dimension:refPeriod ?period ; soce:domainSource ?origin .
    OPTIONAL { ?rating soce:sample ?n }
    OPTIONAL { ?rating soce:lowerBound ?lower }
    OPTIONAL { ?rating soce:upperBound ?upper }
    OPTIONAL { ?rating soce:recommendSuppress ?suppress FILTER(?suppress) }
  }
}"""
_LABELS = """
SELECT ?table ?it ?place ?label {
  GRAPH ?table { ?it skos:notation ?place ; skos:prefLabel ?label }
}"""
_LONG = "Over 3 months"
"""How the label of the first answer above three months begins, in each scale of durations."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is said of one occupation on one question."""

    code: str
    question: str
    """Id of the scale (RL, RW, PT, OJ), or job-zone."""
    label: str
    """The question in words."""
    most: str | None
    """The most frequent answer; for a job zone its name. None where the occupation was not asked about, and
    with it everything that follows."""
    share: Estimate | None
    """Percent of respondents who gave it."""
    middle: str | None
    """The answer that half of the respondents do not exceed."""
    over_3_months: Estimate | None
    """Percent of respondents above three months, where the answers are durations; a sum, so that no interval
    of it is published."""
    sample: int | None
    period: str
    origin: str
    imprecise: int | None
    """Shares that O*NET advises not to use for their low precision; the answers rest on them all the same."""
    source: str


def preparation_of(
    graph: Graph, subjects: tuple[Subject, ...], tables: dict[str, Table]
) -> tuple[Preparation, ...]:
    """Return the answers for the detailed occupations among the subjects; none where nothing is imported."""
    codes = members_of(subject.members for subject in subjects if not subject.group)
    onet = onet_occupations(graph, codes)
    own = {iri: code for code, iris in onet.items() for iri in iris if iri.endswith(".00")}
    found = _zones(graph, own, tables) if ZONES in tables else []
    if SURVEY in tables and ANSWERS in tables:
        found += _survey(graph, own, tables)
    found += _not_recorded(found, [s.code for s in subjects if s.named and not s.group])
    places = {subject.code: place for place, subject in enumerate(subjects)}
    return tuple(sorted(found, key=lambda p: (_ORDER.index(p.question), places[p.code])))


def _not_recorded(found: list[Preparation], codes: list[str]) -> list[Preparation]:
    """Return an empty answer for each named occupation and question that only others answered."""
    asked = {answer.question: answer for answer in found}
    answered = {(answer.question, answer.code) for answer in found}
    return [
        Preparation(code, question, one.label, None, None, None, None, None, "", "", None, one.source)
        for question, one in asked.items()
        for code in codes
        if (question, code) not in answered
    ]


_ORDER = ("RL", "RW", "PT", "OJ", JOB_ZONE)


def _zones(graph: Graph, own: dict[str, str], tables: dict[str, Table]) -> list[Preparation]:
    table = tables[ZONES]
    rows = graph.select(_ZONES, onet=list(own), table=table.graph)
    return [
        Preparation(
            own[row["onet"]],
            JOB_ZONE,
            "Job zone",
            row.get("label", f"Job Zone {row['value']}"),
            None,
            "",
            None,
            None,
            row["period"],
            row["origin"],
            0,
            table.source,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: its place on the scale, its label and the percent who gave it."""

    place: int
    label: str
    share: Estimate

    @property
    def percent(self) -> float:
        return self.share.value


def _survey(graph: Graph, own: dict[str, str], tables: dict[str, Table]) -> list[Preparation]:
    table = tables[SURVEY]
    labels = _labels(graph, tables[ANSWERS])
    rows = graph.select(_ANSWERS, onet=list(own), table=table.graph)
    answers: dict[tuple[str, str], list[_Answer]] = {}
    about: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        key = own[row["onet"]], id_of(row["scale"])
        place, label = labels.get(row["category"], (0, id_of(row["category"])))
        answers.setdefault(key, []).append(_Answer(place, label, _share(row)))
        about[key] = row
    names = _questions(graph)
    return [
        _preparation(key, names.get(key[1], key[1]), found, about[key], table)
        for key, found in answers.items()
        if key[1] in _ORDER
    ]


def _share(row: dict[str, str]) -> Estimate:
    value, unfit = float(row["value"]), "suppress" in row
    sample = int(row["n"]) if "n" in row else None
    if "lower" in row and "upper" in row:
        return Estimate(value, sample, float(row["lower"]), float(row["upper"]), unfit)
    return share(value, sample, unfit=unfit)


def _preparation(
    key: tuple[str, str], label: str, answers: list[_Answer], row: dict[str, str], table: Table
) -> Preparation:
    answers.sort(key=lambda answer: answer.place)
    most = max(answers, key=lambda answer: (answer.percent, -answer.place))
    return Preparation(
        key[0],
        key[1],
        label,
        most.label,
        most.share,
        _middle(answers),
        _above(answers),
        most.share.sample,
        row["period"],
        row["origin"],
        sum(answer.share.unfit for answer in answers),
        table.source,
    )


def _middle(answers: list[_Answer]) -> str:
    half, reached = sum(answer.percent for answer in answers) / 2, 0.0
    for answer in answers:
        reached += answer.percent
        if reached >= half:
            return answer.label
    return ""


def _above(answers: list[_Answer]) -> Estimate | None:
    places = [answer.place for answer in answers if answer.label.startswith(_LONG)]
    if not places:
        return None
    total = sum(answer.percent for answer in answers if answer.place >= min(places))
    return share(round(total, 2), answers[0].share.sample)


def _labels(graph: Graph, table: Table) -> dict[str, tuple[int, str]]:
    rows = graph.select(_LABELS, table=table.graph)
    return {row["it"]: (int(row["place"]), row["label"]) for row in rows}


def _questions(graph: Graph) -> dict[str, str]:
    rows = graph.select(
        "SELECT ?it ?label { ?it schema:maxValue ?most ; a skos:ConceptScheme ; skos:prefLabel ?label }"
    )
    return {id_of(row["it"]): row["label"].partition(" (")[0] for row in rows}
