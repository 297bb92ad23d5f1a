"""Pictures, letterheads and signatures that a draft asks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder import document as doc
from tests.builder.conftest import HEAD, Examined, plain

Examine = Callable[..., Examined]
OF_PICTURES = {"unfit-picture", "picture-without-words", "picture-resolution", "draft-image", "words-lost",
               "unknown-option", "left-over-markup"}  # fmt: skip


def picture(options: str, name: str = "pictures/square.png") -> str:
    return f"```{{picture}} {name}\n{options}\n```"


def told(result: Examined) -> list[str]:
    return [f.check for f in result.prepared.findings if f.check in OF_PICTURES]


def test_an_image_in_its_own_paragraph_is_the_directive(examined: Examine) -> None:
    written = examined('![A *blue* square](pictures/square.svg "In blue"){width=50% #sq}\n\nSee {ref}`sq`.')
    (found,) = (b for b in written.blocks if isinstance(b, doc.Picture))
    assert (found.alternative, plain(found.caption), found.width) == ("A blue square", "In blue", 222)
    assert (found.anchor, found.number, told(written)) == ("sq", 1, [])
    options = ":alt: A blue square\n:caption: In blue\n:width: 50%\n:id: sq"
    assert examined(picture(options, "pictures/square.svg")).first(doc.Picture) == found


def test_figures_are_counted_with_charts(examined: Examine) -> None:
    chart = "```{chart} 43-5031\n:measure: employment\n```"
    text = "\n\n".join(
        (picture(":alt: A\n:caption: B"), chart, picture(":alt: A"), picture(":alt: A\n:caption: C"))
    )
    numbers = [b.number for b in examined(text).blocks if isinstance(b, doc.Picture | doc.Chart)]
    assert numbers == [1, 2, 0, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (picture(""), "picture-without-words"),
        (picture(":alt: square.png"), "picture-without-words"),
        ("![](pictures/square.png)", "picture-without-words"),
        (picture(":alt: A", "pictures/round.png"), "unfit-picture"),
        (picture(":alt: A", "../base/pictures/square.png"), "unfit-picture"),
        (picture(":alt: A", "https://example.org/a.png"), "unfit-picture"),
        (picture(":alt: A", "evidence/figures.csv"), "unfit-picture"),
        (picture(":alt: A", ""), "unfit-picture"),
        (picture(":alt: A\n:width: wide"), "unfit-picture"),
        (picture(":alt: A\n:width: 0 cm"), "unfit-picture"),
        ("![A](https://example.org/a.png)", "unfit-picture"),
        ("![A](pictures/square.png){height=2cm}", "unknown-option"),
        ("Words ![A](pictures/square.png) around.", "draft-image"),
        (picture(":alt: A\n:width: 5 in"), "picture-resolution"),
        (picture(":alt: A\n:width: 4 in"), ""),
        (picture(":alt: A"), ""),
        (picture(":alt: A\n:width: 5 in", "pictures/square.svg"), ""),
    ],
)
def test_what_is_said_of_a_picture(text: str, expected: str, examined: Examine) -> None:
    assert told(examined(text)) == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("letterhead: pictures/square.png\nletterhead-alt: The Office\n", []),
        ("letterhead: pictures/square.png\n", ["picture-without-words"]),
        ("letterhead: pictures/none.png\nletterhead-alt: The Office\n", ["unfit-picture"]),
    ],
)
def test_letterhead(keys: str, expected: list[str], examined: Examine) -> None:
    result = examined(HEAD.replace("---\n", f"---\n{keys}", 1) + "\nText.\n")
    assert told(result) == expected
    head = result.prepared.document.title.letterhead
    assert (head is not None) == (not expected)
    assert head is None or head.width * head.image.height / head.image.width <= 72


def test_a_signature_takes_the_submitter(examined: Examine) -> None:
    keys = "submitter: {name: Jane Doe, organization: The Office}\nline-numbers: yes\n"
    text = "\n```{signature}\n:title: Director\n:date: 2024-07-01\n:picture: pictures/square.png\n```\n"
    result = examined(HEAD.replace("---\n", f"---\n{keys}", 1) + text)
    found = result.first(doc.Signature)
    assert isinstance(found, doc.Signature)
    assert [plain(line) for line in found.lines] == ["Jane Doe", "Director", "The Office"]
    assert found.date == "July 1, 2024"
    assert found.picture is not None
    assert found.picture.alternative == "Signature of Jane Doe"
    assert result.prepared.document.line_numbers
    assert examined("```{signature}\n```").of("nobody-signs")


def test_neither_yes_nor_no_is_a_finding(examined: Examine) -> None:
    result = examined(HEAD.replace("---\n", "---\nline-numbers: some\n", 1) + "\nText.\n")
    assert result.of("front-matter") == ["'some' is neither yes nor no."]
