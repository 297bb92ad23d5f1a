"""Fill a run of draft text: words, links, citations, roles, footnotes."""

from __future__ import annotations

from builder.citations import marked_text
from builder.document import Inline, Inlines, LineBreak, Link, Text
from builder.draft import nodes
from builder.draft.places import Place
from builder.resolve import find, sourcing
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.roles import ROLES
from builder.resolve.spacing import tidy
from kb.common.names import did_you_mean
from kb.findings import Check, Severity

UNKNOWN_ROLE = Check("unknown-role", Severity.ERROR, "There is no such role.", "See docs/draft-format.md.")


def fill(content: nodes.Inlines, context: Context) -> Inlines:
    """Return the document's inlines for a run of a draft's."""
    filled: list[Inline] = []
    for inline in content:
        filled.extend(_fill_one(inline, context))
    return tidy(filled)


def _fill_one(inline: nodes.Inline, context: Context) -> Inlines:
    match inline:
        case nodes.Words():
            return (_text(inline),)
        case nodes.Break():
            return (LineBreak(),)
        case nodes.Hyperlink():
            return _link(inline, context)
        case nodes.Cite():
            return _cite(inline, context)
        case nodes.Role():
            return _role(inline, context)
        case nodes.FootnoteMark():
            return _footnote(inline, context)


def _text(words: nodes.Words) -> Text:
    return Text(
        words.text,
        strong=words.strong,
        emphasis=words.emphasis,
        code=words.code,
        deleted=words.deleted,
        place=(words.place.line, words.place.column),
    )


def _link(link: nodes.Hyperlink, context: Context) -> Inlines:
    words = tuple(_text(part) for part in link.content)
    anchors = [*(section.anchor for section in context.outline.sections), *context.outline.anchors]
    if link.target.startswith("#") and link.target[1:] not in anchors:
        fix = did_you_mean(link.target[1:], anchors, "Give the heading {id=…}, or link elsewhere.")
        message = f"No heading has the anchor {link.target!r}."
        report(UnresolvedError(find.UNKNOWN_ANCHOR, message, fix), link.place, context)
        return words
    return (Link(words, link.target, paged=link.target.startswith("#")),)


def _cite(cite: nodes.Cite, context: Context) -> Inlines:
    citations = []
    for item in cite.items:
        with context.problems.at(item.place):
            try:
                citations.append(sourcing.of_key(item, context))
            except UnresolvedError as problem:
                report(problem, item.place, context)
    if not citations:
        return (unresolved(" ".join(item.key for item in cite.items)),)
    reference = context.notes.cite(citations)
    if cite.in_text and not cite.items[0].suppress_author:
        return (Text(author(citations[0].source.csl)), reference)
    return (reference,)


def author(item: dict[str, object] | object) -> str:
    """Return how a sentence names the author of a CSL item: family names, or the organization."""
    names = item.get("author", []) if hasattr(item, "get") else []
    words = [str(name.get("literal") or name.get("family", "")) for name in names]
    if not words:
        return str(item.get("title", "")) if hasattr(item, "get") else ""
    if len(words) > 2:
        return f"{words[0]} and others"
    return " and ".join(words)


def _role(role: nodes.Role, context: Context) -> Inlines:
    known = ROLES.get(role.name)
    if known is None:
        fix = did_you_mean(role.name, ROLES, f"Known roles: {', '.join(sorted(ROLES))}.")
        message = f"There is no role {{{role.name}}}."
        report(UnresolvedError(UNKNOWN_ROLE, message, fix), role.place, context)
        return (unresolved(role.argument),)
    with context.problems.at(role.place):
        try:
            return known.fill(role.argument, context)
        except UnresolvedError as problem:
            report(problem, role.place, context)
            return (unresolved(role.argument),)


def _footnote(mark: nodes.FootnoteMark, context: Context) -> Inlines:
    content: list[Inline] = []
    for inline in context.draft.footnotes.get(mark.label, ()):
        if isinstance(inline, nodes.Cite):
            content.extend(_inside_note(inline, context))
        elif not isinstance(inline, nodes.FootnoteMark):
            content.extend(_fill_one(inline, context))
    return (context.notes.add(tuple(content)),)


def _inside_note(cite: nodes.Cite, context: Context) -> Inlines:
    """Return a citation that stands in a footnote as text of that note."""
    citations = []
    for item in cite.items:
        with context.problems.at(item.place):
            try:
                citations.append(sourcing.of_key(item, context))
            except UnresolvedError as problem:
                report(problem, item.place, context)
    return marked_text.runs(context.notes.text(citations).rstrip(".")) if citations else ()


def report(problem: UnresolvedError, place: Place, context: Context) -> None:
    """Turn what could not be filled into a finding."""
    if (problem.message, place) not in context.told.errors:
        context.told.errors.add((problem.message, place))
        context.problems.add(problem.check, place, problem.message, problem.fix, problem.subject)


def unresolved(words: str) -> Text:
    """Return the visible mark of something that could not be filled."""
    return Text(f"[unresolved: {words}]", strong=True)
