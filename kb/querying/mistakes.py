"""The mistakes that people make in SPARQL, one rule for each: what it is called, and what helps.

Rules on single words and signs are in `word_mistakes`; here are those on how clauses and patterns are built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from kb.common.sparql_tokens import Kind, Token
from kb.querying.query_fault import TERMS, Fault, Said
from kb.querying.word_mistakes import WORD_RULES

_PROSE = re.compile(r"(?:^|, |one of )((?!one of)[A-Za-z]+(?: [A-Za-z]+){2,})")
_AGGREGATES = ("AVG", "COUNT", "GROUP_CONCAT", "MAX", "MIN", "SAMPLE", "SUM")
_GROUPS = ("WHERE", "OPTIONAL", "MINUS", "UNION", "EXISTS")
GENERAL = "Compare with a named query: soc-evidence query --list"
_ORDER = "The order is GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET."


def explain_fault(fault: Fault) -> Said:
    """Return what the first rule says that knows the mistake; the last rule always does."""
    return next(said for rule in _RULES if (said := rule(fault)))


def prose(report: str) -> str:
    """Return the sentence that the engine put among the characters it expected, if there is one."""
    found = _PROSE.search(re.sub(r"\[[^\]]*\]", "", report))
    return found[1].strip() if found else ""


def _sorting(fault: Fault) -> Said | None:
    """`ORDER BY ?x DESC` and `ORDER BY DESC ?x`."""
    if fault.last not in ("ASC", "DESC"):
        return None
    variable = fault.token or fault.before[-2]
    shown = variable.text if variable.kind is Kind.VARIABLE else "?x"
    return Said(
        f"`{fault.last}` takes what to sort by in brackets",
        f"Write ORDER BY {fault.last}({shown}).",
        fault.at(-1),
    )


def _bound_twice(fault: Fault) -> Said | None:
    """A variable that gets its value with AS though it has one: the engine only sees where its group ends."""
    if fault.token is not None and fault.token.text != "}":
        return None
    seen: set[str] = set()
    for before, token in zip([None, *fault.before], fault.before, strict=False):
        if token.kind is not Kind.VARIABLE or fault.in_select(token):
            continue
        if before is not None and before.text.upper() == "AS" and token.text in seen:
            remedy = "Give the computed value another name: AS ?other"
            return Said(f"`{token.text}` has a value already", remedy, token)
        seen.add(token.text)
    return None


def _starred(fault: Fault) -> Said | None:
    words = [token.text.upper() for token in fault.before]
    if words[:2] != ["SELECT", "*"] or "GROUP" not in words:
        return None
    return Said("SELECT * does not go with GROUP BY", "Name the columns: SELECT ?x (COUNT(?y) AS ?n)")


def _ends_early(fault: Fault) -> Said | None:
    if fault.token is not None:
        return None
    if fault.last in ("LIMIT", "OFFSET"):
        return Said(f"`{fault.last}` has no number", f"Write {fault.last} 10.")
    opened = fault.innermost
    if opened is not None:
        closing = {"{": "}", "(": ")", "[": "]"}[opened.text]
        return Said(f"the query ends before its last `{opened.text}` is closed", f"Add `{closing}`.")
    if any(token.text == "{" for token in fault.before):
        return Said(
            "the query does not hold together", "Each variable that is counted or computed gets a new name."
        )
    return Said(
        "the query ends too early", "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE, then { a pattern }."
    )


def _unclosed(fault: Fault) -> Said | None:
    """`FILTER(?x > 3 }`: what closes is not what was opened last."""
    token, opened = fault.token, fault.innermost
    if token is None or opened is None or token.text not in "})]":
        return None
    wanted = {"{": "}", "(": ")", "[": "]"}[opened.text]
    if token.text == wanted:
        return None
    return Said(f"this `{opened.text}` is not closed before `{token.text}`", f"Add `{wanted}`.", opened)


def _too_many(fault: Fault) -> Said | None:
    token = fault.token
    if token is None or token.text not in "})]" or fault.innermost is not None:
        return None
    return Said(f"this `{token.text}` closes nothing", "Delete it.")


def _computed(fault: Fault) -> Said | None:
    """Columns that are computed: `COUNT(*)`, `(COUNT(?x))`, `(COUNT(?x AS ?n)`, `?x AS ?y`, `AS n`."""
    token = fault.token
    if token is None or not (fault.in_select() or fault.last == "AS" or token.text.upper() == "AS"):
        return None
    if fault.last == "AS" and token.kind is Kind.WORD:
        return Said(f"`{token.text}` is no variable", f"Write AS ?{token.text}.")
    nameless = token.text == ")" and fault.last == ")"
    unnamed = fault.last == ")" and token.kind is Kind.VARIABLE
    if token.text.upper() in (*_AGGREGATES, "AS") or nameless or unnamed:
        return Said(f"`{token.text}` does not belong here", "A computed column is written (COUNT(?x) AS ?n).")
    return None


def _columns(fault: Fault) -> Said | None:
    token = fault.token
    if token is None or not fault.in_select():
        return None
    if token.text == "{" and fault.last in ("SELECT", "DISTINCT", "REDUCED"):
        return Said(
            "the query names no columns", f"Write {fault.last} * for all, or their names: {fault.last} ?x"
        )
    if token.text == "," or fault.last == ",":
        return Said(
            "a comma does not belong here", "Separate the variables of SELECT by blanks: SELECT ?a ?b"
        )
    if token.kind in (Kind.PNAME, Kind.IRI, Kind.STRING) and fault.last != "FROM":
        return Said(f"`{token.text}` stands outside of a pattern", "A pattern stands in braces: { ?s ?p ?o }")
    return None


def _group_first(fault: Fault) -> Said | None:
    """Braces where none belong: before anything, or around a SELECT that is not alone in them."""
    token = fault.token
    if token is None:
        return None
    if not fault.before and token.text == "{":
        return Said("the query does not say what it asks", "Begin with SELECT *, ASK, or CONSTRUCT WHERE.")
    words = [item.text.upper() for item in fault.before]
    if words and words[0] in ("ASK", "CONSTRUCT", "DESCRIBE") and "{" not in words and token.text != "{":
        return Said(f"`{token.text}` stands outside of a pattern", "A pattern stands in braces: { ?s ?p ?o }")
    if fault.last == "}" and any(pair == ["{", "SELECT"] for pair in map(list, pairwise(words))):
        return Said(
            "a SELECT within a pattern stands alone in its braces", "Write { SELECT ?x { … } } ?x ?p ?o ."
        )
    return None


def _without_braces(fault: Fault) -> Said | None:
    if fault.last not in _GROUPS or fault.token is None or fault.token.text in "{})":
        return None
    return Said(f"`{fault.last}` takes a pattern in braces", f"Write {fault.last} {{ ?s ?p ?o }}.")


def _values(fault: Fault) -> Said | None:
    words = [token.text.upper() for token in fault.before[-6:]]
    if "VALUES" not in words or fault.token is None:
        return None
    if fault.token.text not in (",", "(") and words[-1] != "{":
        return None
    remedy = "Write VALUES ?x { 1 2 }, or VALUES (?x ?y) { (1 2) (3 4) }, without commas."
    return Said(f"`{fault.token.text}` does not belong into VALUES", remedy)


def _clauses(fault: Fault) -> Said | None:
    token = fault.token
    if token is None or token.text.upper() not in ("ORDER", "GROUP", "LIMIT", "HAVING", "OFFSET"):
        return None
    word = token.text.upper()
    if fault.innermost is not None:
        return Said(
            f"`{token.text}` stands inside the pattern", f"Close the pattern with `}}` before {word}."
        )
    if any(item.text.upper() in ("LIMIT", "OFFSET", "ORDER", "HAVING") for item in fault.before):
        return Said(f"`{token.text}` comes too late", _ORDER)
    return None


def _by(fault: Fault) -> Said | None:
    if fault.token is None or fault.last not in ("ORDER", "GROUP"):
        return None
    return Said(f"`BY` is missing after {fault.last}", f"Write {fault.last} BY {fault.token.text}.")


def _grouped(fault: Fault) -> Said | None:
    if "overrides an existing variable" in fault.report or "Duplicated variable" in fault.report:
        return Said(
            "a computed column has the name of another",
            "Give it a name of its own: (MAX(?x) AS ?most)",
            _named_again(fault.before),
        )
    if "unbound" not in fault.report:
        return None
    return Said(
        "SELECT names a variable that the query neither groups by nor computes",
        "Add it to GROUP BY, or give it a value: (COUNT(?x) AS ?n)",
    )


def _named_again(tokens: Sequence[Token]) -> Token | None:
    """Return the variable behind an AS that is a column already."""
    columns: set[str] = set()
    depth = 0
    for before, token in pairwise(tokens):
        depth += (token.text == "(") - (token.text == ")")
        computed = before.text.upper() == "AS"
        if token.text.upper() == "SELECT":
            columns, depth = set(), 0
        elif token.kind is Kind.VARIABLE and (computed or not depth):
            if computed and token.text[1:] in columns:
                return token
            columns.add(token.text[1:])
    return None


def _statements(fault: Fault) -> Said | None:
    """Statements that run into one another, or break off."""
    token, opened = fault.token, fault.innermost
    if token is None or opened is None or opened.text != "{":
        return None
    if token.kind in TERMS and fault.at(-1).kind in TERMS and len(fault.before) > 2:
        if fault.at(-2).text in ("{", ".", "}") or fault.at(-2).text.upper() == "WHERE":
            if token.kind in (Kind.STRING, Kind.NUMBER) or fault.at(-1).text == "a":
                return Said(
                    f"`{token.text}` cannot be a property", "A property is an address, as in rdfs:label."
                )
        elif token.kind in (Kind.VARIABLE, Kind.PNAME, Kind.IRI):
            return Said(
                f"a new statement begins with `{token.text}`",
                "Put `.` before it; `;` goes on with the same subject.",
            )
    if token.text in ("}", ".", ";") and (fault.last in (",", ";") or fault.at(-1).kind in TERMS):
        return Said(
            "the statement before this breaks off", "It takes three parts: ?subject property ?value ."
        )
    return None


def _anything(fault: Fault) -> Said:
    shown = fault.token.text if fault.token else ""
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    said = prose(fault.report)
    return Said(f"`{shown}` does not belong here" + (f" ({said})" if said else ""), GENERAL)


_RULES: tuple[Callable[[Fault], Said | None], ...] = (
    _sorting,
    _bound_twice,
    _starred,
    _ends_early,
    _too_many,
    _unclosed,
    _by,
    _computed,
    _values,
    _columns,
    _group_first,
    *WORD_RULES,
    _without_braces,
    _clauses,
    _grouped,
    _statements,
    _anything,
)
