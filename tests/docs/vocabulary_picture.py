"""Draws docs/images/vocabulary.svg: the chief kinds of record, how many there are, and how they lead on."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.docs.vocabulary_page import Usage

_COLUMNS, _ROWS = (20, 400, 780), (20, 140, 260, 380)
_WIDE, _HIGH = 240, 48
_PLACES = {
    "skos:Concept": (0, 0),
    "soce:Claim": (1, 0),
    "soce:Objection": (2, 0),
    "soce:ProtectiveFunction": (0, 1),
    "soce:EvidenceLine": (1, 1),
    "soce:Principle": (2, 1),
    "soce:DutyStatement": (0, 2),
    "soce:EvidenceItem": (1, 2),
    "qb:Observation": (2, 2),
    "prov:Agent": (0, 3),
    "dcterms:BibliographicResource": (1, 3),
    "soce:Docket": (2, 3),
}
"""Where the kinds stand: column and row, each from 0."""
_LINKS = (
    ("soce:Objection", "soce:answeredBy", "soce:Claim"),
    ("soce:Objection", "soce:invokes", "soce:Principle"),
    ("soce:Claim", "soce:invokes", "soce:Principle"),
    ("soce:Claim", "soce:line", "soce:EvidenceLine"),
    ("soce:Claim", "soce:concernsFunction", "soce:ProtectiveFunction"),
    ("soce:Claim", "dcterms:subject", "skos:Concept"),
    ("soce:EvidenceLine", "soce:hasDuty", "soce:DutyStatement"),
    ("soce:EvidenceLine", "soce:hasEvidenceItem", "soce:EvidenceItem"),
    ("soce:EvidenceLine", "soce:hasFigure", "qb:Observation"),
    ("soce:DutyStatement", "soce:performs", "soce:ProtectiveFunction"),
    ("soce:DutyStatement", "dcterms:source", "dcterms:BibliographicResource"),
    ("soce:EvidenceItem", "dcterms:source", "dcterms:BibliographicResource"),
    ("qb:Observation", "dcterms:source", "dcterms:BibliographicResource"),
    ("soce:Docket", "dcterms:source", "dcterms:BibliographicResource"),
    ("soce:DutyStatement", "soce:assessedBy", "prov:Agent"),
)
"""The links that are drawn, of many: those by which an argument leads to its sources."""
_ALONG = 0.5
"""Where on a line its name stands."""


def picture(usage: Usage) -> str:
    """Return the picture as SVG.

    Raises:
        AssertionError: the base no longer has a link that is drawn.
    """
    missing = [link for link in _LINKS if not usage.links[link]]
    assert not missing, f"nothing in the base is linked like this: {missing}"
    width, height = _COLUMNS[-1] + _WIDE + 20, _ROWS[-1] + _HIGH + 20
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
                'font-family="sans-serif" font-size="14">'
            ),
            "<title>Kinds of record and how they lead to one another</title>",
            (
                '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8"'
                ' orient="auto"><path d="M0 0L8 4L0 8z" fill="#567"/></marker></defs>'
            ),
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *(_line(one, other) for one, _, other in _LINKS),
            *(_box(name, usage.classes[name]) for name in _PLACES),
            *(_name(*link) for link in _LINKS),
            "</svg>",
            "",
        ]
    )


def _box(name: str, count: int) -> str:
    x, y = _middle(name)
    return (
        f'<rect x="{x - _WIDE / 2:g}" y="{y - _HIGH / 2:g}" width="{_WIDE}" height="{_HIGH}" rx="4" '
        'fill="#eef3f8" stroke="#345"/>'
        f'<text x="{x:g}" y="{y - 3:g}" text-anchor="middle">{escape(name)}</text>'
        f'<text x="{x:g}" y="{y + 16:g}" text-anchor="middle" fill="#456">{count:,}</text>'
    )


def _line(one: str, other: str) -> str:
    (x1, y1), (x2, y2) = _ends(one, other)
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="#567" marker-end="url(#head)"/>'


def _name(one: str, name: str, other: str) -> str:
    (x1, y1), (x2, y2) = _ends(one, other)
    x, y = x1 + (x2 - x1) * _ALONG, y1 + (y2 - y1) * _ALONG + 4
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="12" fill="#234" stroke="#fff" '
        f'stroke-width="4" paint-order="stroke">{escape(name)}</text>'
    )


def _middle(name: str) -> tuple[float, float]:
    column, row = _PLACES[name]
    return _COLUMNS[column] + _WIDE / 2, _ROWS[row] + _HIGH / 2


def _ends(one: str, other: str) -> Iterator[tuple[float, float]]:
    """Yield where a line between two boxes begins and ends: at the sides that face each other."""
    here, there = _middle(one), _middle(other)
    for (x, y), (x_other, y_other) in ((here, there), (there, here)):
        right = (x_other > x) - (x_other < x)
        down = (y_other > y) - (y_other < y)
        if down and right:  # from a corner of the long side, so that lines from one box lie apart
            yield x + right * _WIDE * 0.4, y + down * _HIGH / 2
        else:
            yield x + right * _WIDE / 2, y + down * _HIGH / 2
