"""Writing down the verdicts of a comparison."""

from __future__ import annotations

from kb.common.dates import today
from kb.quoting.ledger import Recorded, ledger_path, read_ledger, write_ledger
from kb.quoting.proving import proofs
from kb.records.collection import Collection


def record_verdicts(collection: Collection, *, base: bool = False) -> list[str]:
    """Write the verdicts that could be settled into the office's file; return the files that changed.

    With `base` those of the bundled evidence are written too, which is for its editors, in a clone.

    A quotation whose text is not at hand keeps the verdict on record; one that no record has any more
    loses it. A verdict keeps its date while quotation, text and verdict stay the same.
    """
    workspace = collection.workspace
    if workspace is None:
        return []
    written = []
    for layer in workspace.layers:
        if layer.name == "base" and not base:
            continue
        path = ledger_path(layer)
        before = read_ledger(path)
        rows: dict[str, Recorded] = {}
        for proof in proofs(collection):
            if proof.own != (layer.name == "own"):
                continue
            name, old = proof.quotation.name, before.get(proof.quotation.name)
            if proof.comparison.verdict.settled:
                new = Recorded(
                    proof.comparison.verdict, today().isoformat(), proof.quotation.fingerprint, proof.text
                )
                same = old and (old.verdict, old.quote, old.text) == (new.verdict, new.quote, new.text)
                rows[name] = old if old and same else new
            elif old:
                rows[name] = old
        if write_ledger(path, rows):
            written.append(str(path))
    return written
