"""What the commands with findings share: their options, how findings are shown, the exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import click

from kb.errors import ExitCode
from kb.findings import Check, Finding, Severity

Command = TypeVar("Command", bound=Callable[..., object])


def findings_options(listing: str) -> Callable[[Command], Command]:
    """Add `--format`, `--list` and `--strict`; `listing` is the help of the second."""

    def add(command: Command) -> Command:
        command = click.option("--strict", is_flag=True, help="Let warnings fail too.")(command)
        command = click.option("--list", "listing", is_flag=True, help=listing)(command)
        forms = click.Choice(["text", "json", "sarif"])
        return click.option("--format", "form", type=forms, default="text")(command)

    return add


def show_checks(checks: Iterable[Check]) -> ExitCode:
    """Print what each check looks for and what to do when it fires."""
    for check in checks:
        click.echo(f"{check.severity.label:8}{check.id}\n        {check.problem}\n        {check.fix}")
    return ExitCode.CLEAN


def show_findings(
    findings: Sequence[Finding], form: str, strict: bool, checks: Callable[[], Iterable[Check]]
) -> ExitCode:
    """Print findings in a form and return the exit code; `checks` describes the rules of SARIF."""
    from kb.reports import render_findings

    click.echo(render_findings(findings, form, checks() if form == "sarif" else ()), nl=False)
    worst = max((finding.severity for finding in findings), default=Severity.NOTE)
    failing = Severity.WARNING if strict else Severity.ERROR
    return ExitCode.FINDINGS if worst >= failing else ExitCode.CLEAN
