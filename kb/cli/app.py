"""The command group: commands are named here and imported only when they run, so `--help` is quick."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click

from kb.cli.boundary import guarded
from kb.common.names import nearest_name
from kb.errors import ExitCode


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command lives, and its line in `--help`."""

    module: str
    summary: str


COMMANDS: dict[str, Command] = {
    "check": Command("kb.cli.commands.check", "Check evidence files; findings as file:line:col."),
    "new": Command("kb.cli.commands.new", "Scaffold a record, or a sheet of duties or figures to fill in."),
    "add": Command("kb.cli.commands.add", "Check contributed files and documents, and take them in."),
    "pack": Command("kb.cli.commands.pack", "Put contributions into one file that travels."),
    "receive": Command("kb.cli.commands.receive", "Take in what another office sent, to be decided on."),
    "review": Command("kb.cli.commands.review", "Decide on what came in, row by row."),
    "quote": Command("kb.cli.commands.quote", "Find words in a source; prove quotations."),
    "import": Command("kb.cli.commands.import_", "Import official SOC, O*NET and OEWS files."),
    "search": Command("kb.cli.commands.search", "Find evidence by words and by meaning, for and against."),
    "query": Command("kb.cli.commands.query", "Ask the graph in SPARQL, or run a named query."),
    "push": Command(
        "kb.cli.commands.push", "Bring the server of the configuration up to date with the files."
    ),
    "explain": Command("kb.cli.commands.explain", "Show the path from a claim to its quotations."),
    "compare": Command("kb.cli.commands.compare", "Put occupations side by side."),
    "job-descriptions": Command(
        "kb.cli.commands.job_descriptions", "Review an agency's job description; count what all require."
    ),
    "shares": Command("kb.cli.commands.shares", "Say whether a share of a group rests on one member."),
    "rate": Command("kb.cli.commands.rate", "Have duties rated by others, and see how far they agree."),
    "impact": Command("kb.cli.commands.impact", "Say what moving an occupation changes."),
    "export": Command("kb.cli.commands.export", "Write the base as RDF, tables or a research object."),
    "diff": Command("kb.cli.commands.diff", "Say what changed between two bases, record by record."),
    "blind": Command("kb.cli.commands.blind", "Hide an occupation's code and see where its duties fall."),
}
"""The commands of the knowledge base, in the order of a day's work."""


class LazyGroup(click.Group):
    """A click group whose commands are imported by name when they are first needed."""

    def __init__(self, table: Mapping[str, Command], **settings: Any) -> None:
        super().__init__(**settings)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None when there is no such name."""
        entry = self.table.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = importlib.import_module(entry.module).command
        command.name = cmd_name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command when a name is unknown."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = nearest_name(args[0], self.table)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean '{near}'?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in self.table.items()])


def run(group: click.Group, arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code; errors are told, never traced."""
    # A command lives for a second or two and frees little; looking for cycles costs a sixth of that.
    gc.set_threshold(200_000, 50, 50)

    def action() -> int:
        code = group.main(args=arguments, prog_name="soc-evidence", standalone_mode=False)
        return code if isinstance(code, int) else ExitCode.CLEAN

    return guarded(action, sys.argv[1:] if arguments is None else arguments)
