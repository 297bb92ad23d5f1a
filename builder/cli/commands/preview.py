"""`soc-evidence preview`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import ExitCode

if TYPE_CHECKING:
    from builder.previewing import Look

_PAUSE = 0.4
"""Seconds between two looks at the files."""


@click.command(epilog="Example: soc-evidence preview submission.md")
@click.argument("draft", required=False, type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Look once and end.")
def command(draft: Path | None, once: bool) -> int:
    """Set DRAFT (the workspace's own draft without one) again whenever it or a record is saved.

    The pages go to NAME.preview.pdf beside the draft, with a watermark and the findings in an annex; leave it
    open in a viewer that follows changes. What is new among the findings is printed, and what is settled. End
    it with Ctrl-C.
    """
    from builder.draft_file import find_draft
    from builder.previewing import preview
    from kb.api import open_base
    from kb.common.files import short_path, typed_path
    from kb.errors import SocEvidenceError
    from kb.findings import has_errors

    with open_base() as base:
        draft = find_draft(base.workspace, draft and typed_path(draft, base.root), "preview")
        watched = preview(base, draft)
        click.echo(f"Watching {short_path(watched.draft)}; pages in {short_path(watched.output)}.", err=True)
        while True:
            try:
                look = watched.look()
            except SocEvidenceError as error:
                if once:
                    raise
                click.echo(f"{error.message} {error.remedy}", err=True)
                look = None
            if look:
                _tell(look)
            if once:
                return ExitCode.FINDINGS if look and has_errors(list(look.findings)) else ExitCode.CLEAN
            try:
                time.sleep(_PAUSE)
            except KeyboardInterrupt:
                return ExitCode.CLEAN


def _tell(look: Look) -> None:
    from kb.reports import render_findings, shortened, summary

    root = Path(look.prepared.draft.path).parent
    click.echo(render_findings(shortened(look.new, root), "text"), nl=False)
    for finding in shortened(look.settled, root):
        click.echo(f"settled: {finding.check}: {finding.message}")
    click.echo(f"{time.strftime('%H:%M:%S')} {summary(look.findings)}; {len(look.pdf):,} bytes", err=True)
