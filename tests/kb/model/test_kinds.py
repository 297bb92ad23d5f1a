from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.model.record_names import kind_of, name_of
from kb.namespaces import ONET, SOC_2018, record
from tests.conftest import Told


@pytest.mark.parametrize(
    ("iri", "kind", "name"),
    [
        (f"{ONET}task/2719", "task", "task/2719"),
        (f"{ONET}task/2719/activity/4.A.4", "", ""),
        (f"{ONET}element/4.A.4.a.5.I07.D01", "activity", "activity/4.A.4.a.5.I07.D01"),
        (f"{ONET}element/1.C.4.b", "descriptor", "descriptor/1.C.4.b"),
        (f"{SOC_2018}33-9031", "soc", "soc/33-9031"),
        (record("evidence", "aha-2020-burden"), "evidence", "evidence/aha-2020-burden"),
        ("https://example.org/x", "", ""),
    ],
)
def test_things_have_kinds_and_names(iri: str, kind: str, name: str) -> None:
    assert kind_of(iri) == kind
    if kind:
        assert name_of(iri) == name


def test_explain_takes_the_names_that_search_gives(office: Path, cli: Callable[..., Told]) -> None:
    (office / "evidence" / "task.ttl").write_text(
        f"<{ONET}task/2719> a <https://w3id.org/soc-evidence/terms#Task> ;\n"
        '  <http://purl.org/dc/terms/description> "Guide callers." .\n'
    )
    assert cli("explain", "task/2719").out.startswith("task/2719: Guide callers.")
    assert "Public Safety Telecommunicators" in cli("explain", "soc/43-5031").out
    told = cli("explain", "task/9")
    assert (told.code, "There is no record `task/9`" in told.err) == (3, True)
