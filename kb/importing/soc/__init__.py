"""The SOC workbooks of BLS: structure, definitions, direct-match titles, 2010 to 2018 crosswalk."""

from kb.importing.soc.crosswalk import CROSSWALK
from kb.importing.soc.definitions import DEFINITIONS
from kb.importing.soc.structure import STRUCTURE
from kb.importing.soc.titles import DIRECT_MATCH_TITLES

TABLES = (STRUCTURE, DEFINITIONS, DIRECT_MATCH_TITLES, CROSSWALK)

__all__ = ["TABLES"]
