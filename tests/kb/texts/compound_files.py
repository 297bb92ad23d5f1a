"""Compound files ([MS-CFB]) for tests, and Outlook e-mails ([MS-OXMSG]) as such; no library writes them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Tree = dict[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    right: int = _FREE
    child: int = _FREE
    start: int = _END
    size: int = 0


@dataclass
class _Writer:
    entries: list[_Entry] = field(default_factory=lambda: [_Entry("Root Entry", 5)])

    def add(self, tree: Tree, parent: int) -> None:
        before = -1
        for name in sorted(tree, key=lambda name: (len(name), name.upper())):
            inner = tree[name]
            number = len(self.entries)
            self.entries.append(_Entry(name, 2, inner) if isinstance(inner, bytes) else _Entry(name, 1))
            if before < 0:
                self.entries[parent].child = number
            else:
                self.entries[before].right = number
            before = number
            if not isinstance(inner, bytes):
                self.add(inner, number)


def compound_file(tree: Tree) -> bytes:
    """Return a compound file with these storages and streams."""
    writer = _Writer()
    writer.add(tree, 0)
    mini, mini_fat, large = bytearray(), [], []
    for entry in writer.entries[1:]:
        if entry.kind != 2:
            continue
        entry.size = len(entry.data)
        if entry.size >= _CUTOFF:
            large.append(entry)
        elif entry.size:
            first, count = len(mini) // _MINI, -(-entry.size // _MINI)
            entry.start = first
            mini_fat += [*range(first + 1, first + count), _END]
            mini += entry.data.ljust(count * _MINI, b"\0")
    root = writer.entries[0]
    root.size = len(mini)
    parts = [b"", struct.pack(f"<{len(mini_fat)}I", *mini_fat), bytes(mini), *(e.data for e in large)]
    counts = [-(-len(writer.entries) // 4), *(-(-len(part) // _SECTOR) for part in parts[1:])]
    tables = next(n for n in range(1, 100) if n * _SECTOR // 4 >= n + sum(counts))
    starts, at, fat = [], tables, [_FAT] * tables
    for count in counts:
        starts.append(at if count else _END)
        fat += [*range(at + 1, at + count), _END] if count else []
        at += count
    root.start = starts[2]
    for entry, start in zip(large, starts[3:], strict=True):
        entry.start = start
    parts[0] = b"".join(map(_directory_entry, writer.entries))
    fat += [_FREE] * (tables * _SECTOR // 4 - len(fat))
    chains = (0, tables, starts[0], 0, _CUTOFF, starts[1], counts[1], _END, 0)
    header = _MAGIC + struct.pack("<16xHHHHH6x9I", 62, 3, 0xFFFE, 9, 6, *chains)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    body = struct.pack(f"<{len(fat)}I", *fat)
    return (
        header
        + body
        + b"".join(part.ljust(count * _SECTOR, b"\0") for part, count in zip(parts, counts, strict=True))
    )


def _directory_entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name,
        len(name),
        entry.kind,
        1,
        _FREE,
        entry.right,
        entry.child,
        b"",
        0,
        0,
        0,
        entry.start,
        entry.size,
    )


def outlook_letter(path: Path, fields: dict[str, str], attachments: dict[str, bytes]) -> Path:
    """Write an Outlook e-mail: its fields by the number of the property, such as `0037` for the subject."""
    tree: Tree = {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in fields.items()}
    entries = b"".join(_property(tag, len(text) * 2 + 2) for tag, text in fields.items())
    count = len(attachments)
    tree["__properties_version1.0"] = struct.pack("<8xIIII8x", 0, count, 0, count) + entries
    for number, (name, data) in enumerate(attachments.items()):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": data,
            "__properties_version1.0": bytes(8)
            + _property("3707", len(name) * 2 + 2)
            + _property("3701", len(data), 0x0102)
            + struct.pack("<HHIII", 0x0003, 0x3705, 6, 1, 0),
        }
    path.write_bytes(compound_file(tree))
    return path


def _property(tag: str, size: int, kind: int = 0x001F) -> bytes:
    return struct.pack("<HHIII", kind, int(tag, 16), 6, size, 0)
