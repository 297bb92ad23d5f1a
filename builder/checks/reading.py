"""The checks made while a draft is read and filled in, for the list of checks."""

from __future__ import annotations

from kb.findings import Check, Severity


def _check(identifier: str, problem: str, fix: str) -> Check:
    return Check(identifier, Severity.ERROR, problem, fix, "draft")


READING = (
    _check("bad-query", "The query of a table cannot be run.", "Correct the query or its name."),
    _check("draft-attribute", "A heading has an unknown attribute.", "Use claim, topic, item, answers, id."),
    _check("draft-citation", "A part of a citation has no key.", "Write [@key, p. 3; @other]."),
    _check("draft-footnote", "A footnote has no text.", "Write its text as `[^1]: …`."),
    _check("draft-html", "Raw HTML stands in the draft.", "Write Markdown."),
    _check("draft-image", "A picture stands in the draft.", "Use {chart}, or words."),
    _check("draft-link", "A link leads nowhere allowed.", "Give an https address or an #anchor."),
    _check("draft-syntax", "Markdown that a filing has no place for.", "Write plain text."),
    _check("empty-query", "A query gives no rows.", "Try it with soc-evidence query."),
    _check("empty-redline", "A redline holds no text.", "Write the proposed text in its body."),
    _check("front-matter", "The front matter is wrong.", "See docs/draft-format.md."),
    _check(
        "query-outside-workspace", "A file outside the workspace is named.", "Copy it into the workspace."
    ),
    _check("withdrawn-source", "A withdrawn source is cited.", "Cite another source."),
    _check("unknown-agent", "There is no such agent.", "Correct the id."),
    _check("unknown-anchor", "No heading has this anchor.", "Give the heading {id=…}."),
    _check("unknown-claim", "There is no such claim.", "Correct the id, or add the claim."),
    _check("unknown-code", "There is no such 2018 SOC code.", "Correct the code."),
    _check("unknown-count", "There is no such count.", "See docs/draft-format.md."),
    _check("unknown-definition", "A class has no definition.", "Name a detailed occupation."),
    _check("unknown-directive", "There is no such directive.", "See docs/draft-format.md."),
    _check("unknown-docket", "The docket is not known.", "Correct `docket:`, or add its profile."),
    _check("unknown-docket-field", "A docket has no such field.", "See docs/draft-format.md."),
    _check("unknown-duties", "An occupation has no duties recorded.", "Add them, or leave it out."),
    _check("unknown-evidence", "There is no such evidence item.", "Correct the id."),
    _check("unknown-figure", "There is no such figure.", "Correct code, measure or period."),
    _check("unknown-function", "There is no such function.", "See ontology/functions.yaml."),
    _check("unknown-legislation", "No legislation matches.", "Change the options."),
    _check("unknown-measure", "There is no such measure.", "See ontology/schemes/measure.ttl."),
    _check("unknown-objection", "There is no such objection.", "Correct the id."),
    _check("unknown-option", "A directive has no such option.", "See docs/draft-format.md."),
    _check("unknown-precedents", "There is no correspondence to show.", "Import the SOC."),
    _check("unknown-principle", "There is no such principle.", "Use the number of one."),
    _check("unknown-quote", "An evidence item holds no quotation.", "Use {evidence}, or add `quote:`."),
    _check("unknown-required-item", "There is no such required item.", "Use an item of the docket."),
    _check("unknown-role", "There is no such role.", "See docs/draft-format.md."),
    _check("unknown-topic", "There is no such topic.", "Use a topic of the docket."),
    _check("unresolved-citation", "A citation key leads to no record.", "Correct the key."),
)
"""Every finding that `builder.draft` and `builder.resolve` can make, by check id."""
