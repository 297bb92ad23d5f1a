"""Laws by state: a table, and a map of tiles, one for each state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

import yaml
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.workbench.kept_answers import kept
from builder.workbench.page_templates import ROOM, page, workbench_of
from kb.errors import MissingError


@dataclass(frozen=True, slots=True)
class Tile:
    """A state's place on the map."""

    state: str
    postal: str
    row: int
    column: int
    count: int = 0
    """Laws on record."""


def laws(request: Request) -> Response:
    """List laws, of one jurisdiction or of all."""
    base = workbench_of(request).shared.now()
    chosen = request.query_params.get("jurisdiction", "")
    found = sorted(base.records.laws.values(), key=lambda law: (law.jurisdiction, law.status_date, law.id))
    count = Counter(law.jurisdiction for law in found)
    if chosen and chosen not in {*count, *(tile.state for tile in _tiles())}:
        raise MissingError(f"There is no jurisdiction `{chosen}`.", "Choose one of those on the map, or all.")
    tiles = [Tile(tile.state, tile.postal, tile.row, tile.column, count[tile.state]) for tile in _tiles()]
    return page(
        request,
        "laws.html",
        laws=[law for law in found if chosen in ("", law.jurisdiction)],
        chosen=chosen,
        grid=_grid(tiles),
        jurisdictions=sorted(count),
        label=base.records.label,
        standings=[base.standing(law.iri) for law in found if chosen in ("", law.jurisdiction)],
    )


@cache
def _tiles() -> tuple[Tile, ...]:
    table = yaml.safe_load((ROOM / "state_tiles.yaml").read_text("utf-8"))
    return tuple(
        Tile(state, postal, row, column)
        for row, line in enumerate(table["rows"])
        for column, postal in enumerate(line.split())
        if postal != "."
        for state in (table["states"][postal],)
    )


def _grid(tiles: list[Tile]) -> list[Tile | None]:
    """Return the cells of the map row by row; None where no state lies."""
    at = {(tile.row, tile.column): tile for tile in tiles}
    rows, columns = max(tile.row for tile in tiles) + 1, max(tile.column for tile in tiles) + 1
    return [at.get((row, column)) for row in range(rows) for column in range(columns)]


ROUTES = [Route("/laws", kept(laws))]
