from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kb.importing import import_files
from kb.namespaces import IMPORTS, ONET, SCHEMES
from kb.store import Knowledge, open_readonly
from kb.workspace import open_workspace
from tests.ontology.integrity import CUBE, SKOS

from .onet_tables import TABLES, write_excel, write_text_release
from .workbooks import write_workbook

Cli = Callable[..., Any]
OF_WHOLE_RELEASES = {"every scheme has a top concept", "IC-19: a coded value is a concept of its code list"}
"""Does not hold of few rows of each table."""
OURS = f"<{ONET}occupation/43-5031.00>"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """A workspace into which the whole of a small release was imported."""
    folder = tmp_path_factory.mktemp("onet")
    (folder / "soc-evidence.toml").write_text('draft = "submission.md"\n')
    workspace = open_workspace(folder)
    report = import_files(workspace, "onet", [write_excel(folder / "excel", "31.0")])
    assert {outcome.file.removesuffix(".xlsx") for outcome in report.outcomes} == set(TABLES)
    return open_readonly(workspace)


def ask(knowledge: Knowledge, pattern: str) -> bool:
    return knowledge.ask(f"ASK {{ {pattern} }}")


def about_occupations(knowledge: Knowledge) -> set[str]:
    """Return what the imported tables say, without what they say of themselves."""
    return {
        str(quad.triple)
        for quad in knowledge.store
        if "/file/import/" in str(quad.graph_name)
        and not quad.subject.value.startswith(quad.graph_name.value)
    }


