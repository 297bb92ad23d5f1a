"""A bill whose status was looked up too long ago, while its legislature can still act on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.checks.answered_files import answered_files
from kb.common.check_folders import declare
from kb.common.dates_and_numbers import today
from kb.findings import Finding, Location
from kb.model.currency import default_currency
from kb.model.record_names import id_of
from kb.namespaces import RDF_TYPE, iri
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "The status of a bill that can still change was last looked up long ago.",
    "Look it up, correct `status:` and `status-date:`, and write the day as `checked:`.",
)
_STATUS, _DATE, _CHECKED = (iri(f"soce:{name}") for name in ("legislativeStatus", "statusDate", "checked"))
_SESSION, _NUMBER, _TITLE = iri("soce:session"), iri("bibo:number"), iri("dcterms:title")
_LEGISLATION = iri("schema:Legislation")


def find(collection: Collection) -> Iterator[Finding]:
    """Report each such bill where its status stands; without `checked:` the date of the status counts."""
    currency, day = default_currency(), today()
    for file in answered_files(collection):
        bills: dict[str, dict[str, str]] = defaultdict(dict)
        for subject, predicate, term, _ in file.statements:
            bills[subject][predicate] = term.value
        for subject, said in bills.items():
            if said.get(RDF_TYPE) != _LEGISLATION:
                continue
            looked = said.get(_CHECKED) or said.get(_DATE, "")
            session = said.get(_SESSION, "")
            if currency.is_stale(id_of(said.get(_STATUS, "")), session, looked, day):
                age = currency.status_age(session, looked, day)
                name = said.get(_NUMBER) or said.get(_TITLE, id_of(subject))
                since = "was last checked on" if _CHECKED in said else "is of"
                message = (
                    f"The status of {name} {since} {looked}, {age} days ago; it is to be looked up after "
                    f"{currency.status_days}."
                )
                where = file.location(subject, _CHECKED if _CHECKED in said else _STATUS)
                yield CHECK.finding(
                    message, where or Location(file.shown), subject=f"legislation/{id_of(subject)}"
                )
