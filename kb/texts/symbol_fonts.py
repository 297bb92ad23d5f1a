"""Signs of the fonts Symbol and Wingdings as the characters they show.

Their codes are letters of the alphabet or characters of the private use area, which say nothing by
themselves. Symbol is whole (Adobe's encoding, as in Unicode's mapping of it); of Wingdings there are the
signs that forms and lists use.
"""

from __future__ import annotations

_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS = {
    **{0x80 + number: sign for number, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(zip((0x28, 0x29, 0x2A, 0x4A, 0x4C, 0x6C, 0x6E, 0x6F, 0x71, 0x72), "☎✆✉☺☹●■□❑❒", strict=True)),
    **dict(zip((0x76, 0x9F, 0xA7, 0xA8, 0xD8, 0xDF, 0xE0, 0xE1, 0xE2, 0xE8), "❖•▪□➢←→↑↓→", strict=True)),
    **dict(zip((0x6D, 0x75, 0x77, 0xA1, 0xFB, 0xFC, 0xFD, 0xFE), "❍◆⬥○✗✓☒☑", strict=True)),
}
_SIGNS: dict[str, dict[int, str]] = {
    "symbol": {start + n: sign for start, row in _SYMBOL.items() for n, sign in enumerate(row)},
    "wingdings": _WINGDINGS,
}
_PRIVATE = range(0xF020, 0xF100)


def sign_of(font: str, code: int) -> str | None:
    """Return what a font shows at a code, also of the private use area; None when that is not known."""
    low = code - 0xF000 if code in _PRIVATE else code
    return _SIGNS.get(font.lower(), {}).get(low)


def is_symbol_font(font: str) -> bool:
    """Say whether a font's codes are signs of its own."""
    return font.lower() in _SIGNS or font.lower().startswith(("wingdings", "webdings"))


def as_shown(font: str, text: str) -> tuple[str, int]:
    """Return a text in a font as the signs it shows, and how many of them are not known.

    Word writes such signs with codes of the private use area; a letter in the font Symbol is one only there.
    """
    if not is_symbol_font(font) or not any(ord(character) in _PRIVATE for character in text):
        return text, 0
    signs = [sign_of(font, ord(c)) if ord(c) in _PRIVATE else c for c in text]
    return "".join(sign or "\ufffd" for sign in signs), signs.count(None)
