"""What roles and directives work with while one draft is filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from builder.case import Case, case_of
from builder.citations import NoteRegister, Renderer
from builder.document import Block, Inlines, Table
from builder.draft.nodes import Block as DraftBlock
from builder.draft.nodes import Draft
from builder.draft.nodes import Inlines as DraftInlines
from builder.draft.outline import Outline
from builder.draft.places import Place, Problems
from kb.findings import Check
from kb.model import Records
from kb.model.docket_records import Docket
from kb.standing import Standings
from kb.standing.support import Support, claim_support
from kb.workspace import Workspace

Blocks = tuple[Block, ...]


class UnresolvedError(Exception):
    """A role or directive cannot be filled; its caller turns this into a finding at its place."""

    def __init__(self, check: Check, message: str, fix: str, subject: str = "") -> None:
        super().__init__(message)
        self.check = check
        self.message = message
        self.fix = fix
        self.subject = subject
        """The record that it is about, as kind/id."""


@dataclass(slots=True)
class Used:
    """Records that the document has drawn on so far, in the order of first use."""

    evidence: dict[str, None] = field(default_factory=dict)
    figures: dict[str, None] = field(default_factory=dict)
    duties: dict[str, None] = field(default_factory=dict)
    statements: dict[str, None] = field(default_factory=dict)
    """Addresses of what was read without being named: counted duties, what imported tables say."""
    appendix: list[Table] = field(default_factory=list)
    """Tables left to the evidence appendix."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What was read from files that the draft names, by their path in the workspace; the PDF carries them."""


@dataclass(slots=True)
class Told:
    """What has been said of records drawn on, so that each thing is said once."""

    errors: set[tuple[str, Place]] = field(default_factory=set)
    """Message and place."""
    warnings: set[str] = field(default_factory=set)
    """IRIs of records."""
    named: set[str] = field(default_factory=set)
    """IRIs of records that the draft names, and was warned of there."""
    drawn: dict[str, Place] = field(default_factory=dict)
    """IRI of every record named or listed -> the first place that does."""
    quoted: dict[str, Place] = field(default_factory=dict)
    """Kind and id of every record whose quotation is printed -> the first place that does."""


@dataclass(frozen=True)
class Context:
    """One draft being filled in."""

    draft: Draft
    outline: Outline
    lookup: Records
    renderer: Renderer
    notes: NoteRegister
    problems: Problems
    workspace: Workspace
    used: Used
    told: Told
    standings: Standings
    """Whether each record may be relied on, on the day of the build."""
    inlines: Callable[[DraftInlines, Context], Inlines]
    """Fills a run of draft text."""
    blocks: Callable[[tuple[DraftBlock, ...], Context], Blocks]
    """Fills nested draft blocks."""

    @property
    def docket(self) -> Docket | None:
        """The docket that the draft answers, if the graph knows it."""
        return self.lookup.dockets.get(self.draft.front.docket)

    @cached_property
    def case(self) -> Case:
        """What the draft is about and which side it takes, hence what it owes."""
        return case_of(self.draft.front, self.lookup)

    @cached_property
    def supports(self) -> dict[str, Support]:
        """How well each claim is supported, by id."""
        graph, standings = self.lookup.knowledge, self.standings
        return self.lookup.derived(("support", id(standings)), lambda: claim_support(graph, standings))

    @property
    def root(self) -> Path:
        """The folder that files named by the draft must lie in."""
        return self.workspace.root
