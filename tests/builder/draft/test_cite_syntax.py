"""The citation grammar: what is read, where, and that reading gives back what was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.draft import cite_syntax
from builder.draft.cite_syntax import Cluster, Item, Locator

KEYS = st.from_regex(r"[A-Za-z0-9_]([a-z0-9]|-(?=[a-z]))*[a-z0-9]", fullmatch=True)
LABELS = st.sampled_from(sorted(cite_syntax.SPELLINGS))
VALUES = st.from_regex(r"[a-z]?\d{1,4}([-–]\d{1,4})?(\([a-z]\))?", fullmatch=True)
ITEMS = st.builds(
    Item,
    key=KEYS,
    offset=st.just(0),
    locator=st.lists(st.tuples(LABELS, VALUES), max_size=3).map(tuple),
    prefix=st.sampled_from(["", "see", "see also", "cf."]),
    suffix=st.sampled_from(["", "emphasis added", "and what follows"]),
    suppress_author=st.booleans(),
)


@given(st.text(max_size=200))
def test_reading_never_raises_and_stays_inside(text: str) -> None:
    for start in range(len(text)):
        for read in (cite_syntax.read_bracketed, cite_syntax.read_in_text):
            cluster = read(text, start)
            if cluster:
                assert start < cluster.end <= len(text)
                assert all(start <= item.offset < cluster.end for item in cluster.items)
                assert all(item.key for item in cluster.items)


@given(st.lists(ITEMS, min_size=1, max_size=3))
def test_reading_gives_back_what_was_written(items: list[Item]) -> None:
    text = cite_syntax.write(Cluster(tuple(items), 0))
    cluster = cite_syntax.read_bracketed(text, 0)
    assert cluster is not None
    assert cluster.end == len(text)
    for expected, actual in zip(items, cluster.items, strict=True):
        assert actual.key == expected.key
        assert actual.locator == expected.locator
        assert actual.prefix == expected.prefix
        assert actual.suffix == expected.suffix
        assert actual.suppress_author == expected.suppress_author
        assert re.match(r"-?@", text[actual.offset :])


@given(st.text(alphabet="@[]{};,-. ap1§\n", max_size=60))
def test_hostile_brackets(text: str) -> None:
    for start in range(len(text)):
        cite_syntax.read_bracketed(text, start)
        cite_syntax.read_in_text(text, start)
        cite_syntax.read_locator(text[start:])


@pytest.mark.parametrize(
    ("written", "locator", "suffix"),
    [
        (", p. 3", (("page", "3"),), ""),
        (", pp. 3-5, 7", (("page", "3-5, 7"),), ""),
        (", 33", (("page", "33"),), ""),
        (", xii", (), "xii"),
        (" p. e687", (("page", "e687"),), ""),
        (", sec. 3(b)", (("section", "3(b)"),), ""),
        (", § 12", (("section", "12"),), ""),
        (", §12", (("section", "12"),), ""),
        (", tbl. 1.1, row 43-5031", (("table", "1.1"), ("row", "43-5031")), ""),
        (', sec. "Responses to comments", p. 2', (("section", "Responses to comments"), ("page", "2")), ""),
        (", p. 3, emphasis added", (("page", "3"),), "emphasis added"),
        (", and passim", (), "and passim"),
        (", 2018 edition", (), "2018 edition"),
    ],
)
def test_locators(written: str, locator: Locator, suffix: str) -> None:
    assert cite_syntax.read_locator(written) == (locator, suffix)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("[@a]", ["a"]),
        ("[see @a; -@b, p. 3]", ["a", "b"]),
        ("[@{a key/with}]", []),
        ("[@{https://example.org/x}]", ["https://example.org/x"]),
        ("[@a](https://example.org)", []),
        ("[@a][b]", []),
        ("[@a][@b]", ["a"]),
        ("[@a][see @b, p. 3]", ["a"]),
        ("[@a][^1]", ["a"]),
        ("[@a][b@example.org]", []),
        ("[a@example.org]", []),
        ("[no key]", []),
        ("[@a.]", ["a"]),
        ("[@evidence:aha-initial-care]", ["evidence:aha-initial-care"]),
        ("[\\@a]", []),
    ],
)
def test_bracketed(text: str, keys: list[str]) -> None:
    cluster = cite_syntax.read_bracketed(text, 0)
    assert ([item.key for item in cluster.items] if cluster else []) == keys


def test_a_piece_without_a_key_is_noted() -> None:
    cluster = cite_syntax.read_bracketed("[@a; see above]", 0)
    assert cluster is not None
    assert cluster.keyless == (5,)
