from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kb.namespaces import ONET
from kb.store import Knowledge, open_readonly
from kb.workspace import open_workspace

from .onet_tables import TABLES, write_excel, write_text_release
from .workbooks import write_workbook

Cli = Callable[..., Any]
BASE = f"PREFIX onet: <{ONET}> "
OURS = f"<{ONET}occupation/43-5031.00>"


def knowledge() -> Knowledge:
    return open_readonly(open_workspace())


def ask(pattern: str) -> bool:
    return knowledge().ask(f"ASK {{ {pattern} }}")


def about_occupations() -> set[str]:
    """Return what the imported tables say, without what they say of themselves."""
    lines = set()
    for quad in knowledge().store:
        own = str(quad.subject.value).startswith(quad.graph_name.value)
        if "/file/import/" in quad.graph_name.value and not own:
            lines.add(re.sub(r"\.(xlsx|txt)", "", str(quad.triple)))
    return lines


@pytest.fixture
def release(office: Path, tmp_path: Path, cli: Cli) -> None:
    told = cli("import", "onet", write_excel(tmp_path / "excel", "31.0"))
    assert (told.code, len(told.out.splitlines())) == (0, len(TABLES))


@pytest.mark.parametrize(
    "pattern",
    [
        f"{OURS} skos:exactMatch soc:43-5031 ; skos:notation '43-5031.00'",
        f"<{ONET}occupation/43-5031.01> skos:broadMatch soc:43-5031",
        f"?t a soce:Task ; soce:onetOccupation {OURS} ; dcterms:identifier '2719' ; soce:sample 75 ; "
        "dcterms:date '2023-08' ; soce:domainSource 'Incumbent' ; dcterms:description 'Say \"stay on the line\".'",
        f"<{ONET}task/2720> soce:taskType <https://w3id.org/soc-evidence/scheme/task-type/untyped>",
        f"<{ONET}task/2719> soce:activity ?dwa . ?dwa skos:prefLabel 'Gather facts.' ; "
        "skos:broader/skos:broader ?wa . ?wa skos:notation '4.A.1.a.1' ; skos:broader ?group",
        f"?pair a soce:TaskActivity ; soce:task <{ONET}task/2719> ; dcterms:date '2014-03'",
        f"{OURS} soce:alternateTitle ?t . ?t skosxl:literalForm '911 Dispatcher' ; soce:titleSource '06'",
        f"{OURS} soce:reportedTitle ?t . ?t soce:shownInMyNextMove true",
        f"?r a soce:RelatedOccupation ; soce:onetOccupation {OURS} ; soce:order 1 ; soce:tier 'Primary-Short' ; "
        f"soce:relatedOccupation <{ONET}occupation/33-9032.00>",
        f"{OURS} soce:jobZone ?z . ?z soce:svpRange '(4.0 to < 6.0)' ; soce:jobTraining 'Months.'",
        f"{OURS} soce:usesTool ?t . ?t rdfs:label 'Base station radios' ; dcterms:type/skos:notation '43191510'",
        f"{OURS} soce:inDemandTechnology ?t . ?t soce:hotTechnology true",
        "?s skos:notation 'IM' ; schema:minValue 1.0 ; schema:maxValue 5.0",
    ],
)  # fmt: skip
def test_a_row_becomes_linked_data(release: None, pattern: str) -> None:
    assert ask(pattern)


@pytest.mark.parametrize(
    ("element", "scale", "value"),
    [
        ("2.C.8.a", "IM", "4.78"),
        ("2.A.1.b", "IM", "4.78"),
        ("1.A.1.a.1", "IM", "4.78"),
        ("4.A.1.a.1", "IM", "4.78"),
        ("4.C.1.a.4", "CX", "4.97"),
        ("4.C.1.a.4", "CXP", "97.1"),
        ("3.A.3", "OJ", "10.27"),
    ],
)
def test_a_rating_is_an_observation(release: None, element: str, scale: str, value: str) -> None:
    assert ask(
        f"?it a qb:Observation ; soce:onetOccupation {OURS} ; soce:element <{ONET}element/{element}> ; "
        f"soce:scale <{ONET}scale/{scale}> ; sdmx-measure:obsValue {value} ; "
        "sdmx-dimension:refPeriod '2023-08' ; qb:dataSet/qb:structure soce:ratingStructure"
    )


def test_a_share_of_answers_names_the_answer(release: None) -> None:
    assert ask("?it sdmx-measure:obsValue 10.27 ; soce:category/skos:prefLabel 'Over three months'")
    assert ask("?it sdmx-measure:obsValue 97.1 ; soce:category/skos:prefLabel 'Constant contact'")
    assert ask(f"?it soce:task <{ONET}task/2719> ; sdmx-measure:obsValue 20.5 ; soce:category/skos:prefLabel 'Daily'")


