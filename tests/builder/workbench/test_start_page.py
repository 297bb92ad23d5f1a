"""Beginning in a browser: a workspace and drafts that fit a case, and nothing written where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kb.workspace import open_workspace

from .conftest import Made
from .filled_forms import Form


@pytest.fixture
def client(empty: Path, client_of: Made) -> TestClient:
    """A browser of a folder that is no workspace yet."""
    return client_of(open_workspace(empty))


def filled(client: TestClient, **values: str) -> Form:
    form = Form(client.get("/start").text)
    for name, value in {"name": "Dana Reyes", "organization": "Bay County ECC", **values}.items():
        form.set(name, value)
    return form


def test_a_workspace_begins_with_a_skeleton_of_its_case(client: TestClient, empty: Path) -> None:
    page = filled(client, occupation="29-2042", proposes="33-0000").send(client, "/start")
    assert "<h1>submission.md</h1>" in page
    text = (empty / "submission.md").read_text("utf-8")
    assert "29-2042" in text
    assert "43-5031" not in text
    assert "Bay County ECC" in (empty / "evidence" / "contribution.yaml").read_text("utf-8")
    assert "/draft/submission.md" in client.get("/draft").text
    page = filled(client, kind="letter", file="letter.md").send(client, "/start")
    assert "<h1>letter.md</h1>" in page
    assert (empty / "submission.md").read_text("utf-8") == text
    assert "letter.md exists already" in filled(client, file="letter.md").send(client, "/start")


@pytest.mark.parametrize(
    ("field", "value"),
    [("occupation", "29-20"), ("proposes", "the police"), ("position", "maybe"), ("docket", "none")],
)
def test_a_case_that_there_is_not_is_told_with_the_form_as_it_was(
    client: TestClient, empty: Path, field: str, value: str
) -> None:
    page = filled(client, **{field: value}).send(client, "/start")
    assert 'role="alert"' in page
    assert 'value="Dana Reyes"' in page
    assert list(empty.iterdir()) == []


def test_a_draft_is_written_nowhere_else(client: TestClient, empty: Path) -> None:
    filled(client).send(client, "/start")

    def there() -> set[Path]:
        return {path for path in empty.parent.rglob("*") if ".soc-evidence" not in path.parts}

    before = there()
    for name in ("../x.md", "a/b.md", ".hidden.md", "notes.txt"):
        assert "is no name for a draft" in filled(client, file=name).send(client, "/start")
    assert there() == before
