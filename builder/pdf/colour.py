"""The output intent's colour profile: sRGB, made here so that no binary file and no date comes along."""

from __future__ import annotations

import struct

_DATE = (2000, 1, 1, 0, 0, 0)

_D50 = (0.9642, 1.0, 0.8249)
_RED = (0.4360747, 0.2225045, 0.0139322)
_GREEN = (0.3850649, 0.7168786, 0.0971045)
_BLUE = (0.1430804, 0.0606169, 0.7141733)
"""Primaries of IEC 61966-2-1, adapted to D50 by Bradford's method."""

_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Parametric curve type 3: Y = (aX + b)^g from d on, cX below (ICC.1:2010 10.16)."""


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _text(value: str) -> bytes:
    data = value.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">2I2s2s2I", 1, 12, b"en", b"US", len(data), 28) + data


def srgb() -> bytes:
    """Return an ICC v4.2 display profile of sRGB: three primaries and one exact tone curve."""
    curve = b"para\0\0\0\0" + struct.pack(">2H", 3, 0) + _fixed(*_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("No rights reserved"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_D50),
        b"rXYZ": b"XYZ \0\0\0\0" + _fixed(*_RED),
        b"gXYZ": b"XYZ \0\0\0\0" + _fixed(*_GREEN),
        b"bXYZ": b"XYZ \0\0\0\0" + _fixed(*_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _assemble(tags)


def _assemble(tags: dict[bytes, bytes]) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    placed: dict[bytes, int] = {}
    for signature, data in tags.items():
        if data not in placed:
            placed[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += signature + struct.pack(">2I", placed[data], len(data))
    size = start + len(body)
    header = struct.pack(">2I", size, 0) + b"\x04\x20\0\0mntrRGB XYZ "
    header += struct.pack(">6H", *_DATE) + b"acsp" + b"\0" * 28 + _fixed(*_D50)
    return header.ljust(128, b"\0") + table + body
