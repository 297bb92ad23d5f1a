"""Personal data in contributions and drafts."""

from kb.screening.kinds import Hit, Kind
from kb.screening.screen import screen, screen_text
from kb.screening.waivers import Waivers, read_waivers

__all__ = ["Hit", "Kind", "Waivers", "read_waivers", "screen", "screen_text"]
