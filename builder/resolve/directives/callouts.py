"""`{note}`, `{disclosure}`, `{proposal}`: framed boxes with Markdown of the author's own."""

from __future__ import annotations

from typing import Literal

from builder.document import Callout
from builder.draft import nodes
from builder.resolve.context import Blocks, Context
from builder.resolve.directives.directive import Directive
from builder.resolve.tables import text

Kind = Literal["disclosure", "note", "proposal"]
_LABELS: dict[Kind, str] = {"disclosure": "Disclosure", "note": "Note", "proposal": "Proposal"}


def _callout(kind: Kind, directive: nodes.Directive, context: Context) -> Blocks:
    label = text(directive.argument or _LABELS[kind])
    return (Callout(kind, label, context.blocks(directive.blocks, context)),)


def _note(directive: nodes.Directive, context: Context) -> Blocks:
    return _callout("note", directive, context)


def _disclosure(directive: nodes.Directive, context: Context) -> Blocks:
    return _callout("disclosure", directive, context)


def _proposal(directive: nodes.Directive, context: Context) -> Blocks:
    return _callout("proposal", directive, context)


NOTE = Directive("note", "LABEL", "A framed remark.", _note)
DISCLOSURE = Directive("disclosure", "LABEL", "A framed disclosure against interest.", _disclosure)
PROPOSAL = Directive("proposal", "LABEL", "A framed proposal.", _proposal)
