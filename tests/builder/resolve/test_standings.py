"""Every way in which a draft draws on a record, times every standing: the table is `standings.tsv`.

A cell names the checks that report it, `error` ones with an exclamation mark, and says whether the record's
words, value or name are printed. `UPDATE_TABLE=1` writes the table anew, to be read before it is committed.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import document as doc
from builder.building import fill_and_check
from builder.resolve.directives import DIRECTIVES
from builder.resolve.resolve_draft import read
from builder.resolve.roles import ROLES
from kb.findings import Severity
from kb.standing import Standing
from kb.store import Knowledge
from kb.workspace import Workspace

from .standing_bases import standing_base

TABLE = Path(__file__).parent / "standings.tsv"
GIVES, FIGURE, DUTY, CITED = "medical instructions on every", "40", "Give first aid", "County of Example"
WAYS: dict[str, tuple[str, str]] = {
    "[@source]": ("It is so [@county-report].", CITED),
    "[@evidence]": ("It is so [@county-gives].", CITED),
    "[@figure]": ("It is so [@figure:county-figure].", CITED),
    "[@duty]": ("It is so [@duty:county-duty].", CITED),
    "[@legislation]": ("It is so [@legislation:county-law].", CITED),
    "[@objection]": ("It is so [@objection:OX1].", CITED),
    "@source in a sentence": ("As @county-report says.", CITED),
    "[@evidence] in a footnote": (
        "It is so.[^1]\n\n[^1]: See [@county-gives].",
        CITED,
    ),
    "{evidence}": ("{evidence}`county-gives`.", GIVES),
    "{status}": ("It is: {status}`county-law`.", CITED),
    "{quote}": ("They {quote}`county-gives`.", GIVES),
    "{figure} by id": ("There are {figure}`county-figure`.", FIGURE),
    "{figure} latest": ("There are {figure}`29-2042 employment latest`.", FIGURE),
    "{value}": ("There are {value}`county-figure`.", FIGURE),
    "{period}": ("It was in {period}`county-figure`.", "March 2025"),
    "{share}": ("It is {share}`county-figure of 29-0000`.", "10%"),
    "{count} duties": ("There are {count}`duties 29-2042` duties.", "are 1 duties"),
    "{count} functions": ("There are {count}`functions 29-2042` functions.", "are 1 functions"),
    "{count} objections": ("There are {count}`objections` objections.", "are 1 objections"),
    "{claim}": ("{claim}`county-claim`.", "Medics give callers"),
    "{objection}": ("It was said: {objection}`OX1`.", "Medics are health workers"),
    "heading argues the claim": ("## A {claim=county-claim}\n\nText.", ""),
    "heading answers the objection": ("## A {answers=OX1}\n\nText.", ""),
    "```{claim}": ("## A\n\n```{claim} county-claim\n```", GIVES),
    "```{contrary}": ("## A {claim=county-claim}\n\n```{contrary}\n```", ""),
    "```{objection}": ("## A\n\n```{objection} OX1\n```", "Medics belong with health"),
    "```{duties}": ("```{duties} 29-2042\n```", DUTY),
    "```{duties} of the source": ("```{duties} 29-2042\n:sources: county-report\n```", DUTY),
    "```{matrix}": ("```{matrix} 29-2042\n```", "1 required"),
    "```{matrix} of the source": ("```{matrix} 29-2042\n:sources: county-report\n```", "1 required"),
    "```{comparison}": ("```{comparison} 29-2042 33-9031\n:measures: employment\n```", FIGURE),
    "```{figures}": ("```{figures} 29-2042\n:measures: employment\n```", FIGURE),
    "```{chart}": ("```{chart} 29-2042\n:measure: employment\n```", FIGURE),
    "[@elsewhere]": ("It is so [@elsewhere:county-class].", CITED),
    "```{elsewhere}": ("```{elsewhere}\n:about: 29-2042\n```", "Medics stand with sailors"),
    "[@decision]": ("It is so [@decision:county-decision].", CITED),
    "{count} functions-most": ("There are {count}`functions-most 29-2042` functions.", "are 1 functions"),
    "```{impact}": ("```{impact} 29-2042\n:to: 33-0000\n```", "March 2025"),
    "```{job-descriptions}": ("```{job-descriptions} 33-9031\n```", "Watch the floor"),
    "```{sensitivity}": ("```{sensitivity} 29-2042\n```", "County report"),
    "```{shares}": ("```{shares} county-share\n```", "Medics in health care"),
    "```{decisions}": ("```{decisions}\n```", "Medics do not protect"),
    "```{legislation}": ("```{legislation}\n```", "The county resolves that medics"),
    "```{coverage}": ("```{coverage} objections\n```", "Medics are health workers"),
    "```{evidence-appendix}": ("{evidence}`county-gives`.\n\n```{evidence-appendix}\n```", "County report"),
    "```{bibliography}": ("[@county-gives].\n\n```{bibliography}\n```", CITED),
    "```{notes}": ("[@county-gives].\n\n```{notes}\n```", CITED),
    "```{sparql-table}": (
        "```{sparql-table}\nSELECT ?e ?s { VALUES ?e { evidence:county-gives } ?e soce:statement ?s }\n```",
        GIVES,
    ),
}
NO_RECORDS = {
    *("agent", "code", "docket", "item", "occupation", "principle", "ref", "title", "topic"),
    *(
        "contents",
        "definition",
        "disclosure",
        "note",
        "picture",
        "placements",
        "precedents",
        "principles",
        "proposal",
        "redline",
        "signature",
        "survey",
        "table",
    ),
}
"""Roles and directives that draw on the ontology or the draft alone, or set what is drawn on by others."""
CHECKS = frozenset(
    "withdrawn-source superseded-record awaiting-review claim-unsettled outdated-citation left-out "
    "contested-record claim-supported unknown-figure unknown-duties unknown-legislation "
    "unknown-decision unknown-descriptions descriptions-not-counted unknown-elsewhere".split()
)


@pytest.fixture(scope="module", params=list(Standing), ids=lambda standing: standing.value)
def base(request, tmp_path_factory: pytest.TempPathFactory) -> tuple[Standing, Workspace, Knowledge]:  # type: ignore[no-untyped-def]
    standing = request.param
    return standing, *standing_base(tmp_path_factory.mktemp("base"), standing)


def outcome(draft: str, words: str, workspace: Workspace, knowledge: Knowledge) -> str:
    """Return what a way of drawing on a record comes to."""
    prepared = fill_and_check(read(draft, "draft.md"), "draft.md", knowledge, workspace)
    told = {
        f"{finding.check}{'!' if finding.severity is Severity.ERROR else ''}"
        for finding in prepared.findings
        if finding.check in CHECKS
    }
    texts = _texts((prepared.document.blocks, prepared.document.notes))
    printed = " ".join(" ".join(texts).split())
    shown = "" if not words else "printed" if words in printed else "not printed"
    return ", ".join([*sorted(told), *([shown] if shown else [])]) or "nothing said"


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a document, spoken ones too."""
    if isinstance(value, doc.Text):
        yield value.text
    elif isinstance(value, doc.Chart):
        yield value.alternative
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


