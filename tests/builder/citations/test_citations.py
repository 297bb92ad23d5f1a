"""Notes and bibliography entries, as they read: cases in `notes.txt` and `bibliography.txt`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.citations import Citation, NoteRegister, Renderer
from builder.citations.kept_renderings import KEPT, KeptRenderings
from builder.citations.note_register import Locator, printed_locator
from builder.document import Link, Text
from builder.draft import cite_syntax
from kb.model import Records
from kb.model.records import Source
from tests.builder.conftest import plain

HERE = Path(__file__).parent
CASES = (HERE / "notes.txt").read_text("utf-8").strip().split("\n\n")


@pytest.fixture
def notes(lookup: Records) -> NoteRegister:
    return NoteRegister(Renderer(lookup.sources))


def note(notes: NoteRegister, *citations: Citation) -> str:
    reference = notes.cite(citations)
    return plain(notes.notes[reference.number - 1].content)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition("\n")[0])
def test_first_notes(case: str, notes: NoteRegister, lookup: Records) -> None:
    written, expected = case.split("\n")
    cluster = cite_syntax.read_bracketed(written, 0)
    assert cluster is not None
    citations = [Citation(lookup.sources[item.key], item.locator) for item in cluster.items]
    assert note(notes, *citations) == expected


def test_a_later_note_is_short(notes: NoteRegister, lookup: Records) -> None:
    article = lookup.sources["aha-2020"]
    note(notes, Citation(article, (("page", "e687"),)))
    expected = "Kurz and Bobrow, “Telecommunicator CPR,” e690."
    assert note(notes, Citation(article, (("page", "e690"),))) == expected


def test_the_same_citation_shares_a_note(notes: NoteRegister, lookup: Records) -> None:
    citation = Citation(lookup.sources["oews"])
    first = notes.cite([citation])
    notes.cite([Citation(lookup.sources["aha-2020"])])
    assert notes.cite([citation]) == first
    assert len(notes.notes) == 2


def test_several_works_and_remarks(notes: NoteRegister, lookup: Records) -> None:
    said = note(
        notes,
        Citation(lookup.sources["notice-2024"], prefix="see", remark="Only the opening was seen."),
        Citation(lookup.sources["committee-2016"], suffix="emphasis added"),
    )
    assert said.startswith("See Office of Management")
    assert "(June 12, 2024): 49911–16. Only the opening was seen. SOC Policy Committee" in said
    assert said.endswith("(2016), emphasis added.")


def test_addresses_are_links_and_titles_are_text(notes: NoteRegister, lookup: Records) -> None:
    notes.cite([Citation(lookup.sources["odd-title"])])
    content = notes.notes[0].content
    links = [inline for inline in content if isinstance(inline, Link)]
    assert [link.target for link in links] == ["https://www.example.org/odd?a=1&b=2"]
    assert all(not inline.strong for inline in content if isinstance(inline, Text))


def test_bibliography_is_sorted_and_has_no_locators(notes: NoteRegister, lookup: Records) -> None:
    renderer = Renderer(lookup.sources)
    NoteRegister(renderer).cite([Citation(lookup.sources["aha-2020"], (("page", "e687"),))])
    entries = [plain(entry) for entry in renderer.bibliography(["notice-2024", "aha-2020", "news-2017"])]
    assert entries == (HERE / "bibliography.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "csl",
    [
        {"type": "webpage"},
        {"type": "webpage", "title": ""},
        {"type": "no-such-type", "title": "Title"},
        {"type": "book", "title": "Title", "issued": {"literal": "about 1990"}},
        {"type": "book", "title": "Title", "issued": {"date-parts": [[2020], [2021]]}},
        {"type": "book", "title": "\ue000Title\ue003 \ue004", "author": [{"family": "Only"}]},
        {"type": "book", "title": "Ends with a question?", "author": [{"literal": "A. B."}]},
        {"type": "report", "title": "T", "number": "1", "unknown-variable": "x"},
    ],
)
def test_odd_records_still_make_a_note(csl: dict[str, object]) -> None:
    source = Source("odd", str(csl.get("title", "")), "", {"id": "odd", **csl})
    register = NoteRegister(Renderer({"odd": source}))
    register.cite([Citation(source, (("page", "3"),))])
    text = plain(register.notes[0].content)
    assert "3" in text
    assert text.endswith(".")
    assert not [c for c in text if "\ue000" <= c <= "\uf8ff"]
    Renderer({"odd": source}).bibliography(["odd"])


@pytest.mark.parametrize(
    ("locator", "printed"),
    [
        ((("page", "12-13"),), "12–13"),
        ((("page", "e686-e700"),), "e686–e700"),
        ((("row", "43-5031"),), "row 43-5031"),
        ((("section", "3(b)"),), "sec. 3(b)"),
        ((("section", "What counts"),), "under “What counts”"),
        ((("table", "1.1"), ("row", "43-5031")), "table 1.1, row 43-5031"),
        ((("item", "Task 2719"),), "Task 2719"),
        ((("item", "2719"),), "item 2719"),
        ((("row", "905, 906"),), "rows 905, 906"),
        ((("row", "12382-12401"),), "rows 12382–12401"),
        ((("section", "2, 3"),), "secs. 2, 3"),
        ((("section", "IV.A"),), "sec. IV.A"),
        ((("section", "Timeline"),), "under “Timeline”"),
        ((("section", "ADDRESSES"),), "under “ADDRESSES”"),
        ((("section", "abstract"),), "abstract"),
    ],
)
def test_locators_as_notes_print_them(locator: Locator, printed: str) -> None:
    assert printed_locator(locator) == printed


@pytest.mark.parametrize(
    ("csl", "first", "entry"),
    [
        (
            {
                "type": "webpage",
                "title": "A Page",
                "container-title": "Example Site",
                "URL": "https://e.org/",
            },
            "“A Page,” Example Site, https://e.org/.",
            "Example Site. “A Page.” https://e.org/.",
        ),
        (
            {
                "type": "report",
                "title": "A Report",
                "publisher": "Bay County",
                "issued": {"date-parts": [[2020]]},
            },
            "*A Report* (Bay County, 2020).",
            "*A Report*. Bay County, 2020.",
        ),
        (
            {"type": "book", "title": "Work", "edition": "2", "editor": [{"family": "Ed", "given": "One"}]},
            "One Ed, ed., *Work*, 2nd ed. (n.d.).",
            "Ed, One, ed. *Work*. 2nd ed. n.d.",
        ),
        (
            {"type": "book", "title": "Work", "author": [{"family": "van der Berg", "given": "Jan"}]},
            "Jan van der Berg, *Work* (n.d.).",
            "Berg, Jan van der. *Work*. n.d.",
        ),
        (
            {"type": "legal_case", "title": "Brown v. Board", "issued": {"date-parts": [[1954]]}},
            "Brown v. Board (1954).",
            "Brown v. Board (1954).",
        ),
        (
            {"type": "article-journal", "title": "“Quoted” Title", "container-title": "J", "volume": "1"},
            "“‘Quoted’ Title,” *J* 1 (n.d.).",
            "“‘Quoted’ Title.” *J* 1 (n.d.).",
        ),
    ],
    ids=["site as author", "title as author", "editor as author", "particles", "case", "inner quotation"],
)
def test_what_stands_for_an_author_is_printed_once(csl: dict[str, object], first: str, entry: str) -> None:
    """The same as Pandoc 3.9 gives with the same style (`make bench BENCH=citations`)."""
    source = Source("odd", str(csl["title"]), "", {"id": "odd", **csl})
    register = NoteRegister(Renderer({"odd": source}))
    register.cite([Citation(source)])
    assert plain(register.notes[0].content) == first
    assert plain(Renderer({"odd": source}).bibliography(["odd"])[0]) == entry


def test_a_work_behind_a_remark_begins_a_sentence(notes: NoteRegister, lookup: Records) -> None:
    work = next(iter(lookup.sources.values()))
    text = note(
        notes,
        Citation(work, (("page", "33"),), suffix="and *passim*", remark="Only the abstract was seen."),
        Citation(work, (("page", "34"),), prefix="also"),
    )
    assert " and *passim*. Only the abstract was seen. Also " in text


def test_a_kept_rendering_is_the_same_and_a_damaged_file_is_made_again(
    lookup: Records, tmp_path: Path
) -> None:
    work = next(iter(lookup.sources.values()))
    home = tmp_path / KEPT

    def rendered() -> tuple[str, str, str]:
        renderer = Renderer(lookup.sources, kept=KeptRenderings(home))
        entry = plain(renderer.bibliography([work.id])[0])
        return renderer.cite(work, "3"), renderer.cite(work), entry

    first = rendered()
    assert home.is_file()
    assert rendered() == first
    wrong = dict.fromkeys(json.loads(home.read_bytes())["texts"], "Of another program")
    of_another_program = json.dumps({"maker": "another", "texts": wrong}).encode()
    for damage in (b"", b"[]", b"{", of_another_program):
        home.write_bytes(damage)
        assert rendered() == first
