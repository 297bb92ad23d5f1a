"""A base in which a record of every kind, and the claim that rests on them, has one standing."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kb.namespaces import iri, record
from kb.records.collection import contributions, provenance, read_collection
from kb.standing import Standing
from kb.store import Knowledge
from kb.workspace import Layer, Workspace, bundle_root

RECORDS = """\
source:
  id: county-report
  type: report
  title: Emergency communications in one county
  short-title: County report
  author: [{{literal: County of Example}}]
  issued: 2025-03
  authority: government-page
{source}evidence:
  - id: county-gives
    statement: The county's telecommunicators give medical instructions on every cardiac call.
    quote: give medical instructions on every cardiac call
    locator: {{page: 4}}
    about: [29-2042]
    verification: {mark}
    supports: [county-claim]
{record}duty:
  - id: county-duty
    source: county-report
    occupation: 29-2042
    kind: required
    statement: Give first aid at the scene.
    functions: [protect-life]
    assessed-by: [county]
    locator: {{page: 5}}
    verification: {mark}
{record}figure:
  - id: county-figure
    source: county-report
    occupation: 29-2042
    measure: employment
    period: 2025-03
    value: 40
    unit: jobs
    locator: {{page: 6}}
    verification: {mark}
{record}  - id: county-whole
    source: other-report
    occupation: 29-0000
    measure: employment
    period: 2025-03
    value: 400
    unit: jobs
    verification: verified
  - id: county-paramedics
    source: other-report
    occupation: 29-2043
    measure: employment
    period: 2025-03
    value: 60
    unit: jobs
    verification: verified
  - id: county-nurses
    source: other-report
    occupation: 29-1141
    measure: employment
    period: 2025-03
    value: 300
    unit: jobs
    verification: verified
  - id: county-share
    source: county-report
    occupation: 29-0000
    measure: share-of-group
    label: Medics in health care
    period: 2025-03
    value: 25
    unit: percent
    formula: 100 * (29-2042 + 29-2043) / 29-0000
    derived-from: [county-figure, county-paramedics, county-nurses]
    locator: {{page: 6}}
    verification: {mark}
{record}legislation:
  - id: county-law
    source: county-report
    number: Res. 7
    title: A resolution on medics
    jurisdiction: Example
    introduced: 2025-02
    effect: state-recognition
    status: introduced
    statement: The county resolves that medics protect life.
    about: [29-2042]
    locator: {{page: 7}}
    verification: {mark}
{record}decision:
  - id: county-decision
    source: county-report
    title: Move medics
    round: 2010
    request-kind: move-group
    occupation: Medics
    outcome: not-accepted
    reason: Medics do not protect.
    verification: {mark}
{record}elsewhere:
  - id: county-class
    source: county-report
    classification: Plan of classes 2025
    jurisdiction: Example
    code: M7
    title: Medics
    statement: Medics stand with sailors.
    nearest-group: 53-0000
    about: [29-2042]
    verification: {mark}
{record}objection:
  - id: OX1
    source: county-report
    title: Medics are health workers
    statement: Medics belong with health care.
    raised-by: [county]
    date: 2025-03
    principles: [P2]
    answered-by: [county-claim]
    reply: They protect life at the scene.
    locator: {{page: 8}}
    verification: {mark}
{record}"""
DESCRIPTION = """\
source:
  id: county-job
  type: report
  title: Job description of one county
  short-title: County job
  author: [{{literal: County of Example}}]
  issued: 2025-03
  authority: office-record
  describes: 33-9031
  agency: county
  permission: letter of the county
  permission-date: 2025-04-01
  gathered: sent by the county
{source}duty:
  - id: job-duty
    source: county-job
    occupation: 33-9031
    kind: required
    statement: Keep an eye on the tables.
    functions: []
    covers: [nation-duty]
    locator: {{page: 1}}
    verification: {mark}
{record}"""
CLAIM = """\
claim:
  id: county-claim
  title: Medics give instructions
  statement: Medics give callers instructions.
  about: [29-2042]
  basis: fact
  principles: [P2]
  lines:
    - direction: supports
      strength: moderate
      items: [county-gives]
      argument: The county says so of its own staff.
agent: {id: county, name: County of Example, kind: organization}
source:
  id: other-report
  type: report
  title: Another report
  short-title: Other report
  author: [{literal: Office of Example}]
  issued: 2025-04
  authority: government-page
duty:
  id: nation-duty
  source: other-report
  occupation: 33-9031
  kind: required
  statement: Watch the floor of the casino.
  functions: []
  verification: verified
"""
CONTRIBUTION = """\
contribution:
  contributor: Ann Example
  organization: County of Example
  date: 2026-11-02
  licence: CC-BY-4.0
"""
NEWER = """\
evidence:
  - id: county-gives-2
    source: other-report
    verification: verified
    about: [29-2042]
    KEY: [EVIDENCEcounty-gives]
    statement: The county's telecommunicators never give medical instructions at all.