def table() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return {row.pop("way"): row for row in csv.DictReader(stream, delimiter="\t")}


def test_each_way_comes_to_what_the_table_says(base: tuple[Standing, Workspace, Knowledge]) -> None:
    standing, workspace, knowledge = base
    found = {way: outcome(draft, words, workspace, knowledge) for way, (draft, words) in WAYS.items()}
    if os.environ.get("UPDATE_TABLE"):
        _update(standing, found)
    assert found == {way: row.get(standing.value) for way, row in table().items()}


def test_the_table_has_every_way_and_every_standing() -> None:
    rows = table()
    assert list(rows) == list(WAYS)
    assert all(row.get(standing.value) for row in rows.values() for standing in Standing)
    named = " ".join(draft for draft, _ in WAYS.values())
    for name in {*ROLES, *DIRECTIVES} - NO_RECORDS:
        assert f"{{{name}}}" in named, f"no way draws on a record by {name}"


@pytest.mark.parametrize("standing", ["retracted", "superseded", "awaiting-review"])
def test_what_may_not_be_drawn_on_is_an_error_or_left_out_in_every_way(standing: str) -> None:
    for way, row in table().items():
        assert "!" in row[standing] or "not printed" in row[standing] or way in _ELSEWHERE[standing], way


_ELSEWHERE = {
    "retracted": set(),
    "superseded": {
        *("[@source]", "@source in a sentence"),  # only its records are superseded
        *("{count} duties", "{count} objections"),  # what took their place is counted
    },
    "awaiting-review": set(),
}


def _update(standing: Standing, found: dict[str, str]) -> None:
    rows = table() if TABLE.exists() else {}
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        names = [each.value for each in Standing]
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(["way", *names])
        for way in WAYS:
            cells = {**rows.get(way, {}), standing.value: found[way]}
            writer.writerow([way, *(cells.get(name, "") for name in names)])
