"""Which characters the bytes of a text file or web page are.

The order is the one of browsers: a byte order mark, what the file declares, UTF-8 if it is that, and
windows-1252, the encoding of office programs of old. Labels mean what the Encoding Standard
(encoding.spec.whatwg.org, 4.2) has them mean: `iso-8859-1` is windows-1252.
"""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
FALLBACK = "windows-1252"
_MEANT = {
    **dict.fromkeys(("iso8859-1", "ascii", "cp1252"), FALLBACK),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"), "utf-8"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""By Python's name of a label. What could declare itself in ASCII is no UTF-16 (HTML, 13.2.3.2)."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_NO_TEXT_SHARE = 0.02
"""Share of control characters from which bytes are no text."""


def marked(data: bytes) -> str:
    """Return the encoding that a byte order mark tells, or zeros in every second byte; otherwise empty."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    start = data[: 2**12]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = start[first::2].count(0), start[1 - first :: 2].count(0)
        if zeros > len(start) / 5 and not others:
            return encoding
    return ""


def meant(label: str) -> str:
    """Return the encoding that a declared label means; empty for one that is unknown."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    return _MEANT.get(name, name)


def decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return the characters, and the encoding where it had to be guessed or was not the declared one.

    Args:
        data: all bytes.
        declared: the label that the file gives for itself.
    """
    encoding = marked(data) or meant(declared)
    if encoding and encoding != FALLBACK:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), ""
        except UnicodeDecodeError:
            if marked(data):
                return data.decode(encoding, "replace").removeprefix("\ufeff"), ""
    try:
        text = data.decode("utf-8")  # a page that says otherwise was sent with a header that is not kept
    except UnicodeDecodeError:
        return _windows_1252(data), "" if encoding == FALLBACK else FALLBACK
    return text, "" if not declared or text.isascii() else "UTF-8"


def is_text(text: str) -> bool:
    """Say whether characters can be a text: hardly any of them is a control character."""
    return len(_CONTROLS.findall(text)) <= max(4, _NO_TEXT_SHARE * len(text))


def _windows_1252(data: bytes) -> str:
    """Decode windows-1252; the five bytes that it leaves open become control characters, as in browsers."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_character(byte) for byte in data)


def _character(byte: int) -> str:
    return bytes((byte,)).decode("cp1252", "ignore") or chr(byte)
