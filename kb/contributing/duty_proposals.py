"""Duty statements proposed from a job description, line by line, for a person to correct.

Nothing here enters the base: the result is a CSV beside the evidence. Functions are proposed from the
assessed duties of the graph whose words are most alike, and the row names the nearest.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from kb.common.english import stems
from kb.common.files import all_or_none, write_new
from kb.common.output import as_csv
from kb.contributing.adding import Addition
from kb.contributing.workbook_columns import COLUMNS
from kb.namespaces import RECORDS, iri
from kb.quoting.source_text import SourceText
from kb.records.collection import Collection, read_collection
from kb.screening import screen

_BULLET = re.compile(r"^\s*(?:[-*•◦▪‣●○■–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_MAY = re.compile(
    r"\b(?:may|might|occasionally|sometimes|(?:as|when) needed|as (?:assigned|required))\b", re.IGNORECASE
)
_NO_DUTY = re.compile(
    r"\b(?:high school|diploma|ged|degree|salary|benefits?|equal opportunity|applicants?|pay grade|"
    r"years? of experience|must (?:be|have|possess|pass)|ability to|knowledge of|typing speed|"
    r"licen[cs]e|certification required|reports? to|job title|department|hours? per week)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"[A-Z][a-z]+")
_NO_VERB = frozenset(
    "the this these those a an our we all any position employee candidate job if and or in on at for".split()
)
_MIN_WORDS, _MAX_WORDS = 4, 60
_LIKE = 0.12
"""Cosine similarity from which an assessed duty lends its functions."""
_NEIGHBOURS = 5

PROPOSALS = "proposals"
"""Folder of the workspace for sheets to correct; it is no evidence."""


@dataclass(frozen=True, slots=True)
class DutyProposal:
    """One line of a job description as a duty statement."""

    statement: str
    kind: str
    functions: tuple[str, ...]
    like: str
    """Id of the assessed duty that lent the functions; empty when none is alike."""
    page: int


def propose_duties(text: str, collection: Collection) -> list[DutyProposal]:
    """Return the lines that read as duties; lines with personal data are left out."""
    source = SourceText(text)
    assessed = _Assessed(collection)
    proposals, at = [], 0
    for line in re.split(r"(?<=[\n\f])", text):
        statement = " ".join(_BULLET.sub("", line).split()).lstrip("=+@-")
        if _reads_as_duty(statement, bulleted=bool(_BULLET.match(line))) and not screen(statement):
            functions, like = assessed.nearest(statement)
            kind = "may" if _MAY.search(statement) else "required"
            page = source.page_of(at) if source.pages > 1 else 0
            proposals.append(DutyProposal(statement, kind, functions, like, page))
        at += len(line)
    return proposals


def duty_sheet(proposals: list[DutyProposal], occupation: str, source_id: str) -> bytes:
    """Return the proposals as CSV with the columns of `new duties`; what a person must decide is empty."""
    names = [name for name, _ in COLUMNS["duties"]]
    rows = []
    for number, proposal in enumerate(proposals, 1):
        like = f", functions as of {proposal.like}" if proposal.like else ""
        cells = {
            "duty": f"{source_id}-{number}",
            "occupation": occupation,
            "kind": proposal.kind,
            "statement": proposal.statement,
            "functions": ";".join(proposal.functions),
            "source": source_id,
            "locator.page": str(proposal.page or ""),
            "verification": "unverified",
            "note": f"Proposed by the program{like}: put it into your own words, and correct it.",
        }
        rows.append([cells.get(name, "") for name in names])
    return as_csv(names, rows).encode()


def _reads_as_duty(line: str, *, bulleted: bool) -> bool:
    words = line.split()
    if not _MIN_WORDS <= len(words) <= _MAX_WORDS or _NO_DUTY.search(line):
        return False
    first = words[0].strip(".,:;")
    if first.casefold() in _NO_VERB or line.endswith(":"):
        return False
    return bulleted or (_VERB.fullmatch(first) is not None and line.endswith("."))


class _Assessed:
    """The assessed duties of the graph, searchable by their words (TF-IDF, cosine)."""

    def __init__(self, collection: Collection) -> None:
        statements: dict[str, str] = {}
        self.functions: dict[str, list[str]] = defaultdict(list)
        for file in collection.files:
            for subject, predicate, term, _ in file.statements:
                if subject.startswith(RECORDS + "duty/"):
                    if predicate == iri("soce:statement"):
                        statements[subject] = term.value
                    elif predicate == iri("soce:performs"):
                        self.functions[subject].append(term.value.rpartition("/")[2])
        counts = {
            name: Counter(stems(statements[name])) for name in sorted(self.functions) if name in statements
        }
        found = Counter(word for words in counts.values() for word in words)
        self.weights = {word: math.log(1 + len(counts) / n) for word, n in found.items()}
        self.vectors = {name: self._vector(words) for name, words in counts.items()}
        self.index: dict[str, list[str]] = defaultdict(list)
        for name, vector in self.vectors.items():
            for word in vector:
                self.index[word].append(name)

    def nearest(self, statement: str) -> tuple[tuple[str, ...], str]:
        """Return the functions that the duties most alike have in common, and the one most alike of all."""
        vector = self._vector(Counter(stems(statement)))
        scores: dict[str, float] = defaultdict(float)
        for word, weight in vector.items():
            for name in self.index.get(word, ()):
                scores[name] += weight * self.vectors[name][word]
        near = sorted(scores, key=lambda name: (-round(scores[name], 9), name))[:_NEIGHBOURS]
        if not near or scores[near[0]] < _LIKE:
            return (), ""
        votes: dict[str, float] = defaultdict(float)
        for name in near:
            for function in self.functions[name]:
                votes[function] += scores[name]
        half = sum(scores[name] for name in near) / 2
        common = tuple(function for function in sorted(votes) if votes[function] >= half)
        return common or tuple(self.functions[near[0]]), near[0].rpartition("/")[2]

    def _vector(self, words: Counter[str]) -> dict[str, float]:
        raw = {word: n * self.weights.get(word, 0.0) for word, n in words.items() if word in self.weights}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {word: weight / length for word, weight in raw.items()}


def proposed_duties(addition: Addition, occupation: str) -> list[Path]:
    """Write a sheet of proposed duties for each document that has some; one that exists is left alone."""
    collection = read_collection(addition.workspace)
    with all_or_none() as written:
        for file in (*addition.files, *addition.known):
            if file.document is None:
                continue
            proposals = propose_duties(file.text, collection)
            path = addition.workspace.root / PROPOSALS / f"{file.source_id}-duties.csv"
            if proposals and not path.exists():
                written.append(write_new(path, duty_sheet(proposals, occupation, file.source_id)))
    return written
