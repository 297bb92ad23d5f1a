"""An index is opened as it was made or not at all, and what a kill leaves is removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.search.index_files import DamagedError, sealed_folder, verify
from kb.search.search_index import write_index
from tests.conftest import Told

from .small import VOCABULARY, corpus

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda data: b"",
    "truncated": lambda data: data[: len(data) // 2],
    "first bit": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "last bit": lambda data: data[:-1] + bytes([data[-1] ^ 128]),
    "zeroed": lambda data: bytes(len(data)),
}


def made(home: Path) -> Path:
    folder = home / "passages-small"
    with sealed_folder(folder) as fresh:
        write_index(corpus(), VOCABULARY, fresh)
    return folder


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_of_any_file_goes_unseen(tmp_path: Path, damage: str) -> None:
    folder = made(tmp_path)
    verify(folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 12
    for path in files:
        data = path.read_bytes()
        path.write_bytes(DAMAGES[damage](data))
        if path.read_bytes() != data:
            with pytest.raises(DamagedError):
                verify(folder)
        path.write_bytes(data)
    verify(folder)


def test_a_file_that_is_gone_or_is_one_too_many_is_seen(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "more.txt").write_text("x")
    with pytest.raises(DamagedError):
        verify(folder)
    (folder / "more.txt").unlink()
    (folder / "passages.sqlite").unlink()
    with pytest.raises(DamagedError):
        verify(folder)


def test_what_killed_processes_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".making-abc" / "it"
    left.mkdir(parents=True)
    (left / "half.npy").write_bytes(b"x")
    made(tmp_path)
    assert not list(tmp_path.glob(".making-*"))


def test_a_damaged_index_is_made_again_and_said_so(office: Path, cli: Callable[..., Told]) -> None:
    words = ("search", "--lexical", "first responder", "--format", "csv")
    right = cli(*words).out
    for name in ("words/values.npy", "passages.sqlite"):
        [path] = (office / ".soc-evidence" / "search").glob(f"passages-*/{name}")
        path.write_bytes(b"")
        told = cli(*words)
        assert told.out == right
        assert told.err.startswith("The search index is damaged; making it again …\n")
