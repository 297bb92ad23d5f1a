"""`soc-evidence query`."""

from __future__ import annotations

import click

from kb.errors import ExitCode

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")


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
    "--limit", default=10_000, show_default=True, type=click.IntRange(min=0), help="Most rows; 0 for all."
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
    limit: int,
    timeout: float,
    memory: int,
    listing: bool,
    show: bool,
) -> int:
    """Ask the graph in SPARQL 1.1.

    Give the name of a query (see --list), a file, or a query after -e. Queries only read, never reach
    another computer, and run over all files together; the usual prefixes need no declaration.
    """
    from kb.api import open_base
    from kb.cli.missing_files import name_missing_files
    from kb.common.tables import terminal_width
    from kb.querying import asking, query_catalogue, result_formats
    from kb.querying.absent_terms import absent_terms, unknown_terms
    from kb.querying.evaluation import MEBIBYTE, Limits

    base = open_base()
    width = terminal_width()
    if listing:
        click.echo(query_catalogue.render_list(base.queries(), form or "table", width), nl=False)
        return ExitCode.CLEAN
    asked = asking.question(name, expression, base.workspace.queries)
    if show:
        click.echo(asked.text, nl=False)
        return ExitCode.CLEAN
    name_missing_files(base)
    limits = Limits(timeout, limit, memory * MEBIBYTE)
    result = base.evaluate(asked, asking.parameters_from(pairs), limits)
    chosen = result_formats.Format(form) if form else result_formats.default_format(result.form)
    click.echo(result_formats.render(result, chosen, width), nl=False)
    click.echo(result_formats.note(result, asked.empty), err=True)
    ontology = base.workspace.ontology
    said = unknown_terms(asked.text, ontology)
    if not (result.rows or asked.empty):
        said += absent_terms(asked.text, base.graph.store, ontology)
    for sentence in said:
        click.echo(f"note: {sentence}", err=True)
    return ExitCode.CLEAN
