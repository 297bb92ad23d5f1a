"""The mistakes that people make in SPARQL, one rule for each: what it is called, and what helps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kb.common.names import nearest_name
from kb.querying.sparql_tokens import Kind, Token

_PROSE = re.compile(r"(?:^|, |one of )((?!one of)[A-Za-z]+(?: [A-Za-z]+){2,})")
_WORDS = (
    *("ASK", "BASE", "BIND", "BY", "CONSTRUCT", "COUNT", "DESCRIBE", "DISTINCT", "EXISTS", "FILTER", "FROM"),
    *("GRAPH", "GROUP", "HAVING", "LIMIT", "MINUS", "NAMED", "NOT", "OFFSET", "OPTIONAL", "ORDER", "PREFIX"),
    *("REDUCED", "SELECT", "UNION", "VALUES", "WHERE"),
)
_AGGREGATES = ("AVG", "COUNT", "GROUP_CONCAT", "MAX", "MIN", "SAMPLE", "SUM")


@dataclass(frozen=True, slots=True)
class Fault:
    """The token that the grammar does not allow; `token` is None when the query ends too early."""

    token: Token | None
    before: list[Token]
    report: str
    """What the engine said it expected."""


def explain_fault(fault: Fault) -> tuple[str, str]:
    """Return message and remedy of the first rule that knows the mistake; the last rule always does."""
    return next(said for rule in _RULES if (said := rule(fault)))


def prose(report: str) -> str:
    """Return the sentence that the engine put among the characters it expected, if there is one."""
    found = _PROSE.search(re.sub(r"\[[^\]]*\]", "", report))
    return found[1].strip() if found else ""


GENERAL = "Compare with a named query: soc-evidence query --list"
Said = tuple[str, str] | None


def _ends_early(fault: Fault) -> Said:
    if fault.token is not None:
        return None
    last = fault.before[-1].text.upper() if fault.before else ""
    if last in ("LIMIT", "OFFSET"):
        return f"`{last}` has no number", f"Write {last} 10."
    depth = {mark: sum(token.text == mark for token in fault.before) for mark in "{}()"}
    if depth["{"] > depth["}"]:
        return "the query ends before its last `{` is closed", "Add `}`."
    if depth["("] > depth[")"]:
        return "the query ends before its last `(` is closed", "Add `)`."
    if depth["{"]:
        return "the query does not hold together", "A variable may be given a value (AS) only once."
    return "the query ends too early", "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE, then { a pattern }."


def _aggregate_bare(fault: Fault) -> Said:
    token, last = fault.token, fault.before[-1].text.upper() if fault.before else ""
    in_select = not any(item.text == "{" for item in fault.before)
    nameless = in_select and last == ")" and token is not None and token.kind is Kind.VARIABLE
    if token is None or not (nameless or token.text.upper() in _AGGREGATES):
        return None
    return f"`{token.text}` does not belong here", "A computed column is written (COUNT(?x) AS ?n)."


def _comma(fault: Fault) -> Said:
    if fault.token is None or fault.token.text != ",":
        return None
    return "a comma does not belong here", "Separate the variables of SELECT by blanks: SELECT ?a ?b"


def _bare_code(fault: Fault) -> Said:
    """A SOC code written as it is read: `43-5031` is a subtraction to SPARQL."""
    token, before = fault.token, fault.before
    if token is None or not re.fullmatch(r"-|-?\d{4}", token.text):
        return None
    numbers = [item.text for item in before[-2:] if item.kind is Kind.NUMBER]
    if not numbers:
        return None
    code = f"{numbers[0]}-{token.text.lstrip('-')}".rstrip("-")
    from kb.model.classification import default_classification  # not before: every query starts a process

    soc = default_classification()
    shown = code if soc.is_code(code) else soc.example
    return "a SOC code cannot stand bare", f'Write soc:{shown} for the occupation, or "{shown}" for the text.'


def _solution_modifier(fault: Fault) -> Said:
    token = fault.token
    if token is None or token.text.upper() not in ("ORDER", "GROUP", "LIMIT", "HAVING", "OFFSET"):
        return None
    opened = sum(item.text == "{" for item in fault.before)
    if opened <= sum(item.text == "}" for item in fault.before):
        return None
    return f"`{token.text}` stands inside the pattern", f"Close the pattern with `}}` before {token.text}."


def _aggregate(fault: Fault) -> Said:
    if "unbound" not in fault.report:
        return None
    return (
        "SELECT names a variable that the query neither groups by nor computes",
        "Add it to GROUP BY, or give it a value: (COUNT(?x) AS ?n)",
    )


def _misspelt(fault: Fault) -> Said:
    token = fault.token
    if token is None or token.kind is not Kind.WORD:
        return None
    near = nearest_name(token.text.upper(), _WORDS, 0.7)
    if near and near != token.text.upper():
        return f"`{token.text}` is no SPARQL word", f"Did you mean {near}?"
    return None


def _too_many(fault: Fault) -> Said:
    token = fault.token
    opening = {"}": "{", ")": "("}.get(token.text if token else "")
    if token is None or opening is None:
        return None
    if sum(item.text == opening for item in fault.before) > sum(
        item.text == token.text for item in fault.before
    ):
        return None
    return f"this `{token.text}` closes nothing", "Delete it."


def _anything(fault: Fault) -> Said:
    shown = fault.token.text if fault.token else ""
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    said = prose(fault.report)
    return (f"`{shown}` does not belong here" + (f" ({said})" if said else ""), GENERAL)


_RULES: tuple[Callable[[Fault], Said], ...] = (
    _ends_early,
    _aggregate_bare,
    _comma,
    _bare_code,
    _solution_modifier,
    _aggregate,
    _misspelt,
    _too_many,
    _anything,
)
