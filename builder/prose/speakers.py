"""Who is said to speak in a sentence that quotes: the source, the writer of the draft, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from builder.prose.quotations import DraftQuotation
from builder.prose.words import terms

_REACH = 400
"""Characters before and behind a quotation in which its speaker is looked for."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a quotation is introduced."""

    speaker: str
    """The name that is said to speak, as written; empty where none is found."""
    claimed: bool
    """Whether the words are said to be somebody else's: a verb of saying with a third person, or a colon."""
    own: bool
    """Whether they are the writer's: a term of one's own, a section, a title."""


def attribution(quotation: DraftQuotation) -> Attribution:
    """Read the words around a quotation."""
    before, after = quotation.before[-_REACH:], quotation.after[:_REACH]
    own = bool(_own().search(before) or (quotation.form != "block" and _own_after().match(after)))
    speaker = _speaker_before(before) or _speaker_after(after)
    claimed = quotation.form == "block" or bool(
        _says_before().search(before) or _says_after().match(after) or speaker
    )
    return Attribution(speaker, claimed and not own, own)


def _speaker_before(before: str) -> str:
    match = _says_before().search(before)
    return _name_of(match["speaker"] or match["source"] or "") if match else ""


def _speaker_after(after: str) -> str:
    match = _SIGNED.match(after) or _says_after().match(after)
    return _name_of(match["speaker"] or match["named"] or "") if match else ""


def _name_of(words: str) -> str:
    """Return the name that ends some words, without its article; empty where they end in no name."""
    found = _NAME.search(words.strip(" ,\ue100"))
    return _LEAD.sub("", found["name"].strip(" ,")) if found else ""


_LEAD = re.compile(r"\A(?:(?:As|In|The|But|And|Yet|When|While|Since|So|Thus|Then|Also|Or)\s+)+(?:the\s+)?")
_NAME = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+)?(?P<name>(?:[A-Z][\w.&'’-]*|\d{4})"
    r"(?:\s+(?:of|the|and|for|on|de|[A-Z0-9][\w.&'’-]*))*)\s*\Z"
)
_SIGNED = re.compile(r"\s*(?:—|–|-{1,3})\s*(?P<speaker>[A-Z][^,;(\ue100]*)(?P<named>)")
"""The line below a block quotation that names who is quoted."""
_SUBJECT = r"(?:(?:the|its?|he|she|they|an?|this|that)\b|[A-Z])"
_AUXILIARY = r"(?:has|have|had|also|then|later|once|itself|himself|herself|rightly|even|and|who|which)"


@cache
def _verbs() -> str:
    return "|".join(sorted(map(re.escape, terms("saying")), key=len, reverse=True))


@cache
def _says_before() -> re.Pattern[str]:
    """A verb of saying before a quotation, or `according to NAME`, with nothing but a few words between."""
    gap = r"(?:[\s,:—–(]+[^\W\d_][\w'’-]*){0,7}[\s,:—–(]*"
    return re.compile(
        rf"(?P<speaker>[^.;:!?]*?)\b(?:{_AUXILIARY}\s+)*(?<!\bto )(?:{_verbs()})\b{gap}\Z|"
        rf"\b(?:[Aa]ccording to|[Ii]n the words of|[Aa]s (?=(?:the )?[A-Z]))\s*(?P<source>[^,;:]+?)"
        rf"(?:\s+(?:{_verbs()})(?:\s+it)?)?(?:[,:]\s*(?:[\w'’-]+\s+){{0,4}})?\s*\Z|"
        r"[\w\ue100\ue101][’']?s?:\s*\Z"
    )


@cache
def _says_after() -> re.Pattern[str]:
    """`, NAME says`, `says NAME`, or a next sentence `NAME wrote this`."""
    return re.compile(
        rf"[\s,.;\ue100]*(?:(?:(?:so|as)\s+)?(?:{_verbs()})\s+(?P<named>[^.;:!?\ue100]+)|"
        rf"(?:or so\s+|as\s+)?(?P<speaker>{_SUBJECT}[^.;:,!?]{{0,80}}?)\s+"
        rf"(?:{_AUXILIARY}\s+)*(?:{_verbs()})\b)"
    )


@cache
def _own() -> re.Pattern[str]:
    """What makes the words before a quotation the writer's: `we call it`, `our section`, `the heading`."""
    nouns = "|".join(map(re.escape, terms("names-of-parts")))
    return re.compile(
        r"\b(?:[Ww]e|I|[Oo]ne|people|some)\s+(?:also\s+|would\s+|may\s+|might\s+|then\s+)*"
        r"(?:call|name|mean by|speak of|term|refer to|propose|ask|asked|label|use|write|say|rest|read)\b"
        r"[^.;]*\Z|"
        rf"\b(?:[Oo]ur|[Mm]y|[Oo]ne's)\s+(?:own\s+)?(?:[\w-]+\s+){{0,3}}\Z|"
        rf"\b(?:[Oo]ur|[Mm]y)\b[^.;,]*\b(?:{nouns}|ask|asks|asked|read|reads)s?:?\s*\Z|"
        rf"\b(?:{nouns})s?\s+(?:of\s+|is\s+|was\s+)?(?:the\s+)?[,:(]?\s*\Z|"
        r"\bwhat (?:the|many|some|other) \w+ (?:call|calls|called|term) (?:an? |the )?\Z|"
        r"\b(?:so-called|what is (?:often )?called|known as|entitled|titled|headed|named)\s*\Z",
    )


@cache
def _own_after() -> re.Pattern[str]:
    return re.compile(r"\s*(?:is|are|was)\s+(?:our|a|the)\s+(?:own\s+)?(?:term|word|phrase|name|title)s?\b")
