"""Where the ontology and the bundled evidence are: beside the packages in a clone, inside them in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kb.errors import MissingError


@cache
def bundle_root() -> Path:
    """Return the folder that holds `ontology/` and `evidence/`.

    Raises:
        MissingError: the installation is incomplete.
    """
    here = Path(__file__).resolve().parent
    for root in (here / "bundled", here.parent):
        if (root / "ontology" / "context.jsonld").is_file():
            return root
    raise MissingError(
        "The ontology that belongs to the program is missing.",
        "Install soc-evidence again: pip install --force-reinstall soc-evidence",
    )
