"""The key of a rating study: which row of the sheets is which duty. Raters never see it.

It lies in `ratings/STUDY/key.json` of the workspace, beside the folder of sheets that goes to the raters.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kb.common.output import as_json
from kb.errors import MissingError, UnreadableError
from kb.rating.code_book import CodeBook, code_book_of
from kb.rating.masking import GAP
from kb.rating.statements_to_rate import Statement
from kb.rating.study_settings import DummyDuty
from kb.workspace import Workspace

FOLDER = "ratings"
"""Folder of the workspace in which studies lie, a folder each."""
SHEETS, FILLED, KEY = "sheets", "filled", "key.json"
_FEWEST = 3
"""Words of a duty that can be judged."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sheets: a duty, or a dummy."""

    id: str
    """`r001` and so on, in an order drawn by the seed."""
    shown: str
    hidden: tuple[str, ...]
    statement: Statement | None
    dummy: DummyDuty | None = None

    @property
    def bare(self) -> bool:
        """Whether so much was hidden that little is left to judge."""
        return bool(self.hidden) and len(self.shown.replace(GAP, "").split()) < _FEWEST


@dataclass(frozen=True, slots=True)
class StudyKey:
    """All of a study that is decided before anybody rates."""

    study: str
    date: str
    seed: int
    occupation: str
    """Code of the occupation in question; empty where none is."""
    sheets: int
    """How many raters are asked."""
    code_book: CodeBook
    rows: tuple[Row, ...]
    """By id."""
    lacking: tuple[str, ...] = ()
    """Codes that the steward left out because the base has no duties of them."""

    @property
    def by_id(self) -> dict[str, Row]:
        """The rows by id."""
        return {row.id: row for row in self.rows}


def study_folder(workspace: Workspace, study: str) -> Path:
    """Return the folder of a study."""
    return workspace.root / FOLDER / study


def key_text(key: StudyKey) -> str:
    """Write a key as JSON."""
    return as_json(asdict(key) | {"code_book_sha256": key.code_book.sha256})


def read_key(workspace: Workspace, study: str) -> StudyKey:
    """Read the key of a study.

    Raises:
        MissingError: there is no such study.
        UnreadableError: its key was changed so that it is none.
    """
    path = study_folder(workspace, study) / KEY
    if not path.is_file():
        there = ", ".join(studies(workspace)) or "none"
        raise MissingError(f"There is no study `{study}`.", f"Studies: {there}. See: soc-evidence rate sheet")
    try:
        raw = json.loads(path.read_text("utf-8"))
        rows = tuple(
            Row(
                row["id"],
                row["shown"],
                tuple(row["hidden"]),
                Statement(**row["statement"]) if row["statement"] else None,
                _dummy(row["dummy"]) if row["dummy"] else None,
            )
            for row in raw["rows"]
        )
        key = StudyKey(
            raw["study"],
            raw["date"],
            raw["seed"],
            raw["occupation"],
            raw["sheets"],
            code_book_of(raw["code_book"]["entries"]),
            rows,
            tuple(raw["lacking"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError(
            f"{path} is no key of a study.", "Take it from a copy; without it no sheet can be read."
        ) from error
    if key.code_book.sha256 != raw.get("code_book_sha256"):
        raise UnreadableError(f"The code book in {path} was changed.", "Take the key from a copy.")
    return key


def _dummy(raw: dict[str, list[str]]) -> DummyDuty:
    return DummyDuty(str(raw["statement"]), tuple(raw["includes"]), tuple(raw["excludes"]))


def studies(workspace: Workspace) -> list[str]:
    """Return the names of the studies of a workspace."""
    return sorted(path.parent.name for path in (workspace.root / FOLDER).glob(f"*/{KEY}"))
