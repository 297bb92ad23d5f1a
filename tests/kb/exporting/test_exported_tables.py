"""Tables: what stands in them, and that their description is true of them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kb.api import Base
from kb.errors import MissingError
from kb.exporting.csv_export import DESCRIPTION
from kb.exporting.export_selection import Selection
from kb.exporting.exporting import ExportFormat, write_tables
from kb.namespaces import IMPORTS

DATATYPES = {
    "date": r"\d{4}-\d\d-\d\d",
    "integer": r"-?\d+",
    "decimal": r"-?\d+(\.\d+)?",
    "boolean": "true|false",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_a_kind_is_a_table_with_its_keys_as_columns(bay: Base) -> None:
    bay.export("out", "own", "csv")
    (source,) = rows(bay.root / "out/source.csv")
    assert source["id"] == "bay-sop"
    assert source["title"] == 'Bay County "standing orders", 7 | 8'
    assert source["authority"] == "advocacy"
    (item,) = rows(bay.root / "out/evidence.csv")
    assert item["statement"] == "Call takers stay on the line – até o fim – until help is there."
    assert (item["source"], item["supports"], item["about"]) == ("bay-sop", "bay-stays", "43-5031")
    assert item["file"].endswith("evidence/sources/bay-sop.yaml")


def test_several_values_stand_in_one_cell_and_parts_in_tables_of_their_own(bay: Base) -> None:
    bay.export("out", "own", "csv")
    (item,) = rows(bay.root / "out/evidence.csv")
    assert item["keywords"] == r"a\|b|waiting"
    authors = rows(bay.root / "out/source.author.csv")
    assert [(row["of"], row["family"], row["literal"]) for row in authors] == [
        ("bay-sop", "Reyes", ""),
        ("bay-sop", "", "Bay County ECC"),
    ]
    (line,) = rows(bay.root / "out/claim.lines.csv")
    assert (line["of"], line["direction"], line["items"]) == ("bay-stays", "supports", "bay-hold")


def test_a_weighing_names_its_claim(bay: Base) -> None:
    """A key that reads a statement the other way round is a column like others."""
    bay.export("out", ["base", "own"], "csv")
    found = bay.root / "out/weighing.csv"
    if found.exists():
        assert all(row["claim"] for row in rows(found))


def test_the_description_is_true_of_the_whole_base(bay: Base) -> None:
    """CSVW: columns in order, keys that are unique, datatypes that hold, parts that belong to something."""
    bay.export("out", (), "csv")
    described = json.loads((bay.root / "out" / DESCRIPTION).read_text())
    files = {path.name for path in (bay.root / "out").glob("*.csv")}
    assert {table["url"] for table in described["tables"]} == files
    tables = {table["url"]: table["tableSchema"] for table in described["tables"]}
    ids = {url: {row["id"] for row in rows(bay.root / "out" / url)} for url in tables}
    for url, schema in tables.items():
        _check(rows(bay.root / "out" / url), schema, ids)


def _check(found: list[dict[str, str]], schema: dict[str, Any], ids: dict[str, set[str]]) -> None:
    assert list(found[0]) == [column["titles"] for column in schema["columns"]]
    assert len({tuple(row[name] for name in schema["primaryKey"]) for row in found}) == len(found)
    for column in schema["columns"]:
        pattern = DATATYPES.get(column["datatype"], ".*")
        values = [row[column["titles"]] for row in found]
        cells = [cell for value in values for cell in value.split(column.get("separator", "\0"))]
        assert [cell for cell in cells if cell and not re.fullmatch(pattern, cell, re.DOTALL)] == [], column
        assert re.fullmatch(r"\w+", column["name"])
    for key in schema.get("foreignKeys", ()):
        assert {row[key["columnReference"]] for row in found} <= ids[key["reference"]["resource"]]


def test_the_description_validates(bay: Base) -> None:
    csvw = pytest.importorskip("csvw", reason="csvw is not installed (pip install csvw)")
    bay.export("out", "own", "csv")
    group = csvw.TableGroup.from_file(bay.root / "out" / DESCRIPTION)
    group.check_referential_integrity()
    assert group.tabledict["evidence.csv"].iterdicts()


def test_an_imported_table_is_a_table_with_a_column_for_each_property(tmp_path: Path, bay: Base) -> None:
    graph = f"{IMPORTS}oews/2025-05/national-estimates"
    store = ox.Store()
    store.load(
        f"""<{graph}> {{
          <urn:1> <http://purl.org/linked-data/cube#dataSet> <urn:set> ; <urn:value> 5 .
          <urn:2> <http://purl.org/linked-data/cube#dataSet> <urn:set> ; <urn:note> "a", "b" .
          <urn:3> <http://purl.org/linked-data/cube#dataSet> <urn:set> ; <urn:note> "c" . }}""",
        format=ox.RdfFormat.TRIG,
    )
    write_tables(tmp_path, ExportFormat.CSV, Selection(store, (graph,)), bay.workspace.ontology)
    found = rows(tmp_path / "import.oews.2025-05.national-estimates.csv")
    assert found == [
        {"id": "urn:1", "qb:dataSet": "urn:set", "urn:note": "", "urn:value": "5"},
        {"id": "urn:2", "qb:dataSet": "urn:set", "urn:note": "a|b", "urn:value": ""},
        {"id": "urn:3", "qb:dataSet": "urn:set", "urn:note": "c", "urn:value": ""},
    ]


def test_parquet_holds_the_same_as_csv(bay: Base) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (make parquet)")
    bay.export("out/parquet", (), "parquet")
    bay.export("out/csv", (), "csv")
    tables = {path.stem: path for path in (bay.root / "out/parquet").glob("*.parquet")}
    assert tables.keys() == {path.stem for path in (bay.root / "out/csv").glob("*.csv")}
    for name, path in tables.items():
        types = {field.name: str(field.type) for field in parquet.read_schema(path)}
        assert [
            {key: _in_csv(value) for key, value in row.items()}
            for row in parquet.read_table(path).to_pylist()
        ] == [
            {key: str(float(cell)) if cell and types[key] == "double" else cell for key, cell in row.items()}
            for row in rows(bay.root / f"out/csv/{name}.csv")
        ]
    types = {field.name: str(field.type) for field in parquet.read_schema(tables["figure"])}
    assert (types["value"], types["sample"], types["period"]) == ("double", "int64", "string")
    assert str(parquet.read_schema(tables["source.text"]).field("retrieved").type) == "date32[day]"


def _in_csv(value: object) -> str:
    if isinstance(value, list):
        return "|".join(_in_csv(one).replace("|", "\\|") for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_what_is_no_value_of_its_datatype_stays_a_text(tmp_path: Path, bay: Base) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (make parquet)")
    graph, xsd = f"{IMPORTS}oews/2025-05/national-estimates", "http://www.w3.org/2001/XMLSchema#"
    store = ox.Store()
    values = {"date": "2025-02-30", "integer": "1" * 30, "decimal": "1" * 20}
    for name, text in values.items():
        literal = ox.Literal(text, datatype=ox.NamedNode(xsd + name))
        store.add(ox.Quad(ox.NamedNode("urn:1"), ox.NamedNode(f"urn:{name}"), literal, ox.NamedNode(graph)))
    write_tables(tmp_path, ExportFormat.PARQUET, Selection(store, (graph,)), bay.workspace.ontology)
    [row] = parquet.read_table(tmp_path / "import.oews.2025-05.national-estimates.parquet").to_pylist()
    assert {name: row[f"urn:{name}"] for name in values} == values


def test_without_pyarrow_parquet_says_what_to_install(bay: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingError, match="pyarrow") as told:
        bay.export("out", "own", "parquet")
    assert "parquet" in told.value.remedy
    assert not (bay.root / "out").exists()
