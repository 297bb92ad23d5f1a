"""Numbers of payment cards, and addresses of devices in a network."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from kb.screening.keys_and_values import JOINT, MARK, Places, keyed
from kb.screening.personal_data_kinds import Hit, Kind

_CARD = re.compile(
    r"(?<![\w.,$/-])(?<!\d{4} \d{4} )[3-6]\d{3}(?:[ -]?\d{2,6}){2,4}(?![\w-]|[.,]\d|(?: \d{4}){2}\b)"
)
"""Not within a longer row of four figures each, which is a list of codes."""
_CARD_LAST = re.compile(
    rf"{keyed('cards')}(?i:[ ](?:card[ ])?(?:ending|ends|last[ ](?:four|4))(?:[ ](?:in|with))?){JOINT}"
    r"(?P<value>(?!(?:19|20)\d\d)\d{4})(?![\w-]|[.,]\d)"
)
_IPV4 = re.compile(
    r"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)"
)
_VERSION = re.compile(
    r"(?:\b(?:sec(?:tion|s|\.)?|§|v|ver|version|build|release|schema|table|chapter|clause|para(?:graph)?|"
    r"annex|item|appendix|"
    r"NENA\S*|APCO|ANS|ANSI|STA\S*|ISO|standard|firmware|software|part|step|figure|rev)"
    r"\W{0,4}(?:\S{1,12}\s)?|\bv)\Z",
    re.IGNORECASE,
)
"""What stands before four numbers that are no address."""
_IP_KEY = re.compile(rf"{keyed('devices')}[^\n]{{0,12}}\Z")
_IPV6 = re.compile(r"[0-9A-Fa-f](?<![\w:.].)[0-9A-Fa-f]{0,3}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
_MAC = re.compile(
    r"[0-9A-Fa-f](?<![\w:.-].)[0-9A-Fa-f](?:(?P<mark>[:-])(?:[0-9A-Fa-f]{2}(?P=mark)){4}[0-9A-Fa-f]{2}"
    r"|[0-9A-Fa-f]{2}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4})(?![\w:-])"
)
_HANDSET = re.compile(rf"{keyed('handsets')}(?i:{MARK})?{JOINT}(?P<value>\d{{14,16}})(?!\w)")


def find_cards(places: Places) -> Iterator[Hit]:
    """Yield card numbers whose check digit holds, and the last four digits that are called so."""
    for match in places.numbered(_CARD):
        digits = re.sub(r"\D", "", match.group())
        if 13 <= len(digits) <= 19 and len(set(digits)) > 1 and luhn_holds(digits):
            yield Hit(match.start(), match.end(), Kind.CARD, match.group())
    for match in places.keyed("cards", _CARD_LAST):
        yield Hit(*match.span("value"), Kind.CARD, match["value"])


def find_devices(places: Places) -> Iterator[Hit]:
    """Yield IP and MAC addresses and numbers of handsets; section and version numbers are no addresses."""
    text = places.text
    for match in places.numbered(_IPV4):
        before = text[max(0, match.start() - 40) : match.start()]
        parts = match.group().split(".")
        long = sum(len(part) > 1 for part in parts) >= 2 and len(parts[0]) > 1
        if (long or _IP_KEY.search(before)) and not _VERSION.search(before):
            yield Hit(match.start(), match.end(), Kind.DEVICE, match.group())
    if ":" in text:
        for match in _IPV6.finditer(text):
            if _is_ipv6(match.group()):
                yield Hit(match.start(), match.end(), Kind.DEVICE, match.group())
    for match in _MAC.finditer(text):
        yield Hit(match.start(), match.end(), Kind.DEVICE, match.group())
    for match in places.keyed("handsets", _HANDSET):
        yield Hit(*match.span("value"), Kind.DEVICE, match["value"])


def _is_ipv6(value: str) -> bool:
    if sum(character.isalnum() for character in value) < 8:
        return False
    try:
        ipaddress.IPv6Address(value)
    except ValueError:
        return False
    return True


def luhn_holds(digits: str) -> bool:
    """Say whether the last digit is the check digit of ISO/IEC 7812-1, annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        worth = int(digit) * (1 + place % 2)
        total += worth - 9 if worth > 9 else worth
    return total % 10 == 0