PATTERNS = {
    "an occupation is that of the SOC": f"{OURS} skos:exactMatch soc:43-5031 ; skos:notation '43-5031.00'",
    "a part of one is narrower": f"<{ONET}occupation/43-5031.01> skos:broadMatch soc:43-5031",
    "a task": f"?t a soce:Task ; soce:onetOccupation {OURS} ; dcterms:identifier '2719' ; soce:sample 75 ; "
    "dcterms:date '2023-08' ; soce:domainSource 'Incumbent' ; "
    "dcterms:description 'Say \"stay on the line\".' ; rdfs:label 'Say \"stay on the line\".'@en",
    "a task without a type": f"<{ONET}task/2720> soce:taskType <{SCHEMES}task-type/untyped>",
    "an activity in its hierarchy": f"<{ONET}task/2719> soce:activity ?dwa . "
    "?dwa skos:prefLabel 'Gather facts.'  . "
    "?dwa skos:broader/skos:broader ?wa . ?wa skos:notation '4.A.1.a.1' ; skos:broader ?group",
    "a pair with its date": f"?p a soce:TaskActivity ; soce:task <{ONET}task/2719> ; dcterms:date '2014-03'",
    "an interest, and the number of the highest": f"?i soce:element <{ONET}element/1.B.1.d> ; "
    f"sdmx-measure:obsValue 4.52 . ?h soce:element <{ONET}element/1.B.1.g> ; sdmx-measure:obsValue 6.0",
    "a work value": f"?v soce:element <{ONET}element/1.B.2.a> ; soce:scale <{ONET}scale/EX>",
    "a work style that does harm": f"?s soce:element <{ONET}element/1.C.1.a> ; sdmx-measure:obsValue -1.1",
    "an emerging task and what it revises": f"?e a soce:EmergingTask ; soce:onetOccupation {OURS} ; "
    f"soce:task <{ONET}task/2719> ; dcterms:type 'Revision' ; dcterms:description 'Answer texts and calls.'",
    "the anchor of a level": f"?a skos:inScheme <{ONET}scale/LV> ; skos:prefLabel 'Inspect a site.'",
    "elements that bear on each other": f"<{ONET}element/1.A.1.a.1> skos:related <{ONET}element/4.A.1.a.1>",
    "a basic interest and a general one": f"<{ONET}element/1.B.3.e> skos:related <{ONET}element/1.B.1.a>",
    "a word for an interest": f"<{ONET}element/1.B.1.a> soce:actionKeyword 'Repair'",
    "what illustrates an interest": f"<{ONET}element/1.B.1.d> skos:example 'Help a caller.' ; "
    f"soce:illustrativeOccupation {OURS}",
    "a commodity in its segment": "?c skos:prefLabel 'Two way radios' ; "
    "skos:broader/skos:broader/skos:broader/skos:prefLabel 'Telecommunications'",
    "a precision that is called good": "?r soce:recommendSuppress false ; soce:lowerBound 4.5564",
    "an alternate title": f"{OURS} soce:alternateTitle ?t . ?t skosxl:literalForm '911 Dispatcher' ; "
    "soce:titleSource '06' ; schema:alternateName 'Disp'",
    "a reported title": f"{OURS} soce:reportedTitle ?t . ?t soce:shownInMyNextMove true",
    "a related occupation": f"?r a soce:RelatedOccupation ; soce:onetOccupation {OURS} ; soce:order 1 ; "
    f"soce:tier 'Primary-Short' ; soce:relatedOccupation <{ONET}occupation/33-9032.00>",
    "a job zone": f"{OURS} soce:jobZone ?z . ?z soce:svpRange '(4.0 to < 6.0)' ; soce:jobTraining 'Months.'",
    "a tool": f"{OURS} soce:usesTool ?t . ?t rdfs:label 'Base station radios' ; "
    "dcterms:type/skos:notation '43191510'",
    "a technology": f"{OURS} soce:inDemandTechnology ?t . ?t soce:hotTechnology true",
    "a scale": "?s skos:notation 'IM' ; schema:minValue 1.0 ; schema:maxValue 5.0",
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_row_becomes_linked_data(release: Knowledge, pattern: str) -> None:
    assert ask(release, pattern)


@pytest.mark.parametrize(
    ("element", "scale", "value", "structure"),
    [
        ("2.C.8.a", "IM", "4.78", "rating"),
        ("2.A.1.b", "IM", "4.78", "rating"),
        ("1.A.1.a.1", "IM", "4.78", "rating"),
        ("4.A.1.a.1", "IM", "4.78", "rating"),
        ("4.C.1.a.4", "CX", "4.97", "rating"),
        ("4.C.1.a.4", "CXP", "97.1", "answer"),
        ("3.A.3", "OJ", "10.27", "answer"),
    ],
)
def test_a_rating_is_an_observation(
    release: Knowledge, element: str, scale: str, value: str, structure: str
) -> None:
    assert ask(
        release,
        f"?it a qb:Observation ; soce:onetOccupation {OURS} ; soce:element <{ONET}element/{element}> ; "
        f"soce:scale <{ONET}scale/{scale}> ; sdmx-measure:obsValue {value} ; "
        f"sdmx-dimension:refPeriod '2023-08' ; qb:dataSet/qb:structure soce:{structure}Structure",
    )


def test_what_is_made_of_a_release_is_a_cube_and_a_scheme(release: Knowledge) -> None:
    assert {asked: it for asked in (*SKOS, *CUBE) if (it := offenders(release, asked))} == {}


def offenders(knowledge: Knowledge, asked: str) -> list[str]:
    rows = knowledge.select((SKOS | CUBE)[asked]) if asked not in OF_WHOLE_RELEASES else []
    return [row["it"] for row in rows if row.get("it", "").startswith((ONET, IMPORTS))]


def test_a_month_is_a_period_of_time(release: Knowledge) -> None:
    assert ask(
        release,
        "GRAPH ?table { ?p dcterms:identifier '2023-08' ; rdf:value '2023-08'^^xsd:gYearMonth ; "
        "dcat:startDate '2023-08-01'^^xsd:date ; dcat:endDate '2023-08-31'^^xsd:date . ?table soce:rows ?n }",
    )


def test_a_share_of_answers_names_the_answer(release: Knowledge) -> None:
    assert ask(release, "?it sdmx-measure:obsValue 10.27 ; soce:category/skos:prefLabel 'Over three months'")
    assert ask(release, "?it sdmx-measure:obsValue 97.1 ; soce:category/skos:prefLabel 'Constant contact'")
    assert ask(
        release,
        f"?it soce:task <{ONET}task/2719> ; sdmx-measure:obsValue 20.5 ; "
        "soce:category/skos:prefLabel 'Daily'",
    )


def test_advice_against_a_value_is_kept(release: Knowledge) -> None:
    rows = release.select(
        "SELECT ?it { ?it soce:recommendSuppress true ; soce:notRelevant true ; soce:standardError 0.1 }"
    )
    assert len(rows) == 4
    assert not ask(release, "?it soce:recommendSuppress true ; soce:lowerBound ?bound")


def test_the_licence_is_attributed_in_the_publishers_words(release: Knowledge) -> None:
    rights = release.select("SELECT DISTINCT ?text { ?g bibo:edition '31.0' ; dcterms:rights ?text }")
    assert rights == [
        {
            "text": "This product includes information from the O*NET 31.0 Database by the U.S. "
            "Department of Labor, Employment and Training Administration (USDOL/ETA). "
            "Used under the CC BY 4.0 license."
        }
    ]
    assert ask(
        release,
        "?g dcterms:license <https://creativecommons.org/licenses/by/4.0/> ; skos:editorialNote ?changes",
    )


def test_provenance_leads_to_the_publishers_file(release: Knowledge) -> None:
    assert ask(
        release,
        "?g prov:wasGeneratedBy/prov:used ?file . ?file rdfs:label 'Skills.xlsx' ; soce:sha256 ?hash ; "
        "dcat:byteSize ?size ; schema:dateCreated ?day",
    )


def test_the_text_release_says_the_same(release: Knowledge, office: Path, tmp_path: Path, cli: Cli) -> None:
    told = cli("import", "onet", write_text_release(tmp_path / "text", "31.0"))
    assert told.code == 0
    assert about_occupations(open_readonly(open_workspace())) == about_occupations(release)


def test_numbers_are_the_publishers(release: Knowledge) -> None:
    values = {
        quad.object.value
        for quad in release.store.quads_for_pattern(
            None, ox.NamedNode("http://purl.org/linked-data/sdmx/2009/measure#obsValue"), None
        )
        if quad.subject.value.startswith(ONET) and "/copy/" not in quad.subject.value
    }
    assert values == {"4.78", "0.5", "4.97", "97.1", "10.27", "20.5", "4.9", "2", "4.52", "6", "3.33", "-1.1"}


def test_a_new_release_takes_the_place_of_the_old(office: Path, tmp_path: Path, cli: Cli) -> None:
    for release in ("31.0", "32.0"):
        folder = write_excel(tmp_path / release, release, ("Skills", "Occupation Data"))
        assert cli("import", "onet", folder).code == 0
    knowledge = open_readonly(open_workspace())
    assert not ask(knowledge, "?g bibo:edition '31.0'")
    assert ask(knowledge, f"<{ONET}32.0/rating/43-5031.00/2.A.1.b/IM> a qb:Observation")
    assert len(knowledge.select(f"SELECT ?title {{ {OURS} skos:prefLabel ?title }}")) == 1


def test_the_release_is_asked_for_where_nothing_says_it(office: Path, tmp_path: Path, cli: Cli) -> None:
    book = write_workbook(tmp_path / "Skills.xlsx", {"Skills": TABLES["Skills"]})
    told = cli("import", "onet", book)
    assert (told.code, "--edition" in told.err) == (2, True)
    assert cli("import", "onet", book, "--edition", "31.0").code == 0
    assert cli("import", "onet", book, "--edition", "../31").code == 2


def test_a_folder_may_hold_tables_that_are_not_imported(office: Path, tmp_path: Path, cli: Cli) -> None:
    folder = write_excel(tmp_path / "excel", "31.0", ("Skills",))
    write_workbook(folder / "Survey Booklet Locations.xlsx", {"Survey": [["Element ID", "Scale ID"]]})
    told = cli("import", "onet", folder)
    assert (told.code, "Survey Booklet Locations.xlsx" in told.err) == (0, True)


def test_a_renamed_download_is_still_known_for_what_it_is(office: Path, tmp_path: Path, cli: Cli) -> None:
    for name in ("DWA Reference", "IWA Reference", "Work Activities", "Task Categories"):
        book = write_workbook(tmp_path / "download (1).xlsx", {"Sheet1": TABLES[name]})
        told = cli("import", "onet", book, "--edition", "31.0")
        assert told.out.startswith(f"onet/31.0/{name.lower().replace(' ', '-')} ")


def test_rows_of_another_table_are_refused(office: Path, tmp_path: Path, cli: Cli) -> None:
    rows = [TABLES["Skills"][0], TABLES["Skills"][1], TABLES["Knowledge"][1]]
    told = cli("import", "onet", write_workbook(tmp_path / "x.xlsx", {"Skills": rows}), "--edition", "31.0")
    assert (told.code, "cell C3 holds '2.C.8.a', which does not belong in Skills" in told.err) == (4, True)
