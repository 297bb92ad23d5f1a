"""`soc-evidence serve`."""

from __future__ import annotations

import dataclasses

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at.")
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="Port; 8730 or a free one.")
@click.option("--read-only", is_flag=True, help="A copy for the public, where nothing can be changed.")
@click.option("--endpoint-only", is_flag=True, help="Serve SPARQL and RDF to programs, and no pages.")
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="With --endpoint-only: a site whose pages may ask it from a browser; * for all. Repeat for several.",
)
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help="With --endpoint-only: most seconds of a query.",
)
def command(
    host: str, port: int, read_only: bool, endpoint_only: bool, origins: tuple[str, ...], timeout: float
) -> int:
    """Open the workbench: read, search and ask in a browser.

    It is served on this machine alone. At another address it can be reached from elsewhere, so the address
    that is printed then holds a token, without which nothing is shown; a read-only copy needs none. End it
    with Ctrl-C.

    With --endpoint-only it answers programs by the SPARQL 1.1 Protocol at /sparql, named queries at
    /query/NAME, and every address of the graph as RDF. It only reads, and needs no token.
    """
    from kb.endpoint.listening import Place
    from kb.errors import UsageError
    from kb.workspace import open_workspace

    if endpoint_only:
        from kb.endpoint.query_service import PUBLIC
        from kb.endpoint.serving import serve_endpoint

        def say(address: str) -> None:
            click.echo(f"Ask {address} in SPARQL; end with Ctrl-C.", err=True)

        limits = dataclasses.replace(PUBLIC, seconds=timeout)
        serve_endpoint(open_workspace(), Place(host, port), say, origins, limits)
        return ExitCode.CLEAN
    if origins:
        raise UsageError("--cors is for the endpoint alone.", "Add --endpoint-only.")

    from builder.workbench.serving import serve

    def tell(address: str) -> None:
        click.echo(f"Open {address} in a browser; end with Ctrl-C.", err=True)

    serve(open_workspace(), Place(host, port), tell, read_only=read_only)
    return ExitCode.CLEAN
