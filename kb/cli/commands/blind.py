"""`soc-evidence blind`."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ExitCode, MissingError


@click.command(
    epilog="Examples: soc-evidence blind 43-5031; soc-evidence blind 43-5031 --every 1 --format csv"
)
@click.argument("code", metavar="CODE")
@click.option("--lexical", is_flag=True, help="By words only; needs no model.")
@click.option("--recorded", is_flag=True, help="Place the recorded duty statements, not the official ones.")
@click.option(
    "--every",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    metavar="N",
    help="Calibrate on every Nth occupation; 1 takes all, 0 none.",
)
@click.option(
    "--control", "controls", multiple=True, metavar="CODE", help="Test this occupation for comparison, too."
)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option(
    "--model",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of another embedding model.",
)
def command(
    code: str,
    lexical: bool,
    recorded: bool,
    every: int,
    controls: tuple[str, ...],
    form: str,
    model: Path | None,
) -> int:
    """Hide the code of an occupation and ask where its duties fall.

    Each duty is held against the definitions and tasks of all other occupations, by words and by meaning;
    then the duties are counted by occupation, minor and major group. What speaks against a change is
    printed like the rest, and so is how often the test is right about occupations whose place is known.
    """
    from kb.blind.blind_report import render
    from kb.blind.blind_test import blind_test, known_controls
    from kb.blind.nearness import ByMeaning, ByWords, Engine
    from kb.blind.work_statements import check_code, read_corpus, recorded_duties
    from kb.cli.progress import bar
    from kb.common.tables import terminal_width
    from kb.store import open_readonly
    from kb.workspace import open_workspace

    def say(message: str) -> None:
        click.echo(message, err=True)

    workspace = open_workspace()
    knowledge = open_readonly(workspace)
    corpus = read_corpus(knowledge)
    check_code(knowledge, corpus, code)
    duties = recorded_duties(knowledge, code) if recorded else ()
    engines: list[Engine] = [ByWords(corpus)]
    if not lexical:
        try:
            with bar("Encoding") as progress:
                engines.append(ByMeaning(corpus, model, workspace.derived, say, progress))
        except MissingError as error:
            if model:
                raise
            say(f"By words only: {error.message} To test by meaning too: {error.remedy}")
    with bar("Calibrating") as progress:
        found = blind_test(
            corpus,
            code,
            engines,
            duties=duties,
            controls=controls or known_controls(knowledge),
            every=every,
            progress=progress,
        )
    click.echo(render(found, form, terminal_width()), nl=False)
    return ExitCode.CLEAN
