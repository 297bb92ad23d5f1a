"""`soc-evidence query`."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from kb.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from kb.api import Base
    from kb.face.asked_queries import Parameters
    from kb.querying.asking import Question
    from kb.querying.evaluation import Limits, Outcome

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "nquads", "trig")
_ON_SCREEN = 10_000
"""Rows that a terminal shows where no limit is named; files and other programs get all."""


@click.command(
    epilog="Examples: soc-evidence query duties-of -p code=33-9031 --format csv; "
    "soc-evidence query -e 'SELECT ?claim ?title { ?claim a soce:Claim ; dcterms:title ?title }'"
)
@click.argument("name", required=False, metavar="[NAME|FILE.rq]")
@click.option("-e", "--expression", metavar="QUERY", help="The query itself.")
@click.option(
    "-p",
    "--param",
    "pairs",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter; repeat a name for several values.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: table; turtle for a graph.")
@click.option(
    "--limit", type=click.IntRange(min=0), help="Most rows; 0 for all. Default: all, on a terminal 10,000."
)
@click.option(
    "--timeout", default=30.0, show_default=True, type=click.FloatRange(min=0.1), help="Most seconds."
)
@click.option(
    "--memory", default=2048, show_default=True, type=click.IntRange(min=0), help="Most MiB; 0 for no bound."
)
@click.option("--list", "listing", is_flag=True, help="List the named queries.")
@click.option("--show", is_flag=True, help="Print the query instead of running it.")
def command(
    name: str | None,
    expression: str | None,
    pairs: tuple[str, ...],
    form: str | None,
    limit: int | None,
    timeout: float,
    memory: int,
    listing: bool,
    show: bool,
) -> int:
    """Ask the graph in SPARQL 1.1.

    Give the name of a query (see --list), a file, or a query after -e. Queries only read, never reach
    another computer, and run over all files together; the usual prefixes need no declaration. A stopped query
    writes nothing, so that what is written is whole.

    nquads and trig keep named graphs, also of SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }.
    """
    from kb.api import open_base
    from kb.common.tables import terminal_width
    from kb.querying.asking import parameters_from, question
    from kb.querying.evaluation import MEBIBYTE, Limits

    base = open_base()
    if listing:
        from kb.named_queries.query_catalogue import render_list

        click.echo(render_list(base.queries(), form or "table", terminal_width()), nl=False)
        return ExitCode.CLEAN
    asked = question(name, expression, base.workspace.queries)
    if show:
        click.echo(asked.text, nl=False)
        return ExitCode.CLEAN
    rows = (_ON_SCREEN if sys.stdout.isatty() else 0) if limit is None else limit
    _answer(base, asked, parameters_from(pairs), form, Limits(timeout, rows, memory * MEBIBYTE))
    return ExitCode.CLEAN


def _answer(base: Base, asked: Question, parameters: Parameters, form: str | None, limits: Limits) -> None:
    """Write the answer to stdout, and what is to be said of it to stderr."""
    from kb.cli.missing_files import name_missing_files
    from kb.querying.evaluation import start_workers, temporary_file
    from kb.querying.result_formats import note

    start_workers()  # while the store is looked at
    name_missing_files(base)
    with temporary_file() as path:
        outcome = base.write_answer(path, asked, parameters, form, limits)
        _print(path, outcome, form)
    click.echo(note(outcome, asked.empty), err=True)
    explained = outcome.rows or (asked.empty and not parameters)
    for sentence in base.unknown_terms(asked) if explained else base.why_empty(asked, parameters):
        click.echo(f"note: {sentence}", err=True)


def _print(path: Path, outcome: Outcome, form: str | None) -> None:
    """Write an answer out of its file; a table is laid out first."""
    from kb.common.tables import terminal_width
    from kb.querying.answer_formats import Form, Format
    from kb.querying.result_formats import laid_out

    if form == Format.TABLE or (form is None and outcome.form is not Form.TRIPLES):
        sys.stdout.writelines(laid_out(path, outcome.form, terminal_width()))
        return
    sys.stdout.flush()
    stream = sys.stdout.buffer
    with path.open("rb") as answer:
        shutil.copyfileobj(answer, stream, 1 << 20)
    stream.flush()
