"""Directives: one file a directive, one name. A directive turns into blocks, or raises `UnresolvedError`."""

from __future__ import annotations

from builder.resolve.directives import (
    bibliography,
    callouts,
    chart,
    claim,
    comparison,
    contents,
    contrary,
    coverage,
    definition,
    duties,
    evidence_appendix,
    figures,
    legislation,
    matrix,
    notes,
    objection,
    precedents,
    principles,
    redline,
    sparql_table,
)
from builder.resolve.directives.directive import Directive

DIRECTIVES: dict[str, Directive] = {
    directive.name: directive
    for directive in (
        bibliography.DIRECTIVE,
        chart.DIRECTIVE,
        claim.DIRECTIVE,
        comparison.DIRECTIVE,
        contents.DIRECTIVE,
        contrary.DIRECTIVE,
        coverage.DIRECTIVE,
        definition.DIRECTIVE,
        callouts.DISCLOSURE,
        duties.DIRECTIVE,
        evidence_appendix.DIRECTIVE,
        figures.DIRECTIVE,
        legislation.DIRECTIVE,
        matrix.DIRECTIVE,
        callouts.NOTE,
        notes.DIRECTIVE,
        objection.DIRECTIVE,
        precedents.DIRECTIVE,
        principles.DIRECTIVE,
        callouts.PROPOSAL,
        redline.DIRECTIVE,
        sparql_table.DIRECTIVE,
    )
}
"""Every directive by the name a draft writes in braces."""
