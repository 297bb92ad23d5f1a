"""Nothing that a draft says is lost: it is in the document, or a finding quotes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import document as doc
from builder.checks import Subject
from builder.checks.must import words_lost
from builder.document_words import document_words
from builder.draft import Draft
from builder.resolve.resolve_draft import Resolved, read, resolve
from kb.common.dates_and_numbers import today
from kb.findings import Finding
from kb.model import Records
from kb.workspace import Workspace

HEAD = "---\ntitle: A test\ndocket: bls-2024-0001\ndate: 2024-07-01\n---\n"
Fill = Callable[[str], tuple[Draft, Resolved]]
MARKER = "zq%dqz"


@pytest.fixture(scope="module")
def fill(lookup: Records, small_workspace: Workspace) -> Fill:
    """Read and fill a draft."""

    def run(text: str) -> tuple[Draft, Resolved]:
        draft = read(HEAD + text, "draft.md")
        return draft, resolve(draft, lookup, small_workspace)

    return run


def lost(draft: Draft, resolved: Resolved, document: doc.Document | None = None) -> list[Finding]:
    return list(words_lost.find(Subject(draft, resolved.context, document or resolved.document, today())))


def _indented(text: str, by: str) -> str:
    return "\n".join(by + line for line in text.split("\n"))


LEAVES = st.sampled_from(
    [
        "{m}",
        "**{m}** and *{m}*",
        "# {m}",
        "#### {m} {{topic=T5}}",
        "{m} [@apco-legacy] {m} [see {m} @no-such-key, p. 3, {m}; {m}]",
        "{m} [{m}](https://example.org/a) {m}",
        "{m}[^1] {m}[^one] `{m}`",
        "[^1]: {m}",
        "[^one]: {m}\n\n    - {m}\n\n    ```\n    {m}\n    ```\n\n    > {m}",
        "| {m} | {m} |\n| --- | --- |\n| {m} | {m} | {m} |\n| {m} | `{m}|{m}` |",
        "```\n  {m}\n{m}\n```",
        "```\n{m}",
        "    {m}",
        "<!-- a remark --> {m}",
        "<!-- a remark\nof two lines --> # {m}",
        "<!-- {m}",
        "{m} <!-- inside --> {m}",
        "<div>\n{m}\n</div>",
        "{m} <b>{m}</b> &amp; \\*{m}\\* ![{m}](x.png)",
        "```{{matrix}} 43-5031\n{m}\n```",
        "```{{claim}} life-saving\n\n{m}\n\n- {m}\n```",
        "```{{nothing}} x\n:option: x\n\n{m}\n```",
        "```{{note}} {m}\n{m}",
        "```{{note}}\n{m}\n\n```{{figures}} 43-5031\n:measures: employment\n```",
        "``` matrix\n{m}\n```",
        "{m}\n{m}\\\n{m}",
        "[{m}]: {m} {m}",
        "[{m}]: {m}",
        "$x^{{{m}}}$ {{figure}}{m} [@{m} {{#{m}",
        "***\n\n{m}\n===",
    ]
)
WRAPS: list[Callable[[str], str]] = [
    lambda text: _indented(text, "> "),
    lambda text: "- " + _indented(text, "  ")[2:],
    lambda text: "7. " + _indented(text, "   ")[3:],
    lambda text: f"~~~~{{note}} A box\n{text}\n~~~~",
    lambda text: f":::::{{proposal}}\n{text}\n:::::",
    lambda text: f"- {{m}}\n\n{_indented(text, '  ')}",
]
DRAFTS = st.lists(
    st.recursive(
        LEAVES,
        lambda inner: st.builds(
            lambda wrap, blocks: wrap("\n\n".join(blocks)),
            st.sampled_from(WRAPS),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=8,
    ),
    min_size=1,
    max_size=5,
).map("\n\n".join)


def _numbered(text: str) -> tuple[str, list[str]]:
    """Give every marker a number of its own."""
    pieces = text.replace("{{", "\x01").replace("}}", "\x02").split("{m}")
    markers = [MARKER % number for number in range(len(pieces) - 1)]
    joined = pieces[0] + "".join(marker + piece for marker, piece in zip(markers, pieces[1:], strict=True))
    return joined.replace("\x01", "{").replace("\x02", "}"), markers


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(DRAFTS)
def test_every_word_is_in_the_document_or_in_a_finding(fill: Fill, written: str) -> None:
    text, markers = _numbered(written)
    draft, resolved = fill(text)
    found = [*draft.findings, *resolved.findings, *lost(draft, resolved)]
    said = " ".join(f"{finding.message} {finding.fix}" for finding in found)
    told = {finding.location.line for finding in found}
    document = " ".join(document_words((resolved.document.blocks, resolved.document.notes)))
    for marker in markers:
        line = (HEAD + text)[: (HEAD + text).index(marker)].count("\n") + 1
        assert marker in document or marker in said or line in told, (marker, text)


SOUND = """
# The work {{topic=T5 claim=life-saving}}

{m} is *{m}* **{m}** un*{m}*able [see {m} @aha-2020, p. e687, {m}], {m}[^1] and {{code}}`43-5031` {m} -- {m}.
{m} at <https://example.org/{m}> and [{m}](https://example.org/a_(b) ) and [{m}][link] &quot;{m}&quot;
\\[{m}\\] &amp; {m}

<!-- not {{printed}}
at all --> {m}

> {m}
>
> -- {m}

1. {m}
2. - {m}
     {m}
   - `{m}`

| {m} | {m} |
| --- | :-: |
| {m}\\|{m} | [{m}](#the-work) |
| {m} |

```{{note}} A label
{m}

    {m}
```

```text
  {m}:  {m}
```

{m}
---

[^1]: {m}

    {m}

[link]: https://example.org/address
"""


def test_a_sound_draft_raises_nothing(fill: Fill) -> None:
    text, markers = _numbered(SOUND)
    draft, resolved = fill(text)
    assert not draft.findings
    assert not lost(draft, resolved)
    document = " ".join(document_words((resolved.document.blocks, resolved.document.notes)))
    assert [marker for marker in markers if marker not in document] == []


def test_a_block_that_the_document_lacks_is_told_at_its_line(fill: Fill) -> None:
    text, _ = _numbered(SOUND)
    draft, resolved = fill(text)
    blocks = resolved.document.blocks
    for number, block in enumerate(blocks):
        rest = replace(resolved.document, blocks=(*blocks[:number], *blocks[number + 1 :]))
        said = " ".join(finding.message for finding in lost(draft, resolved, rest))
        gone = re.findall(r"zq\d+qz", " ".join(document_words(block)))
        assert [marker for marker in gone if marker not in said] == []


@pytest.mark.parametrize(
    ("text", "line", "quoted"),
    [
        ("[Note]: important", 6, "[Note]: important"),
        ('See [this](https://example.org "A title") here.', 6, "A title"),
    ],
)
def test_what_markdown_passes_over_is_quoted(fill: Fill, text: str, line: int, quoted: str) -> None:
    (finding,) = lost(*fill(text))
    assert finding.location.line == line
    assert quoted in finding.message
