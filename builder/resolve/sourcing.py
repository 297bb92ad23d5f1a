"""From records to the citations that carry them: source, locator, and what must be said with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from builder.citations import Citation
from builder.citations.marked_text import sentence
from builder.draft.nodes import CitedItem
from builder.resolve import values
from builder.resolve.context import Context, UnresolvedError
from builder.resolve.lookup.records import Duty, Evidence, Figure, Provenance, Source
from kb.common.nearest import did_you_mean

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
        original = context.lookup.sources.get(source.reports_on)
        what = f"“{original.title}”" if original else "the original"
        return f"As reported by this source; {what} was not seen."
    if provenance.verification == "verified-in-part" and source.extent in _EXTENTS:
        return _EXTENTS[source.extent]
    return _REMARKS.get(provenance.verification, "")


def of_record(provenance: Provenance, context: Context, *remarks: str) -> Citation | None:
    """Return the citation of a record with the remarks it needs; None when it names no source."""
    source = context.lookup.sources.get(provenance.source)
    if source is None:
        return None
    parts = [*remarks, verification_remark(provenance, source, context)]
    return Citation(source, provenance.locator, remark=" ".join(sentence(p) for p in parts if p))


def of_evidence(item: Evidence, context: Context) -> Citation | None:
    """Return the citation of an evidence item, and remember that it was used."""
    context.used.evidence.setdefault(item.id)
    base = _base(item.sample, item.denominator)
    method = f"Computed: {item.method}" if item.provenance.verification == "computed" else ""
    return of_record(item.provenance, context, base, method)


def _base(sample: str, denominator: str) -> str:
    """Return what a share or rating is of: the number of respondents, and who they are."""
    if sample:
        return f"n = {sample}, {denominator}" if denominator else f"n = {sample}"
    return f"Base: {denominator}" if denominator else ""


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
    measure = figure.label or context.lookup.label("measure", figure.measure)
    said = [f"{measure[:1].upper()}{measure[1:]}, {values.period(figure.period)}"]
    said.append(_base(figure.sample, figure.denominator))
    if figure.relative_error:
        said.append(f"Relative standard error {figure.relative_error} percent")
    if figure.formula:
        said.append(f"Computed: {figure.formula}")
    if figure.note:
        said.append(figure.note[:1].upper() + figure.note[1:])
    remark = " ".join(sentence(part) for part in said if part)
    own = of_record(figure.provenance, context, remark)
    if own:
        return (own,)
    bases = [context.lookup.figure(identifier) for identifier in figure.derived_from]
    sources = dict.fromkeys(base.provenance.source for base in bases if base)
    known = [context.lookup.sources[s] for s in sources if s in context.lookup.sources]
    return tuple(Citation(source, remark=remark if source is known[-1] else "") for source in known)


def of_key(item: CitedItem, context: Context) -> Citation:
    """Return the citation that a draft's citation key stands for.

    A key is the id of a source, an evidence item, a figure, a duty, a bill or an objection, in this
    order, or `kind:id`.

    Raises:
        UnresolvedError: no record has this id, or it names no source.
    """
    citation = _keyed(item.key, context)
    source = context.lookup.sources[citation.source.id]
    if source.retracted:
        raise UnresolvedError(
            "withdrawn-source",
            f"The source {source.id!r} was withdrawn: {source.retracted}.",
            "Cite another source, or argue without it.",
        )
    return Citation(source, item.locator or citation.locator, item.prefix, item.suffix, citation.remark)


def _keyed(key: str, context: Context) -> Citation:
    kind, _, name = key.rpartition(":")
    for found_kind, find in _KINDS.items():
        if kind not in ("", found_kind):
            continue
        known, citation = find(name, context)
        if citation:
            return citation
        if known:
            raise UnresolvedError(
                "unresolved-citation",
                f"The {found_kind} {name!r} names no source to cite.",
                f"Add `source:` to the {found_kind}, or cite its source directly.",
            )
    lookup = context.lookup
    ids = [*lookup.sources, *lookup.evidence, *lookup.duties, *lookup.bills]
    raise UnresolvedError(
        "unresolved-citation",
        f"Nothing in the graph has the id {key!r}.",
        did_you_mean(name, ids, "Add a source file for it: soc-evidence new source."),
    )


Found = tuple[bool, Citation | None]
"""Whether there is such a record, and its citation."""


def _source(name: str, context: Context) -> Found:
    source = context.lookup.sources.get(name)
    if source is None:
        return False, None
    level = "verified-in-part" if source.extent in _EXTENTS else "verified"
    seen = Provenance(source.id, verification=source.verification or level)
    return True, of_record(seen, context)


def _evidence(name: str, context: Context) -> Found:
    item = context.lookup.evidence.get(name)
    return item is not None, of_evidence(item, context) if item else None


def _figure(name: str, context: Context) -> Found:
    figure = context.lookup.figure(name)
    return figure is not None, next(iter(of_figure(figure, context)), None) if figure else None


def _duty(name: str, context: Context) -> Found:
    duty = context.lookup.duties.get(name)
    return duty is not None, of_duty(duty, context) if duty else None


def _bill(name: str, context: Context) -> Found:
    bill = context.lookup.bills.get(name)
    return bill is not None, of_record(bill.provenance, context) if bill else None


def _objection(name: str, context: Context) -> Found:
    objection = context.lookup.objections.get(name)
    return objection is not None, of_record(objection.provenance, context) if objection else None


_KINDS: dict[str, Callable[[str, Context], Found]] = {
    "source": _source,
    "evidence": _evidence,
    "figure": _figure,
    "duty": _duty,
    "legislation": _bill,
    "objection": _objection,
}
