"""Say where a query that does not parse goes wrong, and what to do about it.

The engine reports the furthest character it looked at, which lies up to one keyword beyond the mistake.
Spreading the tokens further apart than the longest keyword makes that character fall on the token to blame.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kb.querying.errors import QuerySyntaxError
from kb.querying.safety import defused
from kb.querying.tokens import Kind, Token, offset_of, position, significant

_GAP = " " * 40
_REPORT = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
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


def syntax_error(text: str, prefixes: Mapping[str, str]) -> QuerySyntaxError | None:
    """Return what is wrong with a query, or None when it parses and calls no other computer."""
    try:
        _parse(defused(text), prefixes)
    except SyntaxError as error:
        return _unclosed(text) or _undeclared(text, prefixes) or _explained(text, prefixes, str(error))
    return None


def _parse(text: str, prefixes: Mapping[str, str]) -> None:
    """Parse only: a defused query over an empty store finds nothing and fetches nothing."""
    ox.Store().query(text, prefixes=dict(prefixes))


def _unclosed(text: str) -> QuerySyntaxError | None:
    """Return an error for the first quotation mark that belongs to no text."""
    for token in significant(text):
        if token.kind is Kind.OTHER and token.text in ("'", '"'):
            return QuerySyntaxError(
                "this quotation mark is never closed",
                "Close it on the same line, or use three marks.",
                *position(text, token.start),
            )
    return None


def _undeclared(text: str, prefixes: Mapping[str, str]) -> QuerySyntaxError | None:
    """Return an error for the first prefix that is neither predeclared nor declared in the query."""
    found = significant(text)
    declared = set(prefixes)
    for before, token in zip([None, *found], found, strict=False):
        if token.kind is not Kind.PNAME:
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.text.upper() == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            near = difflib.get_close_matches(prefix, sorted(declared), n=1)
            hint = f"Did you mean `{near[0]}:`? " if near else ""
            known = ", ".join(sorted(declared))
            return QuerySyntaxError(
                f"the prefix `{prefix}:` is not declared",
                f"{hint}Declare it with PREFIX {prefix}: <…>, or use a known one: {known}.",
                *position(text, token.start),
            )
    return None


def _explained(text: str, prefixes: Mapping[str, str], report: str) -> QuerySyntaxError:
    fault = _locate(text, prefixes)
    if fault is None:
        found = _REPORT.match(report)
        place = (int(found[1]), int(found[2])) if found else (1, 1)
        return QuerySyntaxError("the query does not parse", _prose(report) or _GENERAL, *place)
    for rule in _RULES:
        said = rule(fault)
        if said:
            message, remedy = said
            break
    start = fault.token.start if fault.token else len(text.rstrip())
    return QuerySyntaxError(message, remedy, *position(text, start))


def _locate(text: str, prefixes: Mapping[str, str]) -> Fault | None:
    """Return the first token that the grammar does not allow, or None when it cannot be told."""
    found = significant(text)
    spread, starts = "", []
    for token in found:
        joined = token.kind is Kind.LANGUAGE or token.text == "^^" or spread.endswith("^^")
        spread += "" if joined else _GAP
        starts.append(len(spread))
        spread += token.text
    try:
        _parse(defused(spread + _GAP), prefixes)
    except SyntaxError as error:
        report = _REPORT.match(str(error))
        if report is None:
            return None
        reached = offset_of(spread + _GAP, int(report[1]), int(report[2]))
        index = sum(start <= reached for start in starts) - 1
        if reached >= len(spread + _GAP) and not _prose(report[3]):
            return Fault(None, found, report[3])
        index = max(index, 0)
        return Fault(found[index], found[:index], report[3]) if found else Fault(None, [], report[3])
    return None


def _prose(report: str) -> str:
    """Return the sentence that the engine put among the characters it expected, if there is one."""
    found = _PROSE.search(re.sub(r"\[[^\]]*\]", "", report))
    return found[1].strip() if found else ""


_GENERAL = "Compare with a named query: soc-evidence query --list"
Said = tuple[str, str] | None


def _ends_early(fault: Fault) -> Said:
    if fault.token is not None:
        return None
    depth = {mark: sum(token.text == mark for token in fault.before) for mark in "{}()"}
    if depth["{"] > depth["}"]:
        return "the query ends before its last `{` is closed", "Add `}`."
    if depth["("] > depth[")"]:
        return "the query ends before its last `(` is closed", "Add `)`."
    if depth["{"]:
        return "the query does not hold together", "A variable may be given a value (AS) only once."
    return "the query ends too early", "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE, then { a pattern }."


def _relative(fault: Fault) -> Said:
    if fault.token is None or fault.token.kind is not Kind.IRI or ":" in fault.token.text:
        return None
    return f"`{fault.token.text}` is not a whole IRI", "Write <https://…> or a prefixed name."


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
    shown = code if re.fullmatch(r"\d\d-\d{4}", code) else "43-5031"
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
    near = difflib.get_close_matches(token.text.upper(), _WORDS, n=1, cutoff=0.7)
    if near and near[0] != token.text.upper():
        return f"`{token.text}` is no SPARQL word", f"Did you mean {near[0]}?"
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
    prose = _prose(fault.report)
    return (f"`{shown}` does not belong here" + (f" ({prose})" if prose else ""), _GENERAL)


_RULES: tuple[Callable[[Fault], Said], ...] = (
    _ends_early,
    _relative,
    _aggregate_bare,
    _comma,
    _bare_code,
    _solution_modifier,
    _aggregate,
    _misspelt,
    _too_many,
    _anything,
)
