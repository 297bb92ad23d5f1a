"""What an answer lacks, told before it: files that could not be read, and what is being changed just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.api import Base


def name_missing_files(base: Base) -> None:
    """Say on stderr which files are not in an answer, or not as a whole, and why.

    Said, too, is where an answer is of the graph as it was before a change that is going on.
    """
    from kb.common.files import short_path

    if base.behind:
        said = "Another process is changing this workspace; this answers from the graph as it was before."
        click.echo(f"note: {said}", err=True)
    for finding in base.read_in_part():
        where = finding.location
        place = f"{short_path(where.path)}:{where.line}:{where.column}"
        click.echo(
            f"{place}: {finding.message} What it breaks is not in this answer (soc-evidence check).", err=True
        )
