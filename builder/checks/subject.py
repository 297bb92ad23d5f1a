"""What the checks of a draft look at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from builder.document import Document
from builder.draft.nodes import Draft
from builder.draft.places import Place
from builder.prose.quotation_proof import ProvenQuotation, proven_quotations
from builder.prose.sentences import Prose, prose
from builder.resolve.context import Context
from kb.findings import Location
from kb.model.docket_records import Docket


@dataclass(frozen=True)
class Subject:
    """A draft, the document made from it, and the day on which it is checked."""

    draft: Draft
    context: Context
    document: Document
    today: dt.date

    @cached_property
    def prose(self) -> Prose:
        """What the draft says in words of its own."""
        return prose(self.draft)

    @cached_property
    def quotations(self) -> tuple[ProvenQuotation, ...]:
        """The quotations of the draft, compared with what it cites for them."""
        return proven_quotations(self.prose, self.context)

    @property
    def docket(self) -> Docket | None:
        """The docket that the draft answers, if the graph knows it."""
        return self.context.docket

    def at(self, place: Place) -> Location:
        """Return a place of the draft as findings show it."""
        return Location(self.draft.path, place.line, place.column)
