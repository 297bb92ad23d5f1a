"""How many planted faults of a draft are found at their line, and how many sound texts raise a false alarm.

The drafts come from the folder in `SOC_EVIDENCE_DATA`; each row is one change to a draft that builds, with
what is expected at which line: names of checks, `*` for any finding, `-` for none. What the unchanged draft
raises is not counted. `FAULTS=number,soc` runs some kinds; `FAULTS_SAID=1` prints what was missed.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import builder
import kb
from kb.findings import Finding, Severity

Row = dict[str, str]
VERDICTS = ("caught", "missed", "sound", "alarm", "gone")


def run() -> None:
    """Print caught, missed and false alarms, kind by kind."""
    folder = Path(os.environ.get("SOC_EVIDENCE_DATA", "")) / "faults" / "drafts"
    if not folder.is_dir():
        print("not run: SOC_EVIDENCE_DATA names no folder with faults/drafts")  # noqa: T201
        return
    kinds = [kind for kind in os.environ.get("FAULTS", "").split(",") if kind]
    with tempfile.TemporaryDirectory() as scratch:
        bench = _Bench(folder, Path(scratch))
        total: Counter[str] = Counter()
        print(f"{'kind':<12}", *(f"{name:>7}" for name in VERDICTS))  # noqa: T201
        for path in sorted(folder.glob("drafts-*.tsv")):
            kind = path.stem.removeprefix("drafts-")
            if not kinds or kind in kinds:
                counts = Counter(bench.judge(row) for row in _rows(path))
                total += counts
                _print(kind, counts)
        _print("all", total)


def _print(kind: str, counts: Counter[str]) -> None:
    figures = " ".join(f"{counts[name]:>7}" for name in VERDICTS)
    print(f"{kind:<12} {figures}")  # noqa: T201


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


class _Bench:
    """A workspace with the two drafts, and what each raises as it stands."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        os.environ["XDG_CACHE_HOME"] = str(scratch / "cache")
        from builder.workspace import Contributor, example_drafts, make_workspace

        self.root = scratch / "office"
        make_workspace(self.root, Contributor("A. Clerk", "An office", "CC-BY-4.0"), example_drafts())
        sources = self.root / "evidence" / "sources"
        sources.mkdir(exist_ok=True)
        shutil.copy(folder / "survey.yaml", sources)
        example = Path(builder.__file__).parent / "example" / "submission.md"
        self.texts = {"bd": (folder / "base-board.md").read_text(), "ex": example.read_text()}
        self.base = kb.open(self.root)
        self.raised = {name: Counter(map(_key, self._examine(text))) for name, text in self.texts.items()}

    def _examine(self, text: str | bytes) -> list[Finding]:
        path = self.root / "planted.md"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return [
            f for f in builder.examine(self.base, path).findings if f.location.path.endswith("planted.md")
        ]

    def judge(self, row: Row) -> str:
        """Return caught, missed, sound or alarm; gone where the draft has changed since."""
        was, became = (
            ("Probe paragraph stands here." if row["was"] == "(probe)" else _text(row["was"])),
            _text(row["became"]),
        )
        text = self.texts[row["base"]]
        if was not in text:
            return "gone"
        start = text[: text.index(was)].count("\n") + 1
        line, last = int(row["line"] or 0), start + became.count("\n")
        try:
            new = self._new(self._examine(text.replace(was, became, 1)), self.raised[row["base"]])
        except Exception as error:  # a draft that cannot be read at all says so
            new, said = [], f"{type(error).__name__}: {error}"
        else:
            said = "; ".join(f"{f.location.line}:{f.check}: {f.message}" for f in new)
        wanted = row["expected"].split(",")
        if wanted == ["-"]:
            verdict = (
                "alarm"
                if any(f.severity is not Severity.NOTE for f in new) or said[:5] == "Trace"
                else "sound"
            )
        else:
            lines = range(min(line, start) - 1, max(line, last) + 2)
            caught = any(
                (f.location.line in lines and (wanted == ["*"] or f.check in wanted))
                # Where the review took a place for right, it is right still; lines have moved since.
                or (row["result"] == "caught" and f.check in wanted and f":{f.check}" in row["found"])
                for f in new
            )
            verdict = "caught" if caught else "missed"
        if os.environ.get("FAULTS_SAID") and verdict in ("missed", "alarm"):
            wanted_said = f"{row['note']}; expected {row['expected']}"
            print(f"  {row['id']} {verdict}: {became[:200]!r} ({wanted_said}): {said or 'nothing'}")  # noqa: T201
        return verdict

    @staticmethod
    def _new(found: list[Finding], raised: Counter[tuple[str, str]]) -> list[Finding]:
        left = Counter(raised)
        new = []
        for finding in found:
            if left[_key(finding)]:
                left[_key(finding)] -= 1
            else:
                new.append(finding)
        return new


def _key(finding: Finding) -> tuple[str, str]:
    return finding.check, finding.message


def _text(cell: str) -> str:
    text = cell.replace("\\n", "\n").replace("\\t", "\t")
    shortened = re.search(r"… \((\d+) characters\)$", text)
    if shortened:
        text = (text[: shortened.start()] * int(shortened[1]))[: int(shortened[1])]
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
