"""`soc-evidence init`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.draft.front_matter import POSITIONS
from kb.errors import ExitCode

if TYPE_CHECKING:
    from kb.api import Base


@dataclass(frozen=True, slots=True)
class Answers:
    """What is said of the case; empty words are left to what is usual."""

    occupation: str = ""
    proposes: str = ""
    position: str = ""
    kind: str = ""
    docket: str = ""

    def __bool__(self) -> bool:
        return any((self.occupation, self.proposes, self.position, self.kind, self.docket))


@click.command(
    epilog="Example: soc-evidence init our-comment --occupation 29-2042 --proposes 33-0000 --kind letter"
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--contributor", default="", help="Your name, recorded as the source of your files.")
@click.option("--organization", default="", help="Your office.")
@click.option("--licence", default="CC-BY-4.0", show_default=True, help="Licence of your evidence files.")
@click.option("--blank", is_flag=True, help="Begin with a skeleton for your case, not with the example text.")
@click.option("--occupation", default="", metavar="CODE", help="SOC code of the occupation you write about.")
@click.option("--proposes", default="", metavar="CODE", help="The group it should go to, or should not.")
@click.option("--position", type=click.Choice(POSITIONS), help="Your side on that change.")
@click.option("--kind", default="", metavar="NAME", help="Kind of comment: full, reply, letter.")
@click.option("--docket", default="", metavar="ID", help="The notice you answer; the newest otherwise.")
def command(
    folder: Path,
    contributor: str,
    organization: str,
    licence: str,
    blank: bool,
    occupation: str,
    proposes: str,
    position: str | None,
    kind: str,
    docket: str,
) -> int:
    """Make a workspace in FOLDER: a draft, a folder for your evidence, and settings.

    The draft begins as the complete example submission, with its letter, to be edited; or, with --blank or
    any of the options on the case, as a skeleton of the sections that your case needs. On a terminal the
    case is asked for. Nothing that is there already is changed.
    """
    from builder.workspace import DRAFT, Contributor, example_drafts, make_workspace

    answers = Answers(occupation, proposes, position or "", kind, docket)
    asked = sys.stdin.isatty() and sys.stderr.isatty()
    if asked and not blank and not answers:
        blank = not click.confirm("Begin with the complete example, to be edited?", default=True, err=True)
    own = blank or bool(answers)
    drafts = example_drafts()
    if own:
        drafts = {DRAFT: _skeleton(answers, contributor, organization, ask=asked)}
    made = make_workspace(folder, Contributor(contributor, organization, licence), drafts)
    for path in made:
        click.echo(path.as_posix())
    into = f"cd {shlex.quote(str(folder))}"
    if own:
        click.echo(f"Next: {into}, put your words into submission.md, then: soc-evidence build", err=True)
    else:
        click.echo(f"Next: {into} && soc-evidence build", err=True)
    return ExitCode.CLEAN


def _skeleton(answers: Answers, contributor: str, organization: str, *, ask: bool) -> str:
    from builder.skeleton import make_case, skeleton
    from kb.api import open_base

    with open_base() as base:
        if ask:
            answers = _asked(answers, base)
        case = make_case(
            base, answers.occupation, answers.proposes, answers.position, answers.kind, answers.docket
        )
        return skeleton(case, base, contributor, organization)


def _asked(answers: Answers, base: Base) -> Answers:
    """Ask for what was not said; an empty answer takes what is usual."""
    from builder.skeleton import make_case

    def question(text: str, said: str, usual: str, choices: Iterable[str] = ()) -> str:
        if said:
            return said
        words = f"{text} ({', '.join(choices)})" if choices else text
        return str(click.prompt(words, default=usual, show_default=bool(usual), err=True)).strip()

    usual = make_case(base, docket=answers.docket)
    dockets = sorted(base.records.dockets)
    docket = question(
        "The notice you answer", answers.docket, usual.docket.id if usual.docket else "", dockets
    )
    usual = make_case(base, docket=docket)
    kinds = [kind.notation for kind in usual.docket.comment_kinds] if usual.docket else []
    kind = question("Kind of comment", answers.kind, usual.kind.notation, kinds)
    occupation = question("SOC code of the occupation you write about", answers.occupation, usual.occupation)
    usual = make_case(base, occupation)
    position = question("Your side on a change", answers.position, usual.position, POSITIONS)
    proposes = question("Code of the group it should go to, or should not", answers.proposes, usual.proposes)
    return replace(
        answers, docket=docket, kind=kind, occupation=occupation, position=position, proposes=proposes
    )
