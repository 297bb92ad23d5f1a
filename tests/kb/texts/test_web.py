"""Web pages as a browser shows them: their encoding, their parts, and what is not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.texts import Block, BlockKind
from kb.texts.extracts import Extract
from kb.texts.web_text import read_html

SAID = "The “911” caller – café"
LATIN = SAID.encode("cp1252")
UTF_8 = SAID.encode()


def read(path: Path, page: bytes | str) -> Extract:
    (path / "a.html").write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_html(path / "a.html")


ENCODED = {
    "declared as latin": b"<meta charset=iso-8859-1><p>" + LATIN,
    "declared in content": b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>'
    + LATIN,
    "charset of a script": b'<script src=a charset="iso-8859-1"></script><meta charset="utf-8"><p>' + UTF_8,
    "charset of a link": b'<link rel=x charset=latin1 href=y><meta charset="utf-8"><p>' + UTF_8,
    "charset in a comment": b"<!-- <meta charset=windows-1251> --><meta charset=utf-8><p>" + UTF_8,
    "charset in a script's text": b"<script>'<meta charset=koi8-r>'</script><p>" + UTF_8,
    "charset in the text": b"<p>meta charset=koi8-r</p><p>" + UTF_8,
    "charset too far away": b"<p>" + b" " * 1100 + b"<meta charset=koi8-r>" + UTF_8,
    "mark before another declaration": b"\xef\xbb\xbf<meta charset=latin1><p>" + UTF_8,
    "UTF-16": ("\ufeff<meta charset=utf-16><p>" + SAID).encode("utf-16-le"),
    "UTF-16 the other way round": ("\ufeff<p>" + SAID).encode("utf-16-be"),
    "XML declaration": b'<?xml version="1.0" encoding="windows-1252"?><html><body><p>' + LATIN,
    "undeclared": b"<p>" + LATIN,
    "undeclared UTF-8": b"<p>" + UTF_8,
    "declared wrongly": b"<meta charset=utf-8><p>" + LATIN,
    "declared latin and sent as UTF-8": b"<meta charset=iso-8859-1><p>" + UTF_8,
    "no such encoding": b"<meta charset=utf8mb4><p>" + UTF_8,
    "declared twice": b"<meta charset='windows-1252'><meta charset=koi8-r><p>" + LATIN,
}


@pytest.mark.parametrize("name", ENCODED)
def test_the_encoding_is_the_one_a_browser_finds(name: str, tmp_path: Path) -> None:
    assert read(tmp_path, ENCODED[name]).text.split("\n")[-1] == SAID


def test_a_guess_is_said(tmp_path: Path) -> None:
    page = read(tmp_path, ENCODED["undeclared"])
    assert page.remarks == ("It does not say its encoding, and was read as windows-1252.",)
    assert read(tmp_path, ENCODED["declared as latin"]).remarks == ()


def told(found: Extract) -> list[tuple[str, int, str]]:
    def one(block: Block) -> tuple[str, int, str]:
        return block.kind.value, block.level, found.text[block.start : block.end]

    return [one(block) for block in found.blocks]


def test_lists_headings_and_tables_are_parts(tmp_path: Path) -> None:
    page = """<nav><ul><li>Home</ul></nav><h2>Duties</h2><p><strong>Essential functions</strong></p>
<ul><li>Determines priorities of all
calls received.<ul><li>fire</ul></ul><p>• typed<br>• bullets<br>and more</p>
<table><tr><th>Duty<th>Share<tr><td><p>Calls</p><td>45 %<tr><td><ul><li>Laid out</ul></table>
<dl><dt>Shift<dd>Nights</dl>"""
    assert told(read(tmp_path, page)) == [
        ("margin", 0, "Home"),
        ("heading", 2, "Duties"),
        ("heading", 6, "Essential functions"),
        ("item", 1, "Determines priorities of all\ncalls received."),
        ("item", 2, "fire"),
        ("item", 1, "• typed"),
        ("item", 1, "• bullets\nand more"),
        ("row", 0, "Duty\tShare"),
        ("row", 0, "Calls\t45 %"),
        ("item", 1, "Laid out"),
        ("paragraph", 0, "Shift"),
        ("paragraph", 0, "Nights"),
    ]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<details><summary>More</summary>Text</details>", "More\nText"),
        ("<p>He said <q>call <q>now</q></q>.", "He said “call ‘now’”."),
        ("<p>97,820<sup><a href=#n><b>3</b></a></sup> jobs", "97,820³ jobs"),
        ("<p>10<span style='vertical-align: super'>2</span> calls", "10² calls"),
        ("<p>H<sub>2</sub>O", "H₂O"),
        ("<p><math><msup><mi>x</mi><mn>2</mn></msup></math>", "x²"),
        ("<p><ruby>漢<rt>kan</rt></ruby> <ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>", "漢(kan) 字(ji)"),
        ("<p>Name: <input value='Jane Doe'>", "Name: Jane Doe"),
        ("<p>9-1-\n1 calls", "9-1-\n1 calls"),
        ("<p>one\n\n\n two", "one\ntwo"),
        ("<p>&#147;x&#x94; costs &#128; 5", "“x” costs € 5"),
        ("<p>a\x00b\x93c", "abc"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_read(page: str, text: str, tmp_path: Path) -> None:
    assert read(tmp_path, page).text == text


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    page = (
        "<p>Staff shall <del>not</del> <span style='text-decoration:line-through'>never</span> rest."
        "<img src=a alt='Chart of staff'><img src=b alt=''><iframe src=c></iframe><video></video>"
        "<div hidden>secret</div><div hidden> </div>"
    )
    found = read(tmp_path, page)
    assert found.text == "Staff shall rest."
    assert sorted(found.unread) == [
        "1 page or file set into it",
        "1 passage that is hidden",
        "1 picture",
        "1 recording",
        "2 passages that are struck out",
    ]


def test_what_is_nested_too_deep_is_named(tmp_path: Path) -> None:
    deep = read(tmp_path, "<p>First</p>" + "<div>" * 1000 + "deep" + "</div>" * 1000 + "<p>Last</p>")
    assert (deep.text.split(), deep.unread) == (["First", "deep", "Last"], ())
    deeper = read(tmp_path, "<p>First</p>" + "<div>" * 3000 + "deep")
    assert deeper.text == "First"
    assert deeper.unread == ("everything that follows more than 2,000 elements within one another",)


def test_kinds_of_parts_are_told_whatever_wraps_them(tmp_path: Path) -> None:
    found = read(tmp_path, "<div><div><ul><li><div><p>Deep</p></div></ul></div></div>")
    assert [(block.kind, block.level) for block in found.blocks] == [(BlockKind.ITEM, 1)]
