"""`soc-evidence search`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.errors import ExitCode

if TYPE_CHECKING:
    from kb.api import Base
    from kb.search import Hits, Sides

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
@click.option(
    "--against",
    is_flag=True,
    help="Show the claims nearest to this sentence, with what supports and what disputes each.",
)
@click.option("--lexical", "mode", flag_value="lexical", help="By words only; needs no model.")
@click.option("--dense", "mode", flag_value="dense", help="By meaning only.")
@_filter_options
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Bears on this claim, for or against.")
@click.option("--direction", type=click.Choice(["supports", "disputes"]), help="Bears on claims this way.")
@click.option("--since", default="", metavar="DATE", help="Not older: 2016, 2016-07 or 2016-07-22.")
@click.option("--until", default="", metavar="DATE", help="Not younger.")
@click.option("-n", "--limit", "count", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "bibtex", "ris"]), default="table"
)
@click.option(
    "--model",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of another embedding model.",
)
def command(
    words: tuple[str, ...],
    against: bool,
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
    and by meaning. Filters choose before anything is ranked; a filter given twice means either. With
    --against, WORDS are a sentence: the claims nearest to it are shown, each with what supports and what
    disputes it; whether a claim says the same or the opposite is for you to read. Words in quotation marks
    ('"chain of command"') must stand so in a text. BibTeX and RIS hold the sources of the hits.
    """
    from kb.api import open_base
    from kb.cli.missing_files import name_missing_files
    from kb.cli.progress import bar

    text = " ".join(words)
    with bar("Encoding") as progress, open_base() as base:
        name_missing_files(base)
        asked: dict[str, Any] = {name: only[f"only_{name}"] for name in _FILTERS}
        asked |= {"claim": claims, "direction": direction or "", "since": since, "until": until}
        asked |= {"mode": mode or "hybrid", "count": count, "model": model and model.absolute()}
        asked |= {"say": _say, "progress": progress}
        if against:
            _show_sides(base.sides(text, **asked), base, form, direction)
            return ExitCode.CLEAN
        hits = base.search(text, **asked)
    if hits.read_as:
        _say(f"Read as: {hits.read_as}")
    if hits and not hits.close:
        _say("Nothing here on this; the nearest are:")
    _show(hits, base, form)
    return ExitCode.CLEAN


def _say(message: str) -> None:
    click.echo(message, err=True)


def _show(hits: Hits, base: Base, form: str) -> None:
    from kb.common.tables import terminal_width
    from kb.search.hit_table import counted, render
    from kb.search.reference_formats import REFERENCES

    if form in REFERENCES:
        cited = dict.fromkeys(hit.source for hit in hits if hit.source)
        sources = base.records.sources
        text = REFERENCES[form](sources[key].csl for key in cited if key in sources)
    else:
        text = render(hits, form, terminal_width())
    click.echo(text, nl=False)
    if not hits:
        _say("Nothing was found.")
        for phrase in hits.phrases:
            _say(f"No text has the words “{phrase}”; without quotation marks the nearest are found.")
    elif form == "table":
        _say(counted(hits))


_FOUND = {False: "on record", True: "that passes the filters"}


def _show_sides(sides: Sides, base: Base, form: str, direction: str | None) -> None:
    """Print each claim with its sides; programs get all hits in one table, whose `path` ends in the claim."""
    from kb.search import Hits

    if not sides.claims:
        _say("No claim in the base is near to this.")
    if not all(near.same for near in sides.claims):
        _say("Nearest claims on record (read whether yours says the same or the opposite):")
        if sides.limiting:
            words = ", ".join(sides.limiting)
            _say(f"Your sentence limits or denies ({words}): what supports a claim may speak against it.")
    if form != "table":
        _show(Hits(hit for near in sides.claims for hit in (*near.supports, *near.disputes)), base, form)
        return
    for near in sides.claims:
        own = "Your sentence is " if near.same else ""
        click.echo(f"{own}{near.claim.name}: {near.claim.text}")
        for verb, hits in (("supports", near.supports), ("disputes", near.disputes)):
            if direction in (None, verb):
                click.echo(f"{verb} it:" if hits else f"{verb} it: nothing {_FOUND[sides.filtered]}")
            if hits:
                _show(hits, base, form)
