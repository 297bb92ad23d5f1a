"""What a proof says to somebody who has only the PDF, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from builder.resolve.values import counted
from builder.verifying.proving import Proof
from builder.verifying.standing_counts import Counts

_WIDTH = 100
_CANNOT = (
    "Who made it: anybody can build a PDF that holds. A signature shows that, or a hash from elsewhere.",
    (
        "Whether a source says what its record quotes. Each record names the work and the place, and how far "
        "it was held to them; with the works, `soc-evidence quote` does that again."
    ),
    "Whether the evidence is all there is. What the filer's own base has beside it leaves no trace.",
    (
        "That nobody altered page, draft, evidence and manifest alike: such a file holds again. Against that "
        "stand the records of the base, which come with this program, and the works that are cited."
    ),
)


def as_text(proof: Proof, name: str) -> str:
    """Return the proof as text: what holds, what one can rely on, what the file cannot show."""
    lines = [f"{name}: {_verdict(proof)}", ""]
    lines += [f"  {line}" for line in _looked_at(proof)]
    if proof.holds and proof.counts:
        lines += ["", "What you can rely on", *map(_point, _relied(proof, proof.counts))]
    lines += ["", "What the file cannot show", *map(_point, _CANNOT)]
    return "\n".join(lines) + "\n"


def _point(text: str) -> str:
    return fill(text, _WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _verdict(proof: Proof) -> str:
    if proof.holds:
        return "HOLDS. Its pages are what its draft and evidence give."
    if proof.manifest is None:
        return "NOT PROVEN. It does not carry what it would be proven from."
    return "DOES NOT HOLD. It is not what its draft and evidence give; see the findings."


def _looked_at(proof: Proof) -> Iterator[str]:
    manifest, counts = proof.manifest, proof.counts
    if manifest:
        yield f"Made by     {manifest.program} as of {manifest.day}{_program(proof)}"
    if counts:
        yield f"Title       {counts.title}"
        if counts.docket:
            yield f"Docket      {counts.docket}"
        how = "the same bytes" if proof.same_bytes else "compared word by word and object by object"
        yield f"Pages       {counted(proof.pages, 'page')}, {proof.words:,} words, made again: {how}"
        items, figures = counted(counts.evidence, "evidence item"), counted(counts.figures, "figure")
        duties, works = counted(counts.duties, "duty", "duties"), counted(counts.sources, "work")
        yield f"Stands on   {items}, {figures}, {duties} from {works}"
    if proof.base:
        other = f", {proof.base.other_edition:,} of another edition" if proof.base.other_edition else ""
        own = f"{proof.base.own:,} of the filer's own"
        yield f"Records     {proof.base.same:,} as in the bundled base, {own}{other}"
    yield from _conformance(proof)


def _program(proof: Proof) -> str:
    if proof.same_program or proof.same_bytes:
        return ""
    return "; this is another version, so differences may come from that (the manifest names all versions)"


def _conformance(proof: Proof) -> Iterator[str]:
    if proof.conformance is None:
        return
    if not proof.conformance.checker:
        yield f"Conformance claims PDF/UA-1 and PDF/A-3a; not checked: {proof.conformance.not_run}"
    elif proof.conformance.broken:
        yield f"Conformance claims PDF/UA-1 and PDF/A-3a; {proof.conformance.checker} finds broken rules:"
        yield from (f"  {rule}" for rule in proof.conformance.broken[:5])
    else:
        yield f"Conformance PDF/UA-1 and PDF/A-3a, says {proof.conformance.checker}"


def _relied(proof: Proof, counts: Counts) -> Iterator[str]:
    notes, quotations = counted(counts.notes, "note"), counted(counts.quotations, "quotation")
    yield (
        f"What the draft takes from records is printed as `evidence.trig` has it, {notes} and {quotations} "
        "among it; what the filer says in own words stands in the draft, line by line."
    )
    marks = ", ".join(f"{number:,} {mark}" for mark, number in counts.verification) or "no records"
    yield f"How far the records were held to their sources, in the filer's own words: {marks}."
    yield (
        f"{counted(len(counts.claims), 'claim')} argued; {counted(counts.contrary, 'record')} that "
        f"speak{'s' if counts.contrary == 1 else ''} against them shown, as the checks demand."
    )
    if proof.base and not proof.base.changed and proof.base.same:
        yield "No record of the bundled base was altered."
