"""Tables of the O*NET database, from its Excel or its tab-delimited release."""

from kb.importing.onet import (
    activities,
    job_zones,
    occupations,
    ratings,
    references,
    related,
    tasks,
    titles,
    tools,
)

TABLES = (
    *occupations.TABLES,
    *tasks.TABLES,
    *activities.TABLES,
    *titles.TABLES,
    *references.TABLES,
    *job_zones.TABLES,
    *related.TABLES,
    *tools.TABLES,
    *ratings.TABLES,
)

__all__ = ["TABLES"]
