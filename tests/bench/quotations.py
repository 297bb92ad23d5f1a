"""How many altered quotations pass and how many faithful ones are refused, here and by linkml's validator.

Cases are made from every sentence of the texts in `sources` of the folder in `SOC_EVIDENCE_DATA` (or of the
files that `TEXTS` names) and of the licence, with its `faults/agency/quotations.tsv`; `QUOTED_SAID=1`
prints the wrong ones. The other program is compared where it is installed
(`pip install linkml-reference-validator`).
"""

from __future__ import annotations

import csv
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from kb.quoting import Selector, SourceText, compare
from tests.kb.quoting.changed_quotations import Case, changed_quotations

LICENCE = Path(__file__).parents[2] / "LICENSE"
"""A text with many conditions and exceptions."""
Judge = Callable[[str, str], bool]


def run() -> None:
    """Print, kind by kind, how many cases were let pass or refused against what they deserve."""
    cases = list(_cases())
    if not cases:
        print("not run: SOC_EVIDENCE_DATA names no folder with sources")  # noqa: T201
        return
    judges: dict[str, Judge] = {"here": _here()}
    other = _linkml()
    if other:
        judges["linkml"] = other
    else:
        print("linkml-reference-validator is not installed; compared without it")  # noqa: T201
    _print_table(cases, judges)


def _cases() -> Iterator[Case]:
    folder = Path(os.environ.get("SOC_EVIDENCE_DATA", ""))
    named = [Path(name) for name in os.environ.get("TEXTS", "").split(os.pathsep) if name]
    for path in named or [*sorted((folder / "sources").glob("*.txt")), LICENCE]:
        yield from changed_quotations(path.read_text("utf-8"), random.Random(path.name))
    handed = folder / "faults" / "agency" / "quotations.tsv"
    if handed.is_file():
        with handed.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                source, quotation = (row[key].replace("\\n", "\n") for key in ("source", "quotation"))
                yield Case("handed", row["should"].startswith("hold"), quotation, source)


def _here() -> Judge:
    known: dict[str, SourceText] = {}

    def holds(quotation: str, text: str) -> bool:
        source = known.setdefault(text, SourceText(text))
        return compare(Selector(quotation), source).verdict.holds

    return holds


def _linkml() -> Judge | None:
    try:
        from linkml_reference_validator.models import (  # type: ignore[import-not-found] # an option
            ReferenceContent,
            ReferenceValidationConfig,
        )
        from linkml_reference_validator.validation.supporting_text_validator import (  # type: ignore[import-not-found] # an option
            SupportingTextValidator,
        )
    except ImportError:
        return None
    validator = SupportingTextValidator(ReferenceValidationConfig())

    def holds(quotation: str, text: str) -> bool:
        content = ReferenceContent(reference_id="t", content=text)
        return bool(validator.find_text_in_reference(quotation, content).found)

    return holds


def _print_table(cases: list[Case], judges: dict[str, Judge]) -> None:
    count: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for case in cases:
        group = f"{'faithful' if case.faithful else 'altered'}: {case.kind}"
        count[group] += 1
        for name, judge in judges.items():
            if judge(case.quotation, case.text) != case.faithful:
                wrong[group, name] += 1
                if name == "here" and os.environ.get("QUOTED_SAID"):
                    said = compare(Selector(case.quotation), SourceText(case.text))
                    print(f"  {group}: {said.verdict} {said.difference}: {case.quotation!r}")  # noqa: T201
    heads = "".join(f"{f'wrong {name}':>16}" for name in judges)
    print(f"{'':<52}{'cases':>8}{heads}")  # noqa: T201
    groups = sorted(count)
    sides = {side: [g for g in groups if g.startswith(side)] for side in ("altered", "faithful")}
    for title, members in [*((g, [g]) for g in groups), *((f"all {s}", m) for s, m in sides.items())]:
        total = sum(count[g] for g in members)
        shares = ((n := sum(wrong[g, name] for g in members), n / total) for name in judges) if total else ()
        print(f"{title:<52}{total:>8}" + "".join(f"{n:>8} {share:7.2%}" for n, share in shares))  # noqa: T201
