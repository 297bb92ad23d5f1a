"""The review of a job description as a page for the agency's manager."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from kb.common.dates_and_numbers import read_date, today
from kb.contributing.covered_duties import LIKELY, POSSIBLE
from kb.job_descriptions.description_reading import DescriptionLine
from kb.job_descriptions.description_review import DescriptionReview, DutyVerdict, Said
from kb.job_descriptions.federal_duties import FederalDuty
from kb.job_descriptions.neighbouring_descriptions import OtherWording
from kb.job_descriptions.pages import Grid, Heading, Items, Page, Paragraph, Part
from kb.model import Records
from kb.model.records import Law, Provenance

_OLD = 2
"""Years after which a description is said to be due."""
_MEASURED = (
    f"From a likeness of {LIKELY:g} a duty is held to be likely there; below {POSSIBLE:g} nothing is held to "
    "be like it. In descriptions labelled by hand four in five of the duties so named were said, and four in "
    "five of those without anything alike were not. It is a hint where to look: read the line. The words of "
    "recorded duties are this base's; their sources say them in their own."
)
_SEEN = {"verified": "", "verified-in-part": ", seen in part", "second-hand": ", as others report it"}


def review_page(review: DescriptionReview, found: Records) -> Page:
    """Return the whole review; each point names its record, its source and the line of the description."""
    parts: list[Part] = [*_head(review), *_revision(review), *_duties(review), *_technology(review)]
    parts += [*_clerical(review), *_requirements(review, found), *_others(review), *_next(review)]
    return (*parts, *_sources(review, found))


def cited(duty: FederalDuty) -> str:
    """Name the record of a duty, its source, and the place there."""
    return f"{duty.id} ({', '.join(part for part in (duty.source, duty.item) if part)})"


def quoted(line: DescriptionLine) -> str:
    """Name a line of the description, with its words."""
    return f"line {line.number}: “{line.text}”" if line.number else f"file name: “{line.text}”"


def _head(review: DescriptionReview) -> Iterator[Part]:
    subject = review.subject
    who = subject.agency or review.description.title
    yield Heading(f"Review of a job description: {who}", 1)
    where = ", ".join(part for part in (subject.place, subject.state) if part) or "state not given"
    yield Paragraph(
        f"Document: {PurePath(review.description.document).name}. Work: {subject.occupation} "
        f"{review.title}. {where}. Reviewed on {today().isoformat()}."
    )
    yield Paragraph(
        "This review compares words and knows nothing of the work. It is for you to decide: what your "
        "workers do belongs in the description, and nothing else. A description that claims more than is "
        "done is worth nothing to you, and nothing as evidence."
    )
    yield from (Paragraph(f"{finding.message} {finding.fix}") for finding in review.findings)
    yield Heading("In short")
    yield Items(review.in_short())


def _revision(review: DescriptionReview) -> Iterator[Part]:
    yield Heading("When it was last revised")
    read = review.description
    if not read.revised:
        yield Paragraph("The document does not say. State the date, and by when it is to be reviewed again.")
        return
    where = f" ({quoted(read.revised_line)})" if read.revised_line else ""
    day = read_date(read.revised)
    years = (today() - day).days // 365 if day else 0
    due = f" That is {years} years ago: have it reviewed." if years >= _OLD else ""
    yield Paragraph(f"{read.revised}{where}.{due}")


def _duties(review: DescriptionReview) -> Iterator[Part]:
    yield Heading("Federally recorded duties")
    yield Paragraph(_MEASURED)
    titles = {
        Said.NOTHING: "Nothing alike: does your office do this?",
        Said.POSSIBLE: "Perhaps said: look at the line",
        Said.LIKELY: "Likely said",
    }
    for said, title in titles.items():
        verdicts = review.with_said(said)
        if verdicts:
            yield Heading(title, 3)
            yield _verdicts(verdicts)
    if review.own:
        yield Heading("Lines that are like no recorded duty", 3)
        yield Paragraph("They may be duties that the federal record lacks. That is worth telling.")
        yield Items(tuple(quoted(line) for line in review.own))


def _verdicts(verdicts: Sequence[DutyVerdict]) -> Grid:
    ordered = sorted(verdicts, key=lambda verdict: -verdict.likeness)
    return Grid(
        ("Recorded duty", "Kind", "Record", "Likeness", "Nearest line"),
        tuple(
            (v.duty.statement, v.duty.kind, cited(v.duty), f"{v.likeness:.2f}", _nearest(v)) for v in ordered
        ),
        (7, 2, 4, 2, 7),
    )


def _nearest(verdict: DutyVerdict) -> str:
    return quoted(verdict.line) if verdict.likeness else "no word in common"


def _technology(review: DescriptionReview) -> Iterator[Part]:
    yield Heading("Technology")
    if review.technologies is None:
        yield Paragraph(
            "O*NET's tables of technology are not in this base: soc-evidence import onet brings them in."
        )
    elif not review.technologies:
        yield Paragraph("O*NET records no technology of this work.")
    else:
        yield Paragraph("What O*NET records of this work. Name what you use, by the names that you use.")
        rows = sorted(review.technologies, key=lambda one: one.line is not None)
        yield Grid(
            ("Technology", "What it is", "Source", "In the description"),
            tuple(
                (
                    one.technology.name,
                    one.technology.title,
                    one.technology.source,
                    quoted(one.line) if one.line else "not named",
                )
                for one in rows
            ),
            (5, 5, 2, 6),
        )


def _clerical(review: DescriptionReview) -> Iterator[Part]:
    yield Heading("Words of office support where the duty is none")
    if not review.judged:
        yield Paragraph(
            "No functions of the recorded duties are on record, so that only the title is judged."
        )
    if not review.clerical:
        yield Paragraph("None found.")
        return
    yield Grid(
        ("Word", "Where", "Recorded duty of the line", "To settle"),
        tuple(
            (one.word, quoted(one.line), cited(one.duty) if one.duty else "the title", one.ask)
            for one in review.clerical
        ),
        (3, 6, 4, 7),
    )


def _requirements(review: DescriptionReview, found: Records) -> Iterator[Part]:
    yield Heading("What the state requires of training and certification")
    state = review.subject.state
    if not state:
        yield Paragraph("No state was given, so that nothing can be said: --state adds it.")
    elif not review.laws:
        yield Paragraph(
            f"None known: the base holds no law of {state} on this work, which is not that none is."
        )
    else:
        yield Items(tuple(_law(law, found) for law in review.laws))
    yield Heading("Standards of the field", 3)
    if review.standards:
        yield Items(
            tuple(
                f"{item.statement.rstrip('.')}. ({item.id}, {_seen(item.provenance)})"
                for item in review.standards
            )
        )
    else:
        yield Paragraph("None known: the base holds no consensus standard on this work.")


def _law(law: Law, found: Records) -> str:
    status = found.label("legislative-status", law.status)
    when = f" {law.status_date}" if law.status_date else ""
    number = f"{law.number}: " if law.number else ""
    said = f"{number}{law.statement.rstrip('.')}. {status.capitalize()}{when}."
    return f"{said} ({law.id}, {_seen(law.provenance)})"


def _seen(provenance: Provenance) -> str:
    return f"{provenance.source}{_SEEN.get(provenance.verification, ', not verified')}"


def _others(review: DescriptionReview) -> Iterator[Part]:
    subject = review.subject
    yield Heading("How neighbours say it")
    if review.neighbours:
        yield Paragraph(f"Other agencies of {subject.state} that gave leave to count their descriptions.")
        yield _wordings(review.neighbours, "Recorded duty")
    else:
        yield Paragraph(
            f"None is on record{f' in {subject.state}' if subject.state else ': no state was given'}."
        )
    yield Heading("How police, fire and other services of the same place say comparable duties")
    if review.services:
        yield _wordings(review.services, "Comparable to")
    else:
        place = f" of {subject.place}" if subject.place else ": no place was given (--place)"
        yield Paragraph(f"None is on record{place}.")


def _wordings(wordings: Iterable[OtherWording], head: str) -> Grid:
    return Grid(
        (head, "Agency", "Its words, as recorded", "Record", "Dated"),
        tuple(
            (
                f"{one.duty.statement}{_shared(one.functions)}",
                f"{one.agency} ({one.occupation})",
                one.other.statement,
                f"{one.other.id} ({one.source})",
                one.revised or "not stated",
            )
            for one in wordings
        ),
        (6, 4, 6, 4, 2),
    )


def _shared(functions: Sequence[str]) -> str:
    return f" (both: {', '.join(functions)})" if functions else ""


def _next(review: DescriptionReview) -> Iterator[Part]:
    code = review.subject.occupation
    yield Heading("What to do next")
    yield Items(
        (
            "Edit the skeleton beside this review with those who do the work and who hire for it.",
            "Show it to the services that depend on the work; have it approved, dated, and set for review.",
            f"Add it to the evidence (soc-evidence add job.docx --duties {code}).",
            "Record your agency's permission if it may be counted; without one it counts nowhere.",
        )
    )


def _sources(review: DescriptionReview, found: Records) -> Iterator[Part]:
    used = {verdict.duty.source for verdict in review.duties}
    used |= {one.technology.source for one in review.technologies or ()}
    used |= {law.provenance.source for law in review.laws}
    used |= {item.provenance.source for item in review.standards}
    used |= {one.source for one in (*review.neighbours, *review.services)}
    yield Heading("Sources")
    yield Items(
        tuple(
            f"{source}: {found.sources[source].title}" for source in sorted(used) if source in found.sources
        )
    )
