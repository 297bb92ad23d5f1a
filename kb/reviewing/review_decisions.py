"""What was decided on the records that an office sent: a dated record for each decision, only ever added to.

They lie in `decisions.yaml` beside the records, and are evidence like these: checked, in the graph, in git.
Of several decisions on a record the one with the highest order counts (`kb/standing/judging.py`). A record
without any is one that nobody has decided on yet. That a record came again and says something else is an
entry, too: it waits again, and the entry keeps what it said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kb.common.dates_and_numbers import read_count
from kb.common.files import write_atomically
from kb.errors import UsageError
from kb.records.evidence_files import decode, read_bytes
from kb.records.schema import Schema
from kb.records.written_records import WrittenRecord, as_yaml, read_written
from kb.reviewing.office_files import DECISIONS_FILE

KIND = "review-decision"


class Outcome(StrEnum):
    """What was decided on a record; `ontology/schemes/review.ttl` defines each."""

    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


def outcome_named(name: str) -> Outcome:
    """Return the outcome of a name.

    Raises:
        UsageError: there is none.
    """
    if name not in set(Outcome):
        raise UsageError(f"`{name}` is no outcome.", f"Outcomes are {', '.join(Outcome)}.")
    return Outcome(name)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one record."""

    record: str
    """Name of the record, such as `duty/bay.1`."""
    outcome: Outcome
    by: str
    """Who decided; of a record that came again, who handed it in."""
    date: str
    """ISO day."""
    reason: str = ""
    """The remark that it was returned with, why it was rejected, or what changed."""
    content: str = ""
    """The sha256 of what the record said then (`WrittenRecord.digest`)."""
    order: int = 0
    """Running number among the decisions of the office."""

    def written(self, office: str) -> WrittenRecord:
        """Return it as a record."""
        keys = {
            "record": self.record,
            "outcome": self.outcome.value,
            "by": self.by,
            "date": self.date,
            "reason": self.reason,
            "content": self.content,
            "order": str(self.order),
        }
        return WrittenRecord(
            KIND, f"{office}.{self.order}", {key: text for key, text in keys.items() if text}
        )


def read_decisions(folder: Path, schema: Schema) -> list[Decision]:
    """Return the decisions on the records of a folder, in their order; what is malformed is left out."""
    path = folder / DECISIONS_FILE
    if not path.exists():
        return []
    data, _ = read_bytes(path, str(path))
    text, _ = decode(data, str(path))
    return _decisions_in(text, schema)


def _decisions_in(text: str, schema: Schema) -> list[Decision]:
    found = []
    for record in read_written(text, ".yaml", schema).records:
        said = {key: value for key, value in record.keys.items() if isinstance(value, str)}
        if record.kind == KIND and said.get("outcome") in set(Outcome) and "record" in said:
            order = read_count(said.get("order", "")) or 0
            outcome = Outcome(said["outcome"])
            rest = [said.get(key, "") for key in ("by", "date", "reason", "content")]
            found.append(Decision(said["record"], outcome, rest[0], rest[1], rest[2], rest[3], order))
    return sorted(found, key=lambda decision: decision.order)


def last_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the decision that counts on each record; of two of the same order the stricter one."""
    last: dict[str, Decision] = {}
    for decision in decisions:
        known = last.get(decision.record)
        if known is None or _rank(decision) > _rank(known):
            last[decision.record] = decision
    return last


def _rank(decision: Decision) -> tuple[int, bool]:
    return decision.order, decision.outcome is not Outcome.ACCEPTED


def numbered(decisions: Sequence[Decision], known: Iterable[Decision]) -> list[Decision]:
    """Give new decisions the numbers that follow those of the known ones."""
    first = max((decision.order for decision in known), default=0) + 1
    return [
        Decision(d.record, d.outcome, d.by, d.date, d.reason, d.content, first + number)
        for number, d in enumerate(decisions)
    ]


def decisions_text(
    folder: Path, office: str, added: Sequence[Decision], said: Mapping[str, str], schema: Schema
) -> str:
    """Return the text of the file of decisions with some added; what it says already stays as it is.

    Args:
        folder: of the office's records.
        office: short name of the office.
        added: numbered decisions.
        said: the contribution that a new file states.
        schema: the keys that records may have.

    Raises:
        UsageError: the file was changed by hand so that nothing can be added to it.
    """
    path = folder / DECISIONS_FILE
    records = [decision.written(office) for decision in added]
    if not path.exists():
        return as_yaml(records, said)
    text = path.read_text("utf-8").rstrip("\n") + "\n"
    longer = text + as_yaml(records).partition("\n")[2]
    before, after = _decisions_in(text, schema), _decisions_in(longer, schema)
    if added and after != [*before, *added]:
        raise UsageError(
            f"{path} was changed so that no decision can be added to it.",
            "`soc-evidence check` says what is wrong with it; its last key must be `review-decision:`.",
        )
    return longer


def write_decisions(folder: Path, text: str) -> Path:
    """Write the file of decisions of a folder.

    Raises:
        UnreadableError: it cannot be written.
    """
    path = folder / DECISIONS_FILE
    write_atomically(path, text.encode())
    return path
