from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Told

SOURCES = """\
source:
  - {id: old-survey, type: report, title: Survey 2019, authority: survey-report}
  - {id: new-survey, type: report, title: Survey 2023, authority: survey-report, doi: 10.1000/x}
  - id: bad-study
    type: article-journal
    title: A study
    authority: peer-reviewed
  - {id: copy, type: report, title: The survey again, authority: survey-report, doi: 10.1000/X}
evidence:
  - id: wait
    source: old-survey
    statement: Callers waited 9 seconds on average.
  - id: harm
    source: bad-study
    statement: Delay does harm to patients whose hearts have stopped.
  - id: harm-again
    source: bad-study
    statement: Delays do harm to the patient whose heart has stopped.
  - id: no-harm
    source: bad-study
    statement: Delay does no harm to patients whose hearts have stopped.
  - id: fine
    source: new-survey
    statement: Callers waited 8 seconds on average.
    quote: callers waited “eight” seconds
  - id: fine-too
    source: new-survey
    statement: The wait was short.
    quote: callers  waited "eight" seconds
"""


def test_what_is_said_twice_of_a_source_is_told_and_what_differs_in_a_figure_or_a_no_is_not(
    office: Path, cli: Callable[..., Told]
) -> None:
    (office / "evidence" / "all.yaml").write_text(SOURCES)
    told = cli("check").out
    doubles = [
        line.partition("near-duplicate]")[2].lstrip(": ").partition(" (at ")[0]
        for line in told.splitlines()
        if "[near-" in line
    ]
    assert doubles == [
        "`source/copy` has the same doi as `source/new-survey`",
        "`evidence/harm-again` says nearly the same as `evidence/harm`",
        "`evidence/fine-too` quotes the same words as `evidence/fine`",
    ]
