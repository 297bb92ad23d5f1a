"""What the records and texts at hand say of the quotations of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from builder.prose.cited_records import CitedRecords, cited_records
from builder.prose.quotations import DraftQuotation, draft_quotations
from builder.prose.sentences import Prose, Sentence
from builder.prose.speakers import Attribution, attribution
from builder.resolve.context import Context
from kb.model import Records
from kb.quoting import Comparison, Selector, SourceText, Verdict, compare
from kb.quoting.texts_at_hand import TextsAtHand

_A_SAYING = 3
"""Fewer words set apart and citing nothing are no quotation of anybody."""
_FEW = 4
"""Words from which a quotation beside a citation is one from what is cited, unless it is seen not to be."""
_LONG = 6
"""Words from which likeness to other words of the same source is no accident."""
_WRONG = (Verdict.ALTERED, Verdict.SPLICED, Verdict.BRACKETED)
_PRONOUNS = frozenset(
    {
        "",
        "it",
        "its",
        "they",
        "their",
        "them",
        "he",
        "his",
        "she",
        "her",
        "we",
        "our",
        "us",
        "this",
        "these",
        "those",
        "that",
    }
)
"""What words in brackets may stand for in a draft: nothing, or a pronoun whose meaning they give."""


class Outcome(Enum):
    """What can be said of a quotation of a draft."""

    PROVEN = "proven"
    NONE = "no quotation of a source"
    """A title, a term of the writer's, or words that nobody is said to have written."""
    WRONG = "wrong"
    """What is cited has other words."""
    UNPROVEN = "unproven"
    """What is cited has no words on record to compare with."""
    UNCITED = "uncited"
    """Somebody is said to have written it, and nothing is cited."""


@dataclass(frozen=True, slots=True)
class ProvenQuotation:
    """A quotation of a draft with what became of its comparison."""

    quotation: DraftQuotation
    attribution: Attribution
    cited: CitedRecords
    """The records that answer for it."""
    outcome: Outcome
    comparison: Comparison = field(default_factory=lambda: Comparison(Verdict.UNAVAILABLE))
    likeliest: str = ""
    """The recorded words that it was held against, or the id of the source whose text it was."""
    item: str = ""
    """Id of the item of evidence that has these words."""


def proven_quotations(prose: Prose, context: Context) -> tuple[ProvenQuotation, ...]:
    """Compare every quotation of a draft, in order; words that roles put in are right by themselves."""
    quotations = draft_quotations(prose)
    if not quotations:
        return ()
    prover = _Prover(context)
    found: list[ProvenQuotation] = []
    for quotation in quotations:
        follows = bool(found) and _goes_on(found[-1], quotation)
        found.append(prover.prove(quotation, follows=follows))
    return tuple(found)


