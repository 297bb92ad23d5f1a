"""From records to the citations that carry them: source, locator, and what must be said with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from builder.citations import Citation
from builder.citations.marked_text import sentence
from builder.document import Inline, Inlines, Text
from builder.draft.nodes import CitedItem
from builder.resolve import find, find_figures, values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.drawing import draw
from kb.common.names import did_you_mean
from kb.findings import Check, Severity
from kb.model.records import Duty, EvidenceItem, Figure, Provenance, Source
from kb.model.survey_estimates import Estimate

UNRESOLVED_CITATION = Check(
    "unresolved-citation", Severity.ERROR, "A citation key leads to no record.", "Correct the key."
)
_REMARKS = {
    "verified": "",
    "computed": "",
    "verified-in-part": "Only part of this source was seen.",
    "unverified": "Not verified.",
}
_EXTENTS = {
    "opening": "Only the opening of this source was seen.",
    "excerpt": "Only an excerpt of this source was seen.",
    "abstract": "Only the abstract of this source was seen.",
    "none": "This source itself was not seen.",
}


def verification_remark(provenance: Provenance, source: Source, context: Context) -> str:
    """Return the sentence that tells how far the source was seen; empty when it was seen in full."""
    if provenance.verification == "second-hand":
        original = find.source(source.reports_on, context)
        what = f"“{original.title}”" if original else "the original"
        return f"As reported by this source; {what} was not seen."
    if provenance.verification == "verified-in-part" and source.extent in _EXTENTS:
        return _EXTENTS[source.extent]
    return _REMARKS.get(provenance.verification, "")


def of_record(provenance: Provenance, context: Context, *remarks: str) -> Citation | None:
    """Return the citation of a record with the remarks it needs; None when it names no source."""
    source = find.source(provenance.source, context)
    if source is None:
        return None
    parts = [*remarks, verification_remark(provenance, source, context)]
    return Citation(source, provenance.locator, remark=" ".join(sentence(p) for p in parts if p))


def of_evidence(item: EvidenceItem, context: Context) -> Citation | None:
    """Return the citation of an evidence item, and remember that it was used."""
    context.used.evidence.setdefault(item.id)
    base = _base(item.sample, item.denominator)
    method = f"Computed: {item.method}" if item.provenance.verification == "computed" else ""
    return of_record(item.provenance, context, base, method)


def _base(sample: str, denominator: str) -> str:
    """Return what a share or rating is of: the number of respondents, and who they are."""
    if sample:
        size = f"n = {int(sample):,}" if sample.isdecimal() else f"n = {sample}"
        return f"{size}, {denominator}" if denominator else size
    return f"Base: {denominator}" if denominator else ""


def _interval(estimate: Estimate | None) -> str:
    """Return the 95 % interval of a value of a survey, and whose it is; empty where there is none."""
    if estimate is None or not estimate.interval:
        return ""
    bounds = f"95% interval {estimate.bounds_said(' to ')}"
    return f"{bounds}, computed by Wilson’s method" if estimate.computed else bounds


def of_duty(duty: Duty, context: Context) -> Citation | None:
    """Return the citation of a duty statement, and remember that it was used.

    A task number or an occupation's code finds the statement in any copy of its source, so the note leaves
    out sheet and row; the appendix gives them.
    """
    context.used.duties.setdefault(duty.id)
    named = tuple(part for part in duty.provenance.locator if part[0] == "item")
    return of_record(replace(duty.provenance, locator=named or duty.provenance.locator), context)


def of_figure(figure: Figure, context: Context) -> tuple[Citation, ...]:
    """Return the citations of a figure: its source, or the sources it was computed from."""
    context.used.figures.setdefault(figure.id)
    observed = what_it_is_of(figure, context)
    said = [f"{observed[:1].upper()}{observed[1:]}"]
    said.append(_base(figure.sample, figure.denominator))
    said.append(_interval(context.lookup.estimate(figure)))
    if figure.relative_error:
        said.append(f"Relative standard error {figure.relative_error} percent")
    if figure.formula:
        said.append(f"Computed: {spoken_formula(figure.formula)}")
    if figure.note:
        said.append(figure.note[:1].upper() + figure.note[1:])
    remark = " ".join(sentence(part) for part in said if part)
    own = of_record(figure.provenance, context, remark)
    if own:
        return (own,)
    bases = find_figures.figures(figure.derived_from, context)
    known = find.sources(dict.fromkeys(base.provenance.source for base in bases), context)
    return tuple(Citation(source, remark=remark if source is known[-1] else "") for source in known)


def what_it_is_of(figure: Figure, context: Context) -> str:
    """Return what a figure measures, where and when: `employment, Arizona, May 2025`.

    The country as a whole goes without saying, and a place that the figure's label names is not named twice.
    """
    measure = figure.label or context.lookup.label("measure", figure.measure)
    unsaid = context.lookup.classification.is_nation(figure.place) or figure.place in measure
    return ", ".join(filter(None, (measure, "" if unsaid else figure.place, values.period(figure.period))))


def spoken_formula(formula: str) -> str:
    """Return a formula as a reader takes it: signs for operators, words for counts, months for periods."""
    words = formula.replace("count(*)", "a count of the figures")
    words = re.sub(r"count\(\* < ([^)]+)\)", r"a count of the figures below that of \1", words)
    words = re.sub(r"\b(?:19|20)\d\d-(?:0\d|1[0-2])\b(?!-)", lambda match: values.period(match[0]), words)
    return words.replace(" * ", " × ").replace(" - ", " − ")


def of_any(record: EvidenceItem | Figure | Duty, context: Context) -> tuple[Citation, ...]:
    """Return the citations of what a claim can rest on."""
    if isinstance(record, Figure):
        return of_figure(record, context)
    one = of_duty(record, context) if isinstance(record, Duty) else of_evidence(record, context)
    return (one,) if one else ()


def noted(words: str, citations: Iterable[Citation | None], context: Context) -> Inlines:
    """Return words with one note for their citations; without one where there are none."""
    cited = [citation for citation in citations if citation]
    content: list[Inline] = [Text(words)]
    if cited:
        content.append(context.notes.cite(cited))
    return tuple(content)


def of_key(item: CitedItem, context: Context) -> Citation:
    """Return the citation that a draft's citation key stands for.

    A key is the id of a source, an evidence item, a figure, a duty, a bill or an objection, in this
    order, or `kind:id`.

    Raises:
        UnresolvedError: no record has this id, or it names no source.
        RefusedError: the record may not be drawn on.
    """
    citation = _keyed(item.key, context)
    return Citation(
        citation.source, item.locator or citation.locator, item.prefix, item.suffix, citation.remark
    )


def _keyed(key: str, context: Context) -> Citation:
    kind, _, name = key.rpartition(":")
    for found_kind, look in _KINDS.items():
        if kind not in ("", found_kind):
            continue
        known, citation = look(name, context)
        if citation:
            return citation
        if known:
            raise UnresolvedError(
                UNRESOLVED_CITATION,
                f"The {found_kind} {name!r} names no source to cite.",
                f"Add `source:` to the {found_kind}, or cite its source directly.",
            )
    lookup = context.lookup
    ids = [*lookup.sources, *lookup.evidence, *lookup.duties, *lookup.laws]
    ids += [*lookup.decisions, *lookup.elsewhere]
    numbered = _with_number(key, lookup.sources.values())
    otherwise = "Add a source file for it: soc-evidence new source. Where none is cited, write \\@ for @."
    raise UnresolvedError(
        UNRESOLVED_CITATION,
        f"Nothing in the graph has the id {key!r}.",
        f"Cite it by its id: @{numbered}" if numbered else did_you_mean(name, ids, otherwise),
    )


def _with_number(key: str, sources: Iterable[Source]) -> str:
    """Return the id of the source that a DOI, ISBN or address names; empty where it is no source's."""
    number = re.sub(r"^(?:doi|isbn|pmid):|^https?://(?:dx\.)?doi\.org/", "", key.casefold())
    for source in sources:
        known = {str(source.csl.get(field, "")).casefold() for field in ("DOI", "ISBN", "PMID", "URL")}
        if number in known - {""} or key.casefold() in known:
            return source.id
    return ""


