"""A rating study as it is designed: which duties, in which order, with which words hidden.

The order is drawn by a seed: rows are sorted by a digest of the seed and what they are, so that the same seed
gives the same sheets on any machine. Each sheet has an order of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb.common.dates_and_numbers import today
from kb.common.names import did_you_mean
from kb.errors import MissingError, UsageError
from kb.model import Records
from kb.model.publisher_tables import onet_occupations
from kb.namespaces import is_id
from kb.rating.code_book import code_book
from kb.rating.masking import Mask
from kb.rating.statements_to_rate import Statement, statements_to_rate, with_duties
from kb.rating.study_key import Row, StudyKey
from kb.rating.study_settings import DummyDuty, study_settings
from kb.standing import Standings
from kb.workspace import Workspace

_JOB_TITLES = """
SELECT ?onet ?title WHERE {
  VALUES ?onet {} ?onet (soce:alternateTitle|soce:reportedTitle)/skosxl:literalForm ?title
}"""


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """What a steward asks for; what is left empty takes the usual."""

    study: str
    codes: tuple[str, ...] = ()
    """Occupations; without any, all with recorded duties."""
    occupation: str = ""
    """The occupation in question; that of the workspace's draft otherwise."""
    controls: tuple[str, ...] | None = None
    """Occupations of other groups beside them; None for the usual ones."""
    without: tuple[str, ...] = ()
    """Occupations to do without."""
    sources: tuple[str, ...] = ()
    """Ids of sources; duties from all of them otherwise."""
    hide: tuple[str, ...] = ()
    """More words and phrases to hide."""
    raters: int = 3
    seed: int = 1


def design_study(found: Records, plan: StudyPlan, standings: Standings, workspace: Workspace) -> StudyKey:
    """Design a study.

    Raises:
        MissingError: the base has no such code or source, or no duties of a code not left out by name.
        UsageError: the name of the study is none, or there are no raters.
    """
    if not is_id(plan.study):
        raise UsageError(
            f"`{plan.study}` is no name of a study.", "Use letters, digits and hyphens, such as pilot-2026."
        )
    if plan.raters < 1:
        raise UsageError("A study needs a rater.", "Ask three or more.")
    for source in plan.sources:
        if source not in found.sources:
            fix = did_you_mean(source, found.sources, "soc-evidence query sources-by-authority lists them.")
            raise MissingError(f"There is no source `{source}`.", fix)
    codes, occupation = _codes(found, plan, standings, workspace)
    gathered = statements_to_rate(found, codes, plan.sources, standings)
    if gathered.lacking:
        raise _lacking(gathered.lacking, plan.sources)
    book = code_book(found.functions.values())
    words = " ".join(f"{e.label} {e.definition} {e.limits}" for e in book.entries)
    mask = Mask(*_words_to_hide(found, codes, plan.hide), study_settings().kept_words, words)
    rows = _rows(gathered.statements, study_settings().dummies, mask, plan)
    lacking = tuple(sorted(plan.without))
    return StudyKey(plan.study, today().isoformat(), plan.seed, occupation, plan.raters, book, rows, lacking)


def _codes(
    found: Records, plan: StudyPlan, standings: Standings, workspace: Workspace
) -> tuple[list[str], str]:
    """Return the occupations of a study, and the one in question."""
    occupation = plan.occupation or _of_draft(workspace.draft)
    controls = study_settings().controls if plan.controls is None else plan.controls
    named = plan.codes or tuple(with_duties(found, standings))
    every = dict.fromkeys([*([occupation] if occupation else []), *named, *controls])
    return [code for code in every if code not in plan.without], occupation


def _of_draft(draft: Path | None) -> str:
    """Return the occupation that a draft's front matter names; nothing where it names none."""
    if draft is None or not draft.is_file():
        return ""
    text = draft.read_text("utf-8", errors="replace")
    if not text.startswith("---"):
        return ""
    try:
        front = yaml.load(text.split("\n---", 1)[0].removeprefix("---"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return ""
    return str(front.get("occupation") or "") if isinstance(front, dict) else ""


def _lacking(codes: Sequence[str], sources: Sequence[str]) -> MissingError:
    named = ", ".join(codes)
    of = f" from {', '.join(sources)}" if sources else ""
    leave = " ".join(f"--without {code}" for code in codes)
    return MissingError(
        f"The base has no duties of {named}{of}.",
        "soc-evidence import onet FOLDER brings their tasks, soc-evidence import soc FILE their definitions. "
        f"Or go without them, which the key then says: {leave}",
    )


def _words_to_hide(found: Records, codes: Sequence[str], more: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the titles of the occupations, and all other words that say whose work a duty is."""
    titles = [found.titles[code] for code in codes if code in found.titles]
    addresses = [one for some in onet_occupations(found.knowledge, codes).values() for one in some]
    rows = found.knowledge.select(_JOB_TITLES, onet=addresses) if addresses else []
    settings = study_settings()
    told = [word for code in codes for word in settings.hidden_words.get(code, ())]
    jobs = sorted({row["title"] for row in rows})
    return titles, [*told, *more, *(title for title in jobs if " " in title)]


def _rows(
    statements: Sequence[Statement], dummies: Sequence[DummyDuty], mask: Mask, plan: StudyPlan
) -> tuple[Row, ...]:
    """Return all rows, each with the id that its place in the order gives it."""
    drawn: list[tuple[str, Statement | DummyDuty]] = [
        *((f"{s.occupation} {s.source} {s.task} {s.duty} {s.text}", s) for s in statements),
        *((dummy.statement, dummy) for dummy in dummies),
    ]
    drawn.sort(key=lambda entry: drawn_by(plan.seed, plan.study, entry[0]))
    rows = []
    for number, (_, one) in enumerate(drawn, 1):
        identifier = f"r{number:03}"
        if isinstance(one, DummyDuty):
            rows.append(Row(identifier, one.statement, (), None, one))
        else:
            masked = mask.hide(one.text)
            rows.append(Row(identifier, masked.shown, masked.hidden, one))
    return tuple(rows)


def drawn_by(seed: int, *what: object) -> str:
    """Return what a thing is sorted by in an order that a seed draws."""
    return hashlib.sha256(" ".join(map(str, (seed, *what))).encode()).hexdigest()


def in_sheet_order(key: StudyKey, sheet: int) -> list[Row]:
    """Return the rows in the order in which one of the sheets has them."""
    return sorted(key.rows, key=lambda row: drawn_by(key.seed, key.study, sheet, row.id))
