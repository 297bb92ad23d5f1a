"""Whose job description is reviewed, and of what work: by the call, else by the record of the document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb.common.names import did_you_mean, slug
from kb.errors import MissingError, UsageError
from kb.job_descriptions.description_review import ReviewedJob
from kb.model import Records
from kb.model.classification import default_classification
from kb.model.records import Agent, Source
from kb.texts import find_text
from kb.workspace import Workspace


def document_of(workspace: Workspace, found: Records, named: str) -> tuple[Path, Source | None]:
    """Return the document that a path or the id of a source names, and its record where there is one.

    Raises:
        MissingError: there is no such file and no such source, or the source's document is not at hand.
    """
    source = found.sources.get(named)
    if source is None:
        path = workspace.root / named
        if path.is_file():
            return path, None
        raise MissingError(
            f"There is no file and no source `{named}`.",
            did_you_mean(named, found.sources, "Name a document, such as job.docx."),
        )
    text = find_text(workspace, named)
    if text is None:
        raise MissingError(
            f"The document of `{named}` is not at hand.",
            f"Put it into texts/ as {named}.docx, or name a file.",
        )
    return text.path, source


def subject_of(found: Records, source: Source | None, said: Mapping[str, str]) -> ReviewedJob:
    """Return whose description it is; what is `said` goes before what is recorded.

    Args:
        found: the records.
        source: of the document, where it has a record.
        said: `occupation` (code), `agency` (name or id), `state` (name or postal code), `place`.

    Raises:
        UsageError: nobody says what work it is of, or there is no such state.
    """
    job = source.job if source else None
    occupation = said.get("occupation", "") or (job.occupation if job else "")
    if not occupation:
        example = default_classification().example
        raise UsageError("Nobody says what work the description is of.", f"Say it: --occupation {example}.")
    agent = _agent(found, said.get("agency", "") or (job.agency if job else ""))
    return ReviewedJob(
        occupation=occupation,
        agency=agent.name if agent else said.get("agency", ""),
        state=_state(said.get("state", "") or (agent.state if agent else "")),
        place=said.get("place", "") or (agent.place if agent else ""),
        agency_id=agent.id if agent else "",
    )


def _agent(found: Records, named: str) -> Agent | None:
    if named in found.agents:
        return found.agents[named]
    return (
        next((one for one in found.agents.values() if slug(one.name) == slug(named)), None) if named else None
    )


def _state(said: str) -> str:
    soc = default_classification()
    name = soc.state(said)
    if said and not name:
        known = [known for pair in soc.states for known in pair]
        hint = did_you_mean(said, known, "Write its name or postal code, such as Florida or FL.")
        raise UsageError(f"There is no state `{said}`.", hint)
    return name
