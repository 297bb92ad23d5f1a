"""Words and signs of other languages, or misspelt ones, in a SPARQL query: one rule for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.common.names import nearest_name
from kb.common.sparql_tokens import Kind
from kb.querying.query_fault import Fault, Said

_WORDS = (
    *(
        "AS",
        "ASC",
        "ASK",
        "BASE",
        "BIND",
        "BY",
        "CONSTRUCT",
        "COUNT",
        "DESC",
        "DESCRIBE",
        "DISTINCT",
        "EXISTS",
    ),
    *("FILTER", "FROM", "GRAPH", "GROUP", "HAVING", "IN", "LIMIT", "MINUS", "NAMED", "NOT", "OFFSET"),
    *("OPTIONAL", "ORDER", "PREFIX", "REDUCED", "SELECT", "UNION", "VALUES", "WHERE"),
)
_FUNCTIONS = (
    *("ABS", "BNODE", "BOUND", "CEIL", "COALESCE", "CONCAT", "CONTAINS", "COUNT", "DATATYPE", "DAY"),
    *("ENCODE_FOR_URI", "FLOOR", "GROUP_CONCAT", "HOURS", "IF", "IRI", "ISBLANK", "ISIRI", "ISLITERAL"),
    *("ISNUMERIC", "ISURI", "LANG", "LANGMATCHES", "LCASE", "MAX", "MD5", "MIN", "MINUTES", "MONTH", "NOW"),
    *("RAND", "REGEX", "REPLACE", "ROUND", "SAMETERM", "SAMPLE", "SECONDS", "SHA256", "STR", "STRAFTER"),
    *("STRBEFORE", "STRDT", "STRENDS", "STRLANG", "STRLEN", "STRSTARTS", "STRUUID", "SUBSTR", "SUM", "TZ"),
    *("UCASE", "URI", "UUID", "YEAR"),
)
_FOREIGN = {
    "AND": ("`AND` joins no conditions here", "Write &&."),
    "OR": ("`OR` joins no conditions here", "Write ||, or ?x IN (1, 2)."),
    "LIKE": ("SPARQL has no LIKE", 'Write CONTAINS(LCASE(?x), "part"), or REGEX(?x, "^a", "i").'),
    "TOP": ("SPARQL has no TOP", "Put LIMIT 10 at the end."),
    "JOIN": ("SPARQL has no JOIN", "Use the same variable in two statements."),
    "IS": ("SPARQL has no IS", "Write BOUND(?x), or !BOUND(?x)."),
    "NULL": ("SPARQL has no NULL", "Write BOUND(?x), or !BOUND(?x)."),
    "CASE": ("SPARQL has no CASE", "Write IF(?x > 1, ?a, ?b)."),
    "SUBSTRING": ("SPARQL has no SUBSTRING", "Write SUBSTR(?x, 1, 3)."),
    "LEN": ("SPARQL has no LEN", "Write STRLEN(?x)."),
    "LENGTH": ("SPARQL has no LENGTH", "Write STRLEN(?x)."),
    "LOWER": ("SPARQL has no LOWER", "Write LCASE(?x)."),
    "UPPER": ("SPARQL has no UPPER", "Write UCASE(?x)."),
}
"""Words of other query languages, with what stands for them."""


def _sign(fault: Fault) -> Said | None:
    """`==`, `<>`, and quotation marks of a word processor."""
    text = fault.token.text if fault.token else ""
    if text == "=" and fault.last == "=":
        return Said("`==` is no sign of SPARQL", "Write =.")
    if text == "<>":
        return Said("`<>` is no sign of SPARQL", "Write !=.")
    if text in ("“", "”", "„", "«", "‘", "’"):
        return Said(f"`{text}` is no quotation mark of SPARQL", 'Write straight marks: "text"')
    return None


def _foreign(fault: Fault) -> Said | None:
    said = _FOREIGN.get(fault.token.text.upper()) if fault.token and fault.token.kind is Kind.WORD else None
    return Said(*said) if said else None


def _condition(fault: Fault) -> Said | None:
    """A condition without brackets, or after WHERE."""
    token = fault.token
    if token is None:
        return None
    if fault.last == "IN":
        return Said("a list stands in brackets", f"Write IN ({token.text}, …).")
    if fault.last == "FILTER":
        return Said("a condition stands in brackets", f"Write FILTER({token.text} …).")
    if "HAVING" in [item.text.upper() for item in fault.before[-6:]] and fault.innermost is None:
        return Said("a condition stands in brackets", "Write HAVING(COUNT(?x) > 3).")
    if token.text.upper() == "WHERE" and fault.innermost is not None:
        return Said("`WHERE` stands inside the pattern", "A condition is written FILTER(?x = 3).")
    return None


def _bare_code(fault: Fault) -> Said | None:
    """A SOC code written as it is read: `43-5031` is a subtraction to SPARQL."""
    token = fault.token
    if token is None:
        return None
    from kb.model.classification import default_classification  # not before: every query starts a process

    near = "".join(item.text for item in (*fault.before[-2:], token, *fault.after[:2]))
    found = re.search(r"\d+-\d+(?=\.\d\d)?", near)
    if found is None or not any(item.kind is Kind.NUMBER for item in fault.before[-2:]):
        return None
    soc = default_classification()
    shown = found[0] if soc.is_code(found[0]) else soc.example
    return Said(
        "a SOC code cannot stand bare", f'Write soc:{shown} for the occupation, or "{shown}" for the text.'
    )


def _number(fault: Fault) -> Said | None:
    if fault.token is None or fault.last not in ("LIMIT", "OFFSET"):
        return None
    return Said(f"`{fault.last}` takes a number", f"Write {fault.last} 10.")


def _graph_variable(fault: Fault) -> Said | None:
    if fault.token is None or fault.last not in ("FROM", "NAMED") or fault.token.kind is not Kind.VARIABLE:
        return None
    shown = fault.token.text
    return Said(
        f"`{shown}` is no graph", f"FROM takes an address; write GRAPH {shown} {{ … }} for any graph."
    )


def _language(fault: Fault) -> Said | None:
    if fault.token is None or fault.token.kind is not Kind.WORD or fault.at(-1).kind is not Kind.STRING:
        return None
    if not re.fullmatch(r"[a-z]{2,3}(-\w+)*", fault.token.text):
        return None
    return Said("a language follows a text after @", f"Write {fault.at(-1).text}@{fault.token.text}.")


def _path(fault: Fault) -> Said | None:
    token = fault.token
    if token is None or fault.last not in ("/", "|", "^") or token.kind is not Kind.VARIABLE:
        return None
    return Said(
        f"`{token.text}` cannot be a step of a path",
        "A path is made of properties: dcterms:source/dcterms:title",
    )


def _word(fault: Fault) -> Said | None:
    """A bare word: a variable or name without its mark, or a misspelt word or function."""
    token = fault.token
    if token is None or token.kind is not Kind.WORD:
        return None
    word = token.text
    variables = {item.text for item in (*fault.before, *fault.after) if item.kind is Kind.VARIABLE}
    if f"?{word}" in variables:
        return Said(f"`{word}` is no variable", f"Write ?{word}.")
    if "." in word:
        return Said(f"`{word}` is no name", f"Write {word.replace('.', ':', 1)}.")
    if fault.following == "(":
        near = nearest_name(word.upper(), (*_FUNCTIONS, *_WORDS), 0.6)
        if near != word.upper():
            return Said(
                f"SPARQL has no function `{word}`", f"Did you mean {near}?" if near else f"It has {_some()}."
            )
    near = nearest_name(word.upper(), _WORDS, 0.7)
    if near and near != word.upper():
        return Said(f"`{word}` is no SPARQL word", f"Did you mean {near}?")
    if near:
        return None
    return Said(
        f"`{word}` is neither a word of SPARQL nor a name",
        f'Write ?{word} for a variable, "{word}" for a text.',
    )


def _some() -> str:
    return "STR, CONTAINS, REGEX, REPLACE, STRLEN, IF, COALESCE, YEAR and others"


WORD_RULES: tuple[Callable[[Fault], Said | None], ...] = (
    _sign,
    _foreign,
    _number,
    _condition,
    _bare_code,
    _graph_variable,
    _language,
    _path,
    _word,
)
