"""What a comparison of a quotation with its source can come to, and the last verdicts on record.

`quotations.json`, kept under git beside the evidence, lets whoever does not have a source's text see what a
comparison came to when somebody had it. One line is one quotation, so that a change is one line of a diff.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kb.common.files import write_atomically
from kb.errors import UnreadableError
from kb.workspace import Layer

FILE_NAME = "quotations.json"


class Verdict(StrEnum):
    """The outcome for one quotation."""

    EXACT = "exact"
    """The source has it character by character."""
    NORMALISED = "normalised"
    """The source has it but for white space, kinds of quotation mark and dash, and line-end hyphens."""
    ELIDED = "elided"
    """The source has it but for what the quotation itself marks: an ellipsis, a changed capital or ending in
    brackets, or words in brackets that a person agreed to."""
    BRACKETED = "bracketed"
    """The source has it but for words in brackets, which nobody has agreed to."""
    CUT = "cut"
    """The source has it, with a negation, bound or condition beside it that it leaves off."""
    ALTERED = "altered"
    """The source has something very like it, and other words, figures or signs."""
    SPLICED = "spliced"
    """The source has its parts, but far apart, in another order, or with an unmarked omission."""
    AMBIGUOUS = "ambiguous"
    """The source has it in several places, and nothing says which is meant."""
    TOO_SHORT = "too short"
    """It would be found in almost any text."""
    NOT_FOUND = "not found"
    """The source does not have it."""
    SOURCE_CHANGED = "source changed"
    """The text at hand is not the one that the record describes (sha256)."""
    UNAVAILABLE = "text not available"
    """There is no text at hand to compare with."""

    @property
    def holds(self) -> bool:
        """Say whether the source has what the quotation says it has."""
        return self in (Verdict.EXACT, Verdict.NORMALISED, Verdict.ELIDED)

    @property
    def settled(self) -> bool:
        """Say whether the quotation was really compared with the source's text."""
        return self not in (Verdict.SOURCE_CHANGED, Verdict.UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source's text; offsets count characters from 0, the end is not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Editing:
    """What one pair of brackets with words in it stands for."""

    words: str
    stands_for: str
    """Words of the source; empty where they were put in."""

    def __str__(self) -> str:
        return f"`[{self.words}]` " + (f"stands for `{self.stands_for}`" if self.stands_for else "was put in")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict with what it rests on."""

    verdict: Verdict
    places: tuple[Span, ...] = ()
    """Where the source has the quotation; several when it is ambiguous."""
    difference: str = ""
    """What differs, in words, for a verdict that does not hold; what brackets with words stand for."""
    cut: str = ""
    """The word that a quotation which is cut leaves off: a negation, bound or condition of its sentence."""
    editing: tuple[Editing, ...] = ()
    """What its brackets with words stand for."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A verdict on record."""

    verdict: Verdict
    date: str
    """ISO date of the comparison."""
    quote: str
    """Fingerprint of the quotation that was compared."""
    text: str
    """sha256 of the text that it was compared with."""


def ledger_path(layer: Layer) -> Path:
    """Return where a layer keeps its verdicts: in its evidence folder."""
    folder = next((f for f in layer.folders if f.name == "evidence"), layer.folders[0])
    return folder / FILE_NAME


def read_ledger(path: Path) -> dict[str, Recorded]:
    """Return the recorded verdicts by record name; none when there is no file.

    Raises:
        UnreadableError: the file is damaged.
    """
    try:
        return verdicts_in(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UnreadableError(
            f"{path} does not hold verdicts: {error}.", "Restore it from git, or delete it."
        ) from error


def verdicts_in(text: str) -> dict[str, Recorded]:
    """Return verdicts as they are written, by record name.

    Raises:
        ValueError: the text is no such thing.
    """
    try:
        table = json.loads(text)
        return {
            name: Recorded(Verdict(row["verdict"]), row["date"], row["quote"], row["text"])
            for name, row in table.items()
        }
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def write_ledger(path: Path, rows: Mapping[str, Recorded]) -> bool:
    """Write the verdicts, sorted by record; say whether the file changed."""
    if not rows and not path.exists():
        return False
    data = ledger_text(rows).encode()
    if path.exists() and path.read_bytes() == data:
        return False
    write_atomically(path, data)
    return True


def ledger_text(rows: Mapping[str, Recorded]) -> str:
    """Return verdicts as they are written, sorted by record."""
    lines = [
        json.dumps(name)
        + ": "
        + json.dumps(
            {"verdict": row.verdict, "date": row.date, "quote": row.quote, "text": row.text},
            ensure_ascii=False,
        )
        for name, row in sorted(rows.items())
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"
