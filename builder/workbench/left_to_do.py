"""What is left to do in a workspace, and the next step of each of its users."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.workbench.kept_uploads import waiting_uploads
from builder.workbench.page_filters import plural
from builder.workbench.page_templates import Workbench
from kb.api import Base
from kb.errors import SocEvidenceError
from kb.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something left to do, with where it is done."""

    text: str
    address: str
    more: str = ""
    """What stands behind it in the sentence."""


@dataclass(frozen=True, slots=True)
class DraftState:
    """How far a saved draft is."""

    errors: int
    warnings: int
    placeholders: int
    """Paragraphs and values of the skeleton that wait for words of one's own; they are errors, too."""
    owed: int
    """Claims, objections and required information that it has to answer, and does not."""


@dataclass(frozen=True, slots=True)
class Left:
    """All that is left, as far as it is counted."""

    to_do: tuple[ToDo, ...]
    counting: bool
    """Whether something is still being counted."""
    writer: ToDo
    """The next step of who writes a comment."""
    contributor: ToDo
    """The next step of who hands in what an office has."""


def left_to_do(bench: Workbench) -> Left:
    """Return what is left to do; of a copy for reading only what its records want."""
    base = bench.shared.now()
    wanting = tuple(_wanting(base))
    if bench.read_only:
        return Left(wanting, False, ToDo("see which claims want support", "/claims?open=1"), _NOTHING)
    if len(base.workspace.layers) == 1:
        begin = ToDo("begin a workspace", "/start")
        return Left((begin, *wanting), False, begin, begin)
    rows = bench.shared.soon("rows", lambda asked: tuple(_rows(asked)), _A_WHILE)
    found = bench.shared.soon("records", lambda asked: _count(asked.check()))
    states = {name: _state(bench, name) for name in bench.drafts.names()}
    waiting = (*_uploads(base), *(rows or ()))
    drafts = [to_do for name, state in states.items() if state for to_do in _of_draft(name, state)]
    to_do = (*_of_records(found), *drafts, *waiting, *wanting)
    counting = None in (rows, found, *states.values())
    return Left(to_do, counting, _writer(states), _contributor(found, waiting))


_A_WHILE = 1.5
"""Seconds that the page waits for what is known soon."""
_NOTHING = ToDo("see what is on record", "/matrix")


def _count(found: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.severity.label for finding in found)


def _of_records(found: Counter[str] | None) -> Iterator[ToDo]:
    said = _said(found or Counter())
    if said:
        yield ToDo(said, "/findings", "in the records of your office")


def _said(found: Counter[str]) -> str:
    """Say how many errors and warnings there are; nothing where there are none."""
    labels = (Severity.ERROR.label, Severity.WARNING.label)
    return " and ".join(plural(found[label], label) for label in labels if found[label])


def _state(bench: Workbench, name: str) -> DraftState | None:
    """Return how far a draft is, once that is known."""
    from builder.workbench.open_draft import digest

    draft = bench.drafts.at(name)
    try:
        text = draft.text()
    except SocEvidenceError:
        return DraftState(1, 0, 0, 0)  # its page says what is wrong with it

    def look(base: Base) -> DraftState:
        from builder.draft_coverage import coverage

        found = draft.findings(text)
        count = _count(found)
        return DraftState(
            count[Severity.ERROR.label],
            count[Severity.WARNING.label],
            sum(finding.check == "placeholder" for finding in found),
            # `coverage` refreshes the base that it is given, and others share ours
            sum(entry.open for entry in coverage(base.workspace, draft.path)),
        )

    return bench.shared.soon(f"draft {name} {digest(text)}", look)


def _of_draft(name: str, state: DraftState) -> Iterator[ToDo]:
    said = _said(Counter({Severity.ERROR.label: state.errors, Severity.WARNING.label: state.warnings}))
    if said:
        where = f", {plural(state.placeholders, 'placeholder')} among them" if state.placeholders else ""
        yield ToDo(said, f"/draft/{name}", f"in {name}{where}")
    if state.owed:
        yield ToDo(f"{plural(state.owed, 'point')} that {name} owes an answer", f"/draft/{name}/coverage")


def _uploads(base: Base) -> Iterator[ToDo]:
    for upload in waiting_uploads(base.workspace):
        names = [path.name for path in upload.files] or ["What was handed in"]
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        yield ToDo(f"{names[0]}{more}", f"/contribute/{upload.key}", "handed in and not taken in yet")


def _rows(base: Base) -> Iterator[ToDo]:
    """Yield the offices whose contributions wait, with how many rows do."""
    for review in base.review():
        count = sum(row.outcome == "waiting" for row in review.rows)
        if count:
            wait = "waits" if count == 1 else "wait"
            yield ToDo(
                f"{plural(count, 'row')} that {review.office} sent",
                f"/review/{review.office}",
                f"{wait} for a decision",
            )


def _wanting(base: Base) -> Iterator[ToDo]:
    """Yield what the records themselves leave open."""
    left = Counter(entry.section for entry in base.coverage() if entry.open)
    where = {"claims": "/claims?open=1", "objections": "/objections?open=1"}
    for section, count in left.items():
        if section == "topics":  # a draft speaks to those
            continue
        one = plural(count, section.removesuffix("s"))
        said = "without enough support" if section == "claims" else "that no supported claim answers"
        yield ToDo(f"{one} {said}", where.get(section, "/notice"))


def _writer(states: dict[str, DraftState | None]) -> ToDo:
    for name, state in states.items():
        if state is None:
            return ToDo(f"go on with {name}", f"/draft/{name}")
        if state.placeholders:
            return ToDo(f"replace the placeholders of {name} by your words", f"/draft/{name}")
        if state.errors:
            return ToDo(f"mend what the checks say of {name}", f"/draft/{name}")
        if state.owed:
            return ToDo(f"answer what {name} owes", f"/draft/{name}/coverage")
    if states:
        name = next(iter(states))
        return ToDo(f"build {name}, and file it", f"/draft/{name}/build")
    return ToDo("begin a draft", "/start")


def _contributor(found: Counter[str] | None, waiting: tuple[ToDo, ...]) -> ToDo:
    upload = next((each for each in waiting if each.address.startswith("/contribute/")), None)
    if upload:
        return ToDo(f"look through {upload.text}, and take it in", upload.address)
    if found and found[Severity.ERROR.label]:
        return ToDo("correct what is wrong with your records", "/findings")
    if waiting:
        return ToDo(f"decide on {waiting[0].text}", waiting[0].address)
    return ToDo("hand in what your office has", "/contribute")