def test_advice_against_a_value_is_kept(release: None) -> None:
    rows = knowledge().select(
        "SELECT ?it { ?it soce:recommendSuppress true ; soce:notRelevant true ; soce:standardError 0.1 }"
    )
    assert len(rows) == 4
    assert not ask("?it soce:recommendSuppress true ; soce:lowerBound ?bound")


def test_the_licence_is_attributed_in_the_publishers_words(release: None) -> None:
    rights = knowledge().select("SELECT DISTINCT ?text { ?g bibo:edition '31.0' ; dcterms:rights ?text }")
    assert rights == [
        {
            "text": "This product includes information from the O*NET 31.0 Database by the U.S. Department of "
            "Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license."
        }
    ]
    assert ask("?g dcterms:license <https://creativecommons.org/licenses/by/4.0/> ; skos:editorialNote ?changes")


def test_provenance_leads_to_the_publishers_file(release: None, tmp_path: Path) -> None:
    file = tmp_path / "excel" / "Skills.xlsx"
    assert ask(
        "?g prov:wasGeneratedBy/prov:used ?file . ?file rdfs:label 'Skills.xlsx' ; soce:sha256 ?hash ; "
        f"dcat:byteSize {file.stat().st_size} ; prov:generatedAtTime ?day"
    )


def test_the_text_release_says_the_same(release: None, tmp_path: Path, cli: Cli) -> None:
    excel = about_occupations()
    told = cli("import", "onet", write_text_release(tmp_path / "text", "31.0"))
    assert (told.code, about_occupations() ^ excel) == (0, set())


def test_numbers_are_the_publishers(release: None) -> None:
    values = {
        quad.object.value
        for quad in knowledge().store.quads_for_pattern(
            None, ox.NamedNode("http://purl.org/linked-data/sdmx/2009/measure#obsValue"), None
        )
        if quad.subject.value.startswith(ONET)
    }
    assert values == {"4.78", "0.5", "4.97", "97.1", "10.27", "20.5", "4.9", "2"}


def test_a_new_release_takes_the_place_of_the_old(release: None, tmp_path: Path, cli: Cli) -> None:
    before = len(knowledge().store)
    told = cli("import", "onet", write_excel(tmp_path / "newer", "32.0"))
    assert told.code == 0
    assert len(knowledge().store) == before
    assert not ask("?g bibo:edition '31.0'")
    assert ask(f"<{ONET}32.0/rating/43-5031.00/2.C.8.a/IM> a qb:Observation")


def test_the_release_is_asked_for_where_nothing_says_it(office: Path, tmp_path: Path, cli: Cli) -> None:
    book = write_workbook(tmp_path / "Skills.xlsx", {"Skills": TABLES["Skills"]})
    told = cli("import", "onet", book)
    assert (told.code, "--edition" in told.err) == (2, True)
    assert cli("import", "onet", book, "--edition", "31.0").code == 0
    assert cli("import", "onet", book, "--edition", "../31").code == 2


def test_a_folder_may_hold_tables_that_are_not_imported(office: Path, tmp_path: Path, cli: Cli) -> None:
    folder = write_excel(tmp_path / "excel", "31.0", ("Skills",))
    write_workbook(folder / "Interests.xlsx", {"Interests": [["O*NET-SOC Code", "Element ID"]]})
    told = cli("import", "onet", folder)
    assert (told.code, "Interests.xlsx" in told.err) == (0, True)


def test_a_renamed_download_is_still_known_for_what_it_is(office: Path, tmp_path: Path, cli: Cli) -> None:
    for name in ("DWA Reference", "IWA Reference", "Work Activities", "Task Categories"):
        book = write_workbook(tmp_path / "download (1).xlsx", {"Sheet1": TABLES[name]})
        told = cli("import", "onet", book, "--edition", "31.0")
        assert told.out.startswith(f"onet/31.0/{name.lower().replace(' ', '-')} ")


def test_rows_of_another_table_are_refused(office: Path, tmp_path: Path, cli: Cli) -> None:
    rows = [TABLES["Skills"][0], TABLES["Skills"][1], TABLES["Knowledge"][1]]
    told = cli("import", "onet", write_workbook(tmp_path / "x.xlsx", {"Skills": rows}), "--edition", "31.0")
    assert (told.code, "'2.C.8.a' does not belong in Skills" in told.err) == (4, True)
