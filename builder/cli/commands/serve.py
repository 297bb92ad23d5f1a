"""`soc-evidence serve`."""

from __future__ import annotations

import click

from kb.errors import ExitCode


@click.command(epilog="Example: soc-evidence serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at.")
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="Port; 8730 or a free one.")
@click.option("--read-only", is_flag=True, help="A copy for the public, where nothing can be changed.")
def command(host: str, port: int, read_only: bool) -> int:
    """Open the workbench: read, search and ask in a browser.

    It is served on this machine alone. At another address it can be reached from elsewhere, so the address
    that is printed then holds a token, without which nothing is shown; a read-only copy needs none. End it
    with Ctrl-C.
    """
    from builder.workbench.serving import Place, serve
    from kb.workspace import open_workspace

    def tell(address: str) -> None:
        click.echo(f"Open {address} in a browser; end with Ctrl-C.", err=True)

    serve(open_workspace(), Place(host, port), tell, read_only=read_only)
    return ExitCode.CLEAN
