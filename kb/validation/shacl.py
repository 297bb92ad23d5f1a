"""SHACL validation whose findings point at the line, column and key that the user wrote."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable

from pyshacl import validate
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kb.common.check_folders import SEVERITIES
from kb.findings import Check, Finding
from kb.namespaces import RECORDS, short
from kb.records.collection import Collection
from kb.records.statements import Statement
from kb.validation.graphs import to_graph
from kb.validation.memory import Result
from kb.validation.shapes import Shapes


def validate_statements(
    statements: Iterable[Statement],
    shapes: Shapes,
    places: Collection,
) -> list[Result]:
    """Validate statements; `places` says where each was written."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        _, report, _ = validate(
            to_graph(statements),
            shacl_graph=shapes.graph,
            inplace=True,
            advanced=False,
            js=False,
        )
    if not isinstance(report, Graph):
        raise TypeError("pySHACL returned no report graph")
    return [
        Result(str(report.value(result, SH.focusNode)), _finding(report, result, shapes, places))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]


def _finding(report: Graph, result: Node, shapes: Shapes, places: Collection) -> Finding:
    focus = str(report.value(result, SH.focusNode))
    path = report.value(result, SH.resultPath)
    predicate = str(path) if isinstance(path, URIRef) else ""
    value = report.value(result, SH.value)
    text = "" if value is None else str(value)
    location = places.locate(focus, predicate, text)
    check = shapes.check_of(report.value(result, SH.sourceShape) or SH.Shape)
    said = " ".join(sorted(str(m) for m in report.objects(result, SH.resultMessage)))
    message = _filled(said, focus, text)
    if check is None:
        check = Check("shape", SEVERITIES["must"], "", "Compare with the record reference.")
    about = short(focus.partition("#")[0]) if focus.startswith(RECORDS) else ""
    constraint = str(report.value(result, SH.sourceConstraintComponent) or "").removeprefix(str(SH))
    data = (
        ("focus", focus),
        ("path", short(predicate)),
        ("value", "" if isinstance(value, BNode) else text),
        ("constraint", constraint.removesuffix("ConstraintComponent").lower()),
    )
    return check.finding(message, location, _filled(check.fix, focus, text), about, data)


def _filled(template: str, focus: str, value: str) -> str:
    """Put the record and the value into a message that asks for them."""
    shown = {"this": short(focus), "value": short(value), "id": value.rpartition("/")[2]}
    return re.sub(r"\{[?$](this|value|id)\}", lambda match: shown[match.group(1)], template)
