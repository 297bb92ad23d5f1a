"""`{definition}`: the official definition of an occupation, or our gloss, said to be one."""

from __future__ import annotations

from builder.document import Inlines, Paragraph, Quotation, Text
from builder.draft import nodes
from builder.resolve import find, sourcing
from builder.resolve.context import Blocks, Context, UnresolvedError
from builder.resolve.directives.directive import Directive
from builder.resolve.tables import text
from kb.model.records import Occupation, Provenance


def resolve(directive: nodes.Directive, context: Context) -> Blocks:
    """Return the definition as a quotation, or a paraphrase that says what it is."""
    occupation = find.occupation(directive.argument, context)
    classification = context.lookup.classification.name
    if not occupation.definition:
        raise UnresolvedError(
            "unknown-definition",
            f"{occupation.code} is a {occupation.level} and has no definition in the graph.",
            f"Define a detailed occupation; groups of the {classification} have no official definition.",
        )
    if not occupation.official:
        return (Paragraph(_paraphrase(occupation, context)),)
    attribution = (
        *text(f"— {classification}, {occupation.code} {occupation.title}"),
        *note(context),
    )
    return (Quotation((Paragraph(text(occupation.definition)),), attribution),)


def _paraphrase(occupation: Occupation, context: Context) -> Inlines:
    head = f"{occupation.title} ({occupation.code}), in our paraphrase of the official definition: "
    return (
        Text(head),
        Text(occupation.definition.rstrip("."), emphasis=True),
        Text("."),
        *note(context),
    )


def note(context: Context) -> Inlines:
    """Return the note that cites the source of the definitions; nothing when it is not recorded."""
    identifier = context.lookup.definitions_source
    citation = sourcing.of_record(Provenance(identifier, verification="verified"), context)
    return (context.notes.cite([citation]),) if citation else ()


DIRECTIVE = Directive(
    "definition", "CODE", "The official definition once imported; else our paraphrase.", resolve
)
