"""Tables that directives make: captions, sources, what their rows leave unsaid."""

from __future__ import annotations

from collections.abc import Callable

from builder import document as doc
from builder.resolve.directives.matrix_cells import short_wording
from tests.builder.conftest import HEAD, Examined, plain

Examine = Callable[..., Examined]


def column(table: doc.Block, number: int) -> list[str]:
    assert isinstance(table, doc.Table)
    return [plain(row[number].content) for row in table.rows]


def test_captions_and_source_lines_are_markdown(examined: Examine) -> None:
    table = examined(
        "```{sparql-table}\n:caption: O*NET and *more*\n:source: [@oews]\n"
        "SELECT ?code WHERE { VALUES ?code { 1 2 } }\n```"
    ).first(doc.Table)
    assert isinstance(table, doc.Table)
    assert plain(table.caption) == "O*NET and *more*"
    assert plain(table.source) == "Source: OEWS May 2025.[1]"


def test_a_caption_of_duties_names_whose_they_are(examined: Examine) -> None:
    table = examined("```{duties} 43-5031\n:kind: may\n:caption: the *definition*\n```").first(doc.Table)
    assert isinstance(table, doc.Table)
    assert plain(table.caption) == "Duties stated with “may”: the *definition*"


def test_words_of_a_cell_note() -> None:
    assert short_wording("Take calls.") == "take calls"
    assert short_wording("TSA rules are kept at all the gates of the airport, and doors.") == (
        "TSA rules are kept at all the gates…"
    )
    assert short_wording("See that tickets are valid and who must be handled specially.") == (
        "see that tickets are valid…"
    )


def test_legislation_says_what_was_not_seen(examined: Examine) -> None:
    said = column(examined("```{legislation}\n```").first(doc.Table), 2)
    assert (
        sum(words.endswith("(As another source reports it; the text was not seen.)") for words in said) == 1
    )
    fewer = column(examined("```{legislation}\n:exclude: ca-1\n```").first(doc.Table), 2)
    assert len(fewer) == len(said) - 1
    assert examined("```{legislation}\n:exclude: ca-2\n```").of("unknown-legislation")


def test_legislation_is_about_the_occupation_that_the_caption_names(examined: Examine) -> None:
    head = HEAD.replace("docket:", "occupation: 43-5031\ndocket:")
    table = examined("```{legislation}\n```", head=head).first(doc.Table)
    assert isinstance(table, doc.Table)
    assert plain(table.caption) == "Legislation about public safety telecommunicators"
    assert column(table, 0) == ["AB 1, AB 1 (California)[1]"]
    every = examined("```{legislation}\n:about: any\n```", head=head).first(doc.Table)
    assert isinstance(every, doc.Table)
    assert plain(every.caption) == "Legislation"
    assert len(every.rows) > 1
    guards = examined("```{legislation}\n:about: 33-9031\n```", head=head)
    assert guards.of("unknown-legislation") == ["The graph holds no such legislation about 33-9031."]


def test_figures_that_a_query_names_count_as_used(examined: Examine) -> None:
    figure = "https://w3id.org/soc-evidence/id/figure/oews-43-5031-employment"
    query = f"SELECT ?jobs ?f WHERE {{ VALUES (?jobs ?f) {{ (102500 <{figure}>) }} }}"
    result = examined(f"```{{sparql-table}}\n:columns: jobs=Jobs\n{query}\n```")
    assert list(result.prepared.resolved.used.figures) == ["oews-43-5031-employment"]
