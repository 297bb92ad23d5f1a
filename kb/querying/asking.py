"""From what the user typed to a result: find the query, bring the store up to date, bind, evaluate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.errors import UsageError
from kb.named_queries.query_catalogue import find_query, read_query
from kb.querying.answer_formats import Format
from kb.querying.evaluation import EVERYTHING, Graphs, Limits, Outcome, Result, evaluate, evaluate_into
from kb.querying.query_errors import QueryError
from kb.querying.query_parameters import bind
from kb.server_settings import Server
from kb.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Question:
    """A query text and the name under which messages speak of it."""

    name: str
    text: str
    empty: str = ""
    """What it means when there are no rows, where the query says so."""


def question(name: str | None, expression: str | None, folders: Sequence[Path]) -> Question:
    """Return the query that a name, a file (`*.rq`) or the text itself stands for.

    Raises:
        UsageError: not exactly one of the two is given.
        MissingError: there is no query of the name, or no such file.
        UnreadableError: the file is not text.
    """
    if expression is not None and name is None:
        return Question("-e", expression)
    if name is None or expression is not None:
        raise UsageError(
            "Give either the name of a query, a file, or a query after -e.",
            "soc-evidence query --list shows the named queries.",
        )
    query = read_query(Path(name)) if name.endswith(".rq") else find_query(name, folders)
    return Question(name, query.text, query.empty)


def question_from(asked: str | Path, workspace: Workspace) -> Question:
    """Return what a text stands for: a file (`*.rq`, from the workspace's root), a named query, or SPARQL.

    Raises:
        MissingError: there is no query of the name, or no such file.
        UnreadableError: the file is not text.
    """
    name = str(asked)
    if isinstance(asked, Path) or (name.endswith(".rq") and "\n" not in name):
        query = read_query(workspace.root / name)
    elif _NAME.fullmatch(name):
        query = find_query(name, workspace.queries)
    else:
        return Question("query", name)
    return Question(name, query.text, query.empty)


_NAME = re.compile(r"\s*[\w.-]*\s*")


def texts_of(parameters: Mapping[str, str | int | float | Sequence[str]]) -> dict[str, list[str]]:
    """Return parameters as they are bound: every one with its values as texts."""
    return {
        name: [str(value)] if isinstance(value, str | int | float) else [str(each) for each in value]
        for name, value in parameters.items()
    }


def ask(
    workspace: Workspace,
    asked: Question,
    parameters: Mapping[str, Sequence[str]],
    limits: Limits,
    store: Path | None = None,
    graphs: Graphs = EVERYTHING,
) -> Result:
    """Evaluate a question over the workspace's graph, brought up to date first.

    A `store` that was opened before is asked as it is, as long as it is there.

    Raises:
        QueryError: the query is at fault; the message begins with its name, line and column.
        QueryStoppedError: it ran into a limit.
    """
    with _named(asked):
        text = bind(asked.text, parameters)
        return evaluate(_place(workspace, store), text, limits, graphs=graphs)


def ask_into(
    path: Path,
    form: Format | None,
    workspace: Workspace,
    asked: Question,
    parameters: Mapping[str, Sequence[str]],
    limits: Limits,
    store: Path | None = None,
    graphs: Graphs = EVERYTHING,
) -> Outcome:
    """Evaluate like `ask`, and write the answer into a file; without a form, in one that suits it.

    Raises:
        As `ask`, and QueryError where the answer does not come in that form.
    """
    with _named(asked):
        text = bind(asked.text, parameters)
        return evaluate_into(path, _place(workspace, store), text, limits, form, graphs=graphs)


@contextmanager
def _named(asked: Question) -> Iterator[None]:
    """Put the name of the query before what is wrong with it."""
    try:
        yield
    except QueryError as error:
        raise error.at(asked.name) from error


def _place(workspace: Workspace, store: Path | None) -> Path | Server:
    from kb.store.sync import readable_store

    if workspace.server is not None:
        from kb.remote.server_permission import allowed_server

        return allowed_server(workspace)
    if store and (store / "CURRENT").is_file():
        return store
    return readable_store(workspace)[0]


def parameters_from(pairs: Sequence[str]) -> dict[str, list[str]]:
    """Read `name=value` pairs; a name given twice has two values.

    Raises:
        UsageError: a pair has no equals sign, or no name.
    """
    values: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"`{pair}` gives no parameter.", "Write -p name=value, as in -p code=43-5031")
        values.setdefault(name.strip().lstrip("?$"), []).append(value.strip())
    return values
