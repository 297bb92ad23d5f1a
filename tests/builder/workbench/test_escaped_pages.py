"""Whatever files, addresses and forms hold, it is text on a page: no markup of theirs is taken for markup."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from starlette.testclient import TestClient

from builder.workbench.page_filters import marked
from builder.workbench.page_templates import environment
from kb.workspace import Layer, Workspace

from .conftest import ADDRESS

HOSTILE = '<hostile onload="x()"> \'"&lt; </script></textarea><!-- {{ 7*7 }} ${x} javascript:x'
TEXTS = frozenset(
    "title short-title statement quote argument reply name reason definition description number acronym"
    " session jurisdiction literal family given container-title rationale note unanswered contributor"
    " organization verification-note label formula denominator place".split()
)
"""Keys whose values are words of whoever wrote them."""
PAGES = (
    *("/", "/occupations", "/soc/43-5031", "/matrix", "/matrix/43-5031/protect-life", "/claims"),
    *("/claim/gives-instructions", "/claim/first-response", "/objections", "/objection/O3b", "/sources"),
    *("/source/aha-2020", "/source/notice-2024", "/laws", "/legislation/ca-1", "/notice", "/ask"),
    *("/ask/duties-of", "/ask/objections", "/decision/trainers", "/agent/aha", "/evidence/aha-initial-care"),
    *("/duty/soc-43-5031-instruct", "/figure/oews-43-5031-employment", "/sensitivity", "/findings"),
    *("/search?q=instructions&mode=lexical", "/search?q=instructions&against=1&mode=lexical"),
    *(
        "/sparql?query=SELECT+*+%7B+%3Fs+soce:statement+%3Ft+%7D",
        "/resource?iri=https://w3id.org/soc-evidence/terms%23Claim",
    ),
)


class Elements(HTMLParser):
    """What a browser would take for elements, and the texts between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.comments = 0
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_comment(self, data: str) -> None:
        self.comments += 1

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_harmless(page: str) -> Elements:
    found = Elements(page)
    assert "hostile" not in found.names
    assert not {name for name in found.attributes if name.startswith("on") or name == "style"}
    assert found.comments == 0
    assert "49 ${x}" not in found.text
    assert not [link for link in found.links if link.lower().lstrip().startswith(("javascript:", "data:"))]
    return found


def spoiled(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: spoiled(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [spoiled(each, key) for each in value]
    return f"{value} {HOSTILE}" if key in TEXTS and isinstance(value, str) else value


def spoil(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        path.write_text(
            yaml.safe_dump(spoiled(yaml.safe_load(path.read_text("utf-8"))), sort_keys=False), "utf-8"
        )
    for path in folder.glob("*.csv"):
        rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(
                {k: f"{v} {HOSTILE}" if v and k in TEXTS else v for k, v in row.items()} for row in rows
            )


@pytest.fixture(scope="module")
def spoiled_client(
    small_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    import shutil

    from builder.workbench.application import make_application

    root = tmp_path_factory.mktemp("spoiled")
    shutil.copytree(small_workspace.root / "evidence", root / "evidence")
    spoil(root / "evidence")
    layers = (small_workspace.layers[0], Layer("own", root, (root / "evidence",)))
    made = make_application(Workspace(root, layers, root / "derived", None, small_workspace.queries))
    yield TestClient(made, ADDRESS, headers={"accept": "text/html"})
    made.state.workbench.shared.close()


@pytest.mark.parametrize("path", PAGES)
def test_markup_in_every_field_of_records_is_shown_as_text(spoiled_client: TestClient, path: str) -> None:
    answer = spoiled_client.get(path)
    assert answer.status_code == 200, answer.text[-800:]
    assert_harmless(answer.text)


def test_the_words_themselves_are_shown_whole(spoiled_client: TestClient) -> None:
    shown = Elements(spoiled_client.get("/claim/gives-instructions").text).text
    assert f"Telecommunicators give instructions {HOSTILE}" in shown


@pytest.mark.parametrize(
    "path",
    [
        "/search",
        "/sparql",
        "/resource",
        "/laws",
        "/matrix",
        "/notice",
        "/ask/duties-of",
        "/claim/<hostile>",
        "/<hostile>/x",
        "/ask/<hostile>",
    ],
)
def test_markup_in_an_address_is_shown_as_text(client: TestClient, path: str) -> None:
    names = (
        "q",
        "query",
        "iri",
        "jurisdiction",
        "codes",
        "id",
        "occupation",
        "kind",
        "format",
        "mode",
        "since",
    )
    for name in names:
        answer = client.get(path, params={name: HOSTILE}, headers={"accept": "text/html"})
        assert answer.status_code < 500, name
        assert_harmless(answer.text)


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_marking_words_changes_no_letter(text: str, words: list[str]) -> None:
    """Line ends apart, which a parser of HTML makes alike."""
    made = marked(text, tuple(words))
    assert Markup(made.replace("<mark>", "").replace("</mark>", "")).unescape() == text
    assert "<" not in made.replace("<mark>", "").replace("</mark>", "")


@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_text_in_any_place_of_the_small_parts_is_text(text: str) -> None:
    parts = environment().get_template("parts.html").module
    made = "".join(
        (
            parts.standing_mark(text, text),  # type: ignore[attr-defined] # macros of the template
            parts.verdict_mark(text),  # type: ignore[attr-defined]
            parts.thing("claim", text, text, text, text),  # type: ignore[attr-defined]
        )
    )
    found = Elements(made)
    assert found.names <= {"span", "a"}
    assert found.attributes <= {"class", "href", "title"}