Found = tuple[bool, Citation | None]
"""Whether there is such a record, and its citation."""


def _source(name: str, context: Context) -> Found:
    source = context.lookup.sources.get(name)
    if source is None:
        return False, None
    draw("source", source, context)
    level = "verified-in-part" if source.extent in _EXTENTS else "verified"
    seen = Provenance(source.id, verification=source.verification or level)
    return True, of_record(seen, context)


def _evidence(name: str, context: Context) -> Found:
    item = context.lookup.evidence.get(name)
    return item is not None, of_evidence(draw("evidence", item, context), context) if item else None


def _figure(name: str, context: Context) -> Found:
    found = context.lookup.figure(name)
    cited = of_figure(draw("figure", found, context), context) if found else ()
    return found is not None, next(iter(cited), None)


def _duty(name: str, context: Context) -> Found:
    duty = context.lookup.duties.get(name)
    return duty is not None, of_duty(draw("duty", duty, context), context) if duty else None


def _bill(name: str, context: Context) -> Found:
    bill = context.lookup.laws.get(name)
    return bill is not None, of_record(
        draw("legislation", bill, context).provenance, context
    ) if bill else None


def _decision(name: str, context: Context) -> Found:
    decision = context.lookup.decisions.get(name)
    return decision is not None, of_record(
        draw("decision", decision, context).provenance, context
    ) if decision else None


def _elsewhere(name: str, context: Context) -> Found:
    found = context.lookup.elsewhere.get(name)
    return found is not None, of_record(
        draw("elsewhere", found, context).provenance, context
    ) if found else None


def _objection(name: str, context: Context) -> Found:
    found = context.lookup.objections.get(name)
    return found is not None, of_record(
        draw("objection", found, context).provenance, context
    ) if found else None


_KINDS: dict[str, Callable[[str, Context], Found]] = {
    "source": _source,
    "evidence": _evidence,
    "figure": _figure,
    "duty": _duty,
    "legislation": _bill,
    "decision": _decision,
    "elsewhere": _elsewhere,
    "objection": _objection,
}
