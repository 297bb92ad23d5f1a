"""`soc-evidence search`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from kb.errors import ExitCode

_FILTERS = {
    "kind": "evidence, duty, claim, objection, figure, soc, source, task, activity, …",
    "occupation": "SOC code, such as 33-9031.",
    "group": "SOC group, such as 33-0000.",
    "function": "Function of work, such as protect-life.",
    "authority": "Kind of source, such as statute or peer-reviewed.",
    "verification": "Mark, such as verified or second-hand.",
    "standing": "How far it may be relied on, such as usable or superseded; the default is all.",
    "contributor": "Person or office that contributed the file.",
}


def _filter_options(command: Callable[..., int]) -> Callable[..., int]:
    for name, summary in reversed(_FILTERS.items()):
        option = click.option(f"--{name}", f"only_{name}", multiple=True, metavar="…", help=summary)
        command = option(command)
    return command


@click.command(
    epilog='Examples: soc-evidence search "talks callers through CPR"; '
    'soc-evidence search "first responder" --direction disputes --format csv'
)
@click.argument("words", nargs=-1)
@click.option("--lexical", "mode", flag_value="lexical", help="By words only; needs no model.")
@click.option("--dense", "mode", flag_value="dense", help="By meaning only.")
@_filter_options
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Bears on this claim, for or against.")
@click.option("--direction", type=click.Choice(["supports", "disputes"]), help="Bears on claims this way.")
@click.option("--since", default="", metavar="DATE", help="Not older: 2016, 2016-07 or 2016-07-22.")
@click.option("--until", default="", metavar="DATE", help="Not younger.")
@click.option("-n", "--limit", "count", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option(
    "--model",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of another embedding model.",
)
def command(
    words: tuple[str, ...],
    mode: str | None,
    claims: tuple[str, ...],
    direction: str | None,
    since: str,
    until: str,
    count: int,
    form: str,
    model: Path | None,
    **only: tuple[str, ...],
) -> int:
    """Find evidence by words and by meaning, for and against.

    Each hit says how it bears on claims, how to cite it, which of its words match, and its rank by words
    and by meaning. Filters choose before anything is ranked; a filter given twice means either.
    """
    from kb.api import open_base
    from kb.cli.missing_files import name_missing_files
    from kb.cli.progress import bar
    from kb.common.tables import terminal_width
    from kb.search.hit_table import render

    def say(message: str) -> None:
        click.echo(message, err=True)

    with bar("Encoding") as progress, open_base() as base:
        name_missing_files(base)
        hits = base.search(
            " ".join(words),
            mode or "hybrid",
            count=count,
            claim=claims,
            direction=direction or "",
            since=since,
            until=until,
            model=model and model.absolute(),
            say=say,
            progress=progress,
            **{name: only[f"only_{name}"] for name in _FILTERS},
        )
    if hits.read_as:
        say(f"Read as: {hits.read_as}")
    if hits and not hits.close:
        say("Nothing here on this; the nearest are:")
    click.echo(render(hits, form, terminal_width()), nl=False)
    if not hits:
        say("Nothing was found.")
    return ExitCode.CLEAN
