"""What an answer lacks: files of the office that could not be read, named before every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kb.api import Base


def name_missing_files(base: Base) -> None:
    """Say on stderr which files are not in an answer, or not as a whole, and why."""
    from kb.common.files import short_path

    for finding in base.read_in_part():
        where = finding.location
        place = f"{short_path(where.path)}:{where.line}:{where.column}"
        click.echo(
            f"{place}: {finding.message} What it breaks is not in this answer (soc-evidence check).", err=True
        )
