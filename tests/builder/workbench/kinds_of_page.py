"""One page of each kind, which is looked at; and of what kind a page is."""

from __future__ import annotations

KINDS = {
    "overview": "/",
    "occupations": "/occupations",
    "occupation": "/soc/43-5031",
    "group": "/soc/33-0000",
    "matrix": "/matrix",
    "cell": "/matrix/43-5031/protect-life",
    "comparison": "/compare?codes=43-5031+33-9031+33-0000&whole=1",
    "comparison asked for": "/compare",
    "sensitivity": "/sensitivity",
    "impact": "/impact?code=43-5031&to=33-0000",
    "impact asked for": "/impact",
    "claims": "/claims",
    "claim": "/claim/work-is-protective",
    "objections": "/objections",
    "objection": "/objection/A1",
    "sources": "/sources",
    "source": "/source/bay.sop",
    "laws": "/laws",
    "notice": "/notice",
    "duty": "/duty/onet-2705",
    "search": "/search",
    "hits": "/search?q=stress&mode=lexical",
    "for and against": "/search?q=Telecommunicators+are+clerical&mode=lexical&against=1",
    "questions": "/ask",
    "answer": "/ask/duties-of",
    "chart": "/ask/employment-and-wages",
    "sparql": "/sparql",
    "answered sparql": "/sparql?query=SELECT+*+%7B+%3Fs+soce:statement+%3Ft+%7D+LIMIT+5",
    "resource": "/resource?iri=https://w3id.org/soc-evidence/terms%23Claim",
    "findings": "/findings",
    "start": "/start",
    "contribute": "/contribute",
    "upload": "/contribute/UPLOAD",
    "review": "/review",
    "office": "/review/bay",
    "row": "/review/bay/evidence/bay.1",
    "drafts": "/draft",
    "draft": "/draft/submission.md",
    "pages": "/draft/submission.md/pages",
    "suggestions": "/draft/submission.md/suggestions",
    "coverage": "/draft/submission.md/coverage",
    "build": "/draft/submission.md/build",
    "returned": "/draft/submission.md/returned",
    "former texts": "/draft/submission.md/versions",
    "former text": "/draft/submission.md/versions/VERSION",
}
"""Addresses in the workspace of `busy_office`; UPLOAD and VERSION stand for the keys of what it holds."""
PROBLEMS = {
    "missing record": "/claim/none",
    "refused query": "/sparql?query=SELECT+*+%7B",
    "refused comparison": "/compare?codes=43-503",
    "refused pack": "/pack",
}
ALIKE = frozenset(
    "agent dataset decision docket elsewhere evidence figure function guideline legislation principle "
    "rating required-item task topic".split()
)
"""Kinds of record whose pages are made as that of a duty is."""


def kind_of_page(link: str) -> str:
    """Return what pages with addresses like this one have in common: `soc *`, `draft * coverage`."""
    path, _, query = link.partition("?")
    first, *rest = path.strip("/").split("/")
    of_draft = rest[1:2] if first == "draft" else []
    stars = ["*"] * (len(rest) - len(of_draft))
    names = sorted({pair.partition("=")[0] for pair in query.split("&") if pair})
    return " ".join((first or "overview", *stars, *of_draft, *names))
