from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.records.nodes import Mapping, Node, Scalar, Sequence
from kb.records.yaml_nodes import parse_yaml


def scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [scalar for item in node.items for scalar in scalars(item)]
    if isinstance(node, Mapping):
        return [s for key, value in node.entries for s in (key, *scalars(value))]
    return []


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200))
def test_any_text_gives_nodes_or_one_finding(text: str) -> None:
    node, findings = parse_yaml(text, "x.yaml")
    assert len(findings) <= 1
    assert node is None or not findings


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8)


@given(st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), max_size=6))
def test_every_word_is_found_where_it_is_said_to_stand(entries: list[tuple[str, list[str]]]) -> None:
    text = "".join(f"k{key}:\n" + "".join(f"  - {word}\n" for word in words) for key, words in entries)
    node, findings = parse_yaml(text, "x.yaml")
    assert not findings
    lines = text.split("\n")
    for scalar in scalars(node):
        if not scalar.empty:
            line = lines[scalar.place.line - 1]
            assert line[scalar.place.column - 1 :].startswith(scalar.text)


def test_spelling_survives() -> None:
    node, _ = parse_yaml("a: [no, 0.10, 2020-03, 1e3, 0x1F, 012, 12:30:00, 2026-11-21]\n", "x.yaml")
    assert [s.text for s in scalars(node)][1:] == "no 0.10 2020-03 1e3 0x1F 012 12:30:00 2026-11-21".split()


def test_nothing_is_told_from_an_empty_text() -> None:
    node, _ = parse_yaml("a:\nb: ''\nc: ~\nd: '~'\n", "x.yaml")
    assert [s.empty for s in scalars(node)] == [False, True, False, False, False, True, False, False]


def test_a_control_character_is_named_where_it_stands() -> None:
    _, findings = parse_yaml("a: b\nc: §\a\n", "x.yaml")
    assert [(str(f.location), f.message) for f in findings] == [
        ("x.yaml:2:5", "Not valid YAML: the character U+0007 is not allowed.")
    ]


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    node, findings = parse_yaml(bomb, "x.yaml")
    assert node is None
    assert str(findings[0].location) == "x.yaml:1:4"


def test_deep_nesting_is_refused_without_recursion() -> None:
    node, findings = parse_yaml("[" * 200_000, "x.yaml")
    assert node is None
    assert findings[0].check == "yaml-feature"
