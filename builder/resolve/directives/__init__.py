"""Directives, in a file a family. A directive turns into blocks, or raises `UnresolvedError`.

To add a directive is to add its function, with its declaration, to the family it belongs to.
"""

from __future__ import annotations

from builder.draft.fences import Bodies
from builder.resolve.directives import (
    argument_directives,
    back_matter,
    chart_directive,
    decision_directives,
    duty_directives,
    elsewhere_directive,
    evidence_appendix,
    figure_directives,
    impact_directives,
    job_description_directive,
    law_directives,
    matrix_directive,
    objection_directive,
    own_words,
    picture_directives,
    query_table,
    sensitivity_directive,
    share_directive,
    survey_directive,
)
from builder.resolve.directives.directive import Directive

_FAMILIES = (
    matrix_directive,
    sensitivity_directive,
    duty_directives,
    job_description_directive,
    survey_directive,
    share_directive,
    figure_directives,
    chart_directive,
    argument_directives,
    objection_directive,
    law_directives,
    decision_directives,
    elsewhere_directive,
    impact_directives,
    own_words,
    picture_directives,
    query_table,
    back_matter,
    evidence_appendix,
)
DIRECTIVES: dict[str, Directive] = {
    value.name: value
    for family in _FAMILIES
    for value in vars(family).values()
    if isinstance(value, Directive)
}
"""Every directive by the name a draft writes in braces."""
BODIES: Bodies = {name: known.body for name, known in DIRECTIVES.items()}
"""What the body of each directive is."""
NAMING = {name: known.names for name, known in DIRECTIVES.items() if known.names}
"""Directives that argue a claim or answer an objection for the section they stand in, with which they do."""
