"""Who contributes, for whom, when, and what others may do with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from kb.common.dates import read_day
from kb.errors import UsageError
from kb.records.collection import CONTRIBUTION_FILE
from kb.records.nodes import Mapping, Scalar
from kb.records.yaml_nodes import parse_yaml
from kb.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Contribution:
    """The provenance of one `add`; every field is required."""

    contributor: str
    organization: str
    licence: str
    date: str
    """ISO date."""

    def __post_init__(self) -> None:
        missing = [name for name in ("contributor", "organization", "licence") if not self._field(name)]
        if missing:
            raise UsageError(
                f"The contribution has no {' and no '.join(missing)}.",
                " ".join(f'--{name} "…"' for name in missing),
            )
        if read_day(self.date) is None:
            raise UsageError(f"`{self.date}` is no day of the calendar.", "Write --date YYYY-MM-DD.")

    def _field(self, name: str) -> str:
        return str(getattr(self, name)).strip()

    def record(self, received: Sequence[str]) -> bytes:
        """Return the `contribution.yaml` of a folder; `received` tells what came in and its sha256."""
        lines = ["contribution:"]
        lines += [
            f"  {key}: {json.dumps(self._field(key), ensure_ascii=False)}"
            for key in ("contributor", "organization", "date", "licence")
        ]
        if received:
            note = "Made from " + "; ".join(received) + "."
            lines.append(f"  note: {json.dumps(note, ensure_ascii=False)}")
        return ("\n".join(lines) + "\n").encode()


def customary(workspace: Workspace) -> dict[str, str]:
    """Return who usually contributes here: what `contribution.yaml` of the evidence folder says."""
    for layer in workspace.layers:
        path = layer.folders[0] / CONTRIBUTION_FILE
        if layer.name == "own" and path.is_file():
            root, _ = parse_yaml(path.read_text("utf-8", errors="replace"), str(path))
            block = root.get("contribution") if isinstance(root, Mapping) else None
            entries = block.entries if isinstance(block, Mapping) else ()
            return {key.text: value.text for key, value in entries if isinstance(value, Scalar)}
    return {}
