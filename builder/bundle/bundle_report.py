"""The report of a build for people (HTML, from its Markdown) and for programs (JSON)."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from builder.building import BuildResult
from kb.common.output import as_json
from kb.reports import render_findings, shortened

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
@page {{ size: letter; margin: 18mm }}
body {{ font: 10.5pt/1.4 sans-serif; max-width: 44em; margin: 2em auto; padding: 0 1em }}
h1 {{ font-size: 1.3em }} h2 {{ font-size: 1.05em; margin: 1em 0 .3em }}
ul {{ margin: 0; padding-left: 1.2em }} code {{ font-size: .9em }}
</style>
</head>
<body>
{body}</body>
</html>
"""


def as_html(markdown: str) -> str:
    """Return Markdown as a page of its own; nothing in it is taken for markup of HTML."""
    from markdown_it import MarkdownIt

    title = markdown.partition("\n")[0].lstrip("# ")
    return _PAGE.format(title=escape(title), body=MarkdownIt("js-default").render(markdown))


def as_data(result: BuildResult, root: Path) -> str:
    """Return what a build used and found as JSON, places as seen from `root`."""
    prepared = result.prepared
    front, outline, used = prepared.draft.front, prepared.resolved.outline, prepared.resolved.used
    told = {
        "title": front.title,
        "docket": front.docket,
        "submitter": front.submitter.organization or front.submitter.name,
        "day": prepared.day,
        "claims": sorted({use.id for use in outline.claims}),
        "topics": sorted({use.id for use in outline.topics}),
        "required-items": sorted({use.id for use in outline.items}),
        "objections-answered": sorted({use.id for use in outline.answers}),
        "objections-declined": dict(front.declines_to_contest),
        "evidence": sorted(used.evidence),
        "figures": sorted(used.figures),
        "duties": sorted(used.duties),
        "sources": sorted(prepared.resolved.context.notes.cited),
        "findings": json.loads(render_findings(shortened(result.findings, root), "json")),
    }
    return as_json(told)
