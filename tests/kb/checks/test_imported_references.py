"""Records may name what the official workbooks brought in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Told

OWN = """
evidence:
  id: nurse-helpline
  source: omb-89fr49911
  statement: The county compares the work with that of nurses on a helpline.
  locator: {page: 9}
  about: [29-1141, 29-1149]
  verification: verified
"""


def test_an_imported_code_is_known_and_others_are_not(
    office: Path, cli: Callable[..., Told], official: Path
) -> None:
    (office / "evidence" / "own.yaml").write_text(OWN)
    assert cli("check", "evidence/own.yaml").out.count("dangling-reference") == 2
    assert cli("import", "soc", official / "data" / "soc" / "soc_structure_2018.xlsx").code == 0
    told = cli("check", "evidence/own.yaml")
    assert told.out.count("dangling-reference") == 1
    assert "There is no code of the SOC `29-1149`" in told.out
