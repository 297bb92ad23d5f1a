"""The last verdicts on quotations, kept under git beside the evidence, each with its date.

`quotations.json` lets whoever does not have a source's text see what a comparison came to when somebody
had it. It holds one line a quotation, so that a change is one line of a diff.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.errors import UnreadableError
from kb.files import write_atomically
from kb.quoting.verdict import Verdict
from kb.workspace import Layer

FILE_NAME = "quotations.json"


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
        table = json.loads(path.read_text("utf-8"))
        return {
            name: Recorded(Verdict(row["verdict"]), row["date"], row["quote"], row["text"])
            for name, row in table.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableError(
            f"{path} does not hold verdicts: {error}.", "Restore it from git, or delete it."
        ) from error


def write_ledger(path: Path, rows: Mapping[str, Recorded]) -> bool:
    """Write the verdicts, sorted by record; say whether the file changed."""
    if not rows and not path.exists():
        return False
    lines = [
        json.dumps(name)
        + ": "
        + json.dumps(
            {"verdict": row.verdict, "date": row.date, "quote": row.quote, "text": row.text},
            ensure_ascii=False,
        )
        for name, row in sorted(rows.items())
    ]
    data = ("{\n" + ",\n".join(lines) + "\n}\n").encode()
    if path.exists() and path.read_bytes() == data:
        return False
    write_atomically(path, data)
    return True
