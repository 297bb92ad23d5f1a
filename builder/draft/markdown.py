"""The Markdown dialect of drafts, as one configured markdown-it parser."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from builder.draft import attributes
from builder.draft.inline_rules import PlacedInline, citation_rule, reference_rule


@cache
def dialect() -> MarkdownIt:
    """Return CommonMark with tables, footnotes, front matter, MyST roles and Pandoc citations.

    HTML is tokenised so that it can be refused with its place. Joining of text tokens is off because
    it would lose their offsets.
    """
    md = MarkdownIt("commonmark")
    md.inline = PlacedInline()
    md.configure("commonmark", {"html": True, "typographer": True, "quotes": "“”‘’"})
    md.enable(["table", "strikethrough", "smartquotes"])
    front_matter_plugin(md)
    footnote_plugin(md, inline=False)
    colon_fence_plugin(md)
    myst_role_plugin(md)
    md.block.ruler.at("reference", reference_rule)
    md.inline.add_terminator_char("@")
    md.inline.ruler.before("link", "citation", citation_rule)
    md.core.ruler.before("inline", "heading_attributes", heading_attributes)
    md.disable(["text_join", "footnote_tail"])
    md.validateLink = lambda url: True  # type: ignore[method-assign] # links.py refuses, with a finding
    md.inline.ruler2.disable("fragments_join")
    return md


def heading_attributes(state: StateCore) -> None:
    """Take the attributes off the end of each heading before its text is read as inline Markdown."""
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if heading.type == "heading_open":
            read = attributes.read(inline.content)
            heading.meta = {"attributes": read, "written": inline.content}
            inline.content = inline.content[: read.start]
