from __future__ import annotations

import pytest

from kb.common.names import natural
from kb.errors import MissingError, UsageError
from kb.model.record_names import id_of, identify, kind_of
from kb.store.knowledge import Knowledge


@pytest.mark.parametrize(
    ("name", "kind", "identifier"),
    [
        ("instructions", "claim", "instructions"),
        ("claim/instructions", "claim", "instructions"),
        ("claim:instructions", "claim", "instructions"),
        ("https://w3id.org/soc-evidence/id/claim/instructions", "claim", "instructions"),
        ("O1", "objection", "O1"),
        ("43-5031", "soc", "43-5031"),
        ("soc:43-5031", "soc", "43-5031"),
        ("agent/socpc", "agent", "socpc"),
    ],
)
def test_a_record_is_known_by_every_name_people_use(
    knowledge: Knowledge, name: str, kind: str, identifier: str
) -> None:
    found = identify(knowledge, name)
    assert (kind_of(found), id_of(found)) == (kind, identifier)


def test_an_id_of_two_kinds_is_asked_back(knowledge: Knowledge) -> None:
    with pytest.raises(UsageError, match="several") as caught:
        identify(knowledge, "socpc")
    assert caught.value.remedy == "Say which: agent/socpc, source/socpc"


@pytest.mark.parametrize(
    ("name", "near"),
    [("o1", "objection/O1"), ("instruction", "claim/instructions"), ("claim/cares", "evidence/care")],
)
def test_a_name_slightly_off_is_set_right(knowledge: Knowledge, name: str, near: str) -> None:
    with pytest.raises(MissingError) as caught:
        identify(knowledge, name)
    assert near in caught.value.remedy


def test_a_name_unlike_any_is_sent_to_search(knowledge: Knowledge) -> None:
    with pytest.raises(MissingError) as caught:
        identify(knowledge, "qqqq")
    assert "search" in caught.value.remedy


def test_ids_sort_as_people_count() -> None:
    assert sorted(["P10", "P2", "33-9091", "33-9031", "O3b", "O3a"], key=natural) == [
        *("33-9031", "33-9091", "O3a", "O3b", "P2", "P10")
    ]
