"""The bills and laws that a sentence is about."""

from __future__ import annotations

import re

from builder.prose.cited_records import cited_records
from builder.prose.sentences import Sentence
from builder.resolve.context import Context
from kb.model.records import Law


def measures_named(sentence: Sentence, context: Context) -> list[Law]:
    """Return the measures that a sentence cites, by themselves or by their source, or names by number."""
    cited, laws = cited_records(sentence, context), context.lookup.laws.values()
    named = [law for law in laws if law.number and law.number in sentence.text]
    named = [law for law in named if _named(law.number).search(sentence.text)]
    meant = [law for law in laws if law.id in cited.laws or law.provenance.source in cited.sources]
    both = [law for law in named if law in meant]
    return both or meant or named


def _named(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(number)}(?!\w)")
