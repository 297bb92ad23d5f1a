"""Whatever the text, a quotation that changes its meaning never passes for one that keeps it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.quoting import Selector, SourceText, Verdict, compare
from kb.quoting.normalisation import normalise

WORDS = st.sampled_from(
    [
        "the",
        "center",
        "callers",
        "dispatch",
        "emergency",
        "work",
        "is",
        "are",
        "does",
        "not",
        "never",
        "provide",
        "protects",
        "police",
        "fire",
        "medical",
        "instructions",
        "before",
        "after",
        "report",
        "state",
        "federal",
        "share",
        "training",
        "hours",
    ]
)
NUMBERS = st.one_of(
    st.integers(0, 999_999).map(str),
    st.integers(1000, 999_999).map(lambda n: f"{n:,}"),
    st.decimals(0, 999, places=2, allow_nan=False).map(str),
    st.integers(1, 99).map(lambda n: f"-{n}"),
    st.integers(1, 99).map(lambda n: f"−{n}.5"),
    st.integers(1, 100).map(lambda n: f"{n}%"),
    st.integers(1, 99).map(lambda n: f"${n} million"),
)
MARKS = st.sampled_from([" ", " ", " ", ", ", ". ", " — ", "—", " “", "” ", "-\n", "\n", "; ", " … ", " ["])
TEXTS = st.lists(st.tuples(st.one_of(WORDS, WORDS, NUMBERS), MARKS), min_size=12, max_size=60).map(
    lambda parts: "".join(word + mark for word, mark in parts)
)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text and a run of its words."""
    text = draw(TEXTS)
    words = text.split()
    assume(len(words) > 8)
    first = draw(st.integers(0, len(words) - 7))
    assume(not words[max(0, first - 1)].endswith("-"))  # half of a hyphenated word is not what the text says
    last = draw(st.integers(first + 6, len(words)))
    return text, words[first:last]


def holds(quotation: str, text: str) -> bool:
    return compare(Selector(quotation), SourceText(text)).verdict.holds


def stands_in(quotation: str, text: str) -> bool:
    """Say whether the changed words happen to stand in the text all the same, ellipses taken as such."""
    parts = (re.escape(part.lstrip("— ")) for part in normalise(quotation).text.split("…"))
    return re.search(".*".join(parts), normalise(text).text) is not None


@given(passages(), st.randoms(use_true_random=False))
def test_no_altered_digit_passes(passage: tuple[str, list[str]], random: object) -> None:
    text, words = passage
    quotation = " ".join(words)
    digits = [match.start() for match in re.finditer(r"\d", quotation)]
    assume(digits)
    at = random.choice(digits)  # type: ignore[attr-defined]
    changed = quotation[:at] + str((int(quotation[at]) + 3) % 10) + quotation[at + 1 :]
    assume(not stands_in(changed, text))
    assert not holds(changed, text)


@given(passages(), st.randoms(use_true_random=False))
def test_no_dropped_or_added_negation_passes(passage: tuple[str, list[str]], random: object) -> None:
    text, words = passage
    at = random.randrange(1, len(words) - 1)  # type: ignore[attr-defined]
    added = " ".join([*words[:at], "not", *words[at:]])
    assert stands_in(added, text) or not holds(added, text)
    for place in range(1, len(words) - 1):
        # Beside an ellipsis or an opening dash the words that are left end the quotation: it begins later,
        # which is `Verdict.CUT`, and drops nothing inside.
        at_an_end = "…" in (words[place - 1], words[place + 1]) or set(words[:place]) == {"—"}
        if words[place] in ("not", "never") and not at_an_end:
            dropped = " ".join(words[:place] + words[place + 1 :])
            assert stands_in(dropped, text) or not holds(dropped, text)


@given(passages(), st.data())
def test_no_reordered_segment_passes(passage: tuple[str, list[str]], data: st.DataObject) -> None:
    text, words = passage
    cut = data.draw(st.integers(3, len(words) - 3))
    join = data.draw(st.sampled_from([" ", " … "]))
    changed = " ".join(words[cut:]) + join + " ".join(words[:cut])
    one, other = " ".join(words[:cut]), " ".join(words[cut:])
    assume(one != other)
    comparison = compare(Selector(changed), SourceText(text))
    if comparison.verdict.holds:  # only where the text really has them in this order
        body = normalise(text).text
        first, second = (re.escape(normalise(part).text.lstrip("— ")) for part in (other, one))
        assert re.search(f"{first}.*{second}", body) or "…" in " ".join(words)


@given(passages(), st.data())
def test_no_changed_sign_passes(passage: tuple[str, list[str]], data: st.DataObject) -> None:
    text, words = passage
    signed = [n for n, word in enumerate(words) if re.match(r"[-−]?\d", word)]
    assume(signed)
    at = data.draw(st.sampled_from(signed))
    word = words[at]
    flipped = word[1:] if word[0] in "-−" else f"-{word}"
    changed = " ".join([*words[:at], flipped, *words[at + 1 :]])
    assume(not stands_in(changed, text))
    assert not holds(changed, text)


@given(passages(), st.data())
def test_no_bracket_brings_in_a_figure_or_a_negation(
    passage: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, words = passage
    at = data.draw(st.integers(1, len(words) - 1))
    inner = data.draw(st.sampled_from(["7", "not", "77 percent", "two", "no more", "-", "million", "3-4"]))
    assert not holds(" ".join([*words[:at], f"[{inner}]", *words[at:]]), text)


@given(passages())
def test_a_true_quotation_is_found(passage: tuple[str, list[str]]) -> None:
    text, words = passage
    quotation = " ".join(words)
    assume("- " not in quotation and not quotation.startswith("…") and not quotation.endswith("…"))
    found = compare(Selector(quotation), SourceText(text)).verdict
    cut = re.compile(r"(million|[\d%-])$|^(million|\d)")
    whole = cut.search(quotation) is None
    true = (Verdict.EXACT, Verdict.NORMALISED, Verdict.CUT, Verdict.AMBIGUOUS, Verdict.TOO_SHORT)
    assert found in true or not whole


DOCUMENTS = (
    "apco-soc-revision.txt",
    "justice-clearinghouse-2024-04-11.txt",
    "transform911-chapter-5.txt",
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_official_texts_hold_against_changes(official: Path, name: str) -> None:
    text = (official / "sources" / name).read_text("utf-8")
    source = SourceText(text)
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    for first in range(0, len(spans) - 14, 11):
        quotation = text[spans[first][0] : spans[first + 13][1]]
        verdict = compare(Selector(quotation), source).verdict
        assert verdict in (Verdict.EXACT, Verdict.NORMALISED, Verdict.CUT, Verdict.AMBIGUOUS), quotation
        if "…" in quotation:
            continue  # the page's own ellipses: what follows one may be any later passage
        words = quotation.split()
        swapped = " ".join([*words[7:], *words[:7]])
        assert not compare(Selector(swapped), source).verdict.holds, swapped
        for changed in altered(quotation):
            if not stands_in(changed, text):
                assert not compare(Selector(changed), source).verdict.holds, changed


def altered(quotation: str) -> list[str]:
    """Change each digit, drop each negation, and put one in."""
    found = [
        quotation[: m.start()] + str((int(m.group()) + 1) % 10) + quotation[m.end() :]
        for m in re.finditer(r"\d", quotation)
    ]
    found += [
        quotation[: m.start()] + quotation[m.end() :]
        for m in re.finditer(r"\bnot |n[’']t\b|\bno |\bnon-", quotation)
    ]
    words = quotation.split()
    return [*found, " ".join([*words[:5], "not", *words[5:]])]