duty:
  - id: county-duty-2
    source: other-report
    verification: verified
    occupation: 29-2042
    kind: may
    KEY: [DUTYcounty-duty]
    statement: Wait for the ambulance.
    functions: []
    assessed-by: [county]
  - id: job-duty-2
    source: other-report
    verification: verified
    occupation: 33-9031
    kind: may
    KEY: [DUTYjob-duty]
    statement: Look away.
    functions: []
figure:
  - id: county-figure-2
    source: other-report
    verification: verified
    occupation: 29-2042
    measure: employment
    period: 2026-03
    value: 41
    unit: jobs
    KEY: [FIGUREcounty-figure]
legislation:
  - id: county-law-2
    source: other-report
    verification: verified
    jurisdiction: Example
    title: Another resolution
    effect: state-recognition
    status: introduced
    introduced: 2026-02
    about: [29-2042]
    KEY: [LEGISLATIONcounty-law]
    statement: The county resolves otherwise.
decision:
  - id: county-decision-2
    source: other-report
    verification: verified
    title: Move medics again
    round: 2018
    request-kind: move-group
    occupation: Medics
    outcome: accepted
    KEY: [DECISIONcounty-decision]
elsewhere:
  - id: county-class-2
    source: other-report
    verification: verified
    classification: Plan of classes 2026
    jurisdiction: Example
    title: Healers
    statement: Medics stand with nurses.
    about: [29-2042]
    KEY: [ELSEWHEREcounty-class]
objection:
  - id: OX2
    source: other-report
    verification: verified
    title: Another objection
    statement: Medics do not protect.
    raised-by: [county]
    date: 2026-03
    principles: [P2]
    answered-by: [county-claim]
    reply: They do.
    KEY: [OBJECTIONOX1]
"""


def _newer(key: str, *, kinds: bool) -> str:
    text = NEWER.replace("KEY", key)
    for kind in ("evidence", "duty", "figure", "legislation", "decision", "elsewhere", "objection"):
        text = text.replace(kind.upper(), f"{kind}/" if kinds else "")
    return text


_OF_SOURCE = {
    Standing.RETRACTED: "  retracted: {date: 2026-01-05, reason: the figures were made up}\n",
    Standing.LOCAL: "  reach: office\n",
}
"""What the record of the source says."""


def standing_base(folder: Path, standing: Standing) -> tuple[Workspace, Knowledge]:
    """Write a base, and return it with its graph in memory; without the bundled evidence."""
    mark, each, newer = "verified", "", ""
    source = _OF_SOURCE.get(standing, "")
    match standing:
        case Standing.SUPERSEDED:
            newer = _newer("supersedes", kinds=False)
        case Standing.UNSETTLED:  # only what the claim rests on is superseded
            newer = _newer("supersedes", kinds=False).partition("duty:")[0]
        case Standing.OUTDATED:
            newer = "source: {id: county-report-2, type: report, title: Newer, supersedes: [county-report]}\n"
        case Standing.OUT_OF_DATE:
            each = "    valid-until: 2025-12\n"
        case Standing.UNVERIFIED | Standing.SECOND_HAND:
            mark = standing.value
        case Standing.DISPUTED:
            newer = _newer("contests", kinds=True)
    evidence = folder / "evidence"
    here = evidence / "waiting" if standing is Standing.AWAITING_REVIEW else evidence
    here.mkdir(parents=True)
    (evidence / "contribution.yaml").write_text(CONTRIBUTION, "utf-8")
    if standing is Standing.AWAITING_REVIEW:
        waiting = f"{CONTRIBUTION}  review: waiting\n"
        (here / "contribution.yaml").write_text(waiting, "utf-8")
    (here / "county.yaml").write_text(RECORDS.format(source=source, mark=mark, record=each), "utf-8")
    job = source if "reach:" in source else f"{source}  reach: office\n"
    (here / "job.yaml").write_text(DESCRIPTION.format(source=job, mark=mark, record=each), "utf-8")
    (evidence / "claim.yaml").write_text(CLAIM, "utf-8")
    if newer:
        (evidence / "newer.yaml").write_text(newer, "utf-8")
    workspace = _workspace(folder)
    return workspace, _knowledge(workspace, standing)


def _workspace(folder: Path) -> Workspace:
    bundle = bundle_root()
    layers = (
        Layer("base", bundle, (bundle / "ontology",)),
        Layer("own", folder, (folder / "evidence",)),
    )
    return Workspace(folder, layers, folder / "derived", None, (bundle / "ontology" / "queries",))


def _knowledge(workspace: Workspace, standing: Standing) -> Knowledge:
    collection = read_collection(workspace)
    wrong = [f for file in collection.files for f in file.findings if "/evidence/" in f.location.path]
    assert not wrong, wrong
    store = ox.Store()
    store.bulk_extend(statement.quad for file in collection.files for statement in file.statements)
    store.extend(provenance(g, c).quad for g, c in contributions(collection.files).items())
    if standing is Standing.CHANGED:
        changed = (ox.NamedNode(record("source", "county-report")), ox.NamedNode(iri("soce:textChanged")))
        store.add(ox.Quad(*changed, ox.Literal("true"), ox.NamedNode("https://example.org/derived")))
    return Knowledge(store)