def _goes_on(earlier: ProvenQuotation, quotation: DraftQuotation) -> bool:
    """Say whether a quotation follows words of somebody's in one paragraph, and is taken for more of them."""
    same = earlier.quotation.own[-1].paragraph == quotation.own[0].paragraph
    return same and (earlier.attribution.claimed or earlier.outcome is Outcome.UNCITED)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that a quotation may have been taken from."""

    shown: str
    """As a finding shows them: the words, or the id of the source whose text they are."""
    text: SourceText
    item: str
    """Id of the item of evidence whose words they are; empty for a text."""
    cited: bool
    """Whether the draft cites these; otherwise they are others of the same source."""


class _Prover:
    """Compares quotations against recorded words and frozen texts, each prepared once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.texts = TextsAtHand(context.workspace)
        self.titles = _known_titles(context.lookup) | set(map(_letters, _own_titles(context)))
        self.prepared: dict[str, SourceText] = context.lookup.derived("prepared quotations", dict)

    def prove(self, quotation: DraftQuotation, *, follows: bool) -> ProvenQuotation:
        said = attribution(quotation)
        of_source = not said.own and not _is_title(quotation)
        if quotation.from_the_graph or _letters(quotation.words) in self.titles:
            return ProvenQuotation(quotation, said, CitedRecords(), Outcome.NONE)
        words = len(quotation.words.split())
        own = self._cited(quotation.own)
        if quotation.form == "block" and words < _A_SAYING and not own:
            return ProvenQuotation(quotation, said, CitedRecords(), Outcome.NONE)
        beside = [own] if own else self._each_cited(quotation.beside)
        further = [] if own else self._each_cited(quotation.further)
        found = [self._compared(quotation, said, cited) for cited in (*beside, *further)]
        for proof in found:
            if proof.outcome is Outcome.PROVEN:
                return proof
        for proof in found:
            if proof.comparison.verdict in _WRONG:
                return proof
        if own or (beside and said.claimed):
            return self._unfound(found[0], words, beside=bool(own))
        uncited = said.claimed and (words >= _FEW or quotation.form == "block")
        uncited |= of_source and ((follows and words >= _FEW) or (bool(found) and words >= _LONG))
        return ProvenQuotation(quotation, said, CitedRecords(), Outcome.UNCITED if uncited else Outcome.NONE)

    @staticmethod
    def _unfound(proof: ProvenQuotation, words: int, *, beside: bool) -> ProvenQuotation:
        """Judge what nothing cited has: short words and the writer's own are no quotation of a source."""
        said = proof.attribution
        meant = said.claimed or (beside and words >= _FEW and not said.own and not _is_title(proof.quotation))
        if not meant:
            return ProvenQuotation(proof.quotation, said, proof.cited, Outcome.NONE)
        return proof

    def _each_cited(self, sentences: Iterable[Sentence]) -> list[CitedRecords]:
        """Return what each sentence cites, without those that cite nothing."""
        return [cited for cited in (self._cited((sentence,)) for sentence in sentences) if cited]

    def _cited(self, sentences: Iterable[Sentence]) -> CitedRecords:
        found = CitedRecords()
        for sentence in sentences:
            one = cited_records(sentence, self.context)
            found.sources.update(one.sources)
            found.evidence.update(one.evidence)
            found.figures.update(one.figures)
            found.duties.update(one.duties)
            found.laws.update(one.laws)
        return found

    def _compared(self, quotation: DraftQuotation, said: Attribution, cited: CitedRecords) -> ProvenQuotation:
        """Return the best that the records say: it holds, or what differs from the likeliest words.

        What the items cited do not quote may be words of their sources that nobody has recorded.
        """
        worst = ProvenQuotation(quotation, said, cited, Outcome.UNPROVEN)
        for likeliest in self._words_of(cited):
            comparison = _compare(quotation.words, likeliest.text)
            if _passes(comparison):
                return ProvenQuotation(quotation, said, cited, Outcome.PROVEN, comparison, likeliest.shown)
            alike = comparison.verdict in _WRONG and (likeliest.cited or _is_long(quotation.words))
            if worst.comparison.verdict not in _WRONG and (
                alike or (likeliest.cited and not worst.likeliest)
            ):
                worst = ProvenQuotation(
                    quotation, said, cited, Outcome.WRONG, comparison, likeliest.shown, likeliest.item
                )
        if any(_letters(quotation.words) in _letters(plain) for plain in self._plainly_said(cited)):
            return ProvenQuotation(quotation, said, cited, Outcome.PROVEN)
        return worst

    def _words_of(self, cited: CitedRecords) -> Iterator[_Words]:
        """Yield the words that may be quoted: of the items cited, of others of their sources, of texts."""
        sources = cited.source_ids
        others = {
            key: item
            for key, item in self.context.lookup.evidence.items()
            if item.provenance.source in sources and key not in cited.evidence
        }
        for key, item in (*cited.evidence.items(), *others.items()):
            if item.quote:
                text = self.prepared.setdefault(key, SourceText(item.quote))
                named = key in cited.evidence or item.provenance.source in cited.sources
                yield _Words(item.quote, text, key, named)
        for source in sorted(sources):
            whole = self.texts.get(source)[1]
            if whole:
                yield _Words(source, whole, "", cited=True)

    def _plainly_said(self, cited: CitedRecords) -> Iterator[str]:
        """Yield further words of the records, which count where they are met and prove nothing if not."""
        for duty in cited.duties.values():
            yield duty.statement
        for law in cited.laws.values():
            yield from (law.statement, law.title, law.effect)


def _compare(words: str, text: SourceText) -> Comparison:
    """Compare as `quote` does; words too short for that must stand there whole, in any case of letters."""
    readings = (words, words[:1].swapcase() + words[1:])  # a sentence may begin with the quotation
    comparison = min((compare(Selector(w), text) for w in readings), key=lambda c: not _passes(c))
    if comparison.verdict is not Verdict.TOO_SHORT:
        return comparison
    sought = rf"(?<!\w){re.escape(_letters(words))}(?!\w)"
    held = re.search(sought, _letters(text.text))
    return Comparison(Verdict.NORMALISED if held else Verdict.NOT_FOUND)


def _passes(comparison: Comparison) -> bool:
    """Say whether a draft may quote so: the place need not be certain, and brackets may name who is meant."""
    if comparison.verdict is Verdict.BRACKETED:
        return all(e.stands_for.lower() in _PRONOUNS for e in comparison.editing)
    return comparison.verdict.holds or comparison.verdict in (Verdict.AMBIGUOUS, Verdict.CUT)


def _is_long(words: str) -> bool:
    return len(words.split()) >= _LONG


def _letters(text: str) -> str:
    """Return the words of a text in small letters, without marks."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _is_title(quotation: DraftQuotation) -> bool:
    """Say whether words are set as a title is: all but the small ones with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", quotation.words) if len(word) > 3]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _own_titles(context: Context) -> Iterator[str]:
    """Yield the titles of a draft itself, which it may set in quotation marks."""
    yield from (section.title for section in context.outline.sections)
    yield context.draft.front.title
    yield context.draft.front.subtitle


def _known_titles(lookup: Records) -> frozenset[str]:
    """Return the letters of the titles that any draft may set so."""
    return lookup.derived("quoted titles", lambda: frozenset(map(_letters, _titles(lookup))))


def _titles(lookup: Records) -> Iterator[str]:
    """Yield the titles of works, occupations, records and dockets."""
    for source in lookup.sources.values():
        for title in (source.title, source.short_title, str(source.csl.get("container-title", ""))):
            yield from (title, title.partition(":")[0], title.partition(":")[2])
    yield from lookup.titles.values()
    yield from (claim.title for claim in lookup.claims.values())
    yield from (objection.title for objection in lookup.objections.values())
    yield from (law.title for law in lookup.laws.values())
    yield from (agent.name for agent in lookup.agents.values())
    yield from (move.old_title for move in lookup.moves)
    for docket in lookup.dockets.values():
        yield from (docket.title, docket.phrase, *docket.phrase_variants)
