"""The entry point of the `soc-evidence` command: the knowledge base's commands and the builder's."""

from __future__ import annotations

import sys

import click

from kb.cli.app import COMMANDS, Command, LazyGroup, run

INIT = {"init": Command("builder.cli.commands.init", "Make a workspace: draft, evidence folder, settings.")}
BUILD = {
    "coverage": Command("builder.cli.commands.coverage", "Show what a draft answers, or the records could."),
    "suggest": Command("builder.cli.commands.suggest", "Find evidence for each paragraph of a draft."),
    "build": Command("builder.cli.commands.build", "Build the checked PDF of a draft."),
    "preview": Command("builder.cli.commands.preview", "Set a draft again whenever it is saved."),
    "serve": Command("builder.cli.commands.serve", "Open the workbench in a browser."),
    "verify": Command("builder.cli.commands.verify", "Verify a filed PDF from itself alone."),
    "sign": Command("builder.cli.commands.sign", "Sign a filed PDF with the office's certificate."),
    "merge": Command("builder.cli.commands.merge", "Take changes made in Word over into the draft."),
}

EPILOG = (
    "Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 something missing, 4 unreadable input, "
    "70 a mistake of the program, 75 another process is writing."
)


def make_group() -> click.Group:
    """Return the whole command group."""
    group = LazyGroup(
        {**INIT, **COMMANDS, **BUILD},
        name="soc-evidence",
        help="Cited evidence in, one graph, a checked submission out.",
        epilog=EPILOG,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    return click.version_option(package_name="soc-evidence", prog_name="soc-evidence")(group)


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(make_group()))
