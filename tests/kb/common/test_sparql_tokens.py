from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.common.sparql_tokens import Kind, offset_of, position, significant, tokens

ALPHABET = st.sampled_from(
    [*list("aA_:.?$<>\"'#\\@{}()-^|=%!,;/*+ \n\r\t019éß文\u2028🙂"), "SERVICE", '"""', "'''"]
)


@given(st.lists(ALPHABET).map("".join))
def test_every_text_is_cut_without_loss(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text


@given(st.lists(ALPHABET).map("".join), st.data())
def test_positions_lead_back_to_offsets(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n":
        return  # between CR and LF there is no place that an editor could show
    assert offset_of(text, *position(text, offset)) == offset


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<http://a/b#c>", Kind.IRI),
        (r"<http://a/\u00e9>", Kind.IRI),
        ('"a \\" b"', Kind.STRING),
        ("'it\\'s'", Kind.STRING),
        ('"""a "quoted"\nline"""', Kind.STRING),
        ("'''a''b'''", Kind.STRING),
        ('""', Kind.STRING),
        ("soc:43-5031", Kind.PNAME),
        ("ex:a.b:c", Kind.PNAME),
        (r"ex:a\#b", Kind.PNAME),
        ("ex:%41", Kind.PNAME),
        (":", Kind.PNAME),
        ("_:b0", Kind.BLANK),
        ("?x1", Kind.VARIABLE),
        ("$x", Kind.VARIABLE),
        ("@en-GB", Kind.LANGUAGE),
        ("1.5e-3", Kind.NUMBER),
        ("GROUP_CONCAT", Kind.WORD),
        ("&&", Kind.PUNCTUATION),
    ],
)
def test_each_terminal_is_one_token(text: str, kind: Kind) -> None:
    assert [(token.kind, token.text) for token in tokens(text)] == [(kind, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ex:b. SERVICE", ["ex:b", ".", "SERVICE"]),
        ("ex:.SERVICE", ["ex:", ".", "SERVICE"]),
        ("1.SERVICE", ["1", ".", "SERVICE"]),
        ("?a<?b && ?c>?d", ["?a", "<", "?b", "&&", "?c", ">", "?d"]),
        ('"a"@en.', ['"a"', "@en", "."]),
        ("a # b\rc", ["a", "c"]),
        ('"open', ['"', "open"]),
    ],
)
def test_neighbours_are_told_apart(text: str, expected: list[str]) -> None:
    assert [token.text for token in significant(text)] == expected


TERMS = st.one_of(
    st.from_regex(r"\?[a-z]{1,4}", fullmatch=True),
    st.from_regex(r"<http://[a-z]{1,3}/[a-z?=&;~.-]{0,5}(#[a-z]{1,3})?>", fullmatch=True),
    st.from_regex(r"e:[a-z][a-z0-9.:-]{0,4}[a-z]", fullmatch=True),
)
VALUES = st.one_of(
    TERMS,
    st.text(max_size=8).map(lambda text: str(ox.Literal(text.replace("\0", "")))),
    st.integers(0, 99).map(str),
    st.just("'x'@en"),
)


@given(
    st.lists(st.tuples(TERMS, TERMS, VALUES), min_size=1, max_size=4), st.sampled_from([" ", "\n", " # x\n"])
)
def test_tokens_set_apart_mean_the_same_to_the_engine(triples: list[tuple[str, str, str]], gap: str) -> None:
    """If a token were cut in two, or two taken for one, a blank between tokens would change the query."""
    pattern = ".".join(f"{s}{gap}{p}{gap}{o}{gap}" for s, p, o in triples)
    query = f"PREFIX e: <http://e/> ASK {{{pattern}}}"
    ox.Store().query(query)
    apart = " ".join(token.text for token in significant(query)).replace("' @", "'@")
    ox.Store().query(apart)
